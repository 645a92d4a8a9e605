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

  /// What was read.
  struct Found: Sendable {
    /// Where the next reading begins.
    var scan: MemberEventScan
    var records: [HistoryReader.Record]
    /// Whose each record is; nil for a member who is not there.
    var names: [Name?]
    /// The programme that was asked for, once it has been published.
    var programme: PublishedProgramme? { programmes[index] }
    let index: UInt16
    /// All programmes that have been published.
    let programmes: [UInt16: PublishedProgramme]

    /// The records as events.
    var page: Page {
      var page = Page(scan: scan)
      guard let programme else { return page }
      let view = view(programme)
      for (record, name) in zip(records, names) {
        guard let name, name.programme == programme.index else { continue }
        view.add(record, of: name.id, to: &page.events)
      }
      return page
    }

    func view(_ programme: PublishedProgramme) -> MemberEventView {
      MemberEventView(programme: programme, programmes: programmes, filter: scan.filter)
    }
  }

  /// Events of records that were read.
  struct Page: Sendable {
    var events: [MemberEvent] = []
    /// Where the next page begins.
    var scan: MemberEventScan
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
    find(wish, on: pool) { then($0.map(\.page)) }
  }

  /// Reads the next records on `pool`.
  ///
  /// `then`: called on a thread of the pool.
  func find(
    _ wish: Wish,
    on pool: any BlockingPool,
    then: @escaping @Sendable (Result<Found, LostRecord>) -> Void
  ) {
    pool.run { self.begin(wish, pool, then) }
  }

  private func begin(
    _ wish: Wish,
    _ pool: any BlockingPool,
    _ then: @escaping @Sendable (Result<Found, LostRecord>) -> Void
  ) {
    var scan = wish.scan
    let records: [HistoryReader.Record]
    do throws(LostRecord) {
      records = try scan.records(wish.limit, in: history)
    } catch {
      return then(.failure(error))
    }
    let (names, programmes) = lock.locked {
      (records.map { self.names[$0.entity] }, self.programmes)
    }
    let found = Found(
      scan: scan,
      records: records,
      names: names,
      index: wish.programme,
      programmes: programmes
    )
    let unknown = unknown(found)
    guard !unknown.isEmpty, !shards.isEmpty else { return then(.success(found)) }
    ask(unknown) { told in
      pool.run {
        self.keep(told)
        var found = found
        for index in found.names.indices where found.names[index] == nil {
          found.names[index] = told[found.records[index].entity]
        }
        then(.success(found))
      }
    }
  }

  /// Numbers of members whose names have to be asked for, by shard.
  private func unknown(_ found: Found) -> [Int: Set<UInt64>] {
    var unknown: [Int: Set<UInt64>] = [:]
    for (record, name) in zip(found.records, found.names) where name == nil {
      let home = StableHash.shard(record.entity, count: max(shards.count, 1))
      unknown[home, default: []].insert(record.entity)
    }
    return unknown
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
