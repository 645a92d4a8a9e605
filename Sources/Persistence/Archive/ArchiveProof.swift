/// Proves that batches of an archive are those of the log.
///
/// A batch keeps its checksum, which is of its bytes as they stood in the log. Where a body was
/// replaced, the CRC and the length of the one that stood there are kept beside it: a CRC is
/// linear, so that of the whole batch follows from those of its pieces. So everything that was not
/// replaced is proved to be what was written, and of what was replaced, that no other CRC fits.
enum ArchiveProof {
  /// A body of the batch that is not the one that was written.
  struct Replaced: Equatable, Sendable {
    /// Where the record begins, from the first byte of the batch's payload.
    var offset: Int
    /// Bytes of the body that stands there now.
    var count: Int
    var originalCount: Int
    /// CRC32C of the body that stood there, not masked.
    var originalChecksum: UInt32
  }

  /// The checksum that a batch had in the log, by its payload as it stands in the archive.
  ///
  /// Of the head all but the payload's length is as it stood there; `replaced` is in the order of
  /// the records. It is a programmer error to give more original bytes than a batch can have had:
  /// whoever reads an archive checks that.
  static func checksum(
    of head: BatchHead,
    _ payload: ArraySlice<UInt8>,
    _ replaced: [Replaced]
  ) -> UInt32 {
    let count = replaced.reduce(payload.count) { $0 - $1.count + $1.originalCount }
    precondition((0...Limits.batchBytes).contains(count), "a batch of \(count) bytes")
    let bytes = self.head(head, payloadCount: count)
    var crc = update(0, bytes[...])
    var offset = payload.startIndex
    for body in replaced {
      let record = payload.startIndex + body.offset
      crc = update(crc, payload[offset..<record])
      var length: [UInt8] = []
      let rest = LogRecordLayout.headBytes - LogRecordLayout.lengthBytes
      length.appendFixed(UInt32(rest + body.originalCount))
      crc = update(crc, length[...])
      let start = record + LogRecordLayout.headBytes
      crc = update(crc, payload[record + LogRecordLayout.lengthBytes..<start])
      crc = CRC32C.combined(crc, body.originalChecksum, body.originalCount)
      offset = start + body.count
    }
    crc = update(crc, payload[offset...])
    let padding = BatchHead.storedCount(payload: count) - BatchHead.bytes - count
    crc = update(crc, [UInt8](repeating: 0, count: padding)[...])
    return CRC32C.masked(crc)
  }

  static func checksum(of body: ArraySlice<UInt8>) -> UInt32 { update(0, body) }

  /// The bytes 0 to 51 of a batch's head.
  private static func head(_ head: BatchHead, payloadCount: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendFixed(BatchHead.magic)
    bytes.appendFixed(Limits.formatVersion)
    bytes += [head.kind.rawValue, 0]
    bytes.appendFixed(head.logID.low)
    bytes.appendFixed(head.logID.high)
    bytes.appendFixed(head.number)
    bytes.appendFixed(head.epoch)
    bytes.appendFixed(UInt32(payloadCount))
    bytes.appendFixed(UInt32(head.recordCount))
    bytes.appendFixed(head.previousChecksum)
    bytes.appendFixed(0 as UInt32)
    return bytes
  }

  private static func update(_ crc: UInt32, _ bytes: ArraySlice<UInt8>) -> UInt32 {
    unsafe bytes.withUnsafeBytes { unsafe CRC32C.update(crc, $0) }
  }
}

extension CRC32C {
  /// The CRC of bytes that are followed by others, of which only the CRC and the count are known.
  ///
  /// Neither is masked.
  static func combined(_ first: UInt32, _ second: UInt32, _ count: Int) -> UInt32 {
    precondition(count >= 0, "\(count) bytes")
    // A CRC moves on over a zero byte by a product with x^8; over `count` of them by its power.
    var power: UInt32 = 1 << 31
    var square: UInt32 = 1 << 23
    var rest = count
    while rest > 0 {
      if rest & 1 == 1 { power = product(power, square) }
      square = product(square, square)
      rest >>= 1
    }
    return product(first, power) ^ second
  }

  /// The product of two polynomials modulo Castagnoli's, the highest bit being that of x^0.
  private static func product(_ one: UInt32, _ other: UInt32) -> UInt32 {
    var result: UInt32 = 0
    var factor = other
    var bit: UInt32 = 1 << 31
    while bit > 0 {
      if one & bit != 0 { result ^= factor }
      factor = factor & 1 == 1 ? factor >> 1 ^ 0x82f6_3b78 : factor >> 1
      bit >>= 1
    }
    return result
  }
}
