internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// BackTest: what past sales would have given under a draft.
//
// On the shard of the connection: the request is checked, the members are hashed, the catalogue is
// asked. In the background: the draft is compiled, the log is read twice in slices, each a piece of
// work of its own. Back on the shard: the members are hashed again, and the stream is filled.

/// Lets one back-test run at a time: each takes a thread of the pool and memory for every member.
final class BackTestTurnstile: Sendable {
  private let guarded = Guarded()

  /// A right to run, which ends with its last reference; nil while somebody has one.
  func enter() -> Pass? { guarded.enter() ? Pass(guarded) : nil }

  final class Pass: Sendable {
    private let guarded: Guarded
    fileprivate init(_ guarded: Guarded) { self.guarded = guarded }
    deinit { guarded.leave() }
  }

  /// Proof for `@unchecked Sendable`: `isTaken` is read and changed under `lock`.
  fileprivate final class Guarded: @unchecked Sendable {
    private let lock = Lock()
    private var isTaken = false

    func enter() -> Bool {
      lock.locked {
        defer { isTaken = true }
        return !isTaken
      }
    }

    func leave() { lock.locked { isTaken = false } }
  }
}

/// A back-test under way.
///
/// Proof for `@unchecked Sendable`: shard and pool have it by turns, each when the other is done.
private final class BackTestRun: @unchecked Sendable {
  let key: StreamTable.Key
  let call: Call
  /// The read of the stream that it is.
  let read: UInt64
  let request: BackTestRequest
  /// Given back before the answer, so that who has it may ask again.
  var pass: BackTestTurnstile.Pass?
  /// The last batch that was durable when it began.
  let lastBatch: UInt64
  var hashBefore = MembersHash()
  var test: BackTest?
  var firstBatch: UInt64 = 1
  var nextBatch: UInt64 = 1
  var isSecondReading = false

  init(
    _ call: Call,
    _ request: BackTestRequest,
    read: UInt64,
    pass: BackTestTurnstile.Pass,
    lastBatch: UInt64
  ) {
    key = StreamTable.Key(call)
    self.call = call
    self.read = read
    self.request = request
    self.pass = pass
    self.lastBatch = lastBatch
  }

  var progress: BackTestProgress {
    let all = lastBatch + 1 - min(firstBatch, lastBatch + 1)
    let done = nextBatch - firstBatch + (isSecondReading ? all : 0)
    return BackTestProgress(done: done, all: 2 * all)
  }

  static func unreadable(_ why: String) -> Status {
    Status(code: .dataLoss, message: "the log cannot be read: \(why)")
  }

  /// What a slice of the reading came to.
  enum Step {
    case goesOn
    case finished
    case failed(Status)
  }

  /// Reads the next slice.
  func step(_ history: HistoryReader) -> Step {
    guard let test else { preconditionFailure("a back-test runs before it is made") }
    do {
      let batches = try history.batches(from: nextBatch, atMost: Limits.backTestBytes)
      for batch in batches where batch.number <= lastBatch {
        try batch.payload.withUnsafeBytes { bytes in
          var reader = LogRecordReader(payload: bytes, recordCount: batch.recordCount)
          while let record = try reader.next() {
            if isSecondReading { try test.take(record) } else { try test.learn(record) }
          }
        }
        nextBatch = batch.number + 1
      }
      if !batches.isEmpty, nextBatch <= lastBatch { return .goesOn }
    } catch let lost as LostRecord {
      return .failed(lost.status("the back-test has ended"))
    } catch {
      return .failed(Self.unreadable("\(error)"))
    }
    guard !isSecondReading else { return .finished }
    isSecondReading = true
    nextBatch = firstBatch
    return .goesOn
  }
}

extension Shard {
  func backTest(_ call: RoutedCall) {
    guard let request = decode(call, BackTestRequest.self) else { return }
    guard beginRead(call) != nil else { return }
    guard request.draft != nil else { return fail(call.call, Status(.invalidField("draft"))) }
    guard request.fromMs >= 0, request.fromMs < request.toMs else {
      return fail(call.call, Status(.invalidField("to_ms")))
    }
    guard request.differences <= UInt32(Limits.backTestMembersMost) else {
      return fail(call.call, Status(.invalidField("differences")))
    }
    guard let pass = services.backTests.enter() else {
      return fail(call.call, Self.backTestRuns)
    }
    let key = StreamTable.Key(call.call)
    streams.update(key) { $0.source = .backTest }
    let run = BackTestRun(
      call.call,
      request,
      read: streams.beginRead(key),
      pass: pass,
      lastBatch: services.log.durableBatch
    )
    let programID = String(decoding: call.head.program, as: UTF8.self)
    hashMembers { shard, hash in
      run.hashBefore = hash
      let home = shard.index
      shard.send(to: 0) { first in
        guard let catalogue = first.catalogue else { preconditionFailure("no catalogue") }
        let draft = catalogue.assumeIsolated { $0.draft(programID) }
        first.send(to: home) { $0.prepare(run, draft) }
      }
    }
  }

  private static let backTestRuns = Status(
    code: .resourceExhausted,
    message: "a back-test is running on this server; try again when it is done",
    retryAfterMs: 10_000
  )

  /// Whether somebody still waits for the stream.
  private func isWanted(_ run: BackTestRun) -> Bool { streams.states[run.key]?.read == run.read }

  private func prepare(_ run: BackTestRun, _ catalogue: CatalogueDraft) {
    guard isWanted(run) else { return }
    let me = self
    let services = services
    services.background.run {
      do {
        let plan = try BackTestPlan(run.request, catalogue)
        run.test = BackTest(plan, services.articles)
        run.firstBatch = try services.history.firstBatch()
        run.nextBatch = run.firstBatch
        me.post { $0.readOn(run) }
      } catch let refusal as BackTestRefusal {
        me.post { $0.end(run, refusal.status) }
      } catch let lost as LostRecord {
        me.post { $0.end(run, lost.status("the back-test has ended")) }
      } catch {
        me.post { $0.end(run, BackTestRun.unreadable("\(error)")) }
      }
    }
  }

  /// Reads a slice of the log in the background, unless nobody wants the outcome any more.
  private func readOn(_ run: BackTestRun) {
    guard isWanted(run) else { return }
    streams.update(run.key) { state in
      // What a slow reader has not taken yet is out of date.
      state.waiting = [BackTestPart(part: .progress(run.progress))]
    }
    pump(run.key)
    let me = self
    let services = services
    services.background.run {
      switch run.step(services.history) {
      case .goesOn: me.post { $0.readOn(run) }
      case .failed(let status): me.post { $0.end(run, status) }
      case .finished:
        let parts = run.test?.parts(isWhole: run.firstBatch == 1) ?? []
        me.post { $0.finish(run, parts) }
      }
    }
  }

  private func finish(_ run: BackTestRun, _ parts: [BackTestPart]) {
    guard isWanted(run) else { return }
    hashMembers { shard, after in
      guard shard.isWanted(run) else { return }
      var parts = parts
      if case .total(var total) = parts.last?.part {
        total.hashBefore = run.hashBefore.hash.bytes
        total.hashAfter = after.hash.bytes
        if total.hashBefore != total.hashAfter {
          total.notes.append("other requests or points that became due changed members meanwhile")
        }
        parts[parts.count - 1].part = .total(total)
      }
      run.pass = nil
      shard.streams.update(run.key) { state in
        state.waiting = parts
        state.read = 0
        state.next = 0
      }
      shard.pump(run.key)
    }
  }

  private func end(_ run: BackTestRun, _ status: Status) {
    run.pass = nil
    if isWanted(run) { fail(run.call, status) }
  }
}

extension BackTestPlan {
  /// Slow: off the shards' threads.
  fileprivate init(_ request: BackTestRequest, _ catalogue: CatalogueDraft) throws(BackTestRefusal)
  {
    let draft = try catalogue.backTested(request.draft ?? Programme())
    let from = Timestamp(milliseconds: request.fromMs)
    let current = FealtyLoyalty.Ratio(catalogue.existing?.programme.settings?.pointCost)
    let wanted = FealtyLoyalty.Ratio(draft.programme.settings?.pointCost)
    self.init(
      programID: draft.programme.programID,
      draft: draft.published(zones: catalogue.zones, now: from),
      period: from..<Timestamp(milliseconds: request.toMs),
      differences: request.differences == 0
        ? Limits.backTestMembers : Int(request.differences),
      bookedCost: current ?? wanted,
      draftCost: wanted ?? current
    )
  }
}
