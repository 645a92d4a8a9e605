/// Renders a message: its properties, field numbers, codec and schema.
struct MessageRenderer {
  let model: MessageModel

  func render(into source: inout SourceText) {
    source.doc(model.comment, otherwise: "The message `\(model.name)` of the schema")
    source.block("public struct \(model.name): Message {") { source in
      renderProperties(into: &source)
      renderInitializer(into: &source)
      renderFieldNumbers(into: &source)
      for oneof in model.oneofs { renderOneof(oneof, into: &source) }
    }
    source.line()
    source.block("extension \(model.name) {") { source in
      renderDecode(into: &source)
      source.line()
      renderEncode(into: &source)
      source.line()
      renderSchema(into: &source)
    }
  }

  // MARK: - Steps

  private func renderProperties(into source: inout SourceText) {
    for property in model.properties {
      switch property {
      case .field(let field):
        source.doc(field.comment, otherwise: "Field \(field.number), `\(field.name)`")
        source.line("public var \(field.swiftName): \(storedType(field))")
      case .oneof(let name, _):
        source.line("/// At most one of the choices of `\(name)`.")
        source.line("public var \(SwiftNames.property(name)): \(oneofType(name))?")
      }
      source.line()
    }
    source.line("/// Fields that a newer schema has and this one has not, as they came.")
    source.line("public var unknownFields: [UInt8] = []")
    source.line()
  }

  private func renderInitializer(into source: inout SourceText) {
    source.line("/// A message with every field at its default.")
    source.line("public init() {")
    for property in model.properties {
      switch property {
      case .field(let field):
        source.line("  \(field.swiftName) = \(defaultValue(field))")
      case .oneof(let name, _): source.line("  \(SwiftNames.property(name)) = nil")
      }
    }
    source.line("}")
    guard !model.properties.isEmpty else { return }
    source.line()
    source.line("/// A message with some fields given; the others have their defaults.")
    let parameters = model.properties.enumerated().map { index, property in
      let comma = index + 1 < model.properties.count ? "," : ""
      switch property {
      case .field(let field):
        return "\(field.swiftName): \(storedType(field)) = \(defaultValue(field))\(comma)"
      case .oneof(let name, _):
        return "\(SwiftNames.property(name)): \(oneofType(name))? = nil\(comma)"
      }
    }
    source.block("public init(", closing: ") {") { source in
      for parameter in parameters { source.line(parameter) }
    }
    for property in model.properties {
      let name =
        switch property {
        case .field(let field): field.swiftName
        case .oneof(let oneof, _): SwiftNames.property(oneof)
        }
      source.line("  self.\(name) = \(name)")
    }
    source.line("}")
  }

  private func renderFieldNumbers(into source: inout SourceText) {
    guard !model.fields.isEmpty else { return }
    source.line()
    source.line("/// Numbers of the fields, for codecs written by hand.")
    source.block("public enum Field {") { source in
      for field in model.fields {
        source.line("/// `\(field.name)`.")
        source.line(
          "@inlinable public static var \(field.swiftName): UInt32 { \(field.number) }"
        )
      }
    }
  }

  private func renderOneof(_ name: String, into source: inout SourceText) {
    source.line()
    source.line("/// The choices of `\(name)`.")
    source.block("public enum \(oneofType(name)): Sendable, Equatable {") { source in
      for field in choices(name) {
        source.doc(field.comment, otherwise: "Field \(field.number), `\(field.name)`")
        source.line("case \(field.swiftName)(\(field.type.swiftType))")
      }
    }
  }

  private func renderSchema(into source: inout SourceText) {
    source.line("/// Names, numbers and types of the fields.")
    source.block("public static let schema = MessageSchema(", closing: ")") { source in
      source.line("name: \"\(model.fullName)\",")
      guard !model.fields.isEmpty else {
        source.line("fields: []")
        return
      }
      source.block("fields: [", closing: "]") { source in
        for field in model.fields {
          var extras = ""
          if field.presence == .repeated { extras += ", repeated: true" }
          if field.presence == .explicit || field.oneof != nil { extras += ", presence: true" }
          if let oneof = field.oneof { extras += ", oneof: \"\(oneof)\"" }
          let names = "\"\(field.name)\", json: \"\(field.jsonName)\""
          source.line(".init(\(field.number), \(names), \(field.type.schemaKind)\(extras)),")
        }
      }
    }
  }

  // MARK: - Names

  func oneofType(_ name: String) -> String { "OneOf" + SwiftNames.type(name) }

  func choices(_ oneof: String) -> [FieldModel] { model.fields.filter { $0.oneof == oneof } }

  private func storedType(_ field: FieldModel) -> String {
    switch field.presence {
    case .implicit: field.type.swiftType
    case .explicit: field.type.swiftType + "?"
    case .repeated: "[\(field.type.swiftType)]"
    }
  }

  private func defaultValue(_ field: FieldModel) -> String {
    switch field.presence {
    case .implicit: field.type.defaultValue
    case .explicit: "nil"
    case .repeated: "[]"
    }
  }
}
