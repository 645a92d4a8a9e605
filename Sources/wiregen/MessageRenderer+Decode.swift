extension MessageRenderer {
  /// Renders the decoder: one switch over tags, so that a field of the wrong type is an unknown
  /// one.
  func renderDecode(into source: inout SourceText) {
    source.line("/// Reads fields until the end of `reader` into this message.")
    source.block(
      "public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {"
    ) { source in
      source.block("while case let fieldTag = try reader.nextTag(), fieldTag != 0 {") { source in
        guard !model.fields.isEmpty else {
          source.line("try reader.keepUnknown(fieldTag, in: &unknownFields)")
          return
        }
        source.line("switch fieldTag {")
        for field in model.fields { renderCases(field, into: &source) }
        source.line("default: try reader.keepUnknown(fieldTag, in: &unknownFields)")
        source.line("}")
      }
    }
  }

  private func renderCases(_ field: FieldModel, into source: inout SourceText) {
    let name = field.swiftName
    if let oneof = field.oneof {
      renderChoice(field, property: SwiftNames.property(oneof), into: &source)
    } else if field.presence == .repeated {
      if case .message = field.type {
        source.line("case \(field.tag): try reader.readMessage(appendingTo: &\(name))")
        return
      }
      source.line("case \(field.tag): \(name).append(\(read(field.type, from: "reader")))")
      guard field.isPacked else { return }
      source.line("case \(field.packedTag):")
      source.line("  try reader.readPacked(into: &\(name)) { (element) throws(DecodingError) in")
      source.line("    \(read(field.type, from: "element"))")
      source.line("  }")
    } else if case .message = field.type {
      source.line("case \(field.tag): try reader.readMessage(into: &\(name))")
    } else {
      source.line("case \(field.tag): \(name) = \(read(field.type, from: "reader"))")
    }
  }

  private func renderChoice(
    _ field: FieldModel,
    property: String,
    into source: inout SourceText
  ) {
    guard case .message(let type) = field.type else {
      let value = read(field.type, from: "reader")
      source.line("case \(field.tag): \(property) = .\(field.swiftName)(\(value))")
      return
    }
    source.line("case \(field.tag):")
    source.line("  var earlier: \(type)?")
    source.line("  if case .\(field.swiftName)(let value) = \(property) { earlier = value }")
    source.line(
      "  \(property) = .\(field.swiftName)(try reader.readMessage(mergingInto: earlier))"
    )
  }

  private func read(_ type: FieldType, from reader: String) -> String {
    switch type {
    case .enumeration(let name): "\(name)(rawValue: try \(reader).readInt32())"
    case .bytes: "try \(reader).readByteArray()"
    default: "try \(reader).read\(type.accessor)()"
    }
  }
}
