internal import CLinux
package import FealtyActors
internal import FealtyWire
internal import Glibc
internal import Synchronization

/// Delivers member events to webhooks, on a thread of its own.
///
/// - Owns: for each webhook its lanes and their connections.
/// - Guarantees: each event is delivered at least once or becomes a dead letter; a member's events
///   in their order; nobody else waits for a receiver.
/// - Suspends: ``run()`` sleeps until something is due.
/// - Fails: never; what receivers do is part of the work.
package final class Courier: WebhookCourier, @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `runs` and what is in them belong to the thread inside
  // `run()`; `inbox` is guarded; the rest is atomic or immutable.
  private enum Message: Sendable {
    case tasks([WebhookTask])
    case page(number: UInt64, ticket: UInt64, Result<WebhookPage, WebhookReadFailure>)
    case recorded(number: UInt64, begun: UInt32, letters: Int, Bool)
    case addresses(NameQuestions.Host, [NetworkAddress])
    case stop
  }

  private let inbox = Guarded<[Message]>([])
  private let wakeUp: Int32
  /// Whether the thread is to be woken when the log grows.
  private let wantsGrowth = Atomic<Bool>(false)
  private let port: WebhookPort
  private let environment: WebhookEnvironment
  private let names: any BlockingPool
  private let log: Log
  private var runs: [UInt64: WebhookRun] = [:]
  private var questions = NameQuestions(most: Limits.webhookNames)
  private var stopBy: Int64?

  /// - Parameters:
  ///   - port: The engine's webhooks.
  ///   - environment: Clock and chance.
  ///   - names: Where names of hosts are looked up.
  ///   - log: What an operator is told.
  /// - Throws: ``TransportFailure`` when the system has no more descriptors.
  init(
    _ port: WebhookPort,
    _ environment: WebhookEnvironment,
    names: any BlockingPool,
    log: Log
  ) throws(TransportFailure) {
    self.port = port
    self.environment = environment
    self.names = names
    self.log = log
    wakeUp = clinux_eventfd()
    guard wakeUp >= 0 else { throw TransportFailure(operation: "eventfd", code: errno) }
  }

  deinit { Glibc.close(wakeUp) }

  // MARK: - Other threads

  package func deliver(_ tasks: [WebhookTask]) { put(.tasks(tasks)) }

  package func logHasGrown() {
    guard wantsGrowth.load(ordering: .relaxed),
      wantsGrowth.exchange(false, ordering: .acquiringAndReleasing)
    else { return }
    wake()
  }

  /// Lets ``run()`` record how far it has come, and return.
  func stop() { put(.stop) }

  private func put(_ message: Message) {
    let wasEmpty = inbox.withLock { messages in
      messages.append(message)
      return messages.count == 1
    }
    if wasEmpty { wake() }
  }

  private func wake() {
    var one: UInt64 = 1
    // Fails only when the counter is full, and then the thread is woken anyway.
    _ = Glibc.write(wakeUp, &one, MemoryLayout<UInt64>.size)
  }

  // MARK: - The thread

  /// The body of the courier's thread.
  func run() {
    while true {
      let now = environment.clock.monotonicNanoseconds()
      for message in takeMessages() { take(message, now) }
      for run in runs.values { step(run, now) }
      let wall = environment.clock.wallMilliseconds()
      port.look(isBehind: runs.values.contains { $0.isBehind(wall) })
      if let stopBy, now >= stopBy || runs.values.allSatisfy({ !$0.isRecording }) { return }
      wait(now)
    }
  }

  private func takeMessages() -> [Message] {
    inbox.withLock { messages in
      let taken = messages
      messages = []
      return taken
    }
  }

  private func take(_ message: Message, _ now: Int64) {
    switch message {
    case .tasks(let tasks): take(tasks)
    case .page(let number, let ticket, let found):
      guard let run = runs[number], run.page == ticket else { return }
      run.take(found, now)
    case .recorded(let number, let begun, let letters, let isRecorded):
      // Another webhook may have the name by now: the letters are not its own.
      guard let run = runs[number], run.task.begun == begun else { return }
      run.endRecord(letters: letters, isRecorded: isRecorded)
    case .addresses(let host, let addresses):
      for (place, ticket) in questions.answered(host) {
        resolved(place, ticket, addresses, now)
      }
      lookUp()
    case .stop:
      stopBy = now + Limits.webhookStopMilliseconds * 1_000_000
    }
  }

  private func take(_ tasks: [WebhookTask]) {
    var left = runs
    runs = [:]
    for task in tasks {
      var before = left.removeValue(forKey: task.number)
      if let run = before, run.task.begun != task.begun { before = nil }
      if let before, before.isSame(task) {
        runs[task.number] = before
      } else {
        runs[task.number] = WebhookRun(task, environment, after: before)
      }
    }
  }

  private func step(_ run: WebhookRun, _ now: Int64) {
    let number = run.task.number
    if stopBy == nil {
      for (index, lane) in run.lanes.enumerated() { perform(lane.step(run, now), run, index, now) }
      let durable = port.durableBatch
      run.finishReplay(durable: durable)
      if run.wantsPage(durable: durable, now) {
        let ticket = run.beginPage()
        port.read(
          run.task,
          from: run.position,
          to: run.replay?.end ?? .max,
          limit: run.pageRecords
        ) { [weak self] found in
          self?.put(.page(number: number, ticket: ticket, found))
        }
      }
    }
    if run.wantsRecord(now, isLast: stopBy != nil) {
      let progress = run.beginRecord(now)
      port.record(progress) { [weak self] isRecorded in
        let count = progress.letters.count
        self?.put(.recorded(number: number, begun: progress.begun, letters: count, isRecorded))
      }
    }
    port.note(run.health, of: number)
  }

  private func perform(
    _ actions: [WebhookLane.Action],
    _ run: WebhookRun,
    _ lane: Int,
    _ now: Int64
  ) {
    for action in actions {
      switch action {
      case .resolve(let url, let ticket):
        let place = NameQuestions.Place(number: run.task.number, lane: lane)
        resolve(url, run.task.programID, place, ticket, now)
      case .delivered(let count): run.took(count)
      case .failed(let reason): run.note(failure: reason)
      case .gaveUp(let events, let reason):
        run.gaveUp(events, reason)
        log(
          .warning,
          "a webhook's delivery was given up",
          [
            "programme": .init(run.task.programID), "webhook": .init(run.task.webhook.webhookID),
            "events": .init(events.count), "reason": .init(reason),
          ]
        )
      case .lostToken: run.dropToken()
      }
    }
  }

  private func resolve(
    _ url: WebhookURL,
    _ programID: String,
    _ place: NameQuestions.Place,
    _ ticket: UInt64,
    _ now: Int64
  ) {
    let found = NetworkAddress.resolve(url.host, port: url.port, isNumeric: true)
    guard found.isEmpty else { return resolved(place, ticket, found, now) }
    let host = NameQuestions.Host(programID: programID, name: url.host, port: url.port)
    questions.ask(host, for: place, ticket: ticket)
    lookUp()
  }

  private func lookUp() {
    for host in questions.takeNext() {
      names.run { [weak self] in
        self?.put(.addresses(host, NetworkAddress.resolve(host.name, port: host.port)))
      }
    }
  }

  private func resolved(
    _ place: NameQuestions.Place,
    _ ticket: UInt64,
    _ addresses: [NetworkAddress],
    _ now: Int64
  ) {
    guard let run = runs[place.number] else { return }
    let actions = run.lanes[place.lane].resolved(addresses, ticket: ticket, run, now)
    perform(actions, run, place.lane, now)
  }

  // MARK: - Waiting

  private func wait(_ now: Int64) {
    wantsGrowth.store(true, ordering: .sequentiallyConsistent)
    // What was written until here is seen by the look that follows.
    let durable = port.durableBatch
    var due = stopBy ?? .max
    var items = [pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0)]
    var places: [(run: WebhookRun, lane: Int)] = []
    for run in runs.values where stopBy == nil {
      if run.wantsPage(durable: durable, now) { due = 0 }
      if run.readAt > now { due = min(due, run.readAt) }
      if run.wantsRecord(.max, isLast: false) { due = min(due, run.recordAt) }
      for (index, lane) in run.lanes.enumerated() {
        due = min(due, lane.next)
        guard let connection = lane.connection else { continue }
        items.append(pollfd(fd: connection.descriptor, events: connection.events, revents: 0))
        places.append((run, index))
      }
    }
    let milliseconds = due == .max ? -1 : Int32(clamping: max(0, (due - now + 999_999) / 1_000_000))
    guard poll(&items, UInt(items.count), milliseconds) > 0 else { return }
    if items[0].revents != 0 {
      var count: UInt64 = 0
      // Empty only if nobody has woken the thread.
      _ = read(wakeUp, &count, MemoryLayout<UInt64>.size)
    }
    guard stopBy == nil else { return }
    let woken = environment.clock.monotonicNanoseconds()
    for (item, place) in zip(items.dropFirst(), places) where item.revents != 0 {
      perform(place.run.lanes[place.lane].ready(place.run, woken), place.run, place.lane, woken)
    }
  }
}
