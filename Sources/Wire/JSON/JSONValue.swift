/// A JSON value.
///
/// Numbers keep their text, for 64-bit ones must not pass through a double.
public enum JSONValue: Hashable, Sendable {
  /// The value `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number as it was written.
  case number(String)
  /// A string, without its escapes.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Names and values in the order in which they were written.
  case object([Member])

  /// One name and its value.
  public struct Member: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The value.
    public var value: JSONValue

    /// Makes a member.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The value of the first member with this name, if this is an object that has one.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }
}

extension JSONValue {
  /// Parses a JSON text.
  ///
  /// - Throws: ``JSONError/syntax(offset:expected:)``, ``JSONError/tooLarge`` or
  ///   ``JSONError/tooDeep(path:)``.
  public init(parsing text: String) throws(JSONError) {
    self = try JSONParser.parse(text)
  }

  /// The value as text, on one line or with an indentation of two spaces.
  public func text(pretty: Bool = false) -> String { JSONWriter.text(self, pretty: pretty) }
}
