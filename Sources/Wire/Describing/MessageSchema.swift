/// What the schema says about a message: enough to print it, parse it from JSON and make one up.
public final class MessageSchema: Sendable {
  /// Full name, such as `fealty.v1.EarnRequest`.
  public let name: String

  /// The fields in the order of their numbers.
  public let fields: [FieldSchema]

  /// Describes a message.
  ///
  /// The generated code does; nobody else needs to.
  public init(name: String, fields: [FieldSchema]) {
    self.name = name
    self.fields = fields
  }

  /// The field with this number, if there is one.
  public func field(number: UInt32) -> FieldSchema? {
    fields.first { $0.number == number }
  }

  /// The field with this name, in lowerCamelCase or as the `.proto` file writes it.
  public func field(named name: String) -> FieldSchema? {
    fields.first { $0.jsonName == name || $0.name == name }
  }
}
