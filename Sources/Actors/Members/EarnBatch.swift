internal import FealtyLoyalty
internal import FealtyWire

/// Earns that a shard takes through their stages side by side: all are read, then all are
/// evaluated, then all are booked, then all are answered.
///
/// The code of one earn does not fit the first-level instruction cache, so a shard that takes one
/// earn after the other fetches all of it anew each time; a stage's code does fit (ADR 0032).
///
/// Nothing else sees the difference: what an earn was evaluated by is compared before it is booked,
/// and where an earlier one of the batch has changed it, it is evaluated again.
///
/// Proof for `@unchecked Sendable`: only its shard's thread touches it.
final class EarnBatch: @unchecked Sendable {
  /// An earn whose request id is reserved and whose basket is on a desk of its own.
  struct Item {
    var command: CommandContext
    let entity: UInt64
    let receipt: ReceiptKey?
    unowned(unsafe) let desk: EvaluationDesk
    /// Whom it was evaluated for; nil = that is still to be done.
    var member: Unmanaged<MemberActor>?
    /// The member's version when it was.
    var version: UInt32 = 0
    /// How often limits that members share had been used when it was.
    var sharedUses: UInt64 = 0
  }

  /// How many at most: more would push the first one's data out of the cache.
  static let capacity = 8
  /// A request with more bytes goes through its stages alone, for its record has as many.
  static let requestBytes = 4_096

  let desks: [EvaluationDesk]
  /// Of all of them.
  let sightings: ArticleSightings
  private let items: UnsafeMutablePointer<Item>
  private(set) var count = 0

  init(_ book: ArticleBook) {
    let sightings = ArticleSightings()
    desks = (0..<Self.capacity).map { _ in EvaluationDesk(book, sightings) }
    self.sightings = sightings
    items = .allocate(capacity: Self.capacity)
  }

  deinit { items.deallocate() }

  var isFull: Bool { count == Self.capacity }

  /// The desk on which the next earn's basket is put.
  @inline(__always)
  var nextDesk: EvaluationDesk { desks[count] }

  /// - Precondition: ``isFull`` is false, and the basket is on ``nextDesk``.
  @inline(__always)
  func add(_ command: CommandContext, entity: UInt64, receipt: ReceiptKey?) {
    (items + count).initialize(
      to: Item(command: command, entity: entity, receipt: receipt, desk: nextDesk)
    )
    count += 1
  }

  /// Calls `stage` with each earn in the order in which they came.
  @inline(__always)
  func forEach(_ stage: (inout Item) -> Void) {
    for index in 0..<count { stage(&items[index]) }
  }

  func removeAll() {
    items.deinitialize(count: count)
    count = 0
  }
}

/// What is left to be told of an earn that is booked.
struct EarnAnswerOwed {
  let posting: Posting
  /// The member's version after it.
  let version: UInt32
}

extension Shard {
  /// Takes the earns that have gathered through the stages that are left.
  @inline(__always)
  package func finishGathered() {
    if earns.count > 0 { runEarns() }
  }

  @inline(never)
  private func runEarns() {
    earns.forEach { fetchLots(of: $0.entity) }
    earns.forEach { evaluateAhead(&$0) }
    earns.forEach { $0.member?._withUnsafeGuaranteedRef { $0.fetchNextLot() } }
    earns.forEach { item in
      evaluation = item.desk
      book(&item)
    }
    earns.forEach { answer(&$0) }
    earns.removeAll()
    evaluation = earns.desks[0]
  }

  /// Evaluates an earn of a member to whom nothing else is to be done first.
  private func evaluateAhead(_ item: inout EarnBatch.Item) {
    let programme = item.command.programme
    guard !item.command.isDryRun,
      let member = namedMember(item.entity, item.command.head.target, programme)
    else { return }
    item.sharedUses = budgets.useCount
    member._withUnsafeGuaranteedRef { member in
      item.version = member.inPlace { $0.pointee.version }
      let isEvaluated = member.evaluateOnItsShard(item.command, item.desk)
      item.member = isEvaluated ? Unmanaged.passUnretained(member) : nil
    }
  }

  /// Books an earn by what it was evaluated to, if that still holds.
  private func book(_ item: inout EarnBatch.Item) {
    let call = RoutedCall(call: item.command.call, head: item.command.head, entity: item.entity)
    if let member = item.member {
      let isCurrent = member._withUnsafeGuaranteedRef { member in
        member.inPlace { $0.pointee.version } == item.version
      }
      if isCurrent, item.sharedUses == budgets.useCount {
        return earn(call, item.command, item.receipt, evaluatedFor: member)
      }
    }
    item.member = nil
    earn(call, item.command, item.receipt)
  }

  /// Answers an earn that was booked by what it was evaluated to.
  private func answer(_ item: inout EarnBatch.Item) {
    guard let owed = item.desk.owed.take(), let member = item.member else { return }
    member._withUnsafeGuaranteedRef { $0.answerOnItsShard(owed, item.command, item.desk) }
  }
}
