extension MessageRenderer {
  /// Renders the encoder: fields in the order of their numbers, then the unknown ones.
  func renderEncode(into source: inout SourceText) {
    source.line("/// Appends the fields that differ from their defaults.")
    source.block("public func encode(into buffer: inout OutputBuffer) {") { source in
      for field in model.fields { renderField(field, into: &source) }
      source.line("if !unknownFields.isEmpty { buffer.append(unknownFields) }")
    }
  }

  private func renderField(_ field: FieldModel, into source: inout SourceText) {
    let name = field.swiftName
    if let oneof = field.oneof {
      let write = write(field, "value")
      source.line(
        "if case .\(name)(let value) = \(SwiftNames.property(oneof)) { \(write) }"
      )
      return
    }
    switch field.presence {
    case .implicit:
      source.line("if \(field.type.isPresent(name)) { \(write(field, name)) }")
    case .explicit:
      source.line("if let \(name) { \(write(field, name)) }")
    case .repeated where field.isPacked:
      source.block("if !\(name).isEmpty {") { source in
        source.block("buffer.writeMessage(\(field.number)) { content in") { source in
          source.line("for value in \(name) { content.\(append(field.type)) }")
        }
      }
    case .repeated:
      source.line("for value in \(name) { \(write(field, "value")) }")
    }
  }

  private func write(_ field: FieldModel, _ value: String) -> String {
    let raw = if case .enumeration = field.type { ".rawValue" } else { "" }
    return "buffer.write\(field.type.accessor)(\(field.number), \(value)\(raw))"
  }

  /// One element of a packed list, named `value`.
  private func append(_ type: FieldType) -> String {
    switch type {
    case .fixed32, .fixed64, .sfixed32, .sfixed64: "append(littleEndian: value)"
    case .bool: "writeVarint(value ? 1 : 0)"
    case .uint32, .uint64: "writeVarint(UInt64(value))"
    case .sint32: "writeVarint(ZigZag.encode(Int64(value)) & 0xFFFF_FFFF)"
    case .sint64: "writeVarint(ZigZag.encode(value))"
    case .enumeration: "writeVarint(UInt64(bitPattern: Int64(value.rawValue)))"
    default: "writeVarint(UInt64(bitPattern: Int64(value)))"
    }
  }
}
