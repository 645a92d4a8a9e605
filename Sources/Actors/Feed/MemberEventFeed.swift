internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

/// Turns records of the log into member events, for all who follow a programme.
///
/// - Owns: names of members that it has asked for, and the programmes as they were last published.
/// - Guarantees: the log is read and events are made off the shards' threads; a shard is asked for
///   nothing but its members' names, in one piece of work for a page.
/// - Suspends: never; whoever asks is called back.
/// - Fails: with ``LostRecord``, to whoever asked.
final class MemberEventFeed: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `names`, `programmes` and `followers` are read and changed
  // under `lock`; `shards` is set once, before any thread runs; the rest is immutable.
  private let lock = Lock()
  private var names: [UInt64: Name] = [:]
  private var programmes: [UInt16: PublishedProgramme] = [:]
  private var followers = 0
  private let history: HistoryReader
  private var shards: [Shard] = []

  /// Whose member a number is.
  struct Name: Sendable {
    var programme: UInt16
    var id: String
  }

  /// What is asked for.
  struct Wish: Sendable {
    var programme: UInt16
    var scan: MemberEventScan
    /// Records to look at, at most.
    var limit: Int
  }

  /// What came of it.
  struct Page: Sendable {
    var events: [MemberEvent] = []
    /// Of each event.
    var origins: [Origin] = []
    /// Where the next page begins.
    var scan: MemberEventScan
  }

  /// Which record an event is of.
  struct Origin: Sendable {
    /// Packed.
    var position: UInt64
    var member: UInt64
  }

  init(_ history: HistoryReader) { self.history = history }

  /// Tells the feed whom to ask for names.
  ///
  /// Once, before any thread runs.
  func connect(_ shards: [Shard]) { self.shards = shards }

  /// The shards are being let go of.
  func letGo() {
    lock.locked {
      names = [:]
      programmes = [:]
    }
    shards = []
  }

  /// A programme has been published; before any shard decides by it.
  func note(_ programme: PublishedProgramme) {
    lock.locked {
      guard programmes[programme.index].map({ $0.version < programme.version }) ?? true else {
        return
      }
      programmes[programme.index] = programme
    }
  }

  /// A right to follow, which ends with its last reference; nil while there are as many as may be.
  func follow() -> Follower? {
    let isTaken = lock.locked { () -> Bool in
      guard followers < Limits.followers else { return false }
      followers += 1
      return true
    }
    return isTaken ? Follower(self) : nil
  }

  final class Follower: Sendable {
    private let feed: MemberEventFeed
    fileprivate init(_ feed: MemberEventFeed) { self.feed = feed }
    deinit { feed.lock.locked { feed.followers -= 1 } }
  }

  // MARK: - Reading

  /// Reads the next page on `pool`.
  ///
  /// `then`: called on a thread of the pool.
  func read(
    _ wish: Wish,
    on pool: any BlockingPool,
    then: @escaping @Sendable (Result<Page, LostRecord>) -> Void
  ) {
    pool.run { self.begin(wish, pool, then) }
  }

  private func begin(
    _ wish: Wish,
    _ pool: any BlockingPool,
    _ then: @escaping @Sendable (Result<Page, LostRecord>) -> Void
  ) {
    var scan = wish.scan
    let records: [HistoryReader.Record]
    do throws(LostRecord) {
      records = try scan.records(wish.limit, in: history)
    } catch {
      return then(.failure(error))
    }
    let page = Page(scan: scan)
    let (known, unknown) = find(records)
    guard !unknown.isEmpty, !shards.isEmpty else {
      return then(.success(filled(page, records, known, wish.programme)))
    }
    ask(unknown) { found in
      pool.run {
        self.keep(found)
        let names = known.merging(found) { one, _ in one }
        then(.success(self.filled(page, records, names, wish.programme)))
      }
    }
  }

  /// Names that are known already, and the numbers of the others by shard.
  private func find(
    _ records: [HistoryReader.Record]
  ) -> (known: [UInt64: Name], unknown: [Int: Set<UInt64>]) {
    var known: [UInt64: Name] = [:]
    var unknown: [Int: Set<UInt64>] = [:]
    lock.locked {
      for record in records where known[record.entity] == nil {
        if let name = names[record.entity] {
          known[record.entity] = name
        } else {
          let home = StableHash.shard(record.entity, count: max(shards.count, 1))
          unknown[home, default: []].insert(record.entity)
        }
      }
    }
    return (known, unknown)
  }

  /// Asks the members' homes who they are.
  ///
  /// `then`: called once, on the thread of a shard.
  private func ask(
    _ numbers: [Int: Set<UInt64>],
    _ then: @escaping @Sendable ([UInt64: Name]) -> Void
  ) {
    let gathering = FoundNames(numbers.count)
    for (home, numbers) in numbers {
      shards[home].post { shard in
        var found: [UInt64: Name] = [:]
        for number in numbers {
          guard let actor = shard.members.find(number) else { continue }
          found[number] = Name(
            programme: actor.programmeIndex,
            id: actor.inPlace { $0.pointee.id }
          )
        }
        if let all = gathering.add(found) { then(all) }
      }
    }
  }

  /// A member's name never changes, so what is known stays right; there is a bound on how many are.
  private func keep(_ found: [UInt64: Name]) {
    lock.locked {
      if names.count + found.count > Limits.memberNamesKept { names = [:] }
      names.merge(found) { one, _ in one }
    }
  }

  private func filled(
    _ page: Page,
    _ records: [HistoryReader.Record],
    _ names: [UInt64: Name],
    _ index: UInt16
  ) -> Page {
    guard let programme = lock.locked({ programmes[index] }) else { return page }
    var page = page
    let view = MemberEventView(programme: programme, filter: page.scan.filter)
    for record in records {
      guard let name = names[record.entity], name.programme == index else { continue }
      view.add(record, of: name.id, to: &page.events)
      let origin = Origin(position: record.position, member: record.entity)
      while page.origins.count < page.events.count { page.origins.append(origin) }
    }
    return page
  }
}

/// Names of members from several shards.
///
/// Proof for `@unchecked Sendable`: all state is read and changed under `lock`.
private final class FoundNames: @unchecked Sendable {
  private let lock = Lock()
  private var names: [UInt64: MemberEventFeed.Name] = [:]
  private var left: Int

  init(_ count: Int) { left = count }

  /// All names, once every shard has answered.
  func add(_ found: [UInt64: MemberEventFeed.Name]) -> [UInt64: MemberEventFeed.Name]? {
    lock.locked {
      names.merge(found) { one, _ in one }
      left -= 1
      return left == 0 ? names : nil
    }
  }
}
