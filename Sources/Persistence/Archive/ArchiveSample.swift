/// Groups of a segment's records, of which the rest is thought to be like them.
struct ArchiveSample {
  private struct Record {
    var head: LogRecordHead
    var batch: UInt64
    var body: Range<Int>
  }

  /// One group of so many is taken.
  private let step: Int
  private var seen = 0
  private var bytes: [UInt8] = []
  private var records: [Record] = []

  /// `bytes`: of the segment.
  init(bytes: UInt64) {
    step = max(1, Int(bytes) / Limits.archiveSampleBytes)
  }

  mutating func note(_ head: LogRecordHead, _ batch: UInt64, _ body: ArraySlice<UInt8>) {
    let group = seen / Limits.archiveGroupRecords
    seen += 1
    // Large records alone would make it larger than it should be.
    guard group % step == 0, bytes.count < Limits.archiveSampleBytes * 4 else { return }
    let start = bytes.count
    bytes += body
    records.append(Record(head: head, batch: batch, body: start..<bytes.count))
  }

  /// How often what comes in it.
  func models(
    _ tables: ArchiveTables,
    redact: ArchiveRedaction?,
    pause: () -> Void = {}
  ) -> ArchiveModels {
    var events: [ArchiveEvent] = []
    forEachGroup(tables, redact) { group in
      events += group
      pause()
      return events.count < Limits.archiveSampleEvents
    }
    let weight = Double(seen) / Double(max(1, records.count))
    return ArchiveModelBuilder(events, weight: weight).models(pause)
  }

  /// Bytes that all of its groups take with these tables.
  func size(_ tables: ArchiveTables, redact: ArchiveRedaction?, pause: () -> Void = {}) -> Int {
    var numerals = ArchiveNumerals()
    var bytes = 0
    forEachGroup(tables, redact) { group in
      for event in group { tables.models.put(event, to: &numerals) }
      bytes += numerals.finish().count
      pause()
      return true
    }
    return bytes
  }

  /// `body` returns whether to go on.
  private func forEachGroup(
    _ tables: ArchiveTables,
    _ redact: ArchiveRedaction?,
    _ body: ([ArchiveEvent]) -> Bool
  ) {
    var splitter = ArchiveRecordSplitter(tables, redact: redact)
    for (index, record) in records.enumerated() {
      // As a block has more than one group, so that differences begin as they will.
      if index % (Limits.archiveGroupRecords * 20) == 0 { splitter.beginBlock() }
      _ = splitter.add(record.head, record.batch, bytes[record.body])
      let isLast = index + 1 == records.count
      guard isLast || splitter.groupCount == Limits.archiveGroupRecords else { continue }
      guard body(splitter.events.list) else { return }
      splitter.beginGroup()
    }
  }
}
