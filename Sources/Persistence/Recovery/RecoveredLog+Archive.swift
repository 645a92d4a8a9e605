// What a directory's archives hold, for `fealty inspect` and `verify`: nothing is changed.

extension RecoveredLog {
  /// The number of the oldest batch that an archive has; nil without archives.
  package var firstArchived: UInt64? { archives.good.first.map { $0.before.batch + 1 } }

  /// Gives the batches of the good archives from `number` on, in order, each proved; `body` returns
  /// whether to go on.
  ///
  /// - Throws: ``LogFailure/damaged(_:)`` at the first that is not what was written.
  /// - Returns: Whether it wants to go on in the segments.
  package func replayArchives(
    from number: UInt64,
    _ body: (LogBatchView) -> Bool
  ) throws(LogFailure) -> Bool {
    let reader = ArchiveReader(storage)
    for index in archives.good where index.after.batch >= number {
      let batches = ArchivedBatches(reader, index)
      guard try unsafe batches.forEach(from: number, body) else { return false }
    }
    return true
  }

  /// Reads every byte of every archive and proves every batch: one line an archive.
  package func verifyArchives() -> [LogVerify.Check] { unsafe archives.checks(storage) }
}

extension ArchiveCatalog {
  /// Proves all that the good archives hold: one line an archive, the bad ones among them.
  ///
  /// `visit`: gets the name of the file, the offset of the block, and each batch.
  func checks(
    _ storage: any Storage,
    visit: ((String, UInt64, LogBatchView) -> Void)? = nil
  ) -> [LogVerify.Check] {
    let reader = ArchiveReader(storage)
    let pool = LogChunkPool(capacity: Limits.batchBytes)
    let checks = good.map { index -> LogVerify.Check in
      let name = FileNames.archive(index.ordinal)
      do throws(LogFailure) {
        try reader.verify(index) { offset, content in
          guard let visit = unsafe visit else { return }
          _ = unsafe content.forEachView(pool) { batch in
            unsafe visit(name, offset, batch)
            return true
          }
        }
      } catch {
        return LogVerify.Check(file: name, isGood: false, text: "\(error)")
      }
      let replaced = index.replaced == 0 ? "" : ", \(index.replaced) bodies without personal data"
      let text =
        "batches \(index.before.batch + 1) to \(index.after.batch), \(index.recordCount) records"
        + "\(replaced), every checksum and the chain"
      return LogVerify.Check(file: name, isGood: true, text: text)
    }
    let missing = gaps.filter { gap in !bad.contains { $0.name == gap.name } }
    return checks
      + bad.map { LogVerify.Check(file: $0.name, isGood: false, text: $0.reason) }
      + missing.map { gap in
        let text =
          "batches \(gap.batches.lowerBound) to \(gap.batches.upperBound) are in no archive: "
          + gap.reason
        return LogVerify.Check(file: gap.name, isGood: false, text: text)
      }
  }
}

/// Batches of an archive as those of a segment are seen.
struct ArchivedBatches {
  private let reader: ArchiveReader
  private let index: ArchiveIndex

  init(_ reader: ArchiveReader, _ index: ArchiveIndex) {
    self.reader = reader
    self.index = index
  }

  /// - Returns: Whether `body` wants to go on.
  func forEach(
    from number: UInt64,
    _ body: (LogBatchView) -> Bool
  ) throws(LogFailure) -> Bool {
    let pool = LogChunkPool(capacity: Limits.batchBytes)
    for entry in index.entries.indices.dropFirst() where index.entries[entry].last >= number {
      let content = try reader.content(index, entry)
      do throws(ArchiveFault) { try content.prove() } catch {
        throw ArchiveReader.damage(
          FileNames.archive(index.ordinal),
          at: index.entries[entry].offset,
          batch: index.entries[entry].first,
          expected: "the batches that were written, found: \(error)"
        )
      }
      guard unsafe content.forEachView(from: number, pool, body) else { return false }
    }
    return true
  }
}

extension ArchiveContent {
  /// Gives the batches from `number` on in memory of their own, as those of a segment are seen.
  ///
  /// - Returns: Whether `body` wants to go on.
  func forEachView(
    from number: UInt64 = 1,
    _ pool: LogChunkPool,
    _ body: (LogBatchView) -> Bool
  ) -> Bool {
    unsafe forEach(from: number) { head, payload in
      let chunk = pool.take()
      unsafe chunk.memory.copyMemory(from: payload)
      let copy = unsafe UnsafeRawBufferPointer(rebasing: chunk.bytes[..<payload.count])
      return unsafe body(LogBatchView(head, copy, in: chunk))
    }
  }
}
