/// What the blocks of one archive refer to by number: its shape and its texts; and how often the
/// numbers come.
///
/// ```
/// shape: see ArchiveShape
/// texts: varint count, each a varint length and its bytes
/// entities: varint count, each 8 bytes; none from format 2 on
/// models: see ArchiveModels; not in format 1
/// ```
struct ArchiveTables: Sendable {
  let shape: ArchiveShape

  /// The bytes of all texts, and where each ends.
  private(set) var textBytes: [UInt8] = []
  private(set) var textEnds: [UInt32] = []

  /// Of format 1.
  private(set) var entities: [UInt64] = []

  /// How numbers are coded; none yet where they are still counted.
  var models = ArchiveModels.none

  init(shape: ArchiveShape, texts: [[UInt8]]) {
    precondition(texts.count <= Limits.archiveTexts, "\(texts.count) texts")
    self.shape = shape
    for text in texts {
      textBytes += text
      textEnds.append(UInt32(textBytes.count))
    }
  }

  var textCount: Int { textEnds.count }

  @inline(__always)
  func text(_ index: Int) -> ArraySlice<UInt8> {
    textBytes[(index == 0 ? 0 : Int(textEnds[index - 1]))..<Int(textEnds[index])]
  }

  func encoded() -> [UInt8] {
    var bytes = shape.encoded()
    bytes.appendVarint(UInt64(textCount))
    for index in 0..<textCount {
      let text = text(index)
      bytes.appendVarint(UInt64(text.count))
      bytes += text
    }
    bytes.appendVarint(UInt64(entities.count))
    for entity in entities { bytes.appendFixed(entity) }
    return bytes + models.encoded()
  }

  /// What tables with these bytes are known by.
  static func mark(of bytes: [UInt8]) -> (Int64, Int64) {
    var hash = SHA256()
    hash.update(bytes)
    let digest = hash.finish().bytes
    let halves = [0, 8].map { start in
      digest[start..<start + 8].reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    }
    return (Int64(bitPattern: halves[0]), Int64(bitPattern: halves[1]))
  }

  /// `hasModels`: false in format 1.
  ///
  /// - Throws: ``ArchiveFault``.
  init(decoding bytes: [UInt8], hasModels: Bool = true) throws(ArchiveFault) {
    var cursor = ArchiveCursor(bytes)
    shape = try ArchiveShape(&cursor)
    for _ in 0..<(try cursor.count(atMost: Limits.archiveTexts)) {
      textBytes += try cursor.take(try cursor.count(atMost: Limits.archiveTextBytes))
      textEnds.append(UInt32(textBytes.count))
    }
    for _ in 0..<(try cursor.count(atMost: Limits.archiveEntities)) {
      entities.append(try cursor.fixed(UInt64.self))
    }
    if hasModels { models = try ArchiveModels(&cursor) }
    guard cursor.isAtEnd else { throw .malformed }
  }
}

/// Counts what comes again in a segment, before its archive is written.
struct ArchiveCounts {
  private struct Text {
    var start: Int
    var count: Int
    var times: Int
  }

  private var arena: [UInt8] = []
  private var texts: [UInt64: Text] = [:]

  mutating func note(text: ArraySlice<UInt8>) {
    guard text.count <= Limits.archiveTextBytes, text.count > 1 else { return }
    let hash = ArchiveTextIndex.hash(text)
    if texts[hash]?.times != nil {
      // Two texts of one hash: the first one has it, the other is written in full.
      texts[hash]?.times += 1
      return
    }
    guard texts.count < Limits.archiveCounted else { return }
    texts[hash] = Text(start: arena.count, count: text.count, times: 1)
    arena += text
  }

  /// What came twice at least: the texts that came about as often together, in their order, for
  /// then they compress best; their numbers are smaller the oftener they come.
  func tables(_ shape: ArchiveShape) -> ArchiveTables {
    let often = texts.values.filter { $0.times > 1 }
      .map { (rank: Self.rank($0.times), bytes: Array(arena[$0.start..<$0.start + $0.count])) }
      .sorted { one, other in
        one.rank != other.rank
          ? one.rank > other.rank : one.bytes.lexicographicallyPrecedes(other.bytes)
      }
    var room = Limits.archiveTableBytes
    let texts = often.prefix(Limits.archiveTexts).prefix { text in
      room -= text.bytes.count
      return room >= 0
    }
    return ArchiveTables(shape: shape, texts: texts.map(\.bytes))
  }

  private static func rank(_ times: Int) -> Int { Int.bitWidth - times.leadingZeroBitCount }
}

/// Finds the number of a text.
struct ArchiveTextIndex {
  let tables: ArchiveTables
  private var texts: [UInt64: Int] = [:]

  init(_ tables: ArchiveTables) {
    self.tables = tables
    for index in 0..<tables.textCount { texts[Self.hash(tables.text(index))] = index }
  }

  /// Nil: it is not in the table.
  func number(of text: ArraySlice<UInt8>) -> Int? {
    guard let index = texts[Self.hash(text)], tables.text(index).elementsEqual(text) else {
      return nil
    }
    return index
  }

  /// FNV-1a, 64 bits.
  static func hash(_ text: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }
}
