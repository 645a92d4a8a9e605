/// Why a JSON text is not the message that was asked for.
///
/// `path` leads to the value, such as `basket.lines[2].quantity`; it is empty for the whole text.
public enum JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text is not JSON: at `offset` bytes, `expected` should stand.
  case syntax(offset: Int, expected: String)
  /// The text is longer than ``Limits/jsonBytes``.
  case tooLarge
  /// Values are nested more than ``Limits/messageDepth`` deep.
  case tooDeep(path: String)
  /// The message has no field of this name.
  case unknownField(path: String)
  /// A field is given twice.
  case duplicateField(path: String)
  /// Two choices of one oneof are given; `path` leads to the second.
  case twoChoices(path: String, oneof: String)
  /// The value is not what the field holds.
  case wrongType(path: String, expected: String)
  /// The enum has no value of this name.
  case unknownName(path: String, name: String)

  /// One sentence that says where, what and what instead.
  public var description: String {
    switch self {
    case .syntax(let offset, let expected): "JSON: \(expected) expected at byte \(offset)"
    case .tooLarge: "JSON: the text is longer than \(Limits.jsonBytes) bytes"
    case .tooDeep(let path):
      "JSON: \(path) is nested more than \(Limits.messageDepth) deep"
    case .unknownField(let path): "JSON: there is no field \(path)"
    case .duplicateField(let path): "JSON: \(path) is given twice"
    case .twoChoices(let path, let oneof):
      "JSON: \(path) cannot stand beside another choice of \(oneof)"
    case .wrongType(let path, let expected):
      "JSON: \(path.isEmpty ? "the text" : path) must be \(expected)"
    case .unknownName(let path, let name): "JSON: \(path) has no value named \(name)"
    }
  }
}
