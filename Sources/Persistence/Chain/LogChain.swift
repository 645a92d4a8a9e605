/// The file `chain`: what the log's batches hashed to, up to the end of each sealed segment.
///
/// Little-endian.
///
/// | offset | size | field | meaning |
/// | --- | --- | --- | --- |
/// | 0 | 4 | magic | `46 43 48 4e`, "FCHN" |
/// | 4 | 2 | format version | 1 |
/// | 6 | 2 | zero | 0 |
/// | 8 | 16 | log id | that of the directory |
/// | 24 | 8 | origin | the batch behind which the chain begins; 0 = from the first |
/// | 32 | 4 | link count | |
/// | 36 | 4 | zero | 0 |
/// | 40 | 56 each | links | by batch |
/// | | 4 | checksum | masked CRC32C of all before |
///
/// A link: 8 bytes the segment's ordinal, 8 its last batch, 4 that batch's checksum, 4 zero, 32 the
/// digest.
///
/// The digests are a chain, H(n) = SHA-256(H(n − 1) ‖ number ‖ epoch ‖ record count ‖ payload),
/// with 8, 4 and 4 bytes of numbers, and the payload as an archive keeps it: without what is
/// personal. So the chain is the same whether a batch stands in a segment or in an archive, before
/// and after somebody was erased. H(origin) = SHA-256("fealty chain" ‖ log id ‖ origin).
///
/// A checksum tells what a disk has done. Who changes a batch on purpose can mend every checksum
/// and this file as well, but not a digest that is kept elsewhere.
package struct LogChain: Equatable, Sendable {
  /// What all batches up to one of them hash to.
  package struct Link: Equatable, Sendable {
    package var ordinal: UInt64
    package var batch: UInt64
    package var checksum: UInt32
    package var digest: Digest
  }

  static let headBytes = 40
  static let linkBytes = 56
  static let magic: UInt32 = 0x4e48_4346

  package var logID: LogID
  package var origin: UInt64
  package var links: [Link] = []

  init(logID: LogID, origin: UInt64) {
    self.logID = logID
    self.origin = origin
  }

  /// The last batch that it covers.
  package var end: UInt64 { links.last?.batch ?? origin }

  /// What the batches up to ``origin`` count as.
  var originDigest: Digest {
    var bytes = Array("fealty chain".utf8)
    bytes.appendFixed(logID.low)
    bytes.appendFixed(logID.high)
    bytes.appendFixed(origin)
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }

  /// What the batches up to one hash to, where that is known.
  func digest(of batch: UInt64) -> Digest? {
    if batch == origin { return originDigest }
    return links.first { $0.batch == batch }?.digest
  }

  /// The links up to a batch; nil where there are none.
  func upTo(_ batch: UInt64) -> LogChain? {
    var shorter = self
    shorter.links.removeAll { $0.batch > batch }
    return shorter.links.isEmpty ? nil : shorter
  }

  func encoded() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendFixed(Self.magic)
    bytes.appendFixed(Limits.formatVersion)
    bytes.appendFixed(0 as UInt16)
    bytes.appendFixed(logID.low)
    bytes.appendFixed(logID.high)
    bytes.appendFixed(origin)
    bytes.appendFixed(UInt32(links.count))
    bytes.appendFixed(0 as UInt32)
    var last = origin
    for link in links {
      precondition(link.batch > last, "the link of batch \(link.batch) after \(last)")
      last = link.batch
      bytes.appendFixed(link.ordinal)
      bytes.appendFixed(link.batch)
      bytes.appendFixed(link.checksum)
      bytes.appendFixed(0 as UInt32)
      bytes += link.digest.bytes
    }
    let crc = unsafe bytes.withUnsafeBytes { unsafe CRC32C.update(0, $0) }
    bytes.appendFixed(CRC32C.masked(crc))
    return bytes
  }

  /// - Throws: ``ArchiveFault``.
  static func read(_ bytes: [UInt8]) throws(ArchiveFault) -> LogChain {
    guard bytes.count >= headBytes + 4 else { throw .truncated }
    let crc = unsafe bytes.withUnsafeBytes { bytes in
      unsafe CRC32C.update(0, UnsafeRawBufferPointer(rebasing: bytes.dropLast(4)))
    }
    var foot = ArchiveCursor(bytes, (bytes.count - 4)..<bytes.count)
    guard try foot.fixed(UInt32.self) == CRC32C.masked(crc) else { throw .wrongChecksum }
    var cursor = ArchiveCursor(bytes, 0..<(bytes.count - 4))
    guard try cursor.fixed(UInt32.self) == magic else { throw .malformed }
    let version = try cursor.fixed(UInt16.self)
    guard version <= Limits.formatVersion else { throw .newerFormat(version) }
    guard version > 0, try cursor.fixed(UInt16.self) == 0 else { throw .malformed }
    let low = try cursor.fixed(UInt64.self)
    let high = try cursor.fixed(UInt64.self)
    guard low != 0 || high != 0 else { throw .malformed }
    var chain = LogChain(
      logID: LogID(low: low, high: high),
      origin: try cursor.fixed(UInt64.self)
    )
    let count = Int(try cursor.fixed(UInt32.self))
    guard try cursor.fixed(UInt32.self) == 0, bytes.count == headBytes + count * linkBytes + 4
    else { throw .malformed }
    for _ in 0..<count {
      let ordinal = try cursor.fixed(UInt64.self)
      let batch = try cursor.fixed(UInt64.self)
      let checksum = try cursor.fixed(UInt32.self)
      guard try cursor.fixed(UInt32.self) == 0, batch > chain.end else { throw .malformed }
      let digest = Digest(Array(try cursor.take(Digest.byteCount)))
      chain.links.append(Link(ordinal: ordinal, batch: batch, checksum: checksum, digest: digest))
    }
    return chain
  }

  /// The chain of a directory; nil where there is none.
  static func load(
    _ storage: any Storage,
    name: String = FileNames.chain
  ) throws(StorageError) -> Result<LogChain, ArchiveFault>? {
    let bytes: [UInt8]
    do throws(StorageError) {
      let file = try storage.open(name, .read)
      try file.distrustCache()
      bytes = try file.readWhole(atMost: Limits.chainBytes)
      try file.close()
    } catch {
      guard error.isMissing else { throw error }
      return nil
    }
    return Result { () throws(ArchiveFault) in try read(bytes) }
  }
}

/// Hashes batches, one after the other.
struct ChainHash {
  private(set) var digest: Digest
  private let redact: ArchiveRedaction?
  private let isRedacted: [Bool]

  /// `policy`: what an archive leaves out.
  init(after digest: Digest, _ policy: ArchivePolicy) {
    self.digest = digest
    redact = policy.redact
    isRedacted = (0...255).map { policy.redactedKinds?.contains($0) ?? true }
  }

  /// Goes on after another batch.
  mutating func goOn(after digest: Digest) { self.digest = digest }

  /// Takes the next batch.
  mutating func add(
    number: UInt64,
    epoch: UInt32,
    recordCount: Int,
    _ payload: UnsafeRawBufferPointer
  ) {
    var hash = SHA256()
    var head = digest.bytes
    head.appendFixed(number)
    head.appendFixed(epoch)
    head.appendFixed(UInt32(recordCount))
    hash.update(head)
    var done = 0
    for part in unsafe replaced(payload, recordCount) {
      unsafe hash.update(UnsafeRawBufferPointer(rebasing: payload[done..<part.offset]))
      var length: [UInt8] = []
      let rest = LogRecordLayout.headBytes - LogRecordLayout.lengthBytes
      length.appendFixed(UInt32(rest + part.kept.count))
      hash.update(length)
      let start = part.offset + LogRecordLayout.headBytes
      unsafe hash.update(
        UnsafeRawBufferPointer(
          rebasing: payload[(part.offset + LogRecordLayout.lengthBytes)..<start]
        )
      )
      hash.update(part.kept)
      done = start + part.count
    }
    unsafe hash.update(UnsafeRawBufferPointer(rebasing: payload[done...]))
    digest = hash.finish()
  }

  /// The records of which an archive keeps another body: where they begin, the bytes of the body
  /// that stands there, and what is kept.
  private func replaced(
    _ payload: UnsafeRawBufferPointer,
    _ recordCount: Int
  ) -> [(offset: Int, count: Int, kept: [UInt8])] {
    guard let redact, recordCount > 0 else { return [] }
    var reader = unsafe LogRecordReader(payload: payload, recordCount: recordCount)
    var parts: [(offset: Int, count: Int, kept: [UInt8])] = []
    do throws(LogRecordFault) {
      while let record = unsafe try reader.next() {
        let head = unsafe record.head
        guard isRedacted[Int(head.kind)] else { continue }
        let body = unsafe Array(record.body)
        guard let kept = redact(head, body[...]) else { continue }
        let end = unsafe reader.offset
        parts.append((end - body.count - LogRecordLayout.headBytes, body.count, kept))
      }
      return parts
    } catch {
      // An archive keeps the whole payload of what cannot be read as records.
      return []
    }
  }
}
