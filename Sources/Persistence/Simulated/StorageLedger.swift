/// What those who use a simulated log know: what they sent, and what of it was acknowledged.
///
/// Payloads are known by their checksums.
package struct StorageLedger: Sendable {
  /// By the number of the batch.
  package private(set) var acknowledged: [UInt64: UInt32] = [:]

  /// All that was ever sent under a number, and may be in the log.
  package private(set) var sent: [UInt64: Set<UInt32>] = [:]

  package init() {}

  mutating func send(_ number: UInt64, _ checksum: UInt32) {
    sent[number, default: []].insert(checksum)
  }

  mutating func acknowledge(_ number: UInt64, _ checksum: UInt32) {
    acknowledged[number] = checksum
  }

  /// Takes back what the log has refused before it wrote anything.
  mutating func refuse(_ number: UInt64, _ checksum: UInt32, isNew: Bool) {
    if isNew { sent[number]?.remove(checksum) }
  }

  /// The property: what was acknowledged is there, and nothing that was not sent.
  ///
  /// - Parameters:
  ///   - held: What the log and its snapshot hold.
  ///   - mayLose: So many batches may be gone, if they are the last ones.
  /// - Throws: ``StorageViolation``, of the batch with the lowest number.
  func check(
    _ held: [UInt64: UInt32],
    mayLose: Int = 0
  ) throws(StorageViolation) {
    // In order, so that the same seed finds the same.
    for (number, checksum) in held.sorted(by: { $0.key < $1.key }) {
      guard sent[number]?.contains(checksum) == true else { throw .invented(number) }
      if let expected = acknowledged[number], expected != checksum { throw .changed(number) }
    }
    let lost = acknowledged.keys.filter { held[$0] == nil }
    guard let first = lost.min() else { return }
    if lost.count > mayLose || first < held.keys.max() ?? 0 { throw .lost(first) }
  }
}

/// What the property was broken by.
package enum StorageViolation: Error, Equatable, Sendable {
  /// A batch that was acknowledged is gone.
  case lost(UInt64)
  /// A batch is not what was acknowledged under its number.
  case changed(UInt64)
  /// A batch holds what nobody sent under its number.
  case invented(UInt64)
  /// A batch's records cannot be read.
  case unreadable(UInt64)
  /// The start was refused although nothing was damaged.
  case refused(LogFailure)
  /// Without any fault a life did not come to its end.
  case stuck(String)
  /// A flipped bit had another verdict than recovery's table says.
  case verdict(String)
}
