internal import FealtyLoyalty
internal import FealtyWire

/// Makes the codes that members claim, and what is stored of them: as ``VoucherCodes`` does for
/// vouchers, under the same key.
///
/// | hashed | bytes |
/// | --- | --- |
/// | code | 3, request id (16), place in the request (2, little-endian), attempt (1) |
/// | trace | 4, the code's 64 bits (8, little-endian) |
struct ClaimCodes: Sendable {
  /// Two codes with one tag: so often another one is made.
  static let attempts: UInt8 = 8

  private let hash: SipHash

  /// - Returns: nil for a programme that has no key.
  init?(_ programme: PublishedProgramme) {
    guard let hash = SipHash(key: programme.voucherKey) else { return nil }
    self.hash = hash
  }

  func code(for request: RequestID, _ place: Int, attempt: UInt8) -> VoucherCode {
    var bytes: [UInt8] = [3]
    withUnsafeBytes(of: (request.high.bigEndian, request.low.bigEndian)) { bytes += $0 }
    withUnsafeBytes(of: UInt16(place).littleEndian) { bytes += $0 }
    bytes.append(attempt)
    return VoucherCode(tag: hash.hash(bytes).low)
  }

  func trace(of code: VoucherCode) -> VoucherCodes.Trace {
    var bytes: [UInt8] = [4]
    withUnsafeBytes(of: code.tag.littleEndian) { bytes += $0 }
    let hash = hash.hash(bytes)
    return VoucherCodes.Trace(tag: hash.low, check: hash.high)
  }

  /// The code that a request was told, as far as its record knows it.
  fileprivate func code(
    for request: RequestID,
    _ place: Int,
    _ stored: StoredCode
  ) -> VoucherCode? {
    for attempt in 0..<Self.attempts {
      let code = code(for: request, place, attempt: attempt)
      if trace(of: code) == VoucherCodes.Trace(tag: stored.tag, check: stored.check) { return code }
    }
    return nil
  }
}

extension RememberedAnswer {
  /// The answer of a record that issued codes, with the codes that are made anew.
  static func issuedCodes(
    _ record: HistoryReader.Record,
    _ programme: PublishedProgramme
  ) throws(DecodingError) -> [UInt8] {
    let issued = try CodesIssuedRecord(bytes: record.bytes)
    var answer = try IssueCodesResponse(bytes: issued.answer)
    answer.outcome?.replayed = true
    let request = (issued.context?.requestID ?? []).withUnsafeBytes { RequestID($0) }
    if let request, let keys = ClaimCodes(programme) {
      for (place, stored) in issued.codes.enumerated() where place < answer.codes.count {
        answer.codes[place].code = keys.code(for: request, place, stored)?.text ?? ""
      }
    }
    return answer.serialized()
  }
}
