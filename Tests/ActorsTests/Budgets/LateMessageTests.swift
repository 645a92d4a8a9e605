import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Budgets whose messages come late")
struct LateMessageTests {
  private static let shards = 4

  /// The names that are `prefix` and a number, and whose hash belongs to a shard.
  private static func names(
    _ prefix: String,
    on shard: Int,
    hash: (String) -> UInt64
  ) -> [String] {
    (0..<100).map { "\(prefix)\($0)" }.filter {
      StableHash.shard(hash($0), count: shards) == shard
    }
  }

  private static func member(_ name: String) -> UInt64 {
    StableHash.hash(program: "p", member: name)
  }

  private static func receipt(_ number: String) -> UInt64 {
    ReceiptKey.tag(program: "p", key: GuestRig.key(number))
  }

  /// The shard that is home to the only key.
  private static func home(_ rig: EngineRig) throws -> Int {
    let homes = (0..<shards).filter { shard in rig.on(shard) { !$0.budgets.homes.isEmpty } }
    return try #require(homes.first)
  }

  // Goal: who sells after an answer finds what it left, although the message about it has not left
  // the shard.
  // Method: a preview wants more than there is; its shard is held between the parcel with the
  // answer and the one with what the preview left over.
  @Test func `an answer is there before what it leaves is at its home`() throws {
    let world = try BudgetRig(shards: Self.shards, limit: 10)
    let rig = world.rig
    func preview(_ member: String) throws -> Int64 {
      let request = rig.earnRequest(11, for: member)
      return try rig.answer(
        EvaluateBasketResponse.self,
        MethodID.evaluateBasket,
        EvaluateBasketRequest(
          envelope: request.envelope,
          member: request.member,
          basket: request.basket
        )
      ).points
    }
    #expect(try preview("m0") == 10)
    let home = try Self.home(rig)
    // Answers leave by shard 0, whose parcel is the first.
    try #require(home > 0)
    let previewing = try #require((1..<Self.shards).first { $0 != home })
    let first = try #require(Self.names("m", on: previewing, hash: Self.member).first)
    let second = try #require(Self.names("m", on: 0, hash: Self.member).first)
    let hold = ShardHold(rig, previewing, after: 0)
    // Who is awake already is not woken.
    repeat { #expect(try preview(first) == 10) } while !hold.hasStruck()
    let stream = rig.newStream()
    rig.send([(stream, MethodID.earn, rig.earnRequest(10, for: second))])
    // To the home and back.
    for _ in 0..<4 {
      for shard in 0..<Self.shards where shard != previewing { rig.on(shard) { _ in } }
    }
    hold.end()
    #expect(try rig.answer(EarnResponse.self, to: stream).points == 10)
    #expect(try rig.verifyLedger().findings.isEmpty)
    try rig.stop()
  }

  // Goal: a claimed sale counts once from its answer on, whatever its receipt's home has heard.
  // Method: that shard is held from the moment at which it has given the sale; then somebody wants
  // all that is left.
  @Test func `a claim's answer is there before the receipt's home has heard of it`() throws {
    let world = try GuestRig(shards: Self.shards)
    let rig = world.rig
    try world.put(budget: 100)
    let receipts = (0..<Self.shards).map { Self.names("R", on: $0, hash: Self.receipt) }
    let ten = [GuestRig.line("A", 10)]
    #expect(try world.park(ten, receipt: receipts[0][0]).points == 10)
    let home = try Self.home(rig)
    let giver = try #require((1..<Self.shards).first { $0 != home })
    let taker = try #require((1..<Self.shards).first { $0 != home && $0 != giver })
    let member = try #require(Self.names("m", on: taker, hash: Self.member).first)
    try rig.enrol(member)
    var left: Int64 = 90
    let hold = ShardHold(rig, giver, after: taker)
    // Who is awake already is not woken.
    for receipt in receipts[giver].prefix(8) {
      #expect(try world.park(ten, receipt: receipt).points == 10)
      #expect(try world.claim(receipt, for: member).points == 10)
      left -= 10
      if hold.hasStruck() { break }
    }
    let rest = world.sale([GuestRig.line("A", left)], receipt: receipts[0][1])
    let stream = rig.newStream()
    rig.send([(stream, MethodID.earn, rest)])
    // To the home and back.
    for _ in 0..<4 {
      for shard in 0..<Self.shards where shard != giver { rig.on(shard) { _ in } }
    }
    hold.end()
    #expect(try rig.answer(EarnResponse.self, to: stream).points == left)
    #expect(try world.budget().used == 100)
    #expect(try rig.verifyLedger().findings.isEmpty)
    try rig.stop()
  }
}
