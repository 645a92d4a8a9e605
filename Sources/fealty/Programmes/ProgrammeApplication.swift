internal import FealtyClient
internal import FealtyWire

/// Brings a server's programme to what a file says.
struct ProgrammeApplication {
  /// Bytes of promotions in one request: a frame takes 1 MiB, and one promotion may name ten
  /// thousand products.
  private static let bytesPerRequest = 400 << 10

  let client: PipelinedClient
  let wanted: Programme
  /// Why, for the audit.
  var reason = ""

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
  /// - Returns: The version of the rules afterwards, 0 when there was nothing to do; and what the
  ///   server found in the promotions.
  @discardableResult
  func apply(
    _ difference: ProgrammeDifference
  ) throws(CommandFailure) -> (version: UInt64, findings: FindingTable) {
    var version: UInt64 = 0
    var findings = FindingTable()
    if difference.headChanges {
      var head = wanted
      head.promotions = []
      let request = PutProgrammeRequest(envelope: envelope, programme: head)
      let answer = try client.perform(ProgrammesMethods.putProgramme, request)
      // What is put below is found there.
      let put = Set(difference.promotions.map(\.promotionID))
      let others = answer.findings.filter { !put.contains($0.promotionID) }
      findings.add(others, more: answer.moreFindings)
      version = answer.ruleSetVersion
    }
    for part in Self.parts(of: difference.promotions) {
      let request = PutPromotionsRequest(envelope: envelope, promotions: part)
      let answer = try client.perform(ProgrammesMethods.putPromotions, request)
      findings.add(answer.findings, more: answer.moreFindings)
      version = answer.ruleSetVersion
    }
    return (version, findings)
  }

  /// Promotions in order, as many in a part as a request takes; one that is larger stands alone.
  static func parts(of promotions: [Promotion]) -> [[Promotion]] {
    var parts: [[Promotion]] = []
    var bytes = 0
    for promotion in promotions {
      let count = promotion.serialized().count
      if parts.isEmpty || bytes + count > bytesPerRequest {
        parts.append([])
        bytes = 0
      }
      parts[parts.count - 1].append(promotion)
      bytes += count
    }
    return parts
  }

  private var envelope: Envelope { Envelope(programID: wanted.programID, reason: reason) }
}
