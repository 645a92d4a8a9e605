/// What the schema says about an enum.
public final class EnumSchema: Sendable {
  /// A number and its name.
  public struct Value: Sendable, Hashable {
    /// The number on the wire.
    public let number: Int32
    /// The name in the `.proto` file, which is also the one in JSON.
    public let name: String

    /// Describes a value.
    ///
    /// The generated code does; nobody else needs to.
    public init(_ number: Int32, _ name: String) {
      self.number = number
      self.name = name
    }
  }

  /// Full name, such as `fealty.v1.Reason`.
  public let name: String

  /// The values in the order of the `.proto` file.
  public let values: [Value]

  /// Describes an enum.
  ///
  /// The generated code does; nobody else needs to.
  public init(name: String, values: [Value]) {
    self.name = name
    self.values = values
  }

  /// The name of a number, if this build knows it.
  public func name(of number: Int32) -> String? {
    values.first { $0.number == number }?.name
  }

  /// The number of a name, if this build knows it.
  public func number(named name: String) -> Int32? {
    values.first { $0.name == name }?.number
  }
}
