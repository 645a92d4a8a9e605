/// The checked schema: only what the renderers can render.
struct SchemaModel {
  var files: [FileModel]
}

/// A `.proto` file.
struct FileModel {
  /// As protoc was given it, such as `points.proto`.
  var name: String
  var comment: String
  var enums: [EnumModel]
  var messages: [MessageModel]
  var services: [ServiceModel]

  /// `points.proto` becomes `Points`.
  var title: String {
    let stem = name.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? name
    return SwiftNames.type(stem)
  }
}

/// An enum; open: numbers that have no name are kept.
struct EnumModel {
  struct Value {
    var name: String
    var number: Int32
    var comment: String

    var swiftName: String { SwiftNames.property(name.lowercased()) }
  }

  var name: String
  var fullName: String
  var comment: String
  var values: [Value]
}

/// A message.
struct MessageModel {
  var name: String
  var fullName: String
  var comment: String
  var fields: [FieldModel]

  /// Names of the oneofs, in order; those that protoc makes up for `optional` are not among them.
  var oneofs: [String]

  /// What is stored: a oneof counts once, where its first choice stands.
  var properties: [Property] {
    var seen: Set<String> = []
    return fields.compactMap { field in
      guard let oneof = field.oneof else { return .field(field) }
      guard seen.insert(oneof).inserted else { return nil }
      return .oneof(oneof, fields.filter { $0.oneof == oneof })
    }
  }

  enum Property {
    case field(FieldModel)
    case oneof(String, [FieldModel])
  }
}

/// A field.
struct FieldModel {
  enum Presence {
    /// Zero is the same as absent.
    case implicit
    /// Absent is not zero: submessages and `optional`.
    case explicit
    /// A list.
    case repeated
  }

  var name: String
  var jsonName: String
  var number: UInt32
  var type: FieldType
  var presence: Presence
  var oneof: String?
  var comment: String

  var swiftName: String { SwiftNames.property(name) }

  /// The tag as a number: what the decoder switches over.
  var tag: UInt32 { number << 3 | type.wireType }

  /// The tag of the packed form of a list.
  var packedTag: UInt32 { number << 3 | 2 }

  var isPacked: Bool { presence == .repeated && type.wireType != 2 }
}

/// A service.
struct ServiceModel {
  var name: String
  var comment: String
  var methods: [MethodModel]
}

/// A method.
struct MethodModel {
  var name: String
  var comment: String
  var id: UInt16
  var routing: String
  var mutates: Bool
  var serverStreaming: Bool
  /// Names of the values of `AccessScope` of which one is enough.
  var scopes: [String]
  var serverWide: Bool
  var audited: Bool
  var request: String
  var response: String

  var swiftName: String { SwiftNames.method(name) }

  /// The id as code and documents write it, such as `0x0102`.
  var hexadecimalID: String {
    let digits = String(id, radix: 16, uppercase: true)
    return "0x" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
