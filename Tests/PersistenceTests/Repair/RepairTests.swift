import Testing

@testable import FealtyPersistence

// Goal: each directory that a start refuses can be repaired as far as it can be, with everything
// said before and kept after; then it starts with exactly the batches that were announced. Method:
// the damages of recovery's table on small logs on the simulated disk.
@Suite("Repair")
struct RepairTests {
  private static func plan(_ storage: FaultyStorage) throws -> RepairPlan {
    let before = SampleLog.contents(storage)
    let plan = try #require(try RepairPlan.make(storage))
    #expect(SampleLog.contents(storage) == before, "making a plan has changed something")
    return plan
  }

  /// Repairs a directory, and gives the batches that it starts with.
  private static func repair(_ storage: FaultyStorage, _ plan: RepairPlan) throws -> [LogBatch] {
    let before = SampleLog.contents(storage)
    let kept = try plan.apply(storage)
    let after = SampleLog.contents(storage)
    // Whatever is not as it was is there under another name.
    for (name, bytes) in before where after[name] != bytes && name != FileNames.lock {
      let isThere = kept.contains { $0.hasSuffix("-" + name) && after[$0] == bytes }
      #expect(isThere || bytes.allSatisfy { $0 == 0 }, "\(name) is nowhere")
    }
    #expect(try LogVerify.run(storage, lock: true).isGood)
    #expect(refusal(storage) == nil)
    #expect(try RepairPlan.make(storage)?.steps.isEmpty == true)
    let log = try openLog(storage)
    let batches = try log.read(from: log.batches.lowerBound, atMost: .max).dropLast()
    try log.close()
    return Array(batches)
  }

  private static func batches(_ storage: FaultyStorage) throws -> [LogBatch] {
    let log = try openLog(storage.crashImage(seed: 0))
    return try log.read(from: log.batches.lowerBound, atMost: .max).dropLast()
  }

  /// What damages a sample, the last batch that can be kept, and the batches that are lost.
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var kept: UInt64
    var lost: [ClosedRange<UInt64>]
    var damage: @Sendable (FaultyStorage, SampleLog) -> Void
    var testDescription: String { name }
  }

  /// Of 31 batches: segments begin with 1, 9, 16, 23 and 30.
  static let cases = [
    Case(name: "a bad batch in the middle", kept: 11, lost: [23...29, 30...31, 13...15, 16...22]) {
      storage,
      sample in
      storage.flip(sample.places[11].file, at: sample.places[11].offset + 60, 1)
    },
    Case(name: "the first batch bad", kept: 0, lost: [2...8, 9...15, 16...22, 23...29, 30...31]) {
      storage,
      sample in
      storage.flip(sample.places[0].file, at: sample.places[0].offset + 9, 1)
    },
    Case(name: "a segment missing", kept: 15, lost: [23...29, 30...31]) { storage, _ in
      storage.remove(FileNames.segment(3))
    },
    Case(name: "the last segments missing", kept: 22, lost: []) { storage, _ in
      for ordinal in 4...6 as ClosedRange<UInt64> { storage.remove(FileNames.segment(ordinal)) }
    },
    Case(name: "a segment under another name", kept: 15, lost: [9...15, 23...29, 30...31]) {
      storage,
      _ in
      storage.put(FileNames.segment(3), storage.contents(of: FileNames.segment(2)))
    },
    Case(name: "a segment's head bad", kept: 31, lost: []) { storage, _ in
      storage.flip(FileNames.segment(2), at: 33, 1)
    },
    Case(name: "a short segment", kept: 31, lost: []) { storage, _ in
      let bytes = storage.contents(of: FileNames.segment(5))
      storage.put(FileNames.segment(5), Array(bytes.prefix(1_600)))
    },
    Case(name: "bytes beyond reach", kept: 31, lost: []) { storage, _ in
      storage.flip(FileNames.segment(6), at: 1_000, 1)
    },
    Case(name: "the identity bad", kept: 31, lost: []) { storage, _ in
      storage.flip(FileNames.identity, at: 9, 1)
    },
    Case(name: "the identity missing", kept: 31, lost: []) { storage, _ in
      storage.remove(FileNames.identity)
    },
  ]

  @Test("what a start refuses is said, repaired, and starts", arguments: cases)
  func damages(_ wanted: Case) throws {
    let sample = try SampleLog(batches: 30, sealed: false)
    let all = try Self.batches(sample.storage)
    let storage = sample.copy()
    wanted.damage(storage, sample)
    #expect(refusal(storage) != nil, "a start would not be refused")
    let plan = try Self.plan(storage)
    #expect(plan.first == 1 && plan.last == wanted.kept && plan.snapshot == nil)
    let lost = plan.losses.map { $0.first...$0.last }
    #expect(Set(lost) == Set(wanted.lost), "\(plan.losses)")
    for loss in plan.losses { #expect(!loss.isHistory && loss.records > 0 && loss.oldest != nil) }
    #expect(try Self.repair(storage, plan) == Array(all.prefix(Int(wanted.kept))))
  }

  @Test func `damage before a good snapshot costs history alone, damage behind it the end`() throws
  {
    let sample = try SampleLog(batches: 30, sealed: false, snapshotsAfter: [10, 20])
    let early = sample.copy()
    early.flip(FileNames.segment(1), at: 700, 1)
    let plan = try Self.plan(early)
    #expect(plan.first == 9 && plan.last == 31 && plan.snapshot == 2)
    #expect(plan.losses.allSatisfy { $0.isHistory && $0.last < 9 } && !plan.losses.isEmpty)
    #expect(try Self.repair(early, plan).map(\.number) == Array(9...31))

    // Behind the older snapshot: the newer one knows what is gone, and is set aside.
    let late = sample.copy()
    let place = sample.places[14]
    late.flip(place.file, at: place.offset + 60, 1)
    let other = try Self.plan(late)
    // The batches after the damage cannot be had without those before it: no snapshot begins there.
    #expect(other.first == 16 && other.last == 31 && other.snapshot == 2)
    #expect(try Self.repair(late, other).map(\.number) == Array(16...31))

    let end = sample.copy()
    let last = sample.places[25]
    end.flip(last.file, at: last.offset + 60, 1)
    let third = try Self.plan(end)
    #expect(third.first == 1 && third.last == 25 && third.snapshot == 2)
    #expect(third.losses.allSatisfy { !$0.isHistory })
    _ = try Self.repair(end, third)
  }

  @Test func `a log that ends before its snapshot goes back to an older one, or begins anew`()
    throws
  {
    let sample = try SampleLog(batches: 30, sealed: false, snapshotsAfter: [10, 25])
    let storage = sample.copy()
    for ordinal in 4...6 as ClosedRange<UInt64> { storage.remove(FileNames.segment(ordinal)) }
    // A snapshot of a clean stop needs nothing behind it: it is more than the log has.
    let plan = try Self.plan(storage)
    #expect(plan.first == 27 && plan.last == 26 && plan.snapshot == 2)
    #expect(plan.losses.allSatisfy { $0.isHistory })
    #expect(try Self.repair(storage, plan).isEmpty)

    let overlapping = try SampleLog(
      batches: 30,
      sealed: false,
      snapshotsAfter: [10, 25],
      overlap: 4
    )
    let fuzzy = overlapping.copy()
    for ordinal in 4...6 as ClosedRange<UInt64> { fuzzy.remove(FileNames.segment(ordinal)) }
    let other = try Self.plan(fuzzy)
    #expect(other.first == 1 && other.last == 22 && other.snapshot == 1)
    #expect(try Self.repair(fuzzy, other).count == 22)
  }

  @Test func `a bad snapshot is set aside, and what is whole is left alone`() throws {
    let sample = try SampleLog(batches: 12, sealed: true, snapshotsAfter: [5, 9])
    let whole = try Self.plan(sample.copy())
    #expect(whole.steps.isEmpty && whole.losses.isEmpty && whole.snapshot == 2)
    let storage = sample.copy()
    storage.flip("snapshot-0000000002.blocks", at: 50, 1)
    let plan = try Self.plan(storage)
    #expect(plan.losses.isEmpty && plan.snapshot == 1 && plan.last == 13)
    #expect(try Self.repair(storage, plan).count == 13)
  }

  @Test func `a batch that its judge refuses ends what is kept, and nothing helps an empty row`()
    throws
  {
    let sample = try SampleLog(batches: 12, sealed: false)
    let storage = sample.copy()
    let plan = try #require(
      try RepairPlan.make(storage) { _, _, batch in batch.number == 6 ? "it leaps" : nil }
    )
    #expect(plan.last == 5 && plan.losses.contains { $0.reason == "it leaps" && $0.first == 6 })
    let kept = try plan.apply(storage)
    #expect(!kept.isEmpty && refusal(storage) == nil)

    let hopeless = sample.copy()
    hopeless.remove(FileNames.segment(1))
    #expect(try RepairPlan.make(hopeless) == nil)
    let newer = sample.copy()
    overwrite(newer, FileNames.identity, at: 0, with: newerIdentity)
    #expect(throws: LogFailure.newerFormat(file: FileNames.identity, version: 2)) {
      try RepairPlan.make(newer)
    }
  }

  private var newerIdentity: [UInt8] {
    var bytes = LogIdentity(logID: testLogID).encoded()
    bytes[4] = 2
    let sum = CRC32C.masked(bytes[..<28].withUnsafeBytes { CRC32C.update(0, $0) })
    for byte in 0..<4 { bytes[28 + byte] = UInt8(truncatingIfNeeded: sum >> UInt32(8 * byte)) }
    return bytes
  }

  @Test func `a repair that was cut off anywhere can be made again, and nothing is lost by it`()
    throws
  {
    let sample = try SampleLog(batches: 30, sealed: false)
    let place = sample.places[11]
    for calls in 1... {
      let storage = sample.copy()
      storage.flip(place.file, at: place.offset + 60, 1)
      let plan = try Self.plan(storage)
      storage.plan(.crash, atCall: calls)
      if (try? plan.apply(storage)) != nil {
        #expect(calls > 20)
        return
      }
      for seed in 1...3 as ClosedRange<UInt64> {
        let image = storage.crashImage(seed: seed)
        let again = try Self.plan(image)
        #expect(again.last == 11, "after call \(calls)")
        _ = try again.apply(image)
        #expect(refusal(image) == nil)
      }
    }
  }
}
