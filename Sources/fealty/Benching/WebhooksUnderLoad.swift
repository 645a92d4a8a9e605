internal import FealtyClient
internal import FealtyServer
internal import FealtyWire

/// Has each earn of the second half of a load test delivered to a receiver on the same machine.
final class WebhooksUnderLoad: Interlude {
  private let client: PipelinedClient
  private let receiver: CountingReceiver
  private let thread: PlatformThread
  private let length: Int64

  let name = "webhooks"
  private(set) var beganAt: Int64?
  private(set) var endedAt: Int64?

  /// `seconds`: how long it lasts.
  init(_ endpoint: Endpoint, seconds: Int) throws(CommandFailure) {
    client = try PipelinedClient.connect(to: endpoint, connections: 1)
    let receiver = try CountingReceiver()
    self.receiver = receiver
    length = Int64(seconds) * 1_000_000_000
    do {
      // It ends with the process.
      thread = try PlatformThread(name: "receiver") { receiver.run() }
    } catch {
      throw CommandFailure(.system, "no thread for the receiver")
    }
  }

  func begin() throws(CommandFailure) {
    beganAt = Monotonic.now()
    let request = PutWebhookRequest(
      envelope: Envelope(programID: BenchProgramme.id),
      webhook: Webhook(
        webhookID: "bench",
        url: "http://127.0.0.1:\(receiver.port)/",
        kinds: [.earned],
        authentication: WebhookAuthentication(method: .open(true))
      )
    )
    do {
      try client.submit(EventsMethods.putWebhook, request, tag: 0)
    } catch {
      throw CommandFailure(error, during: "the webhook")
    }
    client.flush()
  }

  func goOn() throws(CommandFailure) {
    var failure: CommandFailure?
    client.poll(timeout: .zero) { completion in
      if let error = completion.error { failure = CommandFailure(error, during: "the webhook") }
    }
    if let failure { throw failure }
    guard let beganAt, Monotonic.now() - beganAt >= length else { return }
    endedAt = Monotonic.now()
    let seconds = Double(nanoseconds) / 1e9
    Console.note(
      "webhooks: \(receiver.events.grouped) events in \(receiver.requests.grouped) requests were "
        + "delivered meanwhile, \(Int(Double(receiver.events) / seconds).grouped) a second\n"
    )
  }

  /// Waits, when the load is over, until as many events have come as there were earns.
  func settle(earns: Int) throws(CommandFailure) {
    let began = Monotonic.now()
    while receiver.events < earns {
      guard Monotonic.now() - began < 300_000_000_000 else {
        throw CommandFailure(
          .unavailable,
          "of \(earns) earns \(receiver.events) were delivered five minutes after the run"
        )
      }
      client.poll(timeout: .milliseconds(10)) { _ in }
    }
    let took = readable(nanoseconds: Monotonic.now() - began)
    Console.note("webhooks: each earn was delivered \(took) after the end of the load\n")
  }
}
