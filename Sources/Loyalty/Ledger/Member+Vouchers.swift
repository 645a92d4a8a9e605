/// A voucher that is to be issued, for points or for a code.
package struct VoucherOrder: Hashable, Sendable {
  /// Number of its ``VoucherTypeDefinition``.
  package var type: UInt32
  package var token: TokenNumber
  package var points: Points
  package var valueMinor: Int64
  package var tag: UInt64
  package var check: UInt64
  /// ``Timestamp/never`` where it is good for ever.
  package var validTo: Timestamp
  /// What of the type's stock is left; `nil` = it has no limit.
  package var stockLeft: Int64?

  package init(
    type: UInt32,
    token: TokenNumber,
    points: Points,
    valueMinor: Int64,
    tag: UInt64,
    check: UInt64,
    validTo: Timestamp,
    stockLeft: Int64? = nil
  ) {
    self.type = type
    self.token = token
    self.points = points
    self.valueMinor = valueMinor
    self.tag = tag
    self.check = check
    self.validTo = validTo
    self.stockLeft = stockLeft
  }

  /// What one uses of the type's stock.
  ///
  /// - Throws: ``Refusal/budgetExhausted``.
  func stockUses() throws(Refusal) -> [CapUse] {
    guard let left = stockLeft else { return [] }
    guard left > 0 else { throw .budgetExhausted }
    return [Voucher.stockUse(of: type)]
  }

  /// The voucher that a posting issues.
  func voucher(id: UInt32) -> Voucher {
    Voucher(
      id: id,
      type: type,
      tag: tag,
      check: check,
      validTo: validTo,
      valueMinor: valueMinor
    )
  }
}

extension Voucher {
  /// Set, beside ``CapUse/budgetBit``, in the owner of a use that is a voucher type's stock.
  package static let stockBit: UInt32 = 1 << 30

  /// One voucher of a type's stock: a use of the owner that stands for the type.
  package static func stockUse(of type: UInt32) -> CapUse {
    CapUse(
      owner: CapUse.budgetBit | stockBit | type,
      period: .life,
      scope: .all,
      unit: .times,
      periodStart: Timestamp(milliseconds: 0),
      amount: 1
    )
  }

  /// What has become of it by an instant.
  package func state(now: Timestamp) -> State {
    state == .issued && validTo <= now ? .expired : state
  }
}

extension Member {
  /// How many vouchers a member remembers that are used, cancelled or expired.
  package static let spentVouchersLimit = 32

  /// The member's voucher with a code.
  package func voucher(tag: UInt64, check: UInt64) -> Voucher? {
    guard hasDetails else { return nil }
    return vouchers.first { $0.tag == tag && $0.check == check }
  }

  /// Decides to change points into a voucher: the debit and the code are one entry.
  ///
  /// - Parameters:
  ///   - order: Of the programme's voucher type.
  ///   - now: Nothing may be due by it.
  ///   - rules: Of the programme, with the token's own limits.
  ///   - pin: As in ``decideRedeem(_:token:now:rules:pin:)``.
  /// - Returns: One posting; the voucher's id is its version.
  /// - Throws: ``Refusal/budgetExhausted`` where the stock is used up, and as
  ///   ``decideRedeem(_:token:now:rules:pin:)``.
  package func decideVoucher(
    _ order: VoucherOrder,
    now: Timestamp,
    rules: LedgerRules,
    pin: PINCheck? = nil
  ) throws(Refusal) -> Posting {
    var posting = try decideRedeem(
      order.points,
      token: order.token,
      now: now,
      rules: rules,
      pin: pin
    )
    posting.capUses = try order.stockUses()
    posting.kind = .voucherIssued
    posting.details.voucher = order.voucher(id: nextVersion)
    return posting
  }

  /// Decides that a voucher of the member pays.
  ///
  /// - Parameters:
  ///   - id: The version that issued it.
  ///   - now: Nothing may be due by it.
  /// - Returns: A posting that moves no points.
  /// - Throws: ``Refusal/memberNotActive`` for a member that is gone, ``Refusal/voucherNotFound``
  ///   also for a cancelled one, ``Refusal/voucherAlreadyUsed(version:)``,
  ///   ``Refusal/voucherExpired``.
  package func decideVoucherUse(_ id: UInt32, now: Timestamp) throws(Refusal) -> Posting {
    requireNothingDue(now: now)
    try stage.requireCorrecting()
    var voucher = try knownVoucher(id)
    switch voucher.state(now: now) {
    case .issued: break
    case .used: throw .voucherAlreadyUsed(version: voucher.endedBy)
    case .cancelled: throw .voucherNotFound
    case .expired: throw .voucherExpired
    }
    voucher.state = .used
    var posting = Posting(kind: .voucherUsed, token: 0, effectiveAt: now)
    posting.linkedVersion = voucher.id
    posting.details.voucher = voucher
    return posting
  }

  /// Makes the reversal of a redemption that of a voucher: it is good no more.
  func cancel(
    _ redemption: RedemptionFacts,
    isForced: Bool,
    in posting: inout Posting,
    now: Timestamp
  ) throws(Refusal) {
    let voucher = try cancelled(redemption.version, isForced: isForced, now: now)
    posting.kind = .voucherCancelled
    posting.details.voucher = voucher
    if voucher.state == .cancelled {
      posting.capUses = differences(from: [Voucher.stockUse(of: voucher.type)], to: [])
    }
  }

  /// A voucher as it is when what issued it is reversed: good no more.
  ///
  /// `isForced`: whether one that was used stays used, instead of standing against it.
  ///
  /// - Throws: ``Refusal/voucherAlreadyUsed(version:)``, ``Refusal/voucherExpired``.
  func cancelled(_ id: UInt32, isForced: Bool, now: Timestamp) throws(Refusal) -> Voucher {
    // One that is forgotten was spent: used, or too old.
    guard var voucher = try? knownVoucher(id) else { throw .voucherAlreadyUsed(version: 0) }
    switch voucher.state(now: now) {
    case .issued: voucher.state = .cancelled
    case .used: guard isForced else { throw .voucherAlreadyUsed(version: voucher.endedBy) }
    case .cancelled, .expired: throw .voucherExpired
    }
    return voucher
  }

  private func knownVoucher(_ id: UInt32) throws(Refusal) -> Voucher {
    guard let voucher = vouchers.first(where: { $0.id == id }) else {
      throw .voucherNotFound
    }
    return voucher
  }

  /// Forgets the oldest vouchers that are spent, where there are many.
  mutating func forgetVouchers(now: Timestamp) {
    let isSpent = { (voucher: Voucher) in voucher.state(now: now) != .issued }
    var surplus = vouchers.filter(isSpent).count - Self.spentVouchersLimit
    guard surplus > 0 else { return }
    details.extras.vouchers.removeAll { voucher in
      guard surplus > 0, isSpent(voucher) else { return false }
      surplus -= 1
      return true
    }
  }
}
