import Testing

@testable import FealtyPersistence

@Suite("What a start leaves for later")
struct UnreadTests {
  /// 30 batches, 7 or so to a segment; the newest snapshot has all before batch 22.
  private func sample() throws -> SampleLog {
    try SampleLog(batches: 30, sealed: true, snapshotsAfter: [12, 20])
  }

  private func options() -> LogOptions {
    var options = smallOptions()
    options.unreadBytes = 0
    return options
  }

  private func start(
    _ storage: FaultyStorage,
    _ options: LogOptions
  ) throws -> (log: FileLog, given: [UInt64]) {
    var given: [UInt64] = []
    let found = try LogRecovery.find(storage, newLogID: testLogID, options: options)
    let recovered = try found.read { given.append($0.number) }
    return (try recovered.open(), given)
  }

  /// The files of the segments that a start leaves.
  private func unread(_ sample: SampleLog) throws -> Set<String> {
    let log = try start(sample.copy(), options()).log
    let names = log.mutex.locked { log.shared.segments.filter { $0.unreadTail != nil }.map(\.name) }
    try log.close()
    return Set(names)
  }

  @Test func `the same is replayed, and history is the same before it was read and after`() throws {
    let sample = try sample()
    let whole = try start(sample.copy(), smallOptions())
    let part = try start(sample.copy(), options())
    #expect(!whole.log.hasUnread)
    #expect(part.log.hasUnread)
    #expect(part.given == whole.given)
    #expect(try part.log.tail() == whole.log.tail())
    let past = try whole.log.read(from: 1, atMost: .max)
    #expect(try part.log.read(from: 1, atMost: .max) == past)
    #expect(try part.log.read(from: 5, atMost: .max) == Array(past.dropFirst(4)))
    #expect(part.log.archiveSealed(before: .max, ArchivePolicy(), now: 0).archived == 0)
    try part.log.checkUnread()
    #expect(!part.log.hasUnread)
    #expect(try part.log.read(from: 1, atMost: .max) == past)
    let places = [whole.log, part.log].map { log in
      log.mutex.locked { log.shared.segments.map { [$0.endOffset] + $0.index.map(\.offset) } }
    }
    #expect(places[0] == places[1])
    #expect(part.log.archiveSealed(before: .max, ArchivePolicy(), now: 0).archived > 1)
    for log in [whole.log, part.log] { try log.close() }
  }

  @Test func `few bytes are read at once`() throws {
    var options = options()
    options.unreadBytes = 1 << 20
    let log = try start(sample().copy(), options).log
    #expect(!log.hasUnread)
    try log.close()
  }

  @Test func `S8: single bits of what was left are found, with the verdict of a whole read`() throws
  {
    let sample = try sample()
    let names = try unread(sample)
    #expect(names.count >= 2)
    var found = 0
    for name in names.sorted() {
      let byteCount = sample.storage.contents(of: name).count
      for offset in stride(from: 0, to: byteCount, by: 5) {
        let storage = sample.copy()
        storage.flip(name, at: offset, 1 << UInt8(offset % 8))
        let wanted = refusal(storage)
        var verdict: LogFailure?
        do throws(LogFailure) {
          let recovered = try LogRecovery.inspect(
            storage,
            newLogID: testLogID,
            options: options()
          )
          let log = try recovered.open()
          do throws(LogFailure) { try log.checkUnread() } catch { verdict = error }
          try log.close()
        } catch {
          verdict = error
        }
        guard case .damaged(let a)? = wanted, case .damaged(let b)? = verdict else {
          #expect(wanted == verdict, "byte \(offset) of \(name)")
          continue
        }
        found += 1
        #expect(a.kind == b.kind && a.file == b.file, "byte \(offset) of \(name)")
        #expect(a.offset == b.offset && a.batch == b.batch, "byte \(offset) of \(name)")
      }
    }
    #expect(found > 500)
  }

  @Test func `S11: a stale segment in the place of one that was left is found`() throws {
    let names = try unread(sample()).sorted()
    let other = try SampleLog(batches: 30, sealed: true, snapshotsAfter: [12, 20], seed: 2)
    for name in names {
      let storage = try sample().copy()
      storage.put(name, other.storage.contents(of: name))
      #expect(throws: LogFailure.self, "\(name)") {
        let log = try start(storage, options()).log
        try log.checkUnread()
      }
    }
  }

  @Test func `S13: an older snapshot of another log is found`() throws {
    let storage = try sample().copy()
    let other = try SampleLog(batches: 30, sealed: true, snapshotsAfter: [12, 20], seed: 2)
    for name in [FileNames.manifest(1), FileNames.blocks(1)] {
      storage.put(name, other.storage.contents(of: name))
    }
    let log = try start(storage, options()).log
    let error = #expect(throws: LogFailure.self) { try log.checkUnread() }
    guard case .damaged(let damage)? = error else { return }
    #expect(damage.kind == .logBehindSnapshot)
  }

  @Test func `S10: the newest snapshot bad: what the older one needs is read`() throws {
    let storage = try sample().copy()
    storage.flip(FileNames.blocks(2), at: 40, 1)
    let (log, given) = try start(storage, options())
    #expect(given.first == 14)
    #expect(log.hasUnread)
    try log.checkUnread()
    try log.close()
  }

  @Test func `a stop between two segments leaves the rest for the next start`() throws {
    let log = try start(sample().copy(), options()).log
    var asked = 0
    try log.checkUnread {
      asked += 1
      return asked > 1
    }
    #expect(log.hasUnread)
    try log.close()
  }
}
