import Testing

@testable import FealtyLoyalty

@Suite("Points vouchers")
struct VoucherTests {
  var ledger = TestLedger()

  private func order(
    _ points: Points = 50,
    tag: UInt64 = 7,
    stockLeft: Int64? = nil
  ) -> VoucherOrder {
    VoucherOrder(
      type: 4,
      token: 0,
      points: points,
      valueMinor: 500,
      tag: tag,
      check: 9,
      validTo: ledgerDay(10),
      stockLeft: stockLeft
    )
  }

  private mutating func issue(_ order: VoucherOrder) throws(Refusal) -> UInt32 {
    ledger.post(
      try ledger.member.decideVoucher(order, now: ledger.now, rules: ledger.rules)
    )
  }

  private mutating func use(_ id: UInt32) throws(Refusal) {
    ledger.post(try ledger.member.decideVoucherUse(id, now: ledger.now))
  }

  private mutating func cancel(_ id: UInt32, isForced: Bool = false) throws(Refusal) {
    guard let posting = ledger.log[id], let facts = RedemptionFacts(posting, version: id) else {
      throw .notReversible
    }
    ledger.post(
      try ledger.member.decideRedemptionReversal(
        of: facts,
        isForced: isForced,
        now: ledger.now,
        rules: ledger.rules
      )
    )
  }

  @Test mutating func `debit and code are one entry`() throws {
    try ledger.earn(80)
    let id = try issue(order())
    #expect(ledger.log[id]?.kind == .voucherIssued)
    #expect(ledger.balance() == .of(30) && ledger.account().redeemed == 50)
    let voucher = try #require(ledger.member.voucher(tag: 7, check: 9))
    #expect(voucher.id == id && voucher.valueMinor == 500 && voucher.state == .issued)
    #expect(ledger.member.voucher(tag: 7, check: 8) == nil)
    #expect(throws: Refusal.insufficientPoints(available: 30)) {
      try ledger.member.decideVoucher(order(), now: ledger.now, rules: ledger.rules)
    }
  }

  @Test mutating func `a voucher is used once, in time`() throws {
    try ledger.earn(200)
    let (id, late) = (try issue(order()), try issue(order(tag: 8)))
    try use(id)
    let used = ledger.member.version
    var again = self
    #expect(throws: Refusal.voucherAlreadyUsed(version: used)) { try again.use(id) }
    #expect(throws: Refusal.voucherNotFound) { try again.use(99) }
    ledger.go(to: ledgerDay(10).adding(milliseconds: -1))
    var onTime = self
    try onTime.use(late)
    ledger.go(to: ledgerDay(10))
    again = self
    #expect(throws: Refusal.voucherExpired) { try again.use(late) }
    #expect(ledger.replayed() == ledger.member)
  }

  @Test mutating func `an unused one is cancelled with its points given back`() throws {
    try ledger.earn(80)
    let before = ledger.member.standingHash
    let id = try issue(order(stockLeft: 1))
    #expect(ledger.member.capUses == [Voucher.stockUse(of: 4)])
    #expect(ledger.member.standingHash != before)
    try cancel(id)
    #expect(ledger.balance() == .of(80) && ledger.member.capUses.isEmpty)
    #expect(ledger.member.standingHash == before)
    #expect(ledger.log[ledger.member.version]?.kind == .voucherCancelled)
    var again = self
    #expect(throws: Refusal.voucherNotFound) { try again.use(id) }
    #expect(throws: Refusal.alreadyReversed(version: ledger.member.version)) {
      try again.cancel(id)
    }
  }

  @Test mutating func `a used one is given back by force alone, an expired one never`() throws {
    try ledger.earn(200)
    let (used, old) = (try issue(order()), try issue(order(tag: 8)))
    try use(used)
    let use = ledger.member.version
    var copy = self
    #expect(throws: Refusal.voucherAlreadyUsed(version: use)) { try copy.cancel(used) }
    try cancel(used, isForced: true)
    #expect(ledger.balance() == .of(150))
    // It was the use that ended it, whatever was forced afterwards.
    let voucher = ledger.member.voucher(tag: 7, check: 9)
    #expect(voucher?.state == .used && voucher?.endedBy == use)
    ledger.go(to: ledgerDay(10))
    copy = self
    #expect(throws: Refusal.voucherExpired) { try copy.cancel(old, isForced: true) }
  }

  @Test mutating func `a part of a voucher is not given back`() throws {
    try ledger.earn(200)
    let id = try issue(order())
    #expect(throws: Refusal.invalidField("points")) { try ledger.reverseRedemption(id, 20) }
  }

  @Test mutating func `no stock, no voucher`() throws {
    try ledger.earn(200)
    var copy = self
    #expect(throws: Refusal.budgetExhausted) { try copy.issue(copy.order(stockLeft: 0)) }
    #expect(copy.ledger.member == ledger.member)
  }

  @Test mutating func `vouchers that are spent are forgotten, the oldest first`() throws {
    try ledger.earn(5_000)
    let first = try issue(order(1, tag: 1))
    for tag in 2...50 as ClosedRange<UInt64> { try use(try issue(order(1, tag: tag))) }
    #expect(ledger.member.details.extras.vouchers.count == 2 + Member.spentVouchersLimit)
    #expect(ledger.member.voucher(tag: 1, check: 9)?.id == first)
    #expect(ledger.member.voucher(tag: 2, check: 9) == nil)
  }
}
