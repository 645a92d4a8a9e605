internal import FealtyLoyalty
internal import FealtyWire

/// Makes the codes that members claim, and what is stored of them: as ``VoucherCodes`` does for
/// vouchers, under the same key.
///
/// | hashed | bytes |
/// | --- | --- |
/// | code | 3, request id (16), place in the request (2, little-endian), attempt (1) |
/// | trace | 4, the code's 64 bits (8, little-endian) |
/// | trace of digits | 5, the digits |
struct ClaimCodes: Sendable {
  /// Two codes with one tag: so often another one is made.
  ///
  /// Codes of few digits meet more often.
  static let attempts: UInt8 = 64

  /// A code that is made, and what is stored of it.
  struct Made {
    var text: String
    var trace: VoucherCodes.Trace
  }

  private let hash: SipHash

  /// - Returns: nil for a programme that has no key.
  init?(_ programme: PublishedProgramme) {
    guard let hash = SipHash(key: programme.voucherKey) else { return nil }
    self.hash = hash
  }

  /// `length`: how many digits it has; 0 = it is none of digits.
  func code(for request: RequestID, _ place: Int, attempt: UInt8, length: Int) -> Made {
    var bytes: [UInt8] = [3]
    withUnsafeBytes(of: (request.high.bigEndian, request.low.bigEndian)) { bytes += $0 }
    withUnsafeBytes(of: UInt16(place).littleEndian) { bytes += $0 }
    bytes.append(attempt)
    let hash = hash.hash(bytes)
    guard length > 0 else {
      let code = VoucherCode(tag: hash.low)
      return Made(text: code.text, trace: trace(of: code))
    }
    // Of 32 digits each is as likely as any other but for a part in two millions.
    var rest = UInt128(hash.high) << 64 | UInt128(hash.low)
    var digits: [UInt8] = []
    for _ in 0..<length {
      digits.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    let text = String(decoding: digits, as: UTF8.self)
    return Made(text: text, trace: trace(ofDigits: text))
  }

  /// What may be stored of a code that somebody shows: the first is tried first.
  func traces(of text: String) -> [VoucherCodes.Trace] {
    let shown = CodeCampaignDefinition.normalized(text)
    let digits = CodeCampaignDefinition.isDigits(shown) ? [trace(ofDigits: shown)] : []
    // Digits may be characters of base 32.
    return digits + (VoucherCode(text).map { [trace(of: $0)] } ?? [])
  }

  private func trace(of code: VoucherCode) -> VoucherCodes.Trace {
    var bytes: [UInt8] = [4]
    withUnsafeBytes(of: code.tag.littleEndian) { bytes += $0 }
    return trace(bytes)
  }

  private func trace(ofDigits text: String) -> VoucherCodes.Trace { trace([5] + text.utf8) }

  private func trace(_ bytes: [UInt8]) -> VoucherCodes.Trace {
    let hash = hash.hash(bytes)
    return VoucherCodes.Trace(tag: hash.low, check: hash.high)
  }

  /// The code that a request was told, as far as its record knows it.
  fileprivate func code(
    for request: RequestID,
    _ place: Int,
    _ stored: StoredCode,
    length: Int
  ) -> String? {
    for attempt in 0..<Self.attempts {
      let made = code(for: request, place, attempt: attempt, length: length)
      if made.trace == VoucherCodes.Trace(tag: stored.tag, check: stored.check) { return made.text }
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
        let code = keys.code(for: request, place, stored, length: Int(issued.length))
        answer.codes[place].code = code ?? ""
      }
    }
    return answer.serialized()
  }
}
