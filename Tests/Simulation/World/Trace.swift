import FealtyWire

/// What happened, as one number and as the last few hundred events: the same seed must give the
/// same.
final class Trace {
  struct Event {
    var at: Int64
    var what: StaticString
    var first: Int
    var second: Int
  }

  private static let kept = 400
  private var events: [Event] = []
  private(set) var count = 0
  /// Of every event and every byte that was sent or stored, in order.
  private(set) var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  /// Virtual time, nanoseconds.
  var now: Int64 = 0

  func note(_ what: StaticString, _ first: Int = 0, _ second: Int = 0) {
    mix(UInt64(what.utf8CodeUnitCount))
    mix(UInt64(truncatingIfNeeded: first))
    mix(UInt64(truncatingIfNeeded: second))
    mix(UInt64(truncatingIfNeeded: now))
    let event = Event(at: now, what: what, first: first, second: second)
    if events.count < Self.kept { events.append(event) } else { events[count % Self.kept] = event }
    count += 1
  }

  /// Adds an event with bytes, whose checksum stands for them.
  func note(_ what: StaticString, _ first: Int, bytes: UnsafeRawBufferPointer) {
    note(what, first, bytes.count)
    mix(UInt64(CRC32C.checksum(bytes)))
  }

  func note(_ what: StaticString, _ first: Int, bytes: [UInt8]) {
    bytes.withUnsafeBytes { note(what, first, bytes: $0) }
  }

  /// The last `limit` events, a line each, newest last.
  func text(last limit: Int) -> String {
    let ordered =
      count <= Self.kept
      ? events : Array(events[(count % Self.kept)...] + events[..<(count % Self.kept)])
    return ordered.suffix(limit).map { event in
      "  \(event.at / 1_000) µs \(event.what) \(event.first) \(event.second)"
    }.joined(separator: "\n")
  }

  private func mix(_ value: UInt64) {
    hash = (hash ^ value) &* 0x0000_0100_0000_01b3
    hash ^= hash >> 29
  }
}
