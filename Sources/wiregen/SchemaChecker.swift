/// Turns descriptors into the checked model, or says what the schema may not have.
struct SchemaChecker {
  /// Files of the schema itself; imports from elsewhere (descriptor.proto) only define options.
  private let files: [FileDescriptor]

  /// Type names as descriptors write them (`.fealty.v1.Earn`) and what they are in Swift.
  private var types: [String: FieldType] = [:]

  /// Names of the values of `Routing`.
  private var routings: [Int32: String] = [:]

  /// Names of the values of `AccessScope`.
  private var scopes: [Int32: String] = [:]

  init(_ set: DescriptorSet) {
    files = set.files.filter { $0.package == "fealty.v1" }
    for file in files {
      for message in file.messages {
        types[".\(file.package).\(message.name)"] = .message(message.name)
      }
      for item in file.enums {
        types[".\(file.package).\(item.name)"] = .enumeration(item.name)
        for value in item.values {
          let name = SwiftNames.property(value.name.lowercased())
          if item.name == "Routing" { routings[value.number] = name }
          if item.name == "AccessScope", value.number != 0 { scopes[value.number] = name }
        }
      }
    }
  }

  /// The model of all files, in the order of their names.
  func check() throws -> SchemaModel {
    var models: [FileModel] = []
    for file in files.sorted(by: { $0.name < $1.name }) { models.append(try check(file)) }
    let model = SchemaModel(files: models)
    try checkMethods(model)
    try checkRecursion(model)
    return model
  }

  // MARK: - Steps

  private func check(_ file: FileDescriptor) throws -> FileModel {
    let comments = Comments(file.locations)
    guard file.syntax == "proto3" else {
      throw SchemaError.unsupported(element: file.name, reason: "write syntax = \"proto3\"")
    }
    return FileModel(
      name: file.name,
      comment: comments[[12]],
      enums: file.enums.enumerated().map { index, item in
        EnumModel(
          name: item.name,
          fullName: "\(file.package).\(item.name)",
          comment: comments[[5, index]],
          values: item.values.enumerated().map { place, value in
            .init(
              name: value.name,
              number: value.number,
              comment: comments[[5, index, 2, place]]
            )
          }
        )
      },
      messages: try file.messages.enumerated().map { index, message in
        try check(message, at: index, of: file, comments)
      },
      services: try file.services.enumerated().map { index, service in
        try check(service, at: index, comments)
      }
    )
  }

  private func check(
    _ message: MessageDescriptor,
    at index: Int,
    of file: FileDescriptor,
    _ comments: Comments
  ) throws -> MessageModel {
    guard !message.hasNestedTypes else {
      throw SchemaError.unsupported(
        element: message.name,
        reason: "has nested types or a map; move them to the top level"
      )
    }
    let fields = try message.fields.enumerated().map { place, field in
      try check(field, of: message, comment: comments[[4, index, 2, place]])
    }
    let oneofs = message.oneofs.filter { name in fields.contains { $0.oneof == name } }
    return MessageModel(
      name: message.name,
      fullName: "\(file.package).\(message.name)",
      comment: comments[[4, index]],
      fields: fields.sorted { $0.number < $1.number },
      oneofs: oneofs
    )
  }

  private func check(
    _ field: FieldDescriptor,
    of message: MessageDescriptor,
    comment: String
  ) throws -> FieldModel {
    let element = "\(message.name).\(field.name)"
    let type = try type(of: field, element: element)
    let isMessage = if case .message = type { true } else { false }
    var oneof: String?
    if let index = field.oneofIndex, !field.isOptional { oneof = message.oneofs[Int(index)] }
    let presence: FieldModel.Presence =
      field.label == 3 ? .repeated : isMessage || field.isOptional ? .explicit : .implicit
    return FieldModel(
      name: field.name,
      jsonName: field.jsonName,
      number: UInt32(field.number),
      type: type,
      presence: presence,
      oneof: oneof,
      comment: comment
    )
  }

  private func type(of field: FieldDescriptor, element: String) throws -> FieldType {
    switch field.type {
    case 3: return .int64
    case 4: return .uint64
    case 5: return .int32
    case 6: return .fixed64
    case 7: return .fixed32
    case 8: return .bool
    case 9: return .string
    case 12: return .bytes
    case 13: return .uint32
    case 15: return .sfixed32
    case 16: return .sfixed64
    case 17: return .sint32
    case 18: return .sint64
    case 11, 14:
      guard let type = types[field.typeName] else {
        throw SchemaError.unsupported(
          element: element,
          reason: "has the type \(field.typeName) of another package"
        )
      }
      return type
    default:
      throw SchemaError.unsupported(
        element: element,
        reason: "is a float or a group; points and money are whole numbers"
      )
    }
  }

  private func check(
    _ service: ServiceDescriptor,
    at index: Int,
    _ comments: Comments
  ) throws -> ServiceModel {
    let methods = try service.methods.enumerated().map { place, method in
      let element = "\(service.name).\(method.name)"
      guard method.id > 0, let id = UInt16(exactly: method.id) else {
        throw SchemaError.unsupported(element: element, reason: "needs a method_id of 1 to 65535")
      }
      guard !method.clientStreaming else {
        throw SchemaError.unsupported(element: element, reason: "streams from the client")
      }
      guard let routing = routings[method.routing],
        case .message(let request)? = types[method.input],
        case .message(let response)? = types[method.output]
      else {
        throw SchemaError.unsupported(element: element, reason: "names a type that is not known")
      }
      let allowed = method.scopes.compactMap { scopes[$0] }
      guard !allowed.isEmpty, allowed.count == method.scopes.count else {
        throw SchemaError.unsupported(element: element, reason: "needs a scope that may call it")
      }
      return MethodModel(
        name: method.name,
        comment: comments[[6, index, 2, place]],
        id: id,
        routing: routing,
        mutates: method.mutates,
        serverStreaming: method.serverStreaming,
        scopes: allowed,
        serverWide: method.serverWide,
        audited: method.audited,
        request: request,
        response: response
      )
    }
    return ServiceModel(name: service.name, comment: comments[[6, index]], methods: methods)
  }

  /// Numbers and names of methods are unique over all services: one table dispatches them all.
  private func checkMethods(_ model: SchemaModel) throws {
    var ids: Set<UInt16> = []
    var names: Set<String> = []
    for method in model.files.flatMap(\.services).flatMap(\.methods) {
      guard ids.insert(method.id).inserted, names.insert(method.name).inserted else {
        throw SchemaError.unsupported(element: method.name, reason: "its name or id is used twice")
      }
    }
  }

  /// A message is stored inside the one that has it, so none may reach itself but through a list.
  private func checkRecursion(_ model: SchemaModel) throws {
    var parts: [String: [String]] = [:]
    for message in model.files.flatMap(\.messages) {
      parts[message.name] = message.fields.compactMap { field in
        guard field.presence != .repeated, case .message(let name) = field.type else { return nil }
        return name
      }
    }
    func visit(_ name: String, inside outer: [String]) throws {
      guard !outer.contains(name) else {
        throw SchemaError.unsupported(element: name, reason: "contains itself; make it repeated")
      }
      for part in parts[name] ?? [] { try visit(part, inside: outer + [name]) }
    }
    for name in parts.keys.sorted() { try visit(name, inside: []) }
  }
}

/// The comments of a file by the path of what they stand at.
struct Comments {
  private var texts: [[Int32]: String] = [:]

  init(_ locations: [SourceLocation]) {
    for location in locations {
      let text = [location.leading, location.trailing]
        .map { $0.split(separator: "\n").map { $0.trimmed() }.joined(separator: " ").trimmed() }
        .filter { !$0.isEmpty }
        .joined(separator: ". ")
      if !text.isEmpty { texts[location.path] = text }
    }
  }

  subscript(path: [Int]) -> String { texts[path.map(Int32.init)] ?? "" }
}

extension StringProtocol {
  /// Without the spaces at both ends.
  func trimmed() -> String {
    let rest = drop { $0 == " " }
    return String(rest.reversed().drop { $0 == " " }.reversed())
  }
}
