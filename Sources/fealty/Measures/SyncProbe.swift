internal import Glibc

/// How long one `fdatasync` takes on a file system: the yardstick for a durable answer.
///
/// The file is written full of zeros and synced before the measurement, as the log's segments are,
/// so that a sync changes no metadata. Then one page after the other is overwritten and synced.
struct SyncProbe: Sendable {
  /// Medians and 99th percentiles, in nanoseconds.
  struct Result: Sendable {
    let p50: Int64
    let p99: Int64
  }

  private static let pageBytes = 4096
  private static let pages = 1024

  /// Measures `rounds` syncs of a file in `directory`, which is removed afterwards.
  static func run(in directory: String, rounds: Int = 400) throws(CommandFailure) -> Result {
    let path = "\(directory)/.sync-probe-\(getpid())"
    let descriptor = open(path, O_CREAT | O_RDWR | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure("creating", path) }
    defer {
      close(descriptor)
      unlink(path)
    }
    let zeros = [UInt8](repeating: 0, count: pageBytes)
    for page in 0..<pages where !overwrite(descriptor, page, zeros) {
      throw failure("writing", path)
    }
    guard fsync(descriptor) == 0 else { throw failure("syncing", path) }

    var histogram = Histogram()
    for round in 0..<rounds {
      let content = [UInt8](repeating: UInt8(truncatingIfNeeded: round | 1), count: pageBytes)
      let startedAt = Monotonic.now()
      guard overwrite(descriptor, round % pages, content) else { throw failure("writing", path) }
      guard fdatasync(descriptor) == 0 else { throw failure("syncing", path) }
      histogram.record(Monotonic.now() - startedAt)
    }
    return Result(p50: histogram.percentile(0.5), p99: histogram.percentile(0.99))
  }

  private static func overwrite(_ descriptor: Int32, _ page: Int, _ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      pwrite(descriptor, buffer.baseAddress, pageBytes, page * pageBytes) == pageBytes
    }
  }

  private static func failure(_ verb: String, _ path: String) -> CommandFailure {
    .system("\(verb) \(path)", errno)
  }
}

extension CommandFailure {
  /// A failed system call, with the system's own words.
  static func system(_ what: String, _ number: Int32) -> CommandFailure {
    CommandFailure(.inputOutput, "\(what) failed: \(String(cString: strerror(number)))")
  }
}
