/// When a shard must look at which of its members.
///
/// A ``TimerWheel`` of member numbers, and the entries that came out of it and have not been looked
/// at yet. A member has one entry that counts, which its actor names (``MemberActor/timerAt``);
/// others of the same member are outdated.
///
/// Entries come out in the order of their times, also where a member that was just looked at has
/// something else due by now.
struct MemberTimers: ~Copyable {
  private var wheel = TimerWheel()
  /// What came out of the wheel, in the order of time.
  private var due: [TimerWheel.Entry] = []
  /// Where in ``due`` that begins which has not been taken.
  private var taken = 0
  /// Whether members' entries are wanted: not before the members are there, and not after the end.
  private(set) var isRunning = false
  /// When there is something to do, milliseconds since 1970; `Int64.max` without entries.
  private(set) var next: Int64 = .max

  /// How many entries there are, outdated ones included.
  var count: Int { wheel.count + due.count - taken }
  var reservedBytes: Int { wheel.reservedBytes }

  /// What is left in the buffer: numbers of members that will be looked at soon.
  func upcoming(_ places: Int) -> UInt64? {
    taken + places < due.count ? due[taken + places].number : nil
  }

  mutating func start() { isRunning = true }

  /// Nothing is due any more.
  mutating func stop() {
    isRunning = false
    next = .max
  }

  /// Adds an entry.
  ///
  /// `at`: milliseconds since 1970, 0 or more.
  mutating func add(_ number: UInt64, at: Int64) {
    let entry = TimerWheel.Entry(number: number, at: at)
    // The wheel keeps no order of what lies before its position.
    if at < wheel.position || (taken < due.count && at < due[due.count - 1].at) {
      due.insert(entry, at: place(of: at))
    } else {
      wheel.add(number, at: at)
    }
    next = min(next, at)
  }

  /// The first entry that is due by `now`, which is then gone.
  ///
  /// Nil where nothing is due, and where the wheel has more to sort first than one call does: then
  /// ``next`` is not after `now`.
  mutating func take(by now: Int64) -> TimerWheel.Entry? {
    if taken == due.count {
      due.removeAll(keepingCapacity: true)
      taken = 0
      _ = wheel.advance(to: now, atMost: Limits.timersPerTurn, into: &due)
    }
    guard taken < due.count else {
      next = wheel.next
      return nil
    }
    let entry = due[taken]
    guard entry.at <= now else { return nil }
    taken += 1
    next = taken < due.count ? due[taken].at : wheel.next
    return entry
  }

  /// Where in ``due`` an entry goes: behind those of the same time.
  private func place(of at: Int64) -> Int {
    var low = taken
    var high = due.count
    while low < high {
      let middle = (low + high) / 2
      if due[middle].at <= at { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
