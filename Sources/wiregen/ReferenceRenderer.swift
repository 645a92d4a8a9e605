/// Renders `docs/reference.md`: every service, message and enum, with the schema's own comments.
struct ReferenceRenderer {
  let model: SchemaModel

  func render() -> String {
    var text = """
      <!-- Generated from Sources/Wire/Schema/*.proto by scripts/generate; do not edit. -->

      # Reference

      Methods, messages and enums of the schema, in its own words. How they travel is in
      [protocol.md](protocol.md).

      ## Methods

      | number | method | takes | answers | changes something | goes to | for |
      | --- | --- | --- | --- | --- | --- | --- |

      """
    for service in model.files.flatMap(\.services) {
      for method in service.methods {
        let response = method.serverStreaming ? "stream of " : ""
        text +=
          "| \(method.hexadecimalID) | `\(service.name)/\(method.name)` | \(link(method.request)) "
        text += "| \(response)\(link(method.response)) | \(method.mutates ? "yes" : "no") "
        text += "| \(target(method.routing)) | \(callers(method)) |\n"
      }
    }
    for file in model.files where !(file.messages.isEmpty && file.enums.isEmpty) {
      text += "\n## \(file.title)\n"
      if !file.comment.isEmpty { text += "\n\(escape(file.comment))\n" }
      for service in file.services { text += render(service) }
      for message in file.messages { text += render(message) }
      for item in file.enums { text += render(item) }
    }
    return text
  }

  // MARK: - Steps

  private func render(_ service: ServiceModel) -> String {
    var text = "\n### Service \(service.name)\n\n"
    for method in service.methods {
      text += "- `\(method.name)`: \(escape(method.comment))\n"
    }
    return text
  }

  private func render(_ message: MessageModel) -> String {
    var text = "\n### \(message.name)\n\n"
    if !message.comment.isEmpty { text += "\(escape(message.comment))\n\n" }
    guard !message.fields.isEmpty else { return text + "No fields.\n" }
    text += "| no. | field | type | |\n| --- | --- | --- | --- |\n"
    for field in message.fields {
      var notes = escape(field.comment)
      if let oneof = field.oneof { notes = "one of *\(oneof)*\(notes.isEmpty ? "" : "; ")" + notes }
      let list = field.presence == .repeated ? "list of " : ""
      text += "| \(field.number) | `\(field.name)` | \(list)\(name(field.type)) | \(notes) |\n"
    }
    return text
  }

  private func render(_ item: EnumModel) -> String {
    var text = "\n### \(item.name)\n\n"
    if !item.comment.isEmpty { text += "\(escape(item.comment))\n\n" }
    text += "| number | name | |\n| --- | --- | --- |\n"
    for value in item.values {
      text += "| \(value.number) | `\(value.name)` | \(escape(value.comment)) |\n"
    }
    return text
  }

  // MARK: - Words

  private func name(_ type: FieldType) -> String {
    switch type {
    case .message(let name), .enumeration(let name): link(name)
    default: type.protoName
    }
  }

  private func link(_ type: String) -> String { "[\(type)](#\(type.lowercased()))" }

  private func escape(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("<", with: "&lt;")
  }

  private func callers(_ method: MethodModel) -> String {
    let scopes = method.scopes.map { $0.dropFirst("access".count).lowercased() }
    let words = scopes == ["open"] ? "anybody" : scopes.joined(separator: " or ")
    return words + (method.serverWide ? ", all programmes" : "")
      + (method.audited ? ", audited" : "")
  }

  private func target(_ routing: String) -> String {
    switch routing {
    case "routingMember": "the member's shard"
    case "routingProgramme": "shard 0"
    default: "any shard"
    }
  }
}
