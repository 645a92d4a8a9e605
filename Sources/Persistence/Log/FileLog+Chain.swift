// The chain over all batches: brought up to the newest sealed segment in the background.

extension FileLog {
  /// Hashes the batches of archives and sealed segments that the chain does not cover yet, and
  /// stores what they hash to.
  ///
  /// On a thread that may wait for long. One write for all, under a temporary name, synced and
  /// renamed: a crash leaves the old chain, which is then brought up again.
  ///
  /// - Parameters:
  ///   - policy: What an archive leaves out.
  ///   - shouldStop: Asked between segments: the rest is done another time.
  /// - Returns: The newest link if it is new; nil if there was nothing to do.
  /// - Throws: ``ArchiveFailure``; the chain stays as it was.
  func extendChain(
    _ policy: ArchivePolicy,
    _ shouldStop: () -> Bool
  ) throws(ArchiveFailure) -> LogChain.Link? {
    let (archives, segments) = mutex.locked {
      (shared.archives.map(\.index), Array(shared.segments.dropLast()))
    }
    let first = archives.first.map { $0.before.batch + 1 } ?? segments.first?.first
    guard let first, segments.last.map({ $0.last >= $0.first }) ?? true else { return nil }
    guard var chain = try storedChain() else { return nil }
    // What it goes on from is gone: it begins anew with what there is.
    if let found = chain, found.end + 1 < first { chain = nil }
    let before = chain
    for index in archives where index.after.batch > chain?.end ?? 0 && !shouldStop() {
      if let found = chain, found.end < index.before.batch { chain = nil }
      try unsafe extend(&chain, policy, index.ordinal, index.after) {
        (from, body) throws(LogFailure) in
        for entry in index.entries.indices.dropFirst() where index.entries[entry].last >= from {
          _ = try unsafe archiveReader.content(index, entry).forEach(from: from, body)
        }
      }
    }
    for segment in segments where segment.last > chain?.end ?? 0 && !shouldStop() {
      if let found = chain, found.end + 1 < segment.first { chain = nil }
      guard segment.last >= segment.first else { continue }
      let window = FileWindow(capacity: Limits.scanWindowBytes)
      let end = LogTail(batch: segment.last, epoch: 0, checksum: 0)
      try unsafe extend(&chain, policy, segment.ordinal, end) {
        (from, body) throws(LogFailure) in
        _ = try unsafe segment.walk(from: from, window, body)
      }
    }
    guard let chain, chain != before, !chain.links.isEmpty else { return nil }
    do throws(StorageError) {
      try storage.publish(FileNames.chain, chain.encoded())
    } catch {
      throw error.isFull || error.isOutOfDescriptors ? .full(error) : .failed(error)
    }
    return chain.links.last
  }

  /// - Returns: Nil where the file is not what was written: it is evidence, and stays; inside, nil
  ///   where there is none.
  private func storedChain() throws(ArchiveFailure) -> LogChain?? {
    do throws(StorageError) {
      switch try LogChain.load(storage) {
      case nil: return .some(nil)
      case .success(let chain)?: return chain.logID == logID ? chain : nil
      case .failure?: return nil
      }
    } catch {
      throw .unreadable(.io(error))
    }
  }

  private func extend(
    _ chain: inout LogChain?,
    _ policy: ArchivePolicy,
    _ ordinal: UInt64,
    _ end: LogTail,
    _ walk: (UInt64, (BatchHead, UnsafeRawBufferPointer) -> Bool) throws(LogFailure) -> Void
  ) throws(ArchiveFailure) {
    var hash: ChainHash?
    var grown = chain
    var checksum: UInt32 = 0
    do throws(LogFailure) {
      try unsafe walk((chain?.end ?? 0) + 1) { head, payload in
        let known = grown ?? LogChain(logID: logID, origin: head.number - 1)
        grown = known
        var next = hash ?? ChainHash(after: known.links.last?.digest ?? known.originDigest, policy)
        unsafe next.add(
          number: head.number,
          epoch: head.epoch,
          recordCount: head.recordCount,
          payload
        )
        hash = next
        checksum = head.checksum
        return true
      }
    } catch {
      throw .unreadable(error)
    }
    guard let hash, var grown else { return }
    grown.links.append(
      LogChain.Link(ordinal: ordinal, batch: end.batch, checksum: checksum, digest: hash.digest)
    )
    chain = grown
  }
}
