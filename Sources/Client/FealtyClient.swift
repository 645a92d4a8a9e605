@_exported public import FealtyWire

/// Calls a Fealty server.
///
/// One client serves a whole process: it keeps a connection to each of the server's shards, sends
/// calls of all tasks over them without waiting for one another, and brings each request to the
/// shard that its member lives on.
///
/// ```swift
/// let client = try FealtyClient(host: "127.0.0.1", port: 7411)
/// let answer = try await client.points.earn(request)
/// ```
///
/// - Owns: one thread, which does all input and output.
/// - Guarantees: a mutating request without a request id gets one before it is first sent, and
///   every retry sends the same bytes, so that nothing is executed twice.
/// - Suspends: each call, until its answer, its deadline or its task's cancellation, which the
///   server is told of.
/// - Fails: with ``ClientError``. Code `outcomeUnknown` means: send it again with the same request
///   id.
public final class FealtyClient: Sendable {
  private let inbox: Inbox
  private let configuration: Configuration
  private let identifiers = ThreadLock(RequestIDSource())

  // MARK: - Lifecycle

  /// Makes a client and begins to connect.
  ///
  /// A server that is away is no error yet: calls wait for it.
  ///
  /// - Parameters:
  ///   - host: Name or address of the server.
  ///   - port: Its port.
  ///   - configuration: Everything else.
  /// - Throws: ``ClientError``: `invalidArgument` when `port` is none, `resourceExhausted` when the
  ///   system has no descriptors left.
  public init(
    host: String,
    port: Int,
    configuration: Configuration = Configuration()
  ) throws(ClientError) {
    guard let number = UInt16(exactly: port), number > 0 else {
      throw ClientError(.invalidArgument, message: "\(port) is not a port")
    }
    self.configuration = configuration
    let encryption = try Encryption(configuration.tls, host: host)
    let inbox: Inbox
    do { inbox = try Inbox() } catch {
      throw ClientError(.resourceExhausted, message: "\(error)")
    }
    self.inbox = inbox
    PlatformThread.start(name: "fealty-client") {
      Self.runLoop(
        EngineLoop.Place(host: host, port: number, encryption: encryption),
        configuration: configuration,
        inbox: inbox
      )
    }
  }

  deinit {
    _ = inbox.post(.stop)
  }

  /// Ends the client: calls that are still under way fail at once, and the connections close.
  ///
  /// Letting go of the client does the same.
  public func close() {
    _ = inbox.post(.stop)
  }

  /// A new request id: 16 bytes that name one command for ever.
  ///
  /// For callers that write the id down before the request is sent, so that they can repeat it
  /// after a crash of their own.
  public func makeRequestID() -> [UInt8] {
    identifiers.withLock { $0.next() }.bytes
  }

  // MARK: - Calls

  /// Calls a method whose types are known at run time only.
  ///
  /// - Parameters:
  ///   - method: The method, as the schema describes it; one that answers once.
  ///   - encoded: The request message.
  ///   - options: Timeout and metadata.
  /// - Returns: The encoded response message.
  /// - Throws: ``ClientError``.
  public func call(
    _ method: MethodSchema,
    encoded: [UInt8],
    options: CallOptions = CallOptions()
  ) async throws(ClientError) -> [UInt8] {
    var buffer = OutputBuffer(capacity: encoded.count + 64)
    buffer.append(encoded)
    return try await perform(CallTarget(method), buffer, options)
  }

  /// Calls a method that answers with a stream and whose types are known at run time only.
  ///
  /// - Parameters:
  ///   - method: The method, as the schema describes it.
  ///   - encoded: The request message.
  ///   - options: Timeout and metadata.
  /// - Returns: The encoded items. Iterating throws ``ClientError``.
  public func stream(
    _ method: MethodSchema,
    encoded: [UInt8],
    options: CallOptions = CallOptions()
  ) -> AsyncThrowingStream<[UInt8], any Error> {
    var buffer = OutputBuffer(capacity: encoded.count + 64)
    buffer.append(encoded)
    return items(CallTarget(method), buffer, options) { $0 }
  }

  // MARK: - Steps

  var retryPolicy: RetryPolicy { configuration.retry }

  private static func runLoop(
    _ place: EngineLoop.Place,
    configuration: Configuration,
    inbox: Inbox
  ) {
    do throws(LinkFailure) {
      try EngineLoop(place, configuration: configuration, inbox: inbox).run()
    } catch {
      // Without a poller nothing can be sent: everything that is asked for fails with the reason.
      for command in inbox.closeAndTakeRest() {
        guard case .start(let call) = command else { continue }
        call.fail(ClientError(unavailable: error))
      }
    }
  }

  func perform(
    _ target: CallTarget,
    _ request: consuming OutputBuffer,
    _ options: CallOptions
  ) async throws(ClientError) -> [UInt8] {
    guard !target.serverStreaming else {
      throw ClientError(.invalidArgument, message: "\(target.name) answers with a stream")
    }
    let call = try makeCall(target, request, options)
    let inbox = inbox
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        call.receiver = .one(continuation)
        if !inbox.post(.start(call)) { call.fail(ClientError(unavailable: .closedByOwner)) }
      }
    } onCancel: {
      _ = inbox.post(.cancel(call))
    }
    return try result.get()
  }

  func items<Item: Sendable>(
    _ target: CallTarget,
    _ request: consuming OutputBuffer,
    _ options: CallOptions,
    _ decode: @escaping @Sendable ([UInt8]) throws(ClientError) -> Item
  ) -> AsyncThrowingStream<Item, any Error> {
    let reader: StreamReader
    do throws(ClientError) { reader = try self.reader(target, request, options) } catch {
      return AsyncThrowingStream { throw error }
    }
    return AsyncThrowingStream {
      guard let item = try await reader.next() else { return nil }
      return try decode(item)
    }
  }

  /// Begins a stream.
  func reader(
    _ target: CallTarget,
    _ request: consuming OutputBuffer,
    _ options: CallOptions
  ) throws(ClientError) -> StreamReader {
    guard target.serverStreaming else {
      throw ClientError(.invalidArgument, message: "\(target.name) answers once")
    }
    let queue = ResponseQueue()
    let call = try makeCall(target, request, options)
    call.receiver = .stream(queue)
    if !inbox.post(.start(call)) { call.fail(ClientError(unavailable: .closedByOwner)) }
    return StreamReader(call: call, queue: queue, inbox: inbox)
  }

  /// Completes a request with its id and its head.
  private func makeCall(
    _ target: CallTarget,
    _ request: consuming OutputBuffer,
    _ options: CallOptions
  ) throws(ClientError) -> PendingCall {
    let scan = request.withUnsafeBytes { RequestScan($0, routing: target.routing) }
    var idRange = scan.requestID
    if target.mutates, idRange == nil {
      let id = identifiers.withLock { $0.next() }
      idRange = request.insertRequestID(id, scan)
    }
    var payload = request.bytes()
    let requestID = idRange.map { Array(payload[$0]) } ?? []
    var flags: FrameFlags = []
    if !options.metadata.isEmpty {
      payload = try Self.head(options.metadata) + payload
      flags = .head
    }
    let timeout = options.timeout ?? configuration.timeout
    let now = MonotonicClock.now()
    let deadline = timeout.map { now.addingReportingOverflow($0.nanoseconds) }
    return PendingCall(
      target: target,
      payload: payload,
      flags: flags,
      requestID: requestID,
      home: scan.home,
      deadline: deadline.map { $0.overflow ? .max : $0.partialValue } ?? .max
    )
  }

  private static func head(_ metadata: [(String, String)]) throws(ClientError) -> [UInt8] {
    var head = CallHead()
    for (key, value) in metadata {
      var entry = Metadata()
      entry.key = key
      entry.value = value
      head.metadata.append(entry)
    }
    var buffer = OutputBuffer()
    buffer.appendHead(head)
    guard buffer.count <= FealtyWire.Limits.headBytes else {
      throw ClientError(
        .invalidArgument,
        message: "the metadata takes \(buffer.count) of \(FealtyWire.Limits.headBytes) bytes"
      )
    }
    return buffer.bytes()
  }
}
