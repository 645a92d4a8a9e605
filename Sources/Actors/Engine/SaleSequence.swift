/// Sees to it that what the log has of a `PostSale` is all of it.
///
/// A sale's records are handed over in one piece and so lie behind one another in one batch, and a
/// batch is in the log whole or not at all. That a sale is there in part would mean that it was
/// written in part.
struct SaleSequence {
  /// What a record says of the sale that it is part of.
  struct Part {
    var member: UInt64
    var version: UInt32
    var batch: UInt64
    /// Version of the sale's first record.
    var first: UInt32
    /// Its records; 0 = the record is no sale's.
    var count: UInt32
  }

  /// The sale whose next record must follow.
  private var sale: Part?

  /// Whether something that is no part of a sale may follow.
  @inline(__always)
  var isComplete: Bool { sale == nil }

  /// Takes the next record of a shard's part of the log.
  ///
  /// - Returns: What is wrong, in a sentence; nil where it fits.
  mutating func take(_ part: Part) -> String? {
    let before = sale
    sale = nil
    if let before {
      let fits =
        part.member == before.member && part.batch == before.batch
        && part.version == before.version + 1 && part.first == before.first
        && part.count == before.count
      guard fits else { return Self.gap(before) }
    } else if part.count > 0, part.version != part.first {
      return "it is part of a sale whose first record, version \(part.first), is not before it"
    }
    guard part.count > 0 else { return nil }
    if part.version < part.first &+ (part.count - 1) { sale = part }
    return nil
  }

  /// The log has ended, or something follows that is no posting.
  mutating func end() -> String? {
    guard let before = sale else { return nil }
    sale = nil
    return Self.gap(before)
  }

  private static func gap(_ before: Part) -> String {
    let there = before.version - before.first + 1
    return "of the sale of entity \(before.member) from version \(before.first) on there are "
      + "\(there) records, not \(before.count), in batch \(before.batch)"
  }
}
