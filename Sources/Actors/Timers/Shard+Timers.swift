internal import FealtyLoyalty

// What becomes due without anybody asking: each shard looks at the members whose time has come,
// some of them a turn, beside the requests.

extension Shard {
  /// Begins to look: every member that has something to come gets its entry.
  ///
  /// Once, when snapshot and log have been taken and nobody is served yet.
  func startTimers() {
    timers.start()
    var waiting = MembersAhead()
    members.forEach { actor in
      actor.prefetchArrays()
      if let earlier = waiting.exchange(actor) { earlier.keepTimer() }
    }
    for actor in waiting.rest { actor.keepTimer() }
  }

  /// Records what is due by now, member by member, in the order of time.
  ///
  /// At most ``Limits/timersPerTurn`` members, and only while there is room for their records.
  func runTimers() {
    if recentProgrammes.next != .max, recentProgrammes.next < stamp().milliseconds {
      services.release(recentProgrammes.release(now: stamp().milliseconds))
    }
    if waitingTimers.next != .max { runWaitingTimers() }
    guard timers.next != .max else { return }
    let now = stamp()
    var left = Limits.timersPerTurn
    while left > 0, timers.next <= now.milliseconds, canRecord,
      let entry = timers.take(by: now.milliseconds)
    {
      left -= 1
      if let number = timers.upcoming(16) { members.prefetchSlot(number) }
      if let number = timers.upcoming(8) { members.prefetchEntity(number) }
      guard let actor = members.find(entry.number), actor.timerAt == entry.at else { continue }
      actor.timerAt = 0
      actor.assumeIsolated {
        $0.settle(dueBy: Timestamp(milliseconds: entry.at), now: now)
        $0.keepTimer()
      }
    }
  }

  var canRecord: Bool { acceptsRequests && services.log.hasRoom }

  /// Monotonic nanoseconds at which ``runTimers()`` has something to do; 0 = now, `Int64.max` =
  /// never.
  ///
  /// Not more than a second ahead: the wall clock may be set meanwhile, and nobody tells.
  var nextTimerTurn: Int64 {
    let next = min(timers.next, waitingTimers.next)
    guard next != .max else { return .max }
    let left = next - services.clock.wallMilliseconds()
    // A clock that was set back does not stop the server's time.
    let isDue = next <= stamp().milliseconds
    if isDue, canRecord { return 0 }
    let wait = min(max(isDue ? .max : left, 1), Limits.timerWaitMilliseconds)
    return services.clock.monotonicNanoseconds() + wait * 1_000_000
  }
}

extension MemberActor {
  /// Records what is due by `instant`, which no request asked for.
  func settle(dueBy instant: Timestamp, now: Timestamp) {
    guard inPlace({ Member.glance(at: &$0.pointee, now: instant).hasDue }) else { return }
    let postings = inPlace { $0.pointee.decideDue(now: instant, terms: dueTerms) }
    for posting in postings {
      post(posting, now: now)
      append(posting, context: nil, now: now) { _ in }
    }
  }
}

/// The last members that were met, whose lots are on their way from memory.
private struct MembersAhead {
  private static let count = 12
  private var actors: [MemberActor] = []
  private var place = 0

  /// Takes a member, and gives the one that was taken some members earlier.
  mutating func exchange(_ actor: MemberActor) -> MemberActor? {
    guard actors.count == Self.count else {
      actors.append(actor)
      return nil
    }
    defer {
      actors[place] = actor
      place = (place + 1) % Self.count
    }
    return actors[place]
  }

  var rest: [MemberActor] { actors }
}
