internal import FealtyLoyalty
internal import FealtyWire

/// Makes a programme's voucher codes, and what is stored of them.
///
/// A code is told once, in the answer that issues it. Neither a record nor a snapshot holds it: it
/// is a hash, under the programme's secret key, of the member and the request that asked, so that
/// the same request is told the same code again. What is stored is a second hash under the key: by
/// it a code that is shown is found.
///
/// | hashed | bytes |
/// | --- | --- |
/// | code | 1, member (8, little-endian), request id (16), attempt (1) |
/// | trace | 2, the code's 64 bits (8, little-endian) |
struct VoucherCodes: Sendable {
  /// What is stored of a code.
  struct Trace: Hashable, Sendable {
    /// What the index of vouchers finds the member by.
    var tag: UInt64
    var check: UInt64
  }

  /// Two codes with one tag: so often another one is made.
  static let attempts: UInt8 = 8

  private let hash: SipHash

  /// - Returns: nil for a programme that never had voucher types, and so has no key.
  init?(_ programme: PublishedProgramme) {
    guard let hash = SipHash(key: programme.voucherKey) else { return nil }
    self.hash = hash
  }

  func code(for request: RequestID, of member: UInt64, attempt: UInt8) -> VoucherCode {
    var bytes: [UInt8] = [1]
    Self.append(member, to: &bytes)
    withUnsafeBytes(of: (request.high.bigEndian, request.low.bigEndian)) { bytes += $0 }
    bytes.append(attempt)
    return VoucherCode(tag: hash.hash(bytes).low)
  }

  func trace(of code: VoucherCode) -> Trace {
    var bytes: [UInt8] = [2]
    Self.append(code.tag, to: &bytes)
    let hash = hash.hash(bytes)
    return Trace(tag: hash.low, check: hash.high)
  }

  /// The code that a request was told, as far as its record knows it.
  func code(for request: RequestID, of member: UInt64, voucher: Voucher) -> VoucherCode? {
    for attempt in 0..<Self.attempts {
      let code = code(for: request, of: member, attempt: attempt)
      if trace(of: code) == Trace(tag: voucher.tag, check: voucher.check) { return code }
    }
    return nil
  }

  private static func append(_ word: UInt64, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: word.littleEndian) { bytes += $0 }
  }
}
