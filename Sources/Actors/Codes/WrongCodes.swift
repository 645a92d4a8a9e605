internal import FealtyLoyalty

/// How often somebody has shown what does not exist: codes, cards' check values, and the cards and
/// aliases by which members are looked for.
///
/// In memory alone: a start forgets it, and so does a shard that would have to remember too many.
struct WrongCodes {
  private struct Tries {
    var count = 0
    var since: Int64
    /// How many spans before this one in a row were full.
    var lockOuts = 0

    /// How long the tries are counted, and nothing is taken after too many: an hour, and twice as
    /// long each time, up to a day.
    var span: Int64 {
      min(Limits.wrongCodesMilliseconds << min(lockOuts, 8), Limits.wrongCodesLongest)
    }

    var isFull: Bool { count >= Limits.wrongCodes }
  }

  /// What the members of a programme, or a caller, have shown within the last hour.
  private struct Shown {
    var since: Int64
    var right = 0
    var wrong = 0
  }

  private var tries: [UInt64: Tries] = [:]
  /// By the programme's index, or a ``SearchKey``.
  private var shown: [UInt64: Shown] = [:]
  /// How many callers are among them.
  private var searchers = 0

  /// Whoever looks for members of a programme by what stands on cards, or by aliases.
  struct SearchKey {
    fileprivate let value: UInt64

    /// `caller`: as ``Call/caller`` has it.
    init(programme: UInt16, caller: UInt32) {
      value = 1 << 63 | UInt64(caller) << 16 | UInt64(programme)
    }
  }

  /// Milliseconds until the member may try again; 0 = now.
  func wait(of member: UInt64, now: Int64) -> Int64 {
    guard let tries = tries[member], tries.isFull else { return 0 }
    return max(0, tries.since + tries.span - now)
  }

  /// Milliseconds until a member of the programme may show digits again; 0 = now.
  ///
  /// Who guesses under many names shows far more wrong codes than right ones; those who type
  /// theirs wrong do not.
  func wait(ofDigitsIn programme: UInt16, now: Int64) -> Int64 {
    wait(UInt64(programme), atMost: Limits.wrongDigits, now: now)
  }

  /// Milliseconds until a caller may look for members again; 0 = now.
  ///
  /// Asked before the look-up, whatever that would find: else the refusal would tell.
  func wait(of searcher: SearchKey, now: Int64) -> Int64 {
    wait(searcher.value, atMost: Limits.wrongSearches, now: now)
  }

  private func wait(_ key: UInt64, atMost most: Int, now: Int64) -> Int64 {
    guard let shown = shown[key], shown.wrong >= most, shown.wrong > shown.right else { return 0 }
    return max(0, shown.since + Limits.wrongCodesMilliseconds - now)
  }

  /// Whether anybody has looked for members that are not there: who has not is not counted.
  var hasSearchers: Bool { searchers > 0 }

  /// Notes that a member has shown a code that does not exist.
  mutating func note(_ member: UInt64, now: Int64) {
    let last = tries[member]
    if let last, now < last.since + last.span {
      tries[member]?.count += 1
      return
    }
    if last == nil, tries.count >= Limits.wrongCodeMembers {
      tries = tries.filter { now < $0.value.since + $0.value.span }
      if tries.count >= Limits.wrongCodeMembers { tries.removeAll(keepingCapacity: true) }
    }
    var next = Tries(count: 1, since: now)
    // Who has left it alone for a day begins anew.
    if let last, now < last.since + last.span + Limits.wrongCodesLongest {
      next.lockOuts = last.lockOuts + (last.isFull ? 1 : 0)
    }
    tries[member] = next
  }

  /// Notes that somebody has shown digits.
  mutating func noteDigits(in programme: UInt16, isRight: Bool, now: Int64) {
    note(UInt64(programme), isRight: isRight, now: now)
  }

  /// Notes that a caller has looked for a member; right ones count from the first wrong one on.
  mutating func note(_ searcher: SearchKey, isRight: Bool, now: Int64) {
    if shown[searcher.value] == nil {
      guard !isRight else { return }
      searchers += 1
    }
    note(searcher.value, isRight: isRight, now: now)
  }

  private mutating func note(_ key: UInt64, isRight: Bool, now: Int64) {
    var shown = shown[key] ?? Shown(since: now)
    if shown.since + Limits.wrongCodesMilliseconds <= now { shown = Shown(since: now) }
    if isRight { shown.right += 1 } else { shown.wrong += 1 }
    self.shown[key] = shown
  }
}
