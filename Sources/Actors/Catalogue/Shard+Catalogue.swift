internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

extension PublishedProgramme {
  /// Stands in for a programme while it is being made.
  static let none = PublishedProgramme(
    index: .max,
    version: 0,
    definition: ProgrammeDefinition(id: "", defaultToken: "", tokens: []),
    compiled: CompiledProgramme(
      ProgrammeDefinition(id: "", defaultToken: "", tokens: []),
      zone: .utc
    ),
    rules: LedgerRules(),
    zone: .utc,
    redemptionValue: nil
  )
}

extension Shard {
  /// Runs a change of the catalogue: decided, recorded, durable, compiled, known to every shard,
  /// answered.
  func changeCatalogue<Request: Message>(
    _ call: RoutedCall,
    _ type: Request.Type,
    _ decide: @Sendable (isolated CatalogueActor, Request, String) -> CatalogueActor.Change
  ) {
    guard let catalogue, let request = decode(call, type) else { return }
    do throws(RequestFault) {
      try call.head.requireLengths()
    } catch {
      return fail(call.call, Status(error))
    }
    let programID = String(decoding: call.head.program, as: UTF8.self)
    var command = CommandContext(
      call: call.call,
      head: call.head,
      shard: self,
      programme: programme(call.head.program) ?? .none,
      now: stamp(),
      occurredAt: stamp()
    )
    guard reserve(&command, entity: 0) else { return }
    let ready = command
    let outcome = catalogue.assumeIsolated { catalogue in
      let change = decide(catalogue, request, programID)
      guard change.refusal == nil, !ready.isDryRun else { return (change, nil as ProgrammeState?) }
      return (change, catalogue.apply(change))
    }
    if let status = outcome.0.refusal { return refuse(command, status) }
    guard let state = outcome.1 else {
      // A dry run is decided on what may be ahead of the log.
      return respond(call.call, gated: true) { $0.append(outcome.0.answer) }
    }
    record(outcome.0, state, command)
  }

  private func record(
    _ change: CatalogueActor.Change,
    _ state: ProgrammeState,
    _ command: CommandContext
  ) {
    let index = turn.append(
      kind: .programmeChanged,
      entityType: .programme,
      entity: state.number,
      version: state.version,
      previous: state.last,
      atMilliseconds: command.now.milliseconds
    ) { out in
      command.write(to: &out)
      change.record.encode(into: &out)
      out.writeBytes(15, change.answer)
    }
    command.settle(index: index)
    let call = command.call
    let answer = change.answer
    turn.note(index: index) { [self] position in
      catalogue?.assumeIsolated { $0.notePosition(change.programID, position.packed) }
      whenDurable(position.batch) { shard in
        shard.publish(state) { $0.respond(call, gated: false) { $0.append(answer) } }
      }
    }
  }

  /// Compiles a programme on the blocking pool, gives it to every shard, then runs `done` here.
  func publish(_ state: ProgrammeState, done: @escaping @Sendable (Shard) -> Void) {
    let services = services
    let me = self
    services.pool.run {
      let published = state.published(zones: services.zones)
      me.post { shard in
        let waiting = Countdown(shard.count)
        for peer in 0..<shard.count {
          shard.send(to: peer) { other in
            other.install(published)
            other.send(to: 0) { home in
              if waiting.reachedZero() { done(home) }
            }
          }
        }
      }
    }
  }

  /// Takes a programme as it now is; an older version that was compiled more slowly is dropped.
  func install(_ programme: PublishedProgramme) {
    let place = Int(programme.index)
    while programmes.count <= place { programmes.append(.none) }
    guard programmes[place].version < programme.version else { return }
    programmes[place] = programme
  }

  func readCatalogue<Request: Message, Answer: Message>(
    _ call: RoutedCall,
    _ type: Request.Type,
    _ query: @Sendable (isolated CatalogueActor, Request, String) -> Answer?
  ) {
    guard let catalogue, let request = decode(call, type), beginRead(call) != nil else { return }
    let programID = String(decoding: call.head.program, as: UTF8.self)
    guard let answer = catalogue.assumeIsolated({ query($0, request, programID) }) else {
      return fail(call.call, Status(.invalidField("envelope.program_id")))
    }
    // The catalogue may be ahead of the log.
    respond(call.call, gated: true, message: answer)
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
