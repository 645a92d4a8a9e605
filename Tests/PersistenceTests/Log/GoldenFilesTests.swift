import Foundation
import Testing

@testable import FealtyPersistence

/// The files of format 1 that came after the first server: what these tests hold, later versions
/// must read and write.
///
/// They stand in hexadecimal under `Tests/Golden/files-1`.
@Suite("Golden files, format 1")
struct GoldenFilesTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Golden/files-1")

  private static func golden(_ name: String) throws -> [UInt8] {
    let text = try String(contentsOf: folder.appendingPathComponent(name + ".hex"), encoding: .utf8)
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }

  private static let chain = {
    var chain = LogChain(logID: testLogID, origin: 17)
    for (ordinal, batch, byte): (UInt64, UInt64, UInt8) in [(3, 40, 0x11), (4, 71, 0xee)] {
      chain.links.append(
        LogChain.Link(
          ordinal: ordinal,
          batch: batch,
          checksum: 0xdead_beef &+ UInt32(ordinal),
          digest: Digest([UInt8](repeating: byte, count: Digest.byteCount))
        )
      )
    }
    return chain
  }()

  private static let backup = BackupManifest(
    logID: testLogID,
    sequence: 3,
    madeAtMilliseconds: 1_700_000_000_123,
    end: LogTail(batch: 71, epoch: 2, checksum: 0xdead_beef),
    newestTimeMilliseconds: 1_700_000_000_007,
    files: [
      file(.piece(ordinal: 4, offset: 0), 4_096),
      file(.piece(ordinal: 4, offset: 4_096), 61_440, endsSegment: true),
      file(.piece(ordinal: 5, offset: 0), 8_192),
      file(.archive(3), 900),
      file(.snapshotBlocks(2), 1_234),
      file(.snapshotManifest(2), 150),
      file(.chain(2), 156),
    ]
  )

  private static func file(
    _ content: BackupFile.Content,
    _ size: UInt64,
    endsSegment: Bool = false
  ) -> BackupFile {
    BackupFile(
      content: content,
      size: size,
      checksum: 0x0102_0304 &+ UInt32(size),
      copiedAtMilliseconds: 1_700_000_000_099,
      endsSegment: endsSegment
    )
  }

  @Test func `chain`() throws {
    let bytes = try Self.golden("chain")
    #expect(try LogChain.read(bytes) == Self.chain)
    #expect(Self.chain.encoded() == bytes, "now: \(hex(Self.chain.encoded()))")
    let origin = "cb97d17a7a261b0d019a4a3357340c8288075ef9440350d83d5c1d1206634111"
    #expect("\(Self.chain.originDigest)" == origin)
  }

  @Test func `backup manifest`() throws {
    let bytes = try Self.golden("backup-0000000003.manifest")
    #expect(try bytes.withUnsafeBytes { try BackupManifest.read($0) } == Self.backup)
    #expect(Self.backup.encoded() == bytes, "now: \(hex(Self.backup.encoded()))")
    #expect(
      Self.backup.files.map(\.name) == [
        "log-0000000004.0000000000", "log-0000000004.0000004096", "log-0000000005.0000000000",
        "archive-0000000003", "snapshot-0000000002.blocks", "snapshot-0000000002.manifest",
        "chain-0000000002",
      ]
    )
  }

  @Test("are shown by what they begin with", arguments: ["chain", "backup-0000000003.manifest"])
  func shown(name: String) throws {
    for other in [name, "a-copy"] {
      let storage = FaultyStorage(seed: 1)
      storage.put(other, try Self.golden(name))
      switch try SingleFile.open(storage, name: other) {
      case .chain(let chain)?: #expect(name == "chain" && chain == Self.chain)
      case .backup(let manifest)?: #expect(name != "chain" && manifest == Self.backup)
      default: Issue.record("\(other) is not known")
      }
      storage.flip(other, at: 50, 1)
      #expect(throws: LogFailure.self) { try SingleFile.open(storage, name: other) }
    }
  }
}
