internal import FealtyLoyalty
internal import FealtyWire

// IngestEvents: each item becomes the call that it would be alone, under a request id that follows
// from the batch's and its place. A retry of the batch finds what was decided of each item, whether
// the first try came to its end or not.

extension Shard {
  func ingestEvents(_ call: RoutedCall) {
    guard let request = decode(call, IngestEventsRequest.self), let read = beginRead(call) else {
      return
    }
    guard (1...Limits.batchItems).contains(request.items.count) else {
      return fail(call.call, Status(.invalidField("items")))
    }
    let id = read.head.requestID
    guard read.isDryRun || id != nil else {
      return fail(call.call, Status(.invalidField("envelope.request_id")))
    }
    let envelope = request.envelope ?? Envelope()
    let batch = itemDesk.add(call.call, items: request.items.count) { $0.answerBatch($1) }
    for (place, item) in request.items.enumerated() {
      var call = call.call
      call.connection = Call.batchConnection
      call.generation = batch
      call.stream = UInt32(place)
      let own = envelope.ofItem(id?.item(place))
      receive(item, of: request, own, as: call)
    }
  }

  /// Goes on with an item as if it had come alone.
  private func receive(
    _ item: IngestItem,
    of request: IngestEventsRequest,
    _ envelope: Envelope,
    as call: Call
  ) {
    var call = call
    switch item.item {
    case .payload(let payload):
      call.method = MethodID.ingestEvent
      let single = IngestEventRequest(
        envelope: envelope,
        connectorID: request.connectorID,
        payload: payload,
        explain: request.explain
      )
      single.serialized().withUnsafeBytes { receive(call, payload: $0) }
    case .event(var event):
      call.method = MethodID.rewardEvent
      event.envelope = envelope.at(event.envelope)
      event.explain = request.explain
      // What only the server says.
      event.quarantineID = ""
      event.connectorID = ""
      event.ingestedHash = 0
      event.serialized().withUnsafeBytes { receive(call, payload: $0) }
    case .purchase(var purchase):
      call.method = MethodID.earn
      purchase.envelope = envelope.at(purchase.envelope)
      purchase.explain = request.explain
      purchase.ingestedHash = 0
      purchase.enrolUnknown = true
      purchase.quarantineID = ""
      purchase.connectorID = ""
      purchase.serialized().withUnsafeBytes { receive(call, payload: $0) }
    case nil:
      fail(call, Status(.invalidField("items[\(call.stream)].item")))
    }
  }

  // MARK: - Answers

  /// Answers a batch with what each of its items came to.
  private func answerBatch(_ items: ItemDesk.Items) {
    var response = IngestEventsResponse(results: items.answers.map(IngestResult.init))
    response.taken = UInt32(response.results.count { $0.status == nil })
    response.shorten(to: Limits.batchAnswerBytes)
    respond(items.call, gated: items.isGated, message: response)
  }

  /// Answers a payload that came alone with what its purchase came to.
  ///
  /// `quarantined`: what leaves the quarantine when the purchase was taken.
  func answerPurchase(_ items: ItemDesk.Items, _ quarantined: QuarantinePlace?) {
    let result = IngestResult(items.answers[0])
    if let quarantined,
      // A sale that the till has booked, or this payload before, is taken too.
      result.status == nil || result.status?.reason == .duplicateTransaction
    {
      releaseQuarantined(quarantined.connector, quarantined.id, program: quarantined.program)
    }
    if let status = result.status { return fail(items.call, gated: items.isGated, status) }
    guard case .purchase(let purchase) = result.result else {
      preconditionFailure("a purchase was answered with \(result)")
    }
    respond(items.call, gated: items.isGated, message: RewardEventResponse(purchase: purchase))
  }
}

/// Where a payload is in quarantine.
struct QuarantinePlace {
  var connector: String
  var id: String
  var program: String
}

extension RequestID {
  /// The id of a batch's item: made when the batch's was, and as good as by chance otherwise.
  func item(_ place: Int) -> RequestID {
    var item = self
    item.low = Self.mix(low ^ Self.mix(high &+ UInt64(place) &+ 1))
    item.high = high & ~0xFFFF | Self.mix(item.low ^ high) & 0xFFFF
    return item
  }

  private static func mix(_ word: UInt64) -> UInt64 {
    var mixed = word &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  var bytes: [UInt8] {
    withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
  }
}

extension Envelope {
  /// The same for an item of a batch.
  func ofItem(_ id: RequestID?) -> Envelope {
    var own = self
    own.requestID = id?.bytes ?? []
    return own
  }

  /// The same with an item's own time and place, as far as it says them.
  func at(_ item: Envelope?) -> Envelope {
    guard let item else { return self }
    var own = self
    if item.occurredAtMs != 0 { own.occurredAtMs = item.occurredAtMs }
    if !item.storeID.isEmpty { own.storeID = item.storeID }
    if !item.terminalID.isEmpty { own.terminalID = item.terminalID }
    if !item.operatorID.isEmpty { own.operatorID = item.operatorID }
    if !item.channel.isEmpty { own.channel = item.channel }
    if item.terminalSequence != 0 { own.terminalSequence = item.terminalSequence }
    return own
  }
}

extension RewardEventResponse {
  /// The answer to a payload that was a purchase.
  init(purchase: EarnResponse) {
    self.init(outcome: purchase.outcome, points: purchase.points)
    self.purchase = purchase
  }
}

extension IngestEventsResponse {
  /// Leaves out explanations, those of the last items first, until the answer has so many bytes.
  mutating func shorten(to room: Int) {
    var size = serialized().count
    for place in results.indices.reversed() {
      guard size > room else { return }
      let before = results[place].serialized().count
      results[place].leaveOutExplanation()
      size -= before - results[place].serialized().count
    }
  }
}

extension IngestResult {
  /// What an item came to, as the batch's answer tells it.
  fileprivate init(_ answer: ItemDesk.Answer) {
    if let status = answer.status {
      self.init(status: status)
      return
    }
    do throws(DecodingError) {
      self =
        answer.method == MethodID.earn
        ? IngestResult(result: .purchase(try EarnResponse(bytes: answer.payload)))
        : IngestResult(result: .event(try RewardEventResponse(bytes: answer.payload)))
    } catch {
      preconditionFailure("an answer that this server wrote cannot be read: \(error)")
    }
  }

  fileprivate mutating func leaveOutExplanation() {
    switch result {
    case .event(var event):
      event.applied = []
      event.rejected = []
      result = .event(event)
    case .purchase(var purchase):
      purchase.applied = []
      purchase.rejected = []
      purchase.nearMisses = []
      purchase.receiptLines = []
      result = .purchase(purchase)
    case nil: return
    }
    shortened = true
  }
}
