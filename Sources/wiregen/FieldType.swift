/// What a field holds, and how each renderer names it.
enum FieldType: Equatable {
  case int32, int64, uint32, uint64, sint32, sint64
  case fixed32, fixed64, sfixed32, sfixed64
  case bool, string, bytes
  /// The enum's Swift name.
  case enumeration(String)
  /// The message's Swift name.
  case message(String)

  /// The type of a stored value.
  var swiftType: String {
    switch self {
    case .int32, .sint32, .sfixed32: "Int32"
    case .int64, .sint64, .sfixed64: "Int64"
    case .uint32, .fixed32: "UInt32"
    case .uint64, .fixed64: "UInt64"
    case .bool: "Bool"
    case .string: "String"
    case .bytes: "[UInt8]"
    case .enumeration(let name), .message(let name): name
    }
  }

  /// The value that is not sent.
  var defaultValue: String {
    switch self {
    case .bool: "false"
    case .string: "\"\""
    case .bytes: "[]"
    case .enumeration: ".init(rawValue: 0)"
    case .message: "nil"
    default: "0"
    }
  }

  /// What `FieldReader.read…` and `OutputBuffer.write…` are called for it.
  var accessor: String {
    switch self {
    case .int32, .enumeration: "Int32"
    case .int64: "Int64"
    case .uint32: "UInt32"
    case .uint64: "UInt64"
    case .sint32: "SInt32"
    case .sint64: "SInt64"
    case .fixed32: "Fixed32"
    case .fixed64: "Fixed64"
    case .sfixed32: "SFixed32"
    case .sfixed64: "SFixed64"
    case .bool: "Bool"
    case .string: "String"
    case .bytes: "Bytes"
    case .message: "Message"
    }
  }

  /// The wire type of one value, as a number.
  var wireType: UInt32 {
    switch self {
    case .fixed64, .sfixed64: 1
    case .string, .bytes, .message: 2
    case .fixed32, .sfixed32: 5
    default: 0
    }
  }

  /// The expression that describes it in a `FieldSchema`.
  var schemaKind: String {
    switch self {
    case .enumeration(let name): ".enumeration(\(name).schema)"
    case .message(let name): ".message { \(name).schema }"
    default: ".\(protoName)"
    }
  }

  /// How the `.proto` file writes it.
  var protoName: String {
    switch self {
    case .enumeration(let name), .message(let name): name
    default: "\(self)"
    }
  }

  /// Whether a value is absent, as a condition on an expression.
  func isPresent(_ value: String) -> String {
    switch self {
    case .bool: value
    case .string, .bytes: "!\(value).isEmpty"
    case .enumeration: "\(value).rawValue != 0"
    default: "\(value) != 0"
    }
  }
}
