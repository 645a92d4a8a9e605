internal import FealtyClient
internal import FealtyWire

/// What a replay has found out.
struct ReplayResult {
  private(set) var totals = Totals()
  private(set) var byMember: [Totals]

  /// The promotions by whose numbers the totals are kept.
  var promotions: PromotionNumbers { earned.promotions }
  var latency = Histogram()

  /// From the first basket sent to the last answer.
  var seconds = 0.0

  /// What the answer says that was added last.
  private(set) var earned = EarnedPoints()

  /// Baskets that were in the ledger already, from an earlier replay.
  private(set) var duplicates = 0

  /// Other refusals, by reason.
  private(set) var refusals: [String: Int] = [:]

  /// The first of them, in words.
  private(set) var firstRefusal = ""

  init(members: Int) {
    byMember = [Totals](repeating: Totals(), count: members)
  }

  var refused: Int { refusals.values.reduce(0, +) }
  var answered: Int { totals.baskets + duplicates + refused }

  var basketsPerSecond: Double { seconds > 0 ? Double(answered) / seconds : 0 }

  /// Adds an answer to an earn: an `EarnResponse`.
  ///
  /// - Throws: ``DecodingError`` when it is another message; nothing has been added then.
  mutating func add(
    _ answer: UnsafeRawBufferPointer,
    lines: Int,
    member: Int
  ) throws(DecodingError) {
    try earned.read(answer)
    totals.add(earned, lines: lines)
    byMember[member].add(earned, lines: lines)
  }

  mutating func refuse(_ error: ClientError, basketID: String) {
    if error.reason == .duplicateTransaction {
      duplicates += 1
      return
    }
    let reason = error.reason == Reason.reasonNone ? "\(error.code)" : "\(error.reason)"
    refusals[reason, default: 0] += 1
    if firstRefusal.isEmpty { firstRefusal = "basket \(basketID): \(error.explained) (\(reason))" }
  }
}
