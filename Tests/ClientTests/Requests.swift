import FealtyWire

/// Requests that tests send.
enum Requests {
  /// An earn of one line for a member; `sequence` is what the fake server answers as points.
  static func earn(member: String = "m-1", sequence: UInt64 = 0, id: [UInt8] = []) -> EarnRequest {
    var request = EarnRequest()
    var envelope = Envelope()
    envelope.programID = "demo"
    envelope.requestID = id
    envelope.storeID = "s-1"
    envelope.terminalSequence = sequence
    request.envelope = envelope
    request.member = MemberReference(reference: .memberID(member))
    var basket = Basket()
    basket.currency = "EUR"
    basket.receiptNumber = "r-\(sequence)"
    basket.lines = [BasketLine(sku: "sku-1", quantity: 1, amountMinor: 199)]
    request.basket = basket
    return request
  }

  /// A read, which needs no request id.
  static func member(_ id: String = "m-1") -> GetMemberRequest {
    var request = GetMemberRequest()
    var envelope = Envelope()
    envelope.programID = "demo"
    request.envelope = envelope
    request.member = MemberReference(reference: .memberID(id))
    return request
  }

  /// A request whose answer is a stream.
  static func transactions() -> StreamTransactionsRequest {
    var request = StreamTransactionsRequest()
    var envelope = Envelope()
    envelope.programID = "demo"
    request.envelope = envelope
    request.member = MemberReference(reference: .memberID("m-1"))
    return request
  }
}

extension FakeServer.Received {
  /// The earn that this frame carries.
  var earn: EarnRequest {
    do { return try message() } catch { preconditionFailure("no earn: \(error)") }
  }

  /// The answer to it that tests expect.
  var earnAnswer: EarnResponse {
    var answer = EarnResponse()
    answer.points = Int64(earn.envelope?.terminalSequence ?? 0)
    return answer
  }
}
