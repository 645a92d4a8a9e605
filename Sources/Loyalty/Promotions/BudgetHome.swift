/// A shared cap or budget as its home knows it: how much each shard has used or may still spend.
///
/// - Complexity: Each event is O(shards) at most.
package struct BudgetHome: Sendable {
  /// What the home tells a shard.
  package enum Action: Hashable, Sendable {
    /// Answers a request; `isLast` where there is no more to be had.
    case grant(shard: Int, amount: Int64, isLast: Bool)
    /// Asks for what the shard has not spent; a release answers it.
    case recall(shard: Int)
  }

  private struct Waiter: Sendable {
    var shard: Int
    var wanted: Int64
  }

  /// 0 or more.
  package private(set) var limit: Int64
  /// By shard: what it has used or may still spend.
  package private(set) var committed: [Int64]
  /// By shard: whether it was recalled or drained, and holds nothing when it is idle.
  private var isDrained: [Bool]
  /// Recalls that are not answered yet.
  private var recalls = 0
  /// Requests that wait for the recalls.
  private var waiters: [Waiter] = []

  /// A budget at the start of the server.
  ///
  /// - Parameters:
  ///   - limit: Of the period; 0 or more.
  ///   - used: By shard, what its members' records use.
  package init(limit: Int64, used: [Int64]) {
    self.limit = limit
    committed = used
    isDrained = .init(repeating: false, count: used.count)
  }

  /// What is not given to any shard; below 0 where the limit was lowered.
  package var pool: Int64 {
    var left = limit
    for amount in committed { left -= amount }
    return left
  }

  /// A shard wants more than it may spend.
  ///
  /// Granted at once where the pool suffices, with a chunk on top so that its next baskets need not
  /// ask: a quarter of the shard's share of what is left.
  package mutating func request(shard: Int, wanted: Int64) -> [Action] {
    precondition(wanted > 0, "a request for \(wanted)")
    if recalls == 0, pool >= wanted { return [grant(shard, wanted)] }
    waiters.append(Waiter(shard: shard, wanted: wanted))
    return recalls == 0 ? recall(all: shard) : []
  }

  /// A shard gives back what it has not spent.
  ///
  /// - Parameters:
  ///   - shard: Who gives back.
  ///   - amount: Negative where it has used more than it was given.
  ///   - answersRecall: Whether it answers a recall; else something came free.
  /// - Returns: What to send.
  package mutating func release(shard: Int, amount: Int64, answersRecall: Bool) -> [Action] {
    committed[shard] -= amount
    if answersRecall {
      precondition(recalls > 0, "shard \(shard) answers a recall that was not sent")
      recalls -= 1
    }
    return recalls == 0 ? settle() : []
  }

  /// What one shard has used is another's from now on.
  package mutating func move(_ amount: Int64, from giver: Int, to taker: Int) {
    committed[giver] -= amount
    committed[taker] += amount
  }

  /// The limit changes, from the next request on.
  ///
  /// Where less is left than is out, what is not spent is recalled; what is used stays used.
  package mutating func setLimit(_ newLimit: Int64) -> [Action] {
    limit = newLimit
    if recalls > 0 { return [] }
    return pool < 0 ? recall(all: nil) : settle()
  }

  /// Recalls from every shard that may hold something, but the one that asks.
  private mutating func recall(all asking: Int?) -> [Action] {
    var actions: [Action] = []
    for shard in committed.indices where shard != asking && !isDrained[shard] {
      isDrained[shard] = true
      recalls += 1
      actions.append(.recall(shard: shard))
    }
    return recalls == 0 ? settle() : actions
  }

  /// Gives what there is to those who wait, in the order in which they asked.
  private mutating func settle() -> [Action] {
    var actions: [Action] = []
    let waiting = waiters
    waiters.removeAll(keepingCapacity: true)
    var wanted: Int64 = 0
    for waiter in waiting { wanted += waiter.wanted }
    // With nothing left over, who is satisfied is drained too: what it does not spend comes back.
    let isLast = pool <= wanted
    for waiter in waiting {
      let amount = max(0, min(pool, waiter.wanted))
      committed[waiter.shard] += amount
      isDrained[waiter.shard] = isLast
      actions.append(.grant(shard: waiter.shard, amount: amount, isLast: isLast))
    }
    return actions
  }

  private mutating func grant(_ shard: Int, _ wanted: Int64) -> Action {
    let left = pool - wanted
    let chunk = max(1, left / (4 * Int64(committed.count)))
    let amount = wanted + min(left, chunk)
    committed[shard] += amount
    isDrained[shard] = false
    return .grant(shard: shard, amount: amount, isLast: false)
  }
}
