internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// A change of the catalogue, step by step:
//
// 1. It waits until the one before has been recorded: changes are decided one after the other.
// 2. In the background: the message is read, the change is decided on a copy of the catalogue, what
//    comes of it is checked, compiled and encoded. Members' requests go on meanwhile.
// 3. On shard 0: the catalogue takes the outcome and records it.
// 4. The record is durable: every shard gets the compiled programme, and then the answer leaves.
//
// Between 3 and 4 a shard decides by the rules before, and its records say so.

/// The changes of the catalogue that are under way: one is decided, the others wait.
///
/// Confined to the thread of shard 0.
final class CatalogueQueue {
  fileprivate var waiting: [CatalogueJob] = []
  fileprivate var isBusy = false
}

/// One request to change the catalogue, with its bytes kept alive.
private struct CatalogueJob: Sendable {
  let call: Call
  let payload: [UInt8]
  let programID: String
  let reservation: CommandContext.Reservation?
  let isDryRun: Bool
  /// Hears what came of it, when every shard knows.
  var done: (@Sendable (Shard, CatalogueDraft.Change) -> Void)?
  let decide: @Sendable (CatalogueDraft, [UInt8], Timestamp) -> CatalogueDraft.Change

  /// What comes of it in the background.
  struct Outcome: Sendable {
    var change: CatalogueDraft.Change
    /// The change's record, which is encoded and let go of here: ten thousand promotions would take
    /// a shard milliseconds.
    var record: [UInt8] = []
    /// Nil where nothing is to be recorded.
    var published: PublishedProgramme?
  }

  func outcome(_ draft: CatalogueDraft, _ services: Services, now: Timestamp) -> Outcome {
    var change = decide(draft, payload, now)
    guard !isDryRun, change.refusal == nil, var state = change.state else {
      return Outcome(change: change)
    }
    if draft.existing == nil { state.index = services.programmeIndexes.index(programID) }
    change.state = state
    let record = change.record.serialized()
    change.record = ProgrammeChangedRecord()
    return Outcome(
      change: change,
      record: record,
      published: state.published(zones: services.zones, now: now)
    )
  }
}

/// A command that becomes a change of the catalogue when other work is done, with its bytes kept
/// alive.
struct KeptChange: Sendable {
  fileprivate let call: Call
  fileprivate let payload: [UInt8]
  fileprivate let programID: String
  fileprivate let reservation: CommandContext.Reservation?
  let isDryRun: Bool

  init(_ command: CommandContext) {
    call = command.call
    payload = [UInt8](command.head.payload)
    programID = command.programme.id
    reservation = command.reservation
    isDryRun = command.isDryRun
  }
}

extension Shard {
  /// Runs a change of the catalogue that was begun as a command.
  ///
  /// `decide`: runs in the background. `done`: hears what came of it, when every shard knows.
  func changeCatalogue(
    _ kept: KeptChange,
    _ decide: @escaping @Sendable (CatalogueDraft, Timestamp) -> CatalogueDraft.Change,
    done: @escaping @Sendable (Shard, CatalogueDraft.Change) -> Void
  ) {
    catalogueQueue.waiting.append(
      CatalogueJob(
        call: kept.call,
        payload: kept.payload,
        programID: kept.programID,
        reservation: kept.reservation,
        isDryRun: kept.isDryRun,
        done: done
      ) { draft, _, now in decide(draft, now) }
    )
    decideNextChange()
  }

  /// Runs a change of the catalogue: decided, compiled, recorded, durable, known to every shard,
  /// answered.
  ///
  /// `decide`: runs in the background.
  func changeCatalogue<Request: Message>(
    _ call: RoutedCall,
    _ type: Request.Type,
    _ decide:
      @escaping @Sendable (CatalogueDraft, Request, String, Timestamp) -> CatalogueDraft.Change
  ) {
    do throws(RequestFault) {
      try call.head.requireLengths()
    } catch {
      return fail(call.call, Status(error))
    }
    var command = CommandContext(
      call: call.call,
      head: call.head,
      shard: self,
      programme: .none,
      now: stamp(),
      occurredAt: stamp()
    )
    guard reserve(&command, entity: 0) else { return }
    let programID = String(decoding: call.head.program, as: UTF8.self)
    catalogueQueue.waiting.append(
      CatalogueJob(
        call: call.call,
        payload: [UInt8](call.head.payload),
        programID: programID,
        reservation: command.reservation,
        isDryRun: command.isDryRun
      ) { draft, payload, now in
        do throws(DecodingError) {
          return decide(draft, try Request(bytes: payload), programID, now)
        } catch {
          return .refused(Status(RequestFault.malformed(error)))
        }
      }
    )
    decideNextChange()
  }

  private func decideNextChange() {
    guard !catalogueQueue.isBusy, !catalogueQueue.waiting.isEmpty, let catalogue else { return }
    catalogueQueue.isBusy = true
    let job = catalogueQueue.waiting.removeFirst()
    let draft = catalogue.assumeIsolated { $0.draft(job.programID) }
    let now = stamp()
    let me = self
    let services = services
    services.background.run {
      let outcome = job.outcome(draft, services, now: now)
      me.post { shard in
        let change = outcome.change
        let programme = change.state?.index ?? .max
        shard.confirm(change.question, of: programme) { shard, refusal in
          var outcome = outcome
          if let refusal { outcome = CatalogueJob.Outcome(change: .refused(refusal)) }
          let isChanged = outcome.change.refusal == nil && !job.isDryRun
          if !change.question.isEmpty, !isChanged { shard.reopen(programme) }
          shard.finish(job, outcome, now: now)
          shard.catalogueQueue.isBusy = false
          shard.decideNextChange()
        }
      }
    }
  }

  private func finish(_ job: CatalogueJob, _ outcome: CatalogueJob.Outcome, now: Timestamp) {
    job.payload.withUnsafeBytes { bytes in
      do throws(RequestFault) {
        var command = CommandContext(
          call: job.call,
          head: try RequestHead(bytes, namesMember: false),
          shard: self,
          programme: .none,
          now: now,
          occurredAt: now
        )
        command.reservation = job.reservation
        finish(outcome, command, job.done)
      } catch {
        preconditionFailure("a request that was read once cannot be read again: \(error)")
      }
    }
  }

  private func finish(
    _ outcome: CatalogueJob.Outcome,
    _ command: CommandContext,
    _ done: (@Sendable (Shard, CatalogueDraft.Change) -> Void)?
  ) {
    let change = outcome.change
    if let status = change.refusal {
      done?(self, change)
      return refuse(command, status)
    }
    guard let published = outcome.published, let state = change.state, let catalogue else {
      done?(self, change)
      // A dry run, or what changes nothing, is decided on what may be ahead of the log.
      return answerUnchanged(command, change.answer)
    }
    let before = catalogue.assumeIsolated { $0.apply(change, now: command.now) }
    let index = turn.append(
      kind: .programmeChanged,
      entityType: .programme,
      entity: state.number,
      version: state.version,
      previous: before?.last ?? 0,
      atMilliseconds: command.now.milliseconds
    ) { out in
      command.write(to: &out)
      out.append(outcome.record)
      out.writeBytes(15, change.answer)
    }
    services.release([before])
    command.settle(index: index)
    let call = command.call
    let programID = state.programme.programID
    turn.note(index: index) { [self] position in
      catalogue.assumeIsolated { $0.notePosition(programID, position.packed) }
      whenDurable(position.batch) { shard in
        shard.installEverywhere(published) { shard in
          done?(shard, change)
          shard.respond(call, gated: false) { $0.append(change.answer) }
        }
      }
    }
  }
}
