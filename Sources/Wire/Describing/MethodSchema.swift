/// What the schema says about a method: enough to call it without its generated types.
public struct MethodSchema: Sendable {
  /// Stable number of the method in a frame.
  public let id: UInt16

  /// Name of the service, such as `Points`.
  public let service: String

  /// Name of the method, such as `EvaluateBasket`.
  public let name: String

  /// What it takes.
  public let request: MessageSchema

  /// What it answers, or each item of the stream that it answers.
  public let response: MessageSchema

  /// Whether it changes something, and so needs a request id.
  public let mutates: Bool

  /// How its receiver is found.
  public let routing: Routing

  /// Whether it answers with a stream.
  public let serverStreaming: Bool

  /// Of these the caller needs one.
  public let scopes: [AccessScope]

  /// Whether it shows or changes more than one programme, so that only clients that see all may
  /// call it.
  public let serverWide: Bool

  /// Whether what it changes is noted for the audit, with who asked and why.
  public let audited: Bool

  /// What it does, in a sentence.
  public let summary: String

  /// Describes a method.
  ///
  /// The generated code does; nobody else needs to.
  public init<Request: Message, Response: Message>(
    _ method: Method<Request, Response>,
    summary: String
  ) {
    id = method.id
    service = method.service
    name = method.name
    request = Request.schema
    response = Response.schema
    mutates = method.mutates
    routing = method.routing
    serverStreaming = method.serverStreaming
    scopes = method.scopes
    serverWide = method.serverWide
    audited = method.audited
    self.summary = summary
  }
}
