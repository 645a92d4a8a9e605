internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

extension PublishedProgramme {
  /// Stands in for a programme while it is being made.
  static let none = PublishedProgramme(
    index: .max,
    version: 0,
    definition: ProgrammeDefinition(id: "", defaultToken: "", tokens: []),
    zone: .utc
  )
}

extension Shard {
  /// Compiles a programme on the blocking pool, gives it to every shard, then runs `done` here.
  func publish(_ state: ProgrammeState, done: @escaping @Sendable (Shard) -> Void) {
    let services = services
    let now = stamp()
    let me = self
    services.pool.run {
      let published = state.published(zones: services.zones, now: now)
      me.post { $0.installEverywhere(published, done: done) }
    }
  }

  /// Gives a compiled programme to every shard, then runs `done` here.
  ///
  /// No shard decides by it at a time before its recording: some may have read the wall clock
  /// before that was set back, and others after.
  func installEverywhere(
    _ programme: PublishedProgramme,
    done: @escaping @Sendable (Shard) -> Void
  ) {
    let home = index
    let waiting = Countdown(count)
    let now = stamp().milliseconds
    for peer in 0..<count {
      send(to: peer) { other in
        other.advanceStamp(to: now)
        other.install(programme)
        other.send(to: home) { home in
          if waiting.reachedZero() { done(home) }
        }
      }
    }
  }

  /// Takes a programme as it now is; an older version that comes later is dropped.
  func install(_ programme: PublishedProgramme) {
    let place = Int(programme.index)
    while programmes.count <= place { programmes.append(.none) }
    let before = programmes[place]
    guard before.version < programme.version else { return }
    services.feed.note(programme)
    programmes[place] = programme
    limitsChanged(programme, before: before)
    let released = recentProgrammes.replace(before, now: stamp().milliseconds)
    services.release(released)
    // A version that was recorded before the one that is waited for opens nothing.
    if let version = closing[programme.index], version <= programme.version {
      open(programme.index)
    }
  }

  /// Answers with a whole programme: made and encoded on the pool, for ten thousand promotions
  /// would take a shard milliseconds.
  func getProgramme(_ call: RoutedCall) {
    guard let catalogue, decode(call, GetProgrammeRequest.self) != nil, beginRead(call) != nil
    else { return }
    let programID = String(decoding: call.head.program, as: UTF8.self)
    guard let state = catalogue.assumeIsolated({ $0.state(programID) }) else {
      return fail(call.call, Status(.invalidField("envelope.program_id")))
    }
    let reply = call.call
    let me = self
    services.pool.run {
      let answer = state.shown.serialized()
      // The catalogue may be ahead of the log.
      me.post { $0.respond(reply, gated: true) { out in out.append(answer) } }
    }
  }
}

/// Counts down on one shard.
///
/// Proof for `@unchecked Sendable`: only work on shard 0 touches it.
final class Countdown: @unchecked Sendable {
  private var left: Int
  init(_ count: Int) { left = count }

  func reachedZero() -> Bool {
    left -= 1
    return left == 0
  }
}
