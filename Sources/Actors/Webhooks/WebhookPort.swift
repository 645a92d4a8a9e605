internal import FealtyLoyalty
internal import FealtyWire
internal import Synchronization

/// Where webhooks leave the engine: what their courier reads, and what it records.
///
/// - Owns: the newest list of webhooks, and what the courier says of each.
/// - Guarantees: no shard waits for the courier; what it records is recorded by shard 0.
/// - Suspends: never.
/// - Fails: never; what cannot be read is told to the courier.
package final class WebhookPort: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `courier`, `tasks`, `endpoints` and `healths` are read and
  // changed under `lock`; `shards` and the paces are set once, before any thread runs; the rest is
  // immutable or atomic.
  private let lock = Lock()
  private weak var courier: (any WebhookCourier)?
  private var tasks: [WebhookTask] = []
  /// Those that are for exchanges: no event is delivered to them.
  private var endpoints: [UInt64: WebhookTask] = [:]
  private var healths: [UInt64: WebhookHealth] = [:]
  private var shards: [Shard] = []
  /// The one is used by the background's thread, the other by the courier's.
  private var readPace: Pace?
  private var courierPace: Pace?
  private let hasTasks = Atomic<Bool>(false)
  private let isBehind = Atomic<Bool>(false)
  let abilities: WebhookAbilities

  init(_ abilities: WebhookAbilities) { self.abilities = abilities }

  func connect(_ shards: [Shard]) {
    self.shards = shards
    let services = shards[0].services
    readPace = Pace(services.background, services.clock, services.served)
    courierPace = Pace(services.background, services.clock, services.served)
  }

  func letGo() { shards = [] }

  // MARK: - The engine's side

  /// The webhooks have changed.
  func publish(_ all: [WebhookTask]) {
    let tasks = all.filter { !$0.webhook.exchanges }
    let endpoints = all.filter(\.webhook.exchanges)
    hasTasks.store(!tasks.isEmpty, ordering: .relaxed)
    let courier = lock.locked { () -> (any WebhookCourier)? in
      self.tasks = tasks
      self.endpoints = Dictionary(uniqueKeysWithValues: endpoints.map { ($0.number, $0) })
      let numbers = Set(all.map(\.number))
      healths = healths.filter { numbers.contains($0.key) }
      return self.courier
    }
    courier?.deliver(tasks)
  }

  /// A batch has become durable; on the log's thread.
  func logHasGrown() {
    guard hasTasks.load(ordering: .relaxed) else { return }
    lock.locked { courier }?.logHasGrown()
  }

  /// The webhook through which a token's partner is asked; nil where none is there, or it is
  /// paused.
  func endpoint(_ webhookID: String, of programID: String) -> WebhookTask? {
    let number = WebhookState.number(programID, webhookID)
    return lock.locked { endpoints[number] }
  }

  func health(_ number: UInt64) -> WebhookHealth? { lock.locked { healths[number] } }

  // MARK: - The courier's side

  /// Whom to tell of webhooks from now on; it is told of those that there are.
  package func open(_ courier: any WebhookCourier) {
    let tasks = lock.locked { () -> [WebhookTask] in
      self.courier = courier
      return self.tasks
    }
    courier.deliver(tasks)
  }

  /// The newest batch that would survive a power cut.
  package var durableBatch: UInt64 { shards.first?.durableBatch ?? 0 }

  /// Reads the next events of a webhook in the background.
  ///
  /// - Parameters:
  ///   - task: Whose.
  ///   - position: Packed, of the first record.
  ///   - end: Packed, of the first record that is not wanted.
  ///   - limit: Records at most.
  ///   - then: Called on any thread: the events, where the next ones begin, and whether nothing
  ///     durable is left; or why they cannot be read.
  package func read(
    _ task: WebhookTask,
    from position: UInt64,
    to end: UInt64 = .max,
    limit: Int,
    then: @escaping @Sendable (Result<WebhookPage, WebhookReadFailure>) -> Void
  ) {
    guard let first = shards.first else { return then(.failure(.later)) }
    let filter = MemberEventFilter(kinds: task.webhook.kinds, programID: task.programID)
    let services = first.services
    let wish = MemberEventFeed.Wish(
      programme: task.programme,
      scan: MemberEventScan(filter, from: position),
      limit: limit
    )
    services.feed.find(wish, on: services.background) { found in
      // While others are served, who delivers gets a share of a processor.
      defer { self.readPace?.look(restRatio: self.restRatio) }
      switch found {
      case .failure(.removed): then(.failure(.gone))
      case .failure(.damaged), .failure(.absent): then(.failure(.damaged))
      case .failure: then(.failure(.later))
      case .success(let found): then(.success(WebhookPage(found, end: end)))
      }
    }
  }

  /// Records how far a webhook has come; `then` hears when that is durable, or that it cannot be
  /// recorded now.
  package func record(
    _ progress: WebhookProgress,
    then: @escaping @Sendable (_ isRecorded: Bool) -> Void
  ) {
    guard let first = shards.first else { return then(false) }
    first.post { $0.recordProgress(progress, then) }
  }

  /// To be called by the courier after each piece of work: it rests there when it has had its
  /// share.
  ///
  /// `isBehind`: whether somebody waits who takes what he is sent; the share is larger then.
  package func look(isBehind: Bool) {
    self.isBehind.store(isBehind, ordering: .relaxed)
    courierPace?.look(restRatio: restRatio)
  }

  private var restRatio: Int64 {
    isBehind.load(ordering: .relaxed) ? Limits.webhookRestRatio : Limits.paceRestRatio
  }

  /// Tells how a call for an exchange went; `failure`: nil where it had an answer with a meaning.
  package func noteCall(_ number: UInt64, failure: String?) {
    lock.locked {
      guard endpoints[number] != nil else { return }
      var health = healths[number] ?? WebhookHealth()
      health.failuresInARow = failure == nil ? 0 : health.failuresInARow + 1
      health.lastFailure = failure ?? health.lastFailure
      healths[number] = health
    }
  }

  /// Tells how a webhook is doing.
  package func note(_ health: WebhookHealth, of number: UInt64) {
    lock.locked { healths[number] = health }
  }
}

/// Why events could not be read for a webhook.
package enum WebhookReadFailure: Error, Sendable {
  /// They are not kept any more.
  case gone
  /// Their file is damaged.
  case damaged
  /// Another try may do better.
  case later
}

/// Events for a webhook.
package struct WebhookPage: Sendable {
  package var events: [WebhookEvent]
  /// Packed position of the next record to look at.
  package var next: UInt64
  /// Whether nothing durable was left.
  package var hasReachedEnd: Bool
}

extension WebhookPage {
  /// Writes what was read.
  ///
  /// `end`: packed, of the first record that is not wanted.
  init(_ found: MemberEventFeed.Found, end: UInt64) {
    self.init(events: [], next: found.scan.next, hasReachedEnd: found.scan.hasReachedEnd)
    guard let programme = found.programme, !found.records.isEmpty else { return }
    let filter = found.scan.filter
    let view = found.view(programme)
    let wantsEarns = filter.takes(.earned)
    var out = OutputBuffer(capacity: found.records.count * 400)
    var earn = EarnJSON()
    var others: [MemberEvent] = []
    var places: [(record: Int, end: Int)] = []
    places.reserveCapacity(found.records.count)
    for (index, record) in found.records.enumerated() where record.position < end {
      guard let name = found.names[index], name.programme == programme.index else { continue }
      if wantsEarns, record.kind == UInt8(RecordKind.pointsPosted.rawValue),
        earn.write(record, of: name.id, programme, to: &out)
      {
        places.append((index, out.count))
        continue
      }
      others.removeAll(keepingCapacity: true)
      view.add(record, of: name.id, to: &others)
      for event in others {
        event.writeJSON(to: &out)
        places.append((index, out.count))
      }
    }
    let json = out.bytes()
    var start = 0
    events.reserveCapacity(places.count)
    for place in places {
      let record = found.records[place.record]
      events.append(
        WebhookEvent(
          position: record.position,
          member: record.entity,
          recordedAt: record.recordedAtMilliseconds,
          json: json[start..<place.end]
        )
      )
      start = place.end
    }
  }
}
