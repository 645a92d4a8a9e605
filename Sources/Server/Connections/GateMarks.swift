/// Which bytes of a gated buffer wait for which batch: first in, first out.
///
/// Positions count all bytes ever written to the buffer, so that emptying it changes none.
package struct GateMarks: Sendable {
  private struct Mark: Sendable {
    var batch: UInt64
    var end: Int
  }

  private var marks: [Mark] = []
  private var first = 0

  /// Marks that are used up before the rest is moved to the front.
  private static let compactionCount = 64

  package init() {}

  /// Whether nothing waits.
  package var isEmpty: Bool { first == marks.count }

  /// Everything before `end` that has no mark yet waits for `batch`.
  ///
  /// Batches never decrease.
  package mutating func append(batch: UInt64, end: Int) {
    if let last = marks.last, !isEmpty {
      precondition(last.batch <= batch, "batch \(batch) after \(last.batch)")
      if last.batch == batch {
        marks[marks.count - 1].end = end
        return
      }
    }
    marks.append(Mark(batch: batch, end: end))
  }

  /// Drops the marks up to the durable batch.
  ///
  /// - Returns: Where the bytes that may leave now end, or nil when none was waiting for these
  ///   batches.
  package mutating func release(through durable: UInt64) -> Int? {
    var end: Int?
    while first < marks.count, marks[first].batch <= durable {
      end = marks[first].end
      first += 1
    }
    if first == marks.count {
      removeAll()
    } else if first >= Self.compactionCount {
      marks.removeFirst(first)
      first = 0
    }
    return end
  }

  /// Forgets everything.
  package mutating func removeAll() {
    marks.removeAll(keepingCapacity: true)
    first = 0
  }
}
