internal import FealtyWire

/// What a call needs to know about its method, whatever its types.
struct CallTarget {
  let id: UInt16
  let name: String
  let mutates: Bool
  let routing: Routing
  let serverStreaming: Bool

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
