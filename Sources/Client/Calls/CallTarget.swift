public import FealtyWire

/// What a call needs to know about its method, whatever its types.
@usableFromInline
struct CallTarget {
  @usableFromInline let id: UInt16
  @usableFromInline let name: String
  @usableFromInline let mutates: Bool
  @usableFromInline let routing: Routing
  @usableFromInline let serverStreaming: Bool

  /// Takes it from a method.
  ///
  /// Inlined, so that the method's types cost nothing at run time.
  @inlinable
  init<Request: Message, Response: Message>(_ method: Method<Request, Response>) {
    id = method.id
    name = method.name
    mutates = method.mutates
    routing = method.routing
    serverStreaming = method.serverStreaming
  }

  init(_ schema: MethodSchema) {
    id = schema.id
    name = schema.name
    mutates = schema.mutates
    routing = schema.routing
    serverStreaming = schema.serverStreaming
  }
}
