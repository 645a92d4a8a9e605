/// Computes the chain over the batches of a directory again, and compares it with the links that
/// are stored in it and with those that an operator has kept elsewhere.
///
/// Confined to one thread.
package final class ChainCheck {
  /// A link that somebody knows.
  package struct Expected: Equatable, Sendable {
    package var batch: UInt64
    package var digest: Digest

    /// Reads `POSITION:HASH`; nil for anything else.
    package init?(_ text: String) {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let batch = UInt64(parts[0]), batch > 0,
        let digest = Digest(hexadecimal: parts[1])
      else { return nil }
      self.batch = batch
      self.digest = digest
    }
  }

  private let policy: ArchivePolicy
  private let stored: LogChain?
  private var expected: [Expected]
  private var hash: ChainHash?
  private var nextLink = 0
  /// Where the batches since the last link begin.
  private var part: (file: String, batch: UInt64)?

  /// What is wrong, in sentences.
  package private(set) var findings: [String] = []

  /// What could not be compared, and why that is no damage.
  package private(set) var notes: [String] = []

  /// The first batch that was hashed and the newest one, and what all up to that hash to.
  package private(set) var first: UInt64?
  package private(set) var newest: (batch: UInt64, digest: Digest)?

  /// Stored links, and those that an operator gave, that are what the batches hash to.
  package private(set) var confirmed = 0

  /// Reads the chain of a directory.
  ///
  /// - Throws: ``LogFailure/io(_:)``.
  package init(
    _ storage: any Storage,
    policy: ArchivePolicy,
    expected: [Expected]
  ) throws(LogFailure) {
    self.policy = policy
    self.expected = expected
    let name = FileNames.chain
    do throws(StorageError) {
      switch try LogChain.load(storage) {
      case nil: stored = nil
      case .failure(let fault)?:
        stored = nil
        findings.append("\(name) at byte 0: not the chain that was written: \(fault)")
      case .success(let chain)?: stored = chain
      }
    } catch {
      throw .io(error)
    }
  }

  /// Takes the next batch, of `file`.
  package func take(_ file: String, _ batch: LogBatchView) {
    let number = unsafe batch.number
    if let newest, number != newest.batch + 1 {
      // An archive is missing: what follows is hashed from the next link that is stored.
      hash = nil
      part = nil
    }
    if hash == nil { unsafe begin(before: number, batch) }
    guard var hash else { return }
    if part == nil { part = (file, number) }
    if first == nil { first = number }
    unsafe hash.add(
      number: number,
      epoch: batch.epoch,
      recordCount: batch.recordCount,
      batch.payload
    )
    self.hash = hash
    newest = (number, hash.digest)
    for wanted in expected where wanted.batch == number { compare(wanted, hash.digest) }
    expected.removeAll { $0.batch == number }
    guard let link = stored?.links.dropFirst(nextLink).first, link.batch == number else { return }
    nextLink += 1
    compare(link, hash.digest, file)
    // Also after a difference: what follows is another matter.
    self.hash?.goOn(after: link.digest)
    newest = (number, link.digest)
    part = nil
  }

  /// The last batch was given.
  package func finish(_ tail: UInt64) {
    for link in stored?.links.dropFirst(nextLink) ?? [] where link.batch > tail {
      findings.append("the log ends with batch \(tail), and had batch \(link.batch)")
      break
    }
    for wanted in expected { compareRemoved(wanted) }
  }

  /// Compares with a link to a batch that is not there.
  ///
  /// What was removed because it was too old hashed to what the stored links say, and what is there
  /// goes on from those; between two of them nobody can tell any more.
  private func compareRemoved(_ wanted: Expected) {
    let link = stored?.links.first { $0.batch == wanted.batch }
    if let link, first.map({ wanted.batch < $0 }) ?? false {
      return compare(wanted, link.digest)
    }
    guard let stored, let first, wanted.batch < first, wanted.batch > stored.origin else {
      findings.append(
        "batch \(wanted.batch) is not among those that can be hashed: the log ends before it, or "
          + "what goes on from it was removed with the chain"
      )
      return
    }
    notes.append(
      "the link of batch \(wanted.batch) cannot be compared: the archives up to batch \(first - 1) "
        + "were removed; keep the newest link instead"
    )
  }

  /// Batches may have been removed because they were too old: the chain goes on from what they
  /// hashed to.
  private func begin(before number: UInt64, _ batch: LogBatchView) {
    let chain = unsafe stored ?? LogChain(logID: batch.logID, origin: number - 1)
    if unsafe chain.logID != batch.logID {
      findings.append("\(FileNames.chain) at byte 8: it is of the log \(chain.logID)")
      return
    }
    guard let digest = chain.digest(of: number - 1) else { return }
    hash = ChainHash(after: digest, policy)
    nextLink = chain.links.firstIndex { $0.batch >= number } ?? chain.links.count
  }

  private func compare(_ link: LogChain.Link, _ digest: Digest, _ file: String) {
    if link.digest == digest {
      confirmed += 1
      return
    }
    let (firstFile, batch) = part ?? (file, link.batch)
    let files = firstFile == file ? file : "\(firstFile) to \(file)"
    findings.append(
      "\(files): among the batches \(batch)–\(link.batch) one was changed, added or removed: they "
        + "hash to \(digest), and did to \(link.digest)"
    )
  }

  private func compare(_ wanted: Expected, _ digest: Digest) {
    if wanted.digest == digest {
      confirmed += 1
      return
    }
    findings.append(
      "among the batches up to \(wanted.batch) one was changed, added or removed: they hash to "
        + "\(digest), not to \(wanted.digest)"
    )
  }
}
