/// What the blocks of one archive refer to by number: its shape, its texts, its entities.
///
/// ```
/// shape: see ArchiveShape
/// texts: varint count, each a varint length and its bytes
/// entities: varint count, each 8 bytes
/// ```
struct ArchiveTables: Sendable {
  let shape: ArchiveShape

  /// The bytes of all texts, and where each ends.
  private(set) var textBytes: [UInt8] = []
  private(set) var textEnds: [UInt32] = []
  private(set) var entities: [UInt64] = []

  init(shape: ArchiveShape, texts: [[UInt8]], entities: [UInt64]) {
    precondition(texts.count <= Limits.archiveTexts, "\(texts.count) texts")
    precondition(entities.count <= Limits.archiveEntities, "\(entities.count) entities")
    self.shape = shape
    self.entities = entities
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
    return bytes
  }

  /// - Throws: ``ArchiveFault``.
  init(decoding bytes: [UInt8]) throws(ArchiveFault) {
    var cursor = ArchiveCursor(bytes)
    shape = try ArchiveShape(&cursor)
    for _ in 0..<(try cursor.count(atMost: Limits.archiveTexts)) {
      textBytes += try cursor.take(try cursor.count(atMost: Limits.archiveTextBytes))
      textEnds.append(UInt32(textBytes.count))
    }
    for _ in 0..<(try cursor.count(atMost: Limits.archiveEntities)) {
      entities.append(try cursor.fixed(UInt64.self))
    }
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
  private var entities: [UInt64: Int] = [:]

  mutating func note(entity: UInt64) { entities[entity, default: 0] += 1 }

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
    let met = entities.filter { $0.value > 1 }
      .sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    var room = Limits.archiveTableBytes
    let texts = often.prefix(Limits.archiveTexts).prefix { text in
      room -= text.bytes.count
      return room >= 0
    }
    return ArchiveTables(
      shape: shape,
      texts: texts.map(\.bytes),
      entities: met.prefix(Limits.archiveEntities).map(\.key)
    )
  }

  private static func rank(_ times: Int) -> Int { Int.bitWidth - times.leadingZeroBitCount }
}

/// Finds the number of a text or an entity.
struct ArchiveTextIndex {
  let tables: ArchiveTables
  private var texts: [UInt64: Int] = [:]
  private var entities: [UInt64: Int] = [:]

  init(_ tables: ArchiveTables) {
    self.tables = tables
    for index in 0..<tables.textCount { texts[Self.hash(tables.text(index))] = index }
    for (index, entity) in tables.entities.enumerated() { entities[entity] = index }
  }

  /// Nil: it is not in the table.
  func number(of text: ArraySlice<UInt8>) -> Int? {
    guard let index = texts[Self.hash(text)], tables.text(index).elementsEqual(text) else {
      return nil
    }
    return index
  }

  func number(of entity: UInt64) -> Int? { entities[entity] }

  /// FNV-1a, 64 bits.
  static func hash(_ text: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }
}
