internal import FealtyLoyalty

/// How often somebody has shown codes that do not exist.
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

  /// Codes of digits that the members of a programme have shown within the last hour.
  private struct Shown {
    var since: Int64
    var right = 0
    var wrong = 0
  }

  private var tries: [UInt64: Tries] = [:]
  /// By the programme's index.
  private var shown: [UInt16: Shown] = [:]

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
    guard let shown = shown[programme], shown.wrong >= Limits.wrongDigits, shown.wrong > shown.right
    else { return 0 }
    return max(0, shown.since + Limits.wrongCodesMilliseconds - now)
  }

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
    var shown = shown[programme] ?? Shown(since: now)
    if shown.since + Limits.wrongCodesMilliseconds <= now { shown = Shown(since: now) }
    if isRight { shown.right += 1 } else { shown.wrong += 1 }
    self.shown[programme] = shown
  }
}
