import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Streams of transactions")
struct StreamTests {
  private static let stream = MethodID.streamTransactions

  private func request(_ rig: EngineRig, _ member: String = "ada") -> StreamTransactionsRequest {
    StreamTransactionsRequest(
      envelope: rig.envelope(),
      member: MemberReference(reference: .memberID(member))
    )
  }

  private func openStreams(_ rig: EngineRig) -> Int { rig.on { $0.streams.states.count } }

  /// A member with more transactions than a stream may send without credit.
  private func setUp(_ rig: EngineRig) throws {
    try rig.setUp()
    for number in 0..<80 { try rig.earn(1, receipt: "R\(number)") }
  }

  @Test func `a stream that is cancelled before its first item ends`() throws {
    let rig = try EngineRig()
    try setUp(rig)
    let payload = request(rig).serialized()
    rig.on { shard in
      let call = EngineRig.call(Self.stream, stream: 1_000)
      payload.withUnsafeBytes { shard.receive(call, payload: $0) }
      shard.cancel(call)
    }
    let frames = try rig.frames(of: 1_000)
    #expect(frames.count == 1)
    #expect(frames.last?.aux == UInt32(Code.cancelled.rawValue))
    #expect(openStreams(rig) == 0)
    try rig.stop()
  }

  @Test func `a stream that is cancelled while its page is read ends, and its number is free`()
    throws
  {
    let rig = try EngineRig()
    try setUp(rig)
    try rig.enrol("ben")
    rig.pool.isHeld = true
    rig.send([(1_000, Self.stream, request(rig))])
    rig.pool.awaitHeldWork()
    rig.on { $0.cancel(EngineRig.call(Self.stream, stream: 1_000)) }
    #expect(try rig.frames(of: 1_000).last?.aux == UInt32(Code.cancelled.rawValue))
    // The same number for a member without transactions, while the first one's page is still read.
    rig.send([(1_000, Self.stream, request(rig, "ben"))])
    rig.pool.isHeld = false
    // Another stream that begins later ends later, and then nothing came in the other.
    rig.send([(1_001, Self.stream, request(rig, "ben"))])
    _ = try rig.frames(of: 1_001)
    let frames = rig.received(1_000)
    #expect(frames.map(\.kind) == [.response, .response])
    #expect(frames.last?.aux == 0)
    #expect(openStreams(rig) == 0)
    try rig.stop()
  }

  @Test func `a cancel that meets the refusal of its stream makes no second end`() throws {
    let rig = try EngineRig(shards: 2)
    try setUp(rig)
    // From the shard that is not the member's home, so that the refusal comes in a later turn.
    let home = StableHash.shard(StableHash.hash(program: "p", member: "nobody"), count: 2)
    let other = 1 - home
    let payload = request(rig, "nobody").serialized()
    rig.on(other) { shard in
      let call = EngineRig.call(Self.stream, stream: 1_000, shard: other)
      payload.withUnsafeBytes { shard.receive(call, payload: $0) }
      shard.cancel(call)
    }
    _ = try rig.frames(of: 1_000, shard: other)
    // A later call to the same shard and back: whatever else was to come has come by then.
    _ = try rig.verifyLedger()
    rig.on(other) { _ in }
    #expect(rig.received(1_000, shard: other).count == 1)
    #expect(rig.on(other) { $0.streams.states.isEmpty })
    try rig.stop()
  }

  @Test func `nothing is left of a stream whose connection closes, however early`() throws {
    let rig = try EngineRig()
    try setUp(rig)
    let payload = request(rig).serialized()
    rig.on { shard in
      let call = EngineRig.call(Self.stream, stream: 1_000)
      payload.withUnsafeBytes { shard.receive(call, payload: $0) }
      shard.connectionClosed(connection: 1, generation: 1)
    }
    // A stream of the next user of the slot begins and ends after whatever the first still causes.
    rig.send([(1_001, Self.stream, request(rig))])
    while rig.received(1_001).count < 64 {}
    #expect(openStreams(rig) == 1)
    rig.on { $0.connectionClosed(connection: 1, generation: 1) }
    #expect(openStreams(rig) == 0)
    #expect(rig.received(1_000).isEmpty)
    try rig.stop()
  }

  @Test func `a stream whose next record is not in the log ends with DATA_LOSS`() throws {
    let rig = try EngineRig()
    try setUp(rig)
    rig.send([(1_000, Self.stream, request(rig))])
    while rig.received(1_000).count < 64 {}
    // The next page is being read ahead; it must have come, or it would overwrite what is set here.
    let key = StreamTable.Key(EngineRig.call(Self.stream, stream: 1_000))
    while rig.on(0, { $0.streams.states[key]?.read != 0 }) {}
    rig.on { shard in
      let call = EngineRig.call(Self.stream, stream: 1_000)
      // No batch has this number yet.
      shard.streams.update(key) {
        $0.next = (shard.durableBatch + 1_000) << 16
        $0.waiting = []
      }
      shard.credit(call, items: 10)
    }
    #expect(try rig.frames(of: 1_000).last?.aux == UInt32(Code.dataLoss.rawValue))
    #expect(openStreams(rig) == 0)
    try rig.stop()
  }

  @Test func `a stream sends what credit allows, all of it in the end, newest first`() throws {
    let rig = try EngineRig()
    try setUp(rig)
    rig.send([(1_000, Self.stream, request(rig))])
    while rig.received(1_000).count < 64 {}
    rig.on { $0.credit(EngineRig.call(Self.stream, stream: 1_000), items: 100) }
    let frames = try rig.frames(of: 1_000)
    let receipts = try frames.dropLast().map { try Transaction(bytes: $0.payload).receiptNumber }
    #expect(receipts == (0..<80).reversed().map { "R\($0)" })
    #expect(openStreams(rig) == 0)
    try rig.stop()
  }
}
