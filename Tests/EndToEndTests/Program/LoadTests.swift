import FealtyWire
import Testing

@testable import fealty

@Suite("The load of a benchmark")
struct LoadTests {
  @Test(
    "numbers fall evenly on the whole range",
    arguments: [1, 2, 7, 1000]
  )
  func evenNumbers(count: Int) {
    var random = RandomNumbers(seed: 1)
    var hits = [Int](repeating: 0, count: count)
    for _ in 0..<count * 1000 { hits[random.below(count)] += 1 }
    #expect(hits.allSatisfy { $0 > 800 && $0 < 1200 }, "\(hits.min() ?? 0) to \(hits.max() ?? 0)")
  }

  @Test func `each shard's calls are for members that live there, and for all of them`() {
    let pool = MemberPool(count: 1000, shards: 2)
    var random = RandomNumbers(seed: 1)
    var seen: Set<Int> = []
    for shard in 0..<2 {
      for _ in 0..<20_000 {
        let member = pool.pick(shard: shard, &random)
        let home = StableHash.hash(
          program: BenchProgramme.id,
          member: RequestTemplate.memberID(member)
        )
        guard StableHash.shard(home, count: 2) == shard else {
          Issue.record("member \(member) was called for on shard \(shard)")
          return
        }
        seen.insert(member)
      }
    }
    #expect(seen.count == 1000)
  }

  @Test func `a template is the request with another member and receipt, byte by byte`() throws {
    func request(_ member: String, _ receipt: String) -> EarnRequest {
      var random = RandomNumbers(seed: 3)
      return EarnRequest(
        envelope: Envelope(programID: BenchProgramme.id, storeID: "S1"),
        member: MemberReference(reference: .memberID(member)),
        basket: BenchBaskets.make(lines: 5, receiptNumber: receipt, &random)
      )
    }
    var template = RequestTemplate(
      request(RequestTemplate.memberPlaceholder, RequestTemplate.receiptPlaceholder)
    )
    template.set(member: 42, receipt: 1_234_567)
    #expect(template.bytes == request("M00000042", "R000001234567").serialized())
    #expect(RequestTemplate.memberID(42) == "M00000042")
  }

  @Test func `baskets differ, and name a SKU once`() {
    var random = RandomNumbers(seed: 1)
    let baskets = (0..<50).map { _ in BenchBaskets.make(lines: 20, receiptNumber: "", &random) }
    for basket in baskets { #expect(Set(basket.lines.map(\.sku)).count == 20) }
    #expect(Set(baskets.map { $0.lines[0].sku }).count > 40)
  }

  @Test(
    "a programme has the promotions that it should, the base rate first",
    arguments: [(1, 1), (5, 5), (100, 5), (300, 40)]
  )
  func programme(promotions: Int, matching: Int) {
    let programme = BenchProgramme.make(promotions: promotions, matching: matching)
    #expect(programme.promotions.count == promotions)
    #expect(Set(programme.promotions.map(\.promotionID)).count == promotions)
    #expect(programme.promotions[0].promotionID == "base")
    let others = programme.promotions.count { $0.promotionID.hasPrefix("other-") }
    #expect(others == promotions - matching)
  }

  @Test func `a number is found in an answer without decoding the rest`() {
    var answer = EarnResponse(outcome: Outcome(transactionID: "T"), points: 300)
    answer.lots = [Lot(lotID: "L", amount: 300)]
    let points = answer.serialized().withUnsafeBytes {
      AnswerScan.number(EarnResponse.Field.points, in: $0)
    }
    #expect(points == 300)
    let none = EarnResponse().serialized().withUnsafeBytes {
      AnswerScan.number(EarnResponse.Field.points, in: $0)
    }
    #expect(none == 0)
  }
}
