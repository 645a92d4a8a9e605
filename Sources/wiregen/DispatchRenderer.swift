/// Renders what spans all services: method numbers, the server's dispatch and the registry.
struct DispatchRenderer {
  let model: SchemaModel

  private var services: [ServiceModel] { model.files.flatMap(\.services) }
  private var methods: [MethodModel] {
    services.flatMap(\.methods).sorted { $0.id < $1.id }
  }

  func render(into source: inout SourceText) {
    source.line("/// Numbers of the methods, as frames carry them.")
    source.block("public enum MethodID {") { source in
      for method in methods {
        source.line("/// `\(method.name)`.")
        source.line(
          "@inlinable public static var \(method.swiftName): UInt16 { \(method.hexadecimalID) }"
        )
      }
    }
    source.line()
    renderHandler(into: &source)
    source.line()
    renderDispatch(into: &source)
    source.line()
    renderRegistry(into: &source)
  }

  private func renderHandler(into source: inout SourceText) {
    source.line("/// What serves calls: a function a method.")
    source.line("///")
    source.line(
      "/// Each decodes its payload itself, for the hot ones read fields without making a message."
    )
    source.line("/// The payload is valid only during the call.")
    source.block("public protocol ServiceHandler {") { source in
      source.line("/// What a handler needs to answer: connection, stream, deadline.")
      source.line("associatedtype Call")
      for method in methods {
        source.line()
        source.doc(method.comment, otherwise: "Serves `\(method.name)`")
        source.line("func \(method.swiftName)(_ call: Call, _ payload: UnsafeRawBufferPointer)")
      }
    }
  }

  private func renderDispatch(into source: inout SourceText) {
    source.line("/// Hands a call to the handler's function for its method.")
    source.line("///")
    source.line(
      "/// - Returns: False when there is no such method; the handler has then not been called."
    )
    source.line("@inlinable")
    source.block("public func dispatchCall<H: ServiceHandler>(", closing: ") -> Bool {") { source in
      source.line("_ method: UInt16,")
      source.line("to handler: H,")
      source.line("call: H.Call,")
      source.line("payload: UnsafeRawBufferPointer")
    }
    source.line("  switch method {")
    for method in methods {
      source.line(
        "  case \(method.hexadecimalID): unsafe handler.\(method.swiftName)(call, payload)"
      )
    }
    source.line("  default: return false")
    source.line("  }")
    source.line("  return true")
    source.line("}")
  }

  private func renderRegistry(into source: inout SourceText) {
    source.block("extension SchemaRegistry {") { source in
      source.line("/// The type of every message of the schema.")
      source.block("public static let types: [any Message.Type] = [", closing: "]") { source in
        for message in model.files.flatMap(\.messages) { source.line("\(message.name).self,") }
      }
      source.line()
      source.line("/// Every message of the schema.")
      source.line("public static let messages: [MessageSchema] = types.map { $0.schema }")
      source.line()
      source.line("/// Every method of the schema.")
      source.block("public static let methods: [MethodSchema] = [", closing: "]") { source in
        for service in services {
          for method in service.methods {
            let summary = method.comment.replacing("\"", with: "\\\"")
            source.line(
              ".init(\(service.name)Methods.\(method.swiftName), summary: \"\(summary)\"),"
            )
          }
        }
      }
    }
  }
}
