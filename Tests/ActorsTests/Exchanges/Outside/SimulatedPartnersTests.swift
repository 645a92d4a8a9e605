import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Simulated partners")
struct SimulatedPartnersTests {
  private final class Said: @unchecked Sendable {
    // Proof for `@unchecked Sendable`: of one thread, for the partner has no pool.
    var answer: PartnerAnswer?
    var lines: [String] = []
  }

  private func ask(
    _ partners: SimulatedPartners,
    _ wish: PartnerCall.Wish = .deliver,
    _ simulated: SimulatedPartner = SimulatedPartner(),
    key: String = "key",
    type: TokenType = .typeMiles,
    number: String = "M-1",
    at milliseconds: Int64 = 1_000
  ) -> PartnerAnswer? {
    let said = Said()
    let call = PartnerCall(
      wish: wish,
      key: key,
      id: key,
      programID: "p",
      tokenID: "miles",
      type: type,
      decimals: 0,
      units: 42,
      membership: number,
      settings: PartnerSettings(kind: .partnerSimulated, simulated: simulated),
      atMilliseconds: milliseconds
    )
    partners.call(call) { said.answer = $0 }
    return said.answer
  }

  private func partners() -> SimulatedPartners {
    SimulatedPartners(random: CountingRandom(), pool: nil)
  }

  @Test(arguments: [
    (TokenType.typeMiles, "MILES-"), (.typeFiat, "PAY-"), (.typeDonation, "GIFT-"),
    (.typeCrypto, "TX-"), (.typeErc721, "NFT-"), (.typeExternal, "EXT-"),
  ])
  func `each kind has receipts of its own, one a key`(_ type: TokenType, _ prefix: String) throws {
    let partners = partners()
    let first = ask(partners, type: type)
    guard case .completed(let receipt) = first else {
      throw RigFailure.silent
    }
    #expect(receipt.hasPrefix(prefix))
    #expect(ask(partners, type: type) == first && ask(partners, .state, type: type) == first)
    #expect(ask(partners, key: "other", type: type) != first)
    #expect(partners.held("miles", atMilliseconds: 1_000) == 84)
  }

  @Test func `what it does is as its settings say`() {
    let partners = partners()
    let slow = SimulatedPartner(delayMs: 500)
    #expect(ask(partners, .deliver, slow, key: "slow") == .pending)
    #expect(ask(partners, .state, slow, key: "slow", at: 1_499) == .pending)
    #expect(partners.held("miles", atMilliseconds: 1_499) == 0)
    guard case .completed = ask(partners, .state, slow, key: "slow", at: 1_500) else {
      Issue.record("not credited after its delay")
      return
    }
    let unknown = SimulatedPartner(refusedNumbers: ["M-2"])
    #expect(
      ask(partners, .deliver, unknown, key: "unknown", number: "M-2")
        == .refused(reason: "the partner does not know the number")
    )
    #expect(ask(partners, .state, unknown, key: "unknown") == .notKnown)
    let refusal = PartnerAnswer.refused(reason: "the partner refuses the delivery")
    #expect(ask(partners, .deliver, SimulatedPartner(refused: 100), key: "refused") == refusal)
    #expect(ask(partners, .state, key: "refused") == refusal)
    #expect(ask(partners, .deliver, SimulatedPartner(lost: 100), key: "lost") == nil)
    #expect(ask(partners, .state, key: "lost") == .notKnown)
    #expect(ask(partners, .deliver, SimulatedPartner(silent: 100), key: "silent") == nil)
    guard case .completed = ask(partners, .state, key: "silent") else {
      Issue.record("not credited in silence")
      return
    }
    #expect(partners.held("miles", atMilliseconds: 2_000) == 84)
  }

  @Test func `failed and credited after all`() {
    let partners = partners()
    let late = SimulatedPartner(late: 100, lateMs: 5_000)
    #expect(ask(partners, .deliver, late) == .refused(reason: "the partner has failed"))
    #expect(partners.held("miles", atMilliseconds: 5_999) == 0)
    guard case .completed = ask(partners, .state, late, at: 6_000) else {
      Issue.record("not credited after all")
      return
    }
    #expect(partners.held("miles", atMilliseconds: 6_000) == 42)
  }

  @Test func `what was given out is taken back once, or kept`() {
    let partners = partners()
    #expect(ask(partners, .takeBack) == .notKnown)
    _ = ask(partners)
    guard case .refused = ask(partners, .takeBack, SimulatedPartner(kept: 100)) else {
      Issue.record("not kept")
      return
    }
    #expect(ask(partners, .takeBack) == .takenBack && ask(partners, .takeBack) == .takenBack)
    #expect(ask(partners, .state) == .takenBack)
    #expect(partners.held("miles", atMilliseconds: 9_000) == 0)
  }

  @Test func `the journal gives the next process the same books`() {
    let said = Said()
    let first = SimulatedPartners(random: CountingRandom(), pool: nil) { said.lines.append($0) }
    let answer = ask(first)
    _ = ask(first, .deliver, SimulatedPartner(refused: 100), key: "refused")
    _ = ask(first, key: "back")
    _ = ask(first, .takeBack, key: "back")
    #expect(said.lines.count == 4)
    let torn = said.lines + ["took tor"]
    let second = SimulatedPartners(random: CountingRandom(), pool: nil, lines: torn)
    #expect(ask(second, .state) == answer && ask(second, .state, key: "tor") == .notKnown)
    #expect(ask(second, .state, key: "back") == .takenBack)
    #expect(ask(second, .state, key: "refused") == ask(first, .state, key: "refused"))
    #expect(second.held("miles", atMilliseconds: 9_000) == 42)
  }
}
