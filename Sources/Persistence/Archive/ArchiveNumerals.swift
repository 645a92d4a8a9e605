/// Codes symbols of known frequencies in as many bits as they deserve, fractions included.
///
/// Range asymmetric numeral systems (rANS): a state of 32 bits, words of 16. A row of symbols is
/// written from its last to its first and read from its first to its last, so the writer gathers
/// it. Bytes: the state (4), then words of 2 bytes; little-endian.
///
/// Valid if and only if reading ends with the state that writing began with, and all words used.
struct ArchiveNumerals {
  /// Frequencies add up to 1 << 14.
  static let precision = 14
  static let total = 1 << precision

  /// The state that writing begins with; it is never less.
  private static let low: UInt32 = 1 << 16

  // MARK: - Writing

  private var parts: [(start: UInt32, frequency: UInt32, bits: UInt32)] = []

  mutating func put(start: Int, frequency: Int) {
    precondition(frequency > 0 && start + frequency <= Self.total, "\(start) + \(frequency)")
    parts.append((UInt32(start), UInt32(frequency), UInt32(Self.precision)))
  }

  /// Up to 16 bits that say nothing about each other.
  mutating func put(bits: UInt64, count: Int) {
    precondition(count <= 16 && bits >> UInt64(count) == 0, "\(bits) in \(count) bits")
    guard count > 0 else { return }
    parts.append((UInt32(bits), 1, UInt32(count)))
  }

  /// The bytes of what was put; then begins anew.
  mutating func finish() -> [UInt8] {
    var words: [UInt16] = []
    words.reserveCapacity(parts.count)
    var state = Self.low
    for part in parts.reversed() {
      if UInt64(state) >= UInt64(part.frequency) << UInt64(32 - part.bits) {
        words.append(UInt16(truncatingIfNeeded: state))
        state >>= 16
      }
      let (quotient, rest) = state.quotientAndRemainder(dividingBy: part.frequency)
      state = quotient &<< part.bits &+ rest &+ part.start
    }
    parts.removeAll(keepingCapacity: true)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 + words.count * 2)
    bytes.appendFixed(state)
    for word in words.reversed() { bytes.appendFixed(word) }
    return bytes
  }

  // MARK: - Reading

  /// Reads what was written, symbol by symbol.
  struct Reader {
    private let bytes: [UInt8]
    private var offset: Int
    private let end: Int
    private var state: UInt32 = 0

    /// - Throws: ``ArchiveFault``.
    init(_ bytes: [UInt8], _ range: Range<Int>) throws(ArchiveFault) {
      precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "\(range)")
      guard range.count >= 4 else { throw .truncated }
      self.bytes = bytes
      end = range.upperBound
      offset = range.lowerBound + 4
      for place in (range.lowerBound..<offset).reversed() {
        state = state << 8 | UInt32(bytes[place])
      }
      guard state >= ArchiveNumerals.low else { throw .malformed }
    }

    /// Where among the frequencies the next symbol lies.
    @inline(__always)
    var slot: Int { Int(state & UInt32(ArchiveNumerals.total - 1)) }

    /// Steps over a symbol.
    @inline(__always)
    mutating func advance(
      start: Int,
      frequency: Int,
      bits: Int = ArchiveNumerals.precision
    ) throws(ArchiveFault) {
      let slot = state & (1 &<< UInt32(bits) &- 1)
      state = UInt32(frequency) &* (state &>> UInt32(bits)) &+ slot &- UInt32(start)
      guard state < ArchiveNumerals.low else { return }
      guard offset + 2 <= end else { throw .truncated }
      state = state &<< 16 | UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) &<< 8
      offset += 2
    }

    /// At most 16 bits.
    @inline(__always)
    mutating func bits(_ count: Int) throws(ArchiveFault) -> UInt64 {
      guard count > 0 else { return 0 }
      let value = state & (1 &<< UInt32(count) &- 1)
      try advance(start: Int(value), frequency: 1, bits: count)
      return UInt64(value)
    }

    /// Whether all was read, and ends as it should.
    var isAtEnd: Bool { offset == end && state == ArchiveNumerals.low }
  }
}
