internal import Glibc

/// Makes request ids: 16 bytes in UUIDv7's layout, 48 bits of Unix milliseconds, then chance.
///
/// The time lets a server refuse an id that is older than its window instead of executing it anew;
/// the 74 random bits keep tills from ever choosing the same one. Chance comes from the system,
/// fetched for many ids at once. Confined to one thread.
struct RequestIDSource {
  /// An id as two big-endian halves.
  struct Value: Equatable {
    var high: UInt64
    var low: UInt64

    /// The id as it stands in an envelope.
    var bytes: [UInt8] {
      let (high, low) = (high.bigEndian, low.bigEndian)
      return withUnsafeBytes(of: (high, low)) { Array($0) }
    }
  }

  /// `getentropy` gives at most 256 bytes at once.
  private var pool = ContiguousArray<UInt64>(repeating: 0, count: 32)
  private var used = 32

  /// A new id.
  mutating func next() -> Value {
    let time = WallClock.milliseconds() & 0xFFFF_FFFF_FFFF
    let chance = word()
    return Value(
      high: time << 16 | 0x7000 | chance & 0x0FFF,
      low: 0x8000_0000_0000_0000 | word() >> 2
    )
  }

  private mutating func word() -> UInt64 {
    if used == pool.count {
      let status = pool.withUnsafeMutableBytes { getentropy($0.baseAddress, $0.count) }
      precondition(status == 0, "the system gives no random bytes: errno \(errno)")
      used = 0
    }
    defer { used += 1 }
    return pool[used]
  }
}
