/// What the schema says about a field.
public struct FieldSchema: Sendable {
  /// What a field holds.
  public enum Kind: Sendable {
    /// A 32-bit number as a varint; a negative one takes ten bytes.
    case int32
    /// A 64-bit number as a varint; a negative one takes ten bytes.
    case int64
    /// An unsigned 32-bit number as a varint.
    case uint32
    /// An unsigned 64-bit number as a varint.
    case uint64
    /// A 32-bit number, zigzag, as a varint.
    case sint32
    /// A 64-bit number, zigzag, as a varint.
    case sint64
    /// An unsigned number in four bytes.
    case fixed32
    /// An unsigned number in eight bytes.
    case fixed64
    /// A number in four bytes.
    case sfixed32
    /// A number in eight bytes.
    case sfixed64
    /// True or false, as a varint.
    case bool
    /// Text in UTF-8.
    case string
    /// Any bytes.
    case bytes
    /// A number that has a name, as a varint.
    case enumeration(EnumSchema)
    /// A message. Behind a closure, for messages may hold each other.
    case message(@Sendable () -> MessageSchema)
  }

  /// Number on the wire, 1 to 536,870,911.
  public let number: UInt32

  /// Name in the `.proto` file.
  public let name: String

  /// Name in JSON: lowerCamelCase.
  public let jsonName: String

  /// What it holds; for a repeated field, what each element holds.
  public let kind: Kind

  /// Whether it is a list.
  public let isRepeated: Bool

  /// Whether it can be absent as opposed to zero: submessages, choices of a oneof, `optional`.
  public let hasPresence: Bool

  /// Name of the oneof that it is a choice of, if any.
  public let oneof: String?

  /// Describes a field.
  ///
  /// The generated code does; nobody else needs to.
  public init(
    _ number: UInt32,
    _ name: String,
    json jsonName: String,
    _ kind: Kind,
    repeated isRepeated: Bool = false,
    presence hasPresence: Bool = false,
    oneof: String? = nil
  ) {
    self.number = number
    self.name = name
    self.jsonName = jsonName
    self.kind = kind
    self.isRepeated = isRepeated
    self.hasPresence = hasPresence
    self.oneof = oneof
  }

  /// Whether a list of it is one field of concatenated values.
  public var isPacked: Bool {
    guard isRepeated else { return false }
    switch kind {
    case .string, .bytes, .message: return false
    default: return true
    }
  }

  /// The wire type of one value.
  public var wireType: WireType {
    switch kind {
    case .int32, .int64, .uint32, .uint64, .sint32, .sint64, .bool, .enumeration: .varint
    case .fixed32, .sfixed32: .fixed32
    case .fixed64, .sfixed64: .fixed64
    case .string, .bytes, .message: .lengthDelimited
    }
  }
}
