internal import CLinux

/// The result of ``SHA256``: 32 bytes.
package struct Digest: Hashable, Sendable {
  static let byteCount = 32

  /// 32 of them.
  package let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    precondition(bytes.count == Self.byteCount, "a digest of \(bytes.count) bytes")
    self.bytes = bytes
  }

  /// The digest of a message.
  package init(of message: [UInt8]) {
    var hash = SHA256()
    hash.update(message)
    self = hash.finish()
  }

  /// Reads 64 hexadecimal digits; nil for anything else.
  package init?(hexadecimal text: some StringProtocol) {
    guard text.utf8.count == 2 * Self.byteCount else { return nil }
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in text {
      guard character.isASCII, let digit = character.hexDigitValue.map(UInt8.init) else {
        return nil
      }
      if let upper = high {
        bytes.append(upper << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    self.init(bytes)
  }
}

extension Digest: CustomStringConvertible {
  /// 64 hexadecimal digits.
  package var description: String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

/// SHA-256 of FIPS 180-4, by the processor's instructions where there are some.
struct SHA256 {
  /// Asked once: the processor takes microseconds to answer.
  static let hasInstructions = clinux_sha256_has_instructions()

  private static let blockBytes = 64

  private var state: SIMD8<UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19,
  ]
  private var pending: [UInt8] = []
  private var count: UInt64 = 0
  private let usesInstructions: Bool

  /// - Parameter portable: Whether to do without the instructions, which gives the same.
  init(portable: Bool = false) {
    usesInstructions = !portable && Self.hasInstructions
    pending.reserveCapacity(2 * Self.blockBytes)
  }

  /// Takes more bytes.
  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    count += UInt64(bytes.count)
    var rest = unsafe bytes
    if !pending.isEmpty {
      let part = min(rest.count, Self.blockBytes - pending.count)
      unsafe pending.append(contentsOf: rest.prefix(part))
      unsafe rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(part))
      guard pending.count == Self.blockBytes else { return }
      takePending()
    }
    let whole = rest.count / Self.blockBytes * Self.blockBytes
    unsafe take(UnsafeRawBufferPointer(rebasing: rest.prefix(whole)))
    unsafe pending.append(contentsOf: rest.dropFirst(whole))
  }

  mutating func update(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { unsafe update($0) }
  }

  /// Ends the message.
  mutating func finish() -> Digest {
    let bits = count &* 8
    pending.append(0x80)
    while pending.count % Self.blockBytes != Self.blockBytes - 8 { pending.append(0) }
    for shift in stride(from: 56 as UInt64, through: 0, by: -8) {
      pending.append(UInt8(truncatingIfNeeded: bits >> shift))
    }
    takePending()
    var bytes: [UInt8] = []
    for index in 0..<8 {
      for shift in stride(from: 24 as UInt32, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: state[index] >> shift))
      }
    }
    return Digest(bytes)
  }

  private mutating func takePending() {
    let blocks = pending
    unsafe blocks.withUnsafeBytes { unsafe take($0) }
    pending.removeAll(keepingCapacity: true)
  }

  private mutating func take(_ blocks: UnsafeRawBufferPointer) {
    let count = blocks.count / Self.blockBytes
    guard count > 0 else { return }
    let uses = usesInstructions
    unsafe withUnsafeMutableBytes(of: &state) { words in
      let words = unsafe words.baseAddress?.assumingMemoryBound(to: UInt32.self)
      if uses {
        unsafe clinux_sha256_instructions(words, blocks.baseAddress, count)
      } else {
        unsafe clinux_sha256_portable(words, blocks.baseAddress, count)
      }
    }
  }
}
