internal import FealtyClient
internal import FealtyWire

/// Asks the server to recompute its ledger, and compares its totals with what its answers said.
struct LedgerCheck {
  /// Points issued in all tokens of the programme.
  let issued: Int64
  let redeemed: Int64
  let reversed: Int64
  let balanced: Bool
  let findings: [String]
  let members: Int64

  static func run(
    _ client: PipelinedClient,
    programID: String
  ) throws(CommandFailure) -> LedgerCheck {
    let request = VerifyLedgerRequest(envelope: Envelope(programID: programID))
    let answer = try client.perform(
      OperationsMethods.verifyLedger,
      request,
      timeout: .seconds(600)
    )
    let totals = answer.totals.filter { $0.programID.isEmpty || $0.programID == programID }
    return LedgerCheck(
      issued: totals.reduce(0) { $0 + $1.issued },
      redeemed: totals.reduce(0) { $0 + $1.redeemed },
      reversed: totals.reduce(0) { $0 + $1.reversed },
      balanced: answer.balanced,
      findings: answer.findings,
      members: answer.members
    )
  }
}
