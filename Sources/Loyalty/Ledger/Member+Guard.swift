/// What is known of the PIN that came with a command.
package enum PINVerdict: UInt8, Hashable, Sendable, CaseIterable {
  /// None came.
  case absent = 0
  case right = 1
  case wrong = 2
}

/// What bounds the guessing of PINs beside a programme's own settings, so that no setting makes
/// guessing all of four digits' ten thousand worth while.
package enum PINLimits {
  /// Wrong PINs of a day (24 hours from the first of them) that are compared, whatever right ones
  /// come between.
  package static let triesOfDay: UInt32 = 20
  /// Wrong PINs in a row that are ever compared; then an operator has to reset it.
  package static let triesInAll: UInt32 = 100
  package static let dayMilliseconds: Int64 = 86_400_000
}

/// What a redemption's decision needs to know about the PIN.
package struct PINCheck: Hashable, Sendable {
  package var verdict: PINVerdict
  /// The programme's local day, yyyymmdd.
  package var day: Int32
  /// The programme's threshold; a member's own replaces it.
  package var threshold: PinThreshold?
  /// How many wrong ones lock it.
  package var tries: UInt32

  package init(
    verdict: PINVerdict,
    day: Int32,
    threshold: PinThreshold?,
    tries: UInt32 = 5
  ) {
    self.verdict = verdict
    self.day = day
    self.threshold = threshold
    self.tries = tries
  }

  func count(_ points: Points, _ token: TokenNumber) -> DayCount {
    DayCount(day: day, token: token, points: points)
  }
}

extension Member {
  /// The threshold of a token: the member's own, or else the programme's.
  package func threshold(of token: TokenNumber, programme: PinThreshold?) -> PinThreshold? {
    for own in guardian.thresholds where own.token == token { return own.threshold }
    return programme
  }

  /// Points requested on a local day.
  package func requested(on day: Int32, token: TokenNumber) -> Points {
    for count in guardian.dayCounts
    where count.token == token && count.day == day {
      return count.points
    }
    return .zero
  }

  /// Refuses a redemption that the PIN does not let pass.
  ///
  /// More points than the threshold of a transaction, or than that of the local day together with
  /// what was requested before, need a right PIN. A wrong one is refused also where none is needed.
  /// While the PIN is locked, what needs one is refused, and what needs none goes on.
  ///
  /// - Throws: ``Refusal/pinLocked``, ``Refusal/pinInvalid(attemptsLeft:)``,
  ///   ``Refusal/pinRequired``. Before the second is answered, ``guardian(after:now:tries:lock:)``
  ///   is to be recorded.
  package func requirePIN(
    _ points: Points,
    token: TokenNumber,
    check: PINCheck,
    now: Timestamp
  ) throws(Refusal) {
    let limits = threshold(of: token, programme: check.threshold)
    let today = requested(on: check.day, token: token) + points
    let isNeeded =
      points > limits?.perTransaction ?? .limit || today > limits?.perDay ?? Points(.max)
    if isPINLocked(now: now) {
      if isNeeded { throw pinLocked(now: now) }
      return
    }
    if check.verdict == .wrong {
      throw .pinInvalid(attemptsLeft: guardian.attemptsLeft(of: check.tries, now: now))
    }
    if isNeeded && check.verdict != .right { throw .pinRequired }
  }

  package func isPINLocked(now: Timestamp) -> Bool {
    hasExtras && guardian.lockedUntil > now
  }

  private func pinLocked(now: Timestamp) -> Refusal {
    let until = guardian.lockedUntil
    return .pinLocked(milliseconds: until == .never ? 0 : until.milliseconds - now.milliseconds)
  }

  /// What guards the member after a PIN was compared.
  ///
  /// - Parameters:
  ///   - verdict: Of the comparison. While the PIN is locked, none counts.
  ///   - now: Server time.
  ///   - tries: So many wrong ones in a row lock it; 1 or more.
  ///   - lock: For so long, in milliseconds; twice as long with each lock-out since the last right
  ///     PIN, up to a day.
  /// - Returns: What is to be recorded; `nil` where nothing changes.
  package func guardian(
    after verdict: PINVerdict,
    now: Timestamp,
    tries: UInt32,
    lock: Int64
  ) -> MemberGuard? {
    guard !isPINLocked(now: now) else { return nil }
    var next = guardian
    switch verdict {
    case .absent: return nil
    case .right: next.forgetRow()
    case .wrong: next.countWrong(now: now, tries: tries, lock: lock)
    }
    return next == guardian ? nil : next
  }

  /// Decides to set a PIN.
  ///
  /// - Parameters:
  ///   - hash: Of the new PIN, never the PIN itself.
  ///   - verdict: Of the old one; asked where there is one.
  ///   - now: Server time.
  ///   - tries: So many wrong ones in a row lock it.
  /// - Returns: What guards the member from now on.
  /// - Throws: ``Refusal/memberNotActive`` for a member that is gone, and as
  ///   ``requirePIN(_:token:check:now:)``.
  package func decideSetPIN(
    hash: [UInt8],
    verdict: PINVerdict,
    now: Timestamp,
    tries: UInt32
  ) throws(Refusal) -> MemberGuard {
    try stage.requireCorrecting()
    if !guardian.pin.isEmpty { try requireRight(verdict, now: now, tries: tries) }
    var next = guardian
    next.pin = hash
    next.forgetRow()
    return next
  }

  /// Decides to take the PIN away, with all that was counted of wrong ones, for an operator who
  /// knows the member by something else.
  ///
  /// The thresholds stay: what needs a PIN is refused until a new one is set.
  ///
  /// - Returns: What guards the member from now on.
  /// - Throws: ``Refusal/memberNotActive`` for a member that is gone.
  package func decideResetPIN() throws(Refusal) -> MemberGuard {
    try stage.requireCorrecting()
    var next = MemberGuard()
    next.thresholds = guardian.thresholds
    next.dayCounts = guardian.dayCounts
    return next
  }

  /// Decides to change the member's threshold of one token; `nil` = the programme's again.
  ///
  /// One that lets more pass without a PIN than so far needs the PIN.
  ///
  /// - Throws: ``Refusal/invalidField(_:)``, and as
  ///   ``decideSetPIN(hash:verdict:now:tries:)``.
  package func decideSetThreshold(
    _ threshold: PinThreshold?,
    token: TokenNumber,
    programme: PinThreshold?,
    verdict: PINVerdict,
    now: Timestamp,
    tries: UInt32
  ) throws(Refusal) -> MemberGuard {
    for points in [threshold?.perTransaction, threshold?.perDay] {
      if let points, points < .zero || points > .limit { throw .invalidField("threshold") }
    }
    try stage.requireCorrecting()
    let old = self.threshold(of: token, programme: programme)
    let new = threshold ?? programme
    if Self.raises(old?.perTransaction, to: new?.perTransaction)
      || Self.raises(old?.perDay, to: new?.perDay)
    {
      try requireRight(verdict, now: now, tries: tries)
    } else if verdict == .wrong {
      throw .pinInvalid(attemptsLeft: guardian.attemptsLeft(of: tries, now: now))
    }
    var next = guardian
    next.thresholds.removeAll { $0.token == token }
    if let threshold {
      next.thresholds.append(MemberGuard.Threshold(token: token, threshold: threshold))
    }
    return next
  }

  private func requireRight(
    _ verdict: PINVerdict,
    now: Timestamp,
    tries: UInt32
  ) throws(Refusal) {
    if isPINLocked(now: now) { throw pinLocked(now: now) }
    switch verdict {
    case .right: return
    case .absent: throw .pinRequired
    case .wrong: throw .pinInvalid(attemptsLeft: guardian.attemptsLeft(of: tries, now: now))
    }
  }

  /// Whether a limit lets more pass than before; no limit lets all pass.
  private static func raises(_ old: Points?, to new: Points?) -> Bool {
    guard let old else { return false }
    guard let new else { return true }
    return new > old
  }
}

extension MemberGuard {
  /// Tries that are left once the one at hand was wrong.
  fileprivate func attemptsLeft(of tries: UInt32, now: Timestamp) -> UInt32 {
    let left = [
      (tries, failed), (PINLimits.triesOfDay, failedToday(now: now)),
      (PINLimits.triesInAll, failedInAll),
    ].map { limit, used in limit > used + 1 ? limit - used - 1 : 0 }
    return left.min() ?? 0
  }

  private var dayEnds: Timestamp { dayBegan.adding(milliseconds: PINLimits.dayMilliseconds) }

  private func failedToday(now: Timestamp) -> UInt32 { now < dayEnds ? failedOfDay : 0 }

  /// A right PIN ends the row of wrong ones; what the day has seen of them stays.
  fileprivate mutating func forgetRow() {
    failed = 0
    lockOuts = 0
    failedInAll = 0
  }

  fileprivate mutating func countWrong(now: Timestamp, tries: UInt32, lock: Int64) {
    failedOfDay = failedToday(now: now) + 1
    if failedOfDay == 1 { dayBegan = now }
    failedInAll += 1
    failed += 1
    if failed >= tries {
      // Afterwards they are counted from the beginning.
      failed = 0
      lockedUntil = now.adding(milliseconds: lockMilliseconds(lock))
      lockOuts += 1
    }
    if failedOfDay >= PINLimits.triesOfDay { lockedUntil = max(lockedUntil, dayEnds) }
    if failedInAll >= PINLimits.triesInAll { lockedUntil = .never }
  }

  /// The first lock-out's length, doubled for each since; beyond a day only where the first is.
  private func lockMilliseconds(_ first: Int64) -> Int64 {
    var length = first
    for _ in 0..<lockOuts where length < PINLimits.dayMilliseconds { length *= 2 }
    return max(first, min(length, PINLimits.dayMilliseconds))
  }
}
