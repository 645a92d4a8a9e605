/// A method that can be called: its number and what it takes and answers.
public struct Method<Request: Message, Response: Message>: Sendable {
  /// Stable number of the method in a frame.
  public let id: UInt16

  /// Name of the service, such as `Points`.
  public let service: String

  /// Name of the method, such as `EvaluateBasket`.
  public let name: String

  /// Whether it changes something, and so needs a request id.
  public let mutates: Bool

  /// How its receiver is found.
  public let routing: Routing

  /// Whether it answers with a stream of `Response`.
  public let serverStreaming: Bool

  /// Of these the caller needs one.
  public let scopes: [AccessScope]

  /// Whether it shows or changes more than one programme, so that only clients that see all may
  /// call it.
  public let serverWide: Bool

  /// Whether what it changes is noted for the audit, with who asked and why.
  public let audited: Bool

  /// Describes a method.
  ///
  /// The generated code does; nobody else needs to.
  public init(
    id: UInt16,
    service: String,
    name: String,
    mutates: Bool,
    routing: Routing,
    serverStreaming: Bool,
    scopes: [AccessScope],
    serverWide: Bool,
    audited: Bool
  ) {
    self.id = id
    self.service = service
    self.name = name
    self.mutates = mutates
    self.routing = routing
    self.serverStreaming = serverStreaming
    self.scopes = scopes
    self.serverWide = serverWide
    self.audited = audited
  }
}
