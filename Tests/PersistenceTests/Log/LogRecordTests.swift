import Testing

@testable import FealtyPersistence

@Suite("Records in a batch")
struct LogRecordTests {
  private let head = LogRecordHead(
    kind: 7,
    entityType: 2,
    entity: 0x0102_0304_0506_0708,
    version: 9,
    previous: LogPosition(batch: 5, index: 3),
    recordedAtMilliseconds: -2
  )

  private func batch() -> LogBatchBuffer {
    let buffer = LogBatchBuffer(number: 12)
    for count in [0, 3, 1] {
      _ = buffer.append(head, bodyLimit: 8) { body in
        for index in 0..<count { body[index] = UInt8(0xa0 + index) }
        return count
      }
    }
    return buffer
  }

  private func read(_ bytes: [UInt8], _ count: Int) throws -> [[UInt8]] {
    try bytes.withUnsafeBytes { payload in
      var reader = LogRecordReader(payload: payload, recordCount: count)
      var bodies: [[UInt8]] = []
      while let record = try reader.next() {
        #expect(record.head == head)
        bodies.append(Array(record.body))
      }
      return bodies
    }
  }

  @Test func `golden bytes of a record`() {
    let buffer = LogBatchBuffer(number: 1)
    _ = buffer.append(head, bodyLimit: 2) { body in
      body[0] = 0xab
      body[1] = 0xcd
      return 2
    }
    #expect(
      hex(copy(of: buffer))
        == "22000000" + "07" + "02" + "0000" + "0807060504030201" + "09000000"
        + "0300050000000000" + "feffffffffffffff" + "abcd"
    )
  }

  @Test func `what is written is read back`() throws {
    let buffer = batch()
    #expect(buffer.recordCount == 3 && buffer.count == 3 * 36 + 4)
    #expect(buffer.nextPosition == LogPosition(batch: 12, index: 3))
    let bodies = try read(copy(of: buffer), 3)
    #expect(bodies == [[], [0xa0, 0xa1, 0xa2], [0xa0]])
  }

  @Test func `each prefix of a batch is an error, and each wrong count`() {
    let bytes = copy(of: batch())
    for length in 0..<bytes.count {
      #expect(throws: LogRecordFault.self) { try read(Array(bytes[..<length]), 3) }
    }
    for count in [0, 1, 2, 4] {
      #expect(throws: LogRecordFault.self) { try read(bytes, count) }
    }
  }

  @Test func `lengths and flags that cannot be are errors`() {
    let bytes = copy(of: batch())
    for length: [UInt8] in [[0, 0, 0, 0], [31, 0, 0, 0], [255, 255, 255, 255], [200, 0, 0, 0]] {
      var changed = bytes
      changed.replaceSubrange(0..<4, with: length)
      #expect(throws: LogRecordFault.self) { try read(changed, 3) }
    }
    var flagged = bytes
    flagged[6] = 1
    #expect(throws: LogRecordFault.unknownFlags(offset: 0)) { try read(flagged, 3) }
  }

  @Test func `a record that does not fit leaves the batch as it was`() {
    let buffer = LogBatchBuffer(number: 1, limits: LogLimits(largestBatchBytes: 200))
    #expect(buffer.capacity == 144)
    #expect(buffer.append(head, bodyLimit: 109) { _ in 109 } == nil)
    #expect(buffer.isEmpty && buffer.count == 0)
    #expect(buffer.append(head, bodyLimit: 108) { _ in 108 } == LogPosition(batch: 1, index: 0))
    #expect(buffer.freeCount == 0 && !buffer.fits(bodyCount: 0))
    buffer.reset(number: 2)
    #expect(buffer.isEmpty && buffer.number == 2 && buffer.freeCount == 144)
  }

  @Test func `what one buffer has gathered goes into another`() throws {
    let one = batch()
    let two = LogBatchBuffer(number: 13, limits: LogLimits(largestBatchBytes: 256))
    withExtendedLifetime(one) {
      #expect(two.append(payload: one.gathered, recordCount: 3))
      #expect(!two.append(payload: one.gathered, recordCount: 3))
    }
    #expect(try read(copy(of: two), 3).count == 3)
  }

  @Test func `a position packs into 64 bits and orders like them`() {
    let positions = [
      LogPosition.none, LogPosition(batch: 1, index: 0), LogPosition(batch: 1, index: 65_535),
      LogPosition(batch: 2, index: 0), LogPosition(batch: 1 << 48 - 1, index: 65_535),
    ]
    #expect(positions.sorted() == positions)
    for position in positions { #expect(LogPosition(packed: position.packed) == position) }
    #expect(LogPosition(batch: 3, index: 4).packed == 0x30004)
  }
}

func hex(_ bytes: [UInt8]) -> String {
  bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
}

/// The bytes that a buffer holds, copied while it certainly lives: a pointer does not keep it.
private func copy(of buffer: LogBatchBuffer) -> [UInt8] {
  withExtendedLifetime(buffer) { Array(buffer.gathered) }
}
