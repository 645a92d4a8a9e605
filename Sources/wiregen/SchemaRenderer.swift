/// Renders the whole schema as files.
struct SchemaRenderer {
  let model: SchemaModel

  /// Generated Swift files by name, in order.
  func swiftFiles() -> [(name: String, text: String)] {
    var files: [(name: String, text: String)] = []
    for file in model.files where !(file.messages.isEmpty && file.enums.isEmpty) {
      files.append((file.title + ".swift", render(file)))
    }
    var dispatch = SourceText()
    dispatch.line("// Generated from all files of the schema by scripts/generate; do not edit.")
    dispatch.line()
    DispatchRenderer(model: model).render(into: &dispatch)
    files.append(("Dispatch.swift", dispatch.text))
    return files
  }

  private func render(_ file: FileModel) -> String {
    var source = SourceText()
    source.line("// Generated from \(file.name) by scripts/generate; do not edit.")
    for item in file.enums {
      source.line()
      EnumRenderer(model: item).render(into: &source)
    }
    for message in file.messages {
      source.line()
      MessageRenderer(model: message).render(into: &source)
    }
    for service in file.services {
      source.line()
      ServiceRenderer(model: service).render(into: &source)
    }
    return source.text
  }
}
