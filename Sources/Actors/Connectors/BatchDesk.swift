internal import FealtyWire

/// The calls of many items that a shard has received, until each of their items is answered, and
/// the payloads that are purchases, until these are.
///
/// Each item is a call of its own whose answer comes here instead of to a connection. It goes
/// where such a call goes, so what holds for that one holds for the item.
///
/// Confined to its shard's thread.
final class BatchDesk {
  /// One call of many items.
  struct Batch {
    /// Whom to answer.
    var call: Call
    /// What each item came to, in the order of the items.
    var results: [IngestResult]
    /// Items that have no answer yet.
    var waiting: Int
    /// Whether an answer rests on records that may not be durable.
    var isGated = false
    /// Whether it is no batch but one payload, whose answer is that of its purchase.
    var isSingle = false
    /// What leaves the quarantine when the purchase was taken.
    var quarantined: Quarantined?
  }

  /// A payload in quarantine.
  struct Quarantined {
    var connector: String
    var id: String
    var program: String
  }

  private var batches: [UInt32: Batch] = [:]
  private var last: UInt32 = 0

  /// How many are not answered yet.
  var count: Int { batches.count }

  /// - Returns: The number by which its items' calls name it.
  func add(_ call: Call, items: Int) -> UInt32 {
    add(
      Batch(
        call: call,
        results: Array(repeating: IngestResult(), count: items),
        waiting: items
      )
    )
  }

  /// Adds a payload that came alone and is a purchase.
  ///
  /// - Returns: The number by which the purchase's call names it.
  func add(_ call: Call, quarantined: Quarantined?) -> UInt32 {
    var batch = Batch(call: call, results: [IngestResult()], waiting: 1)
    batch.isSingle = true
    batch.quarantined = quarantined
    return add(batch)
  }

  private func add(_ batch: Batch) -> UInt32 {
    repeat { last &+= 1 } while batches[last] != nil
    batches[last] = batch
    return last
  }

  /// Takes what an item came to.
  ///
  /// - Returns: The batch when it was the last one; it is forgotten then.
  func take(_ result: IngestResult, of item: Call, gated: Bool) -> Batch? {
    guard var batch = batches.removeValue(forKey: item.generation) else {
      preconditionFailure("item \(item) is of no batch")
    }
    batch.results[Int(item.stream)] = result
    batch.waiting -= 1
    batch.isGated = batch.isGated || gated
    if batch.waiting == 0 { return batch }
    batches[item.generation] = batch
    return nil
  }
}
