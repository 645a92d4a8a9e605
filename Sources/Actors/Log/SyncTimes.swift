/// How long the last batches took to become durable: for `GetServerInfo` and health.
final class SyncTimes: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `ring` and `count` are read and changed under `lock`.
  private let lock = Lock()
  private var ring = [Int64](repeating: 0, count: 1024)
  private var count = 0

  func add(nanoseconds: Int64) {
    lock.locked {
      ring[count % ring.count] = nanoseconds
      count += 1
    }
  }

  /// Microseconds, over the last 1,024 batches; 0 before the first.
  var percentiles: (p50: Int, p99: Int) {
    let sorted = lock.locked { ring.prefix(min(count, ring.count)).sorted() }
    guard !sorted.isEmpty else { return (0, 0) }
    return (Int(sorted[sorted.count / 2] / 1000), Int(sorted[sorted.count * 99 / 100] / 1000))
  }
}
