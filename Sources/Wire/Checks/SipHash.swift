/// SipHash-2-4 with a result of 128 bits: a hash under a key, for what must not be guessed or
/// forged.
///
/// J.-P. Aumasson, D. J. Bernstein, "SipHash: a fast short-input PRF", 2012; the long result as in
/// the authors' reference implementation. Words are little-endian: the bytes of a result are those
/// of ``Hash/low``, then those of ``Hash/high``, each from its lowest byte.
///
/// Stored in logs, so it never changes.
package struct SipHash: Sendable {
  /// 128 bits.
  package struct Hash: Hashable, Sendable, BitwiseCopyable {
    package var low: UInt64
    package var high: UInt64

    package init(low: UInt64, high: UInt64) {
      self.low = low
      self.high = high
    }
  }

  private let key: (low: UInt64, high: UInt64)

  /// Bytes of a key.
  package static let keyBytes = 16

  /// Makes the hash for a key, as two little-endian words.
  package init(keyLow: UInt64, keyHigh: UInt64) {
    key = (keyLow, keyHigh)
  }

  /// Makes the hash for a key.
  ///
  /// - Returns: `nil` where it has not ``keyBytes`` bytes.
  package init?(key bytes: [UInt8]) {
    guard bytes.count == Self.keyBytes else { return nil }
    key = (Self.word(bytes, 0, 8), Self.word(bytes, 8, 8))
  }

  /// The hash of some bytes.
  ///
  /// - Complexity: O(*n*), about a nanosecond a byte.
  package func hash(_ bytes: [UInt8]) -> Hash {
    var state = State(key.low, key.high)
    let whole = bytes.count & ~7
    for offset in stride(from: 0, to: whole, by: 8) { state.absorb(Self.word(bytes, offset, 8)) }
    let length = UInt64(truncatingIfNeeded: bytes.count & 0xFF) << 56
    state.absorb(length | Self.word(bytes, whole, bytes.count - whole))
    state.v2 ^= 0xEE
    for _ in 0..<4 { state.round() }
    let low = state.folded
    state.v1 ^= 0xDD
    for _ in 0..<4 { state.round() }
    return Hash(low: low, high: state.folded)
  }

  /// Up to 8 bytes as a little-endian word.
  private static func word(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<count { word |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
    return word
  }

  private struct State {
    var v0: UInt64
    var v1: UInt64
    var v2: UInt64
    var v3: UInt64

    init(_ low: UInt64, _ high: UInt64) {
      v0 = 0x736F_6D65_7073_6575 ^ low
      // 0xEE marks the result of 128 bits.
      v1 = 0x646F_7261_6E64_6F6D ^ high ^ 0xEE
      v2 = 0x6C79_6765_6E65_7261 ^ low
      v3 = 0x7465_6462_7974_6573 ^ high
    }

    var folded: UInt64 { v0 ^ v1 ^ v2 ^ v3 }

    mutating func absorb(_ word: UInt64) {
      v3 ^= word
      round()
      round()
      v0 ^= word
    }

    mutating func round() {
      v0 = v0 &+ v1
      v1 = Self.rotated(v1, 13) ^ v0
      v0 = Self.rotated(v0, 32)
      v2 = v2 &+ v3
      v3 = Self.rotated(v3, 16) ^ v2
      v0 = v0 &+ v3
      v3 = Self.rotated(v3, 21) ^ v0
      v2 = v2 &+ v1
      v1 = Self.rotated(v1, 17) ^ v2
      v2 = Self.rotated(v2, 32)
    }

    static func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 {
      value &<< count | value &>> (64 - count)
    }
  }
}
