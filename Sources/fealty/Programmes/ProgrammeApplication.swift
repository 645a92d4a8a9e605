internal import FealtyClient
internal import FealtyWire

/// Brings a server's programme to what a file says.
struct ProgrammeApplication {
  /// Promotions in one request: some hundred kilobytes at most.
  private static let promotionsPerRequest = 200

  let client: PipelinedClient
  let wanted: Programme

  /// What the server has now; nil when it does not know the programme.
  func current() throws(CommandFailure) -> Programme? {
    let request = GetProgrammeRequest(envelope: envelope)
    var found: Programme?
    var failure: CommandFailure?
    try client.performOnce(ProgrammesMethods.getProgramme, request) { completion in
      if let error = completion.error {
        if error.code != .notFound { failure = CommandFailure(error, during: "GetProgramme") }
        return
      }
      do { found = try completion.message(as: GetProgrammeResponse.self).programme } catch {
        failure = CommandFailure(.damaged, "GetProgramme: the answer cannot be read: \(error)")
      }
    }
    if let failure { throw failure }
    return found
  }

  func difference() throws(CommandFailure) -> ProgrammeDifference {
    ProgrammeDifference(from: try current(), to: wanted)
  }

  /// Puts what differs.
  ///
  /// - Returns: The version of the rules afterwards; 0 when there was nothing to do.
  @discardableResult
  func apply(_ difference: ProgrammeDifference) throws(CommandFailure) -> UInt64 {
    var version: UInt64 = 0
    if difference.headChanges {
      var head = wanted
      head.promotions = []
      let request = PutProgrammeRequest(envelope: envelope, programme: head)
      version = try client.perform(ProgrammesMethods.putProgramme, request).ruleSetVersion
    }
    var rest = difference.promotions[...]
    while !rest.isEmpty {
      let part = rest.prefix(Self.promotionsPerRequest)
      rest = rest.dropFirst(part.count)
      let request = PutPromotionsRequest(envelope: envelope, promotions: Array(part))
      let answer = try client.perform(ProgrammesMethods.putPromotions, request)
      for finding in answer.findings { Console.note("note: \(finding)\n") }
      version = answer.ruleSetVersion
    }
    return version
  }

  private var envelope: Envelope { Envelope(programID: wanted.programID) }
}
