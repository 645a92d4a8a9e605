import Foundation
import Testing

@testable import FealtyLoyalty

// Goal: real-looking baskets evaluate right from end to end. Method: the synthetic sample in
// Examples, with its campaigns as promotions, against the slow evaluator.
@Suite("The sample baskets")
struct SampleTests {
  private struct BasketRow: Decodable {
    struct Line: Decodable {
      var sku: String
      var dept: String
      var category: String
      var brand: String
      var qty: Int64
      var net_cents: Int64
      var kind: String?
    }
    var member_id: String
    var store_id: String
    var ts: String
    var lines: [Line]
  }

  private struct MemberRow: Decodable {
    var member_id: String
    var tier: String
    var segments: [String]
  }

  private struct CampaignRow: Decodable {
    struct Window: Decodable {
      var start: String
      var end: String
    }
    struct Offer: Decodable {
      struct Eligible: Decodable { var skus: [String] }
      struct Rule: Decodable {
        var type: String
        var multiplier: String?
        var buy_qty: Int64?
        var points: Int64?
        var max_per_basket: Int64?
      }
      var offer_id: String
      var eligible: Eligible
      var mechanic: Rule
    }
    struct Segment: Decodable { var id: String }
    var window: Window
    var stores: [String]?
    var segment: Segment?
    var offers: [Offer]
  }

  private static func rows<Row: Decodable>(_ name: String, _ type: Row.Type) throws -> [Row] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Examples/sample/\(name).ndjson")
    let decoder = JSONDecoder()
    return try String(contentsOf: folder, encoding: .utf8).split(separator: "\n").map {
      try decoder.decode(Row.self, from: Data($0.utf8))
    }
  }

  private static func instant(_ text: String) throws -> Timestamp {
    let date = try Date(text, strategy: .iso8601)
    return Timestamp(milliseconds: Int64(date.timeIntervalSince1970) * 1_000)
  }

  private static func promotions() throws -> [PromotionDefinition] {
    var base = baseRate
    base.selection.kinds = [.item, .adjustment]
    let fuel = PromotionDefinition(
      number: 2,
      id: "fuel",
      selection: Selection(kinds: [.fuel]),
      mechanic: .rate(points: 1, perAmountMinor: 200),
      caps: [CapDefinition(period: .week, points: 25)]
    )
    let tier = PromotionDefinition(
      number: 3,
      id: "tier",
      mechanic: .tierMultiplier(
        base: "base",
        factors: [
          TierFactor(tier: "silver", factor: ratio(5, 4)),
          TierFactor(tier: "gold", factor: ratio(3, 2)),
        ]
      )
    )
    var promotions = [base, fuel, tier]
    for campaign in try rows("campaigns", CampaignRow.self) {
      for offer in campaign.offers {
        let rule = offer.mechanic
        promotions.append(
          PromotionDefinition(
            number: PromotionNumber(promotions.count + 1),
            id: offer.offer_id,
            start: try instant(campaign.window.start),
            end: try instant(campaign.window.end),
            selection: Selection(include: TermSet(skus: offer.eligible.skus)),
            stores: campaign.stores ?? [],
            segments: campaign.segment.map { [$0.id] } ?? [],
            mechanic: rule.type == "multiplier"
              ? .multiplier(
                base: "base",
                factor: Int64(rule.multiplier ?? "").flatMap { ratio($0, 1) }
              )
              : .quantityBonus(
                buyQuantity: rule.buy_qty ?? 0,
                points: rule.points ?? 0,
                maxPerBasket: rule.max_per_basket ?? 0
              )
          )
        )
      }
    }
    return promotions
  }

  private static func sale(_ row: BasketRow, _ member: MemberRow) throws -> TestSale {
    let kinds: [String: LineKind] = [
      "fuel": .fuel, "giftcard": .giftcard, "adjustment": .adjustment, "void": .void,
    ]
    var sale = TestSale(occurredAt: try instant(row.ts))
    sale.lines = row.lines.map {
      TestLine(
        $0.net_cents,
        quantity: $0.qty,
        kind: $0.kind.flatMap { kinds[$0] } ?? .item,
        sku: $0.sku,
        department: $0.dept,
        categories: [$0.category],
        brand: $0.brand
      )
    }
    sale.store = row.store_id
    sale.tier = member.tier
    sale.segments = member.segments
    return sale
  }

  @Test func `every basket agrees with the slow evaluator`() throws {
    let definition = programme(try Self.promotions())
    #expect(definition.findings().isEmpty)
    let compiled = CompiledProgramme(definition, zone: newYork)
    let members = Dictionary(
      uniqueKeysWithValues: try Self.rows("members", MemberRow.self).map { ($0.member_id, $0) }
    )
    var uses: [String: [CapUse]] = [:]
    var byPromotion: [PromotionNumber: Int64] = [:]
    var evaluator = Evaluator()
    var result = Evaluation()
    for row in try Self.rows("baskets", BasketRow.self).prefix(400) {
      let member = try #require(members[row.member_id])
      var sale = try Self.sale(row, member)
      sale.capUses = uses[row.member_id] ?? []
      try evaluate(sale, compiled, .applied, [], &evaluator, &result)
      let oracle = SlowEvaluator(definition: definition, zone: newYork, sale: sale)
      let expected = oracle.outcomes().filter { $0.condition == .none }
      #expect(result.awards.map(\.points.rawValue) == expected.map(\.points))
      #expect(result.lineAwards == expected.flatMap { oracle.lineAwards($0) })
      uses[row.member_id, default: []] += result.capUses
      for award in result.awards {
        byPromotion[award.promotion, default: 0] += award.points.rawValue
      }
    }
    #expect([1, 2, 3].allSatisfy { byPromotion[$0, default: 0] > 0 })
    #expect(byPromotion.count > 3)
  }
}
