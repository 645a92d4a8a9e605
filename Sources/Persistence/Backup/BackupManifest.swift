/// A file of a backup, as its manifest says it.
package struct BackupFile: Equatable, Sendable {
  /// What it is.
  enum Content: Hashable, Sendable {
    /// Bytes of a segment of the log, from an offset on.
    case piece(ordinal: UInt64, offset: UInt64)
    case archive(UInt64)
    case snapshotManifest(UInt64)
    case snapshotBlocks(UInt64)
    /// What the batches inside hash to, as the backup of that sequence has found it.
    case chain(UInt64)
  }

  var content: Content

  /// Bytes.
  package var size: UInt64

  /// Masked CRC32C of all of them.
  package var checksum: UInt32

  /// When it was copied: milliseconds since 1970-01-01T00:00:00Z.
  package var copiedAtMilliseconds: Int64

  /// Whether it is a piece behind which its segment has nothing.
  package var endsSegment = false

  package var name: String {
    switch content {
    case .piece(let ordinal, let offset): BackupNames.piece(ordinal, at: offset)
    case .archive(let ordinal): FileNames.archive(ordinal)
    case .snapshotManifest(let sequence): FileNames.manifest(sequence)
    case .snapshotBlocks(let sequence): FileNames.blocks(sequence)
    case .chain(let sequence): BackupNames.chain(sequence)
    }
  }

  var isChain: Bool { if case .chain = content { true } else { false } }
}

/// The file `backup-N.manifest`: which files a backup is made of, and how to know them.
///
/// Little-endian.
///
/// | offset | size | field | meaning |
/// | --- | --- | --- | --- |
/// | 0 | 4 | magic | `46 42 41 4b`, "FBAK" |
/// | 4 | 2 | format version | 1 |
/// | 6 | 2 | zero | 0 |
/// | 8 | 16 | log id | that of the data directory |
/// | 24 | 8 | sequence | N of the name, from 1 |
/// | 32 | 8 | made at | milliseconds since 1970-01-01T00:00:00Z, by the clock of who made it |
/// | 40 | 8 | end | the newest batch inside |
/// | 48 | 4 | end's epoch | |
/// | 52 | 4 | end's checksum | |
/// | 56 | 8 | newest time | of any record inside, milliseconds as above |
/// | 64 | 4 | file count | entries that follow |
/// | 68 | 4 | zero | 0 |
/// | 72 | 40 each | entries | see below |
/// | | 4 | checksum | masked CRC32C of all before |
///
/// An entry:
///
/// | offset | size | field | meaning |
/// | --- | --- | --- | --- |
/// | 0 | 1 | kind | 1 segment's piece, 2 archive, 3 snapshot's manifest, 4 its blocks, 5 chain |
/// | 1 | 1 | flags | bit 0: the segment ends with this piece |
/// | 2 | 2 | zero | 0 |
/// | 4 | 4 | checksum | masked CRC32C of the file |
/// | 8 | 8 | number | the segment's or archive's ordinal, the snapshot's or chain's sequence |
/// | 16 | 8 | offset | of a piece, where it begins in its segment; else 0 |
/// | 24 | 8 | size | bytes |
/// | 32 | 8 | copied at | milliseconds as above |
///
/// Valid if and only if the checksum is right, the constants and lengths are as above, the sequence
/// is that of the name, and the pieces of each segment follow one another from its first byte. No
/// file that a manifest names is ever changed: an incremental backup adds files and a manifest.
package struct BackupManifest: Equatable, Sendable {
  static let headBytes = 72
  static let entryBytes = 40
  static let magic: UInt32 = 0x4b41_4246

  package var logID: LogID

  /// Backups of a directory are numbered from 1, newest highest.
  package var sequence: UInt64

  package var madeAtMilliseconds: Int64

  /// The newest batch inside.
  package var end: LogTail

  /// Of any record inside.
  package var newestTimeMilliseconds: Int64

  /// Pieces by segment and offset, then the others by number.
  package var files: [BackupFile]

  func encoded() -> [UInt8] {
    precondition(sequence > 0 && !files.isEmpty, "backup \(sequence) of \(files.count) files")
    precondition(files.count <= Limits.directoryEntries, "\(files.count) files")
    let length = Self.headBytes + files.count * Self.entryBytes
    return unsafe CheckedFile.encoded(magic: Self.magic, logID: logID, length: length) { base in
      unsafe base.put(sequence, at: 24)
      unsafe base.put(madeAtMilliseconds, at: 32)
      unsafe base.put(end, at: 40)
      unsafe base.put(newestTimeMilliseconds, at: 56)
      unsafe base.put(UInt32(files.count), at: 64)
      for (index, file) in files.enumerated() {
        unsafe file.write(to: base, at: Self.headBytes + index * Self.entryBytes)
      }
    }
  }

  /// - Throws: ``BatchFault``, as for a batch.
  static func read(_ file: UnsafeRawBufferPointer) throws(BatchFault) -> BackupManifest {
    let found = unsafe try CheckedFile(file, magic: magic, headBytes: headBytes)
    let count = Int(found.stored(UInt32.self, at: 64))
    guard count > 0, count <= Limits.directoryEntries,
      headBytes + count * entryBytes == found.length
    else { throw .malformed }
    var files: [BackupFile] = []
    for index in 0..<count {
      guard let file = BackupFile(found, at: headBytes + index * entryBytes) else {
        throw .malformed
      }
      files.append(file)
    }
    let manifest = BackupManifest(
      logID: found.logID,
      sequence: found.stored(UInt64.self, at: 24),
      madeAtMilliseconds: found.stored(Int64.self, at: 32),
      end: found.tail(at: 40),
      newestTimeMilliseconds: found.stored(Int64.self, at: 56),
      files: files
    )
    guard manifest.sequence > 0, manifest.end.batch > 0, manifest.piecesFollow,
      files.count(where: \.isChain) <= 1
    else { throw .malformed }
    return manifest
  }

  /// Reads the file of a manifest.
  static func load(
    _ storage: any Storage,
    _ name: String
  ) throws(StorageError) -> Result<BackupManifest, BatchFault> {
    let file = try storage.open(name, .read)
    try file.distrustCache()
    let bytes = try file.readWhole(
      atMost: headBytes + 4 + Limits.directoryEntries * entryBytes
    )
    try file.close()
    return unsafe bytes.withUnsafeBytes { bytes in
      do throws(BatchFault) { return .success(try unsafe read(bytes)) } catch {
        return .failure(error)
      }
    }
  }

  // MARK: - What is inside

  /// The pieces of each segment, in order.
  var segments: [(ordinal: UInt64, pieces: [BackupFile])] {
    var result: [(ordinal: UInt64, pieces: [BackupFile])] = []
    for file in files {
      guard case .piece(let ordinal, _) = file.content else { continue }
      if result.last?.ordinal == ordinal {
        result[result.count - 1].pieces.append(file)
      } else {
        result.append((ordinal, [file]))
      }
    }
    return result
  }

  /// The sequences of the snapshots inside, newest first.
  var snapshots: [UInt64] {
    files.compactMap {
      if case .snapshotManifest(let sequence) = $0.content { sequence } else { nil }
    }.sorted(by: >)
  }

  /// The ordinals of the archives inside.
  var archives: [UInt64] {
    files.compactMap { if case .archive(let ordinal) = $0.content { ordinal } else { nil } }
      .sorted()
  }

  /// The file of the chain, if there is one.
  var chain: BackupFile? { files.first(where: \.isChain) }

  /// Bytes of all files together.
  package var byteCount: UInt64 { files.reduce(0) { $0 + $1.size } }

  /// Whether segments follow one another, and each one's pieces begin at 0 and touch.
  private var piecesFollow: Bool {
    let segments = segments
    for (segment, next) in zip(segments, segments.dropFirst())
    where next.ordinal != segment.ordinal + 1 || segment.pieces.last?.endsSegment != true {
      return false
    }
    for segment in segments {
      var end: UInt64 = 0
      for (index, piece) in segment.pieces.enumerated() {
        guard case .piece(_, end) = piece.content, piece.size > 0 else { return false }
        guard !piece.endsSegment || index == segment.pieces.count - 1 else { return false }
        end += piece.size
      }
    }
    return !segments.isEmpty
  }
}

extension BackupFile {
  fileprivate init?(_ found: CheckedFile, at start: Int) {
    let flags = found.stored(UInt8.self, at: start + 1)
    let number = found.stored(UInt64.self, at: start + 8)
    let offset = found.stored(UInt64.self, at: start + 16)
    size = found.stored(UInt64.self, at: start + 24)
    checksum = found.stored(UInt32.self, at: start + 4)
    copiedAtMilliseconds = found.stored(Int64.self, at: start + 32)
    endsSegment = flags == 1
    switch found.stored(UInt8.self, at: start) {
    case 1: content = .piece(ordinal: number, offset: offset)
    case 2: content = .archive(number)
    case 3: content = .snapshotManifest(number)
    case 4: content = .snapshotBlocks(number)
    case 5: content = .chain(number)
    default: return nil
    }
    let isPiece = if case .piece = content { true } else { false }
    let most = UInt64(Limits.largestSegmentBytes)
    guard number > 0, number < 10_000_000_000, flags <= (isPiece ? 1 : 0),
      isPiece ? offset < most && size <= most : offset == 0
    else { return nil }
  }

  fileprivate func write(to base: UnsafeMutableRawPointer, at start: Int) {
    let (kind, number, offset): (UInt8, UInt64, UInt64) =
      switch content {
      case .piece(let ordinal, let offset): (1, ordinal, offset)
      case .archive(let ordinal): (2, ordinal, 0)
      case .snapshotManifest(let sequence): (3, sequence, 0)
      case .snapshotBlocks(let sequence): (4, sequence, 0)
      case .chain(let sequence): (5, sequence, 0)
      }
    unsafe base.put(kind, at: start)
    unsafe base.put(UInt8(endsSegment ? 1 : 0), at: start + 1)
    unsafe base.put(checksum, at: start + 4)
    unsafe base.put(number, at: start + 8)
    unsafe base.put(offset, at: start + 16)
    unsafe base.put(size, at: start + 24)
    unsafe base.put(copiedAtMilliseconds, at: start + 32)
  }
}
