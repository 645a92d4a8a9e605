/// Renders a service: its methods as constants, and the client's typed stub.
struct ServiceRenderer {
  let model: ServiceModel

  func render(into source: inout SourceText) {
    source.line("/// The methods of `\(model.name)`.")
    source.block("public enum \(model.name)Methods {") { source in
      for (index, method) in model.methods.enumerated() {
        if index > 0 { source.line() }
        source.doc(method.comment, otherwise: "The method `\(method.name)`")
        source.block(
          "public static let \(method.swiftName) = Method<\(method.request), \(method.response)>(",
          closing: ")"
        ) { source in
          source.line("id: \(method.hexadecimalID),")
          source.line("service: \"\(model.name)\",")
          source.line("name: \"\(method.name)\",")
          source.line("mutates: \(method.mutates),")
          source.line("routing: .\(method.routing),")
          source.line("serverStreaming: \(method.serverStreaming),")
          let scopes = method.scopes.map { ".\($0)" }.joined(separator: ", ")
          source.line("scopes: [\(scopes)],")
          source.line("serverWide: \(method.serverWide),")
          source.line("audited: \(method.audited)")
        }
      }
    }
    source.line()
    renderStub(into: &source)
  }

  private func renderStub(into source: inout SourceText) {
    source.doc(model.comment, otherwise: "Typed calls of the service `\(model.name)`")
    source.block("public struct \(model.name)Stub<C: Caller>: Sendable {") { source in
      source.line("/// What makes the calls.")
      source.line("public let caller: C")
      source.line()
      source.line("/// Makes a stub that calls through `caller`.")
      source.line("@inlinable")
      source.line("public init(_ caller: C) { self.caller = caller }")
      for method in model.methods {
        source.line()
        source.doc(method.comment, otherwise: "Calls `\(method.name)`")
        renderCall(method, into: &source)
      }
    }
    source.line()
    source.block("extension Caller {") { source in
      source.line("/// Typed calls of the service `\(model.name)`.")
      source.line("@inlinable")
      let property = SwiftNames.method(model.name)
      source.line("public var \(property): \(model.name)Stub<Self> { \(model.name)Stub(self) }")
    }
  }

  private func renderCall(_ method: MethodModel, into source: inout SourceText) {
    let constant = "\(model.name)Methods.\(method.swiftName)"
    source.line("@inlinable")
    source.line("public func \(method.swiftName)(")
    source.line("  _ request: \(method.request),")
    source.line("  options: CallOptions = CallOptions()")
    if method.serverStreaming {
      source.block(") -> AsyncThrowingStream<\(method.response), any Error> {") { source in
        source.line("caller.stream(\(constant), request, options: options)")
      }
    } else {
      source.block(") async throws -> \(method.response) {") { source in
        source.line("try await caller.call(\(constant), request, options: options)")
      }
    }
  }
}
