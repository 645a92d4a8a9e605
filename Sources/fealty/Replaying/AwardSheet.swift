/// Writes each basket's award as a line, in the order of the baskets, whatever the order of
/// answers.
final class AwardSheet {
  private var writer: LineWriter

  /// Lines that wait for an earlier one.
  ///
  /// No more than the baskets in flight.
  private var waiting: [Int: String?] = [:]
  private var next = 0

  /// Why a line could not be written; the caller looks, as answers come in where nothing may throw.
  private(set) var failure: CommandFailure?

  init(path: String) throws(CommandFailure) {
    writer = try LineWriter(path: path)
  }

  func add(_ earned: EarnedPoints, sequence: Int, basketID: String, memberID: String) {
    var totals = Totals()
    totals.add(earned, lines: 0)
    let line = JSONLine.object { writer in
      writer.field("basket_id", basketID)
      writer.field("member_id", memberID)
      writer.field("points", earned.points)
      totals.writePromotions(earned.promotions, into: &writer)
    }
    put(line, sequence)
  }

  /// Notes that a basket has no award.
  func skip(_ sequence: Int) {
    put(nil, sequence)
  }

  func finish() throws(CommandFailure) {
    if let failure { throw failure }
    precondition(waiting.isEmpty, "\(waiting.count) awards wait for basket \(next)")
    try writer.finish()
  }

  private func put(_ line: String?, _ sequence: Int) {
    waiting[sequence] = .some(line)
    while let line = waiting.removeValue(forKey: next) {
      next += 1
      guard let line, failure == nil else { continue }
      do { try writer.write(line) } catch { failure = error }
    }
  }
}
