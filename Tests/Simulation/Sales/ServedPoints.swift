import FealtyWire

/// What the server says of its members when everything has come to its end.
struct ServedPoints {
  struct Member {
    var balance = Balance()
    var lifetime = Lifetime()
    var lots: [Lot] = []
  }

  var members: [Member] = []
  var ledger = VerifyLedgerResponse()
  /// When it said so.
  var at: Int64 = 0
}

extension SaleSimulation {
  func ask(_ server: SimulatedServer) throws -> ServedPoints {
    var served = ServedPoints()
    let envelope = Envelope(programID: SaleRequests.programID)
    for member in 0..<Self.members {
      let reference = SaleRequests.reference(member)
      let member = try ask(
        GetMemberResponse.self,
        MethodID.getMember,
        GetMemberRequest(envelope: envelope, member: reference),
        server
      )
      let status = try ask(
        GetPointStatusResponse.self,
        MethodID.getPointStatus,
        GetPointStatusRequest(envelope: envelope, member: reference),
        server
      )
      served.members.append(
        ServedPoints.Member(
          balance: member.balances.first ?? Balance(),
          lifetime: member.lifetimes.first ?? Lifetime(),
          lots: status.lots.filter { $0.remaining > 0 }
        )
      )
    }
    served.ledger = try ask(
      VerifyLedgerResponse.self,
      MethodID.verifyLedger,
      VerifyLedgerRequest(),
      server
    )
    served.at = world.clock.wallMilliseconds()
    return served
  }

  func stateHash(_ server: SimulatedServer) throws -> [UInt8] {
    try ask(GetStateHashResponse.self, MethodID.getStateHash, GetStateHashRequest(), server).hash
  }

  private func ask<Answer: Message>(
    _ type: Answer.Type,
    _ method: UInt16,
    _ request: any Message,
    _ server: SimulatedServer
  ) throws -> Answer {
    let question = Deed(number: -1, id: [], .question, member: nil, method, request)
    queue.append(question)
    try finish(server, "answer to a question")
    guard let answer = question.answer, question.isDone else {
      throw Violation("a question was \(question.answer.map { "\($0)" } ?? "not answered")")
    }
    return try Answer(bytes: answer.bytes)
  }
}
