import Testing

@testable import FealtyPersistence

/// Goal: no flipped bit goes unnoticed, and none is taken for a torn write if anything valid
/// follows (S8, S9).
///
/// Method: a tenth of all bits of a small log, chosen by a seed, each flipped alone.
@Suite("Flipped bits and cuts")
struct BitFlipTests {
  /// What must come of a flip at a byte of the segment that is in use.
  private enum Verdict: Equatable { case start, torn, refuse }

  private func verdict(_ storage: FaultyStorage, _ ledgerTail: UInt64) throws -> Verdict {
    do {
      let recovered = try LogRecovery.inspect(
        storage,
        newLogID: testLogID,
        options: smallOptions()
      )
      defer { _ = try? recovered.abandon() }
      if recovered.scan.tornTail != nil || recovered.scan.headToRemake != nil { return .torn }
      #expect(recovered.tail.batch == ledgerTail)
      return .start
    } catch {
      guard case .damaged = error else { throw error }
      return .refuse
    }
  }

  @Test(arguments: [false, true])
  func `each bit of a log, sealed and not`(sealed: Bool) throws {
    let sample = try SampleLog(batches: 10, sealed: sealed)
    let last = try #require(sample.places.last)
    let end = last.offset + SampleLog.batchBytes
    var random = SeededRandom(seed: UInt64.random(in: 0..<10) + 100)
    let phase = random.below(10)
    var flips = 0
    for name in sample.storage.fileNames where name.hasPrefix("log-") {
      let storage = sample.copy()
      let size = storage.contents(of: name).count
      for bit in stride(from: phase, to: size * 8, by: 10) {
        let byte = bit / 8
        storage.flip(name, at: byte, 1 << UInt8(bit % 8))
        let found = try verdict(storage, sample.tail.batch)
        storage.flip(name, at: byte, 1 << UInt8(bit % 8))
        let expected: Verdict
        if name < last.file || (name == last.file && byte < last.offset) {
          expected = .refuse
        } else if name > last.file {
          expected = .refuse
        } else if byte < end {
          expected = sealed ? .refuse : .torn
        } else {
          let tail = sealed ? end + BatchHead.bytes : end
          expected = byte < tail || byte < tail + 1024 ? .torn : .refuse
        }
        #expect(found == expected, "\(name) byte \(byte) bit \(bit % 8), phase \(phase)")
        flips += 1
      }
    }
    #expect(flips > 4_000)
  }

  @Test func `each bit of a snapshot and its manifest`() throws {
    let sample = try SampleLog(batches: 6, sealed: true, snapshotsAfter: [2, 4])
    for name in ["snapshot-0000000002.manifest", "snapshot-0000000002.blocks"] {
      let storage = sample.copy()
      for bit in 0..<storage.contents(of: name).count * 8 {
        storage.flip(name, at: bit / 8, 1 << UInt8(bit % 8))
        let recovered = try LogRecovery.inspect(
          storage,
          newLogID: testLogID,
          options: smallOptions()
        )
        #expect(recovered.snapshot?.manifest.sequence == 1, "\(name) bit \(bit)")
        try recovered.abandon()
        storage.flip(name, at: bit / 8, 1 << UInt8(bit % 8))
      }
    }
  }

  @Test func `each bit of the identity`() throws {
    let storage = try SampleLog(batches: 1, sealed: false).copy()
    for bit in 0..<LogIdentity.bytes * 8 {
      storage.flip("identity", at: bit / 8, 1 << UInt8(bit % 8))
      #expect(refusedRow(storage) == .badIdentity, "bit \(bit)")
      storage.flip("identity", at: bit / 8, 1 << UInt8(bit % 8))
    }
  }

  @Test func `a log whose end was never written, from each byte on`() throws {
    let sample = try SampleLog(batches: 4, sealed: false)
    let name = "log-0000000001"
    let bytes = sample.storage.contents(of: name)
    let end = try #require(sample.places.last).offset + SampleLog.batchBytes
    for length in SegmentHead.bytes...end {
      let storage = sample.copy()
      storage.put(name, bytes[..<length] + [UInt8](repeating: 0, count: bytes.count - length))
      let recovered = try LogRecovery.inspect(
        storage,
        newLogID: testLogID,
        options: smallOptions()
      )
      let whole = sample.places.prefix { place in
        // The padding of a batch is zeros, so it is whole without it.
        let stored = place.number == 1 ? BatchHead.bytes : SampleLog.batchBytes
        let written = bytes[place.offset..<(place.offset + stored)].lastIndex { $0 != 0 } ?? 0
        return length > written
      }
      #expect(recovered.tail.batch == UInt64(whole.count), "cut at \(length)")
      try recovered.abandon()
    }
  }
}
