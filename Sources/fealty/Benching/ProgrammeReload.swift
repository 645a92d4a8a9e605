internal import FealtyClient
internal import FealtyWire

/// Puts all promotions of a load test's programme anew while the load runs: under other names, so
/// that each gets a new version, in as many requests as they take, one after the other.
///
/// Everything is encoded before the load begins, so that the generator spends nothing on it.
final class ProgrammeReload: Interlude {
  private let client: PipelinedClient
  private let requests: [[UInt8]]
  private var answered = 0

  let name = "reload"
  private(set) var beganAt: Int64?
  private(set) var endedAt: Int64?

  init(_ endpoint: Endpoint, _ programme: Programme) throws(CommandFailure) {
    client = try PipelinedClient.connect(to: endpoint, connections: 1, keepsRequests: false)
    let renamed = programme.promotions.map { promotion in
      var renamed = promotion
      renamed.name += ", again"
      return renamed
    }
    requests = ProgrammeApplication.parts(of: renamed).map { part in
      PutPromotionsRequest(
        envelope: Envelope(programID: programme.programID),
        promotions: part
      ).serialized()
    }
  }

  func begin() throws(CommandFailure) {
    precondition(beganAt == nil, "a reload begins once")
    beganAt = Monotonic.now()
    try submit()
  }

  /// Looks for an answer, and sends the next part when one has come.
  ///
  /// - Throws: `.refused` where the server does not take a part.
  func goOn() throws(CommandFailure) {
    var failure: CommandFailure?
    client.poll(timeout: .zero) { completion in
      answered += 1
      if let error = completion.error { failure = CommandFailure(error, during: "the reload") }
    }
    if let failure { throw failure }
    guard client.inFlight == 0 else { return }
    guard answered < requests.count else {
      endedAt = Monotonic.now()
      return
    }
    try submit()
  }

  private func submit() throws(CommandFailure) {
    do {
      try client.submit(ProgrammesMethods.putPromotions, encoded: requests[answered], tag: 0)
    } catch {
      throw CommandFailure(error, during: "the reload")
    }
    client.flush()
  }
}
