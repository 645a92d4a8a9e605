import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("What stands on NFTs")
struct NFTTests {
  private func personalise(
    _ bank: BankRig,
    _ nft: String,
    data: String = "",
    status: PersonalisationStatus = .personalisationNone
  ) throws -> EnrolResponse {
    try bank.rig.answer(
      EnrolResponse.self,
      MethodID.personaliseNft,
      PersonaliseNftRequest(
        envelope: bank.rig.envelope(),
        member: EngineRig.ada,
        nftID: nft,
        data: data,
        status: status
      )
    )
  }

  private func decide(
    _ bank: BankRig,
    _ nft: String,
    _ status: PersonalisationStatus,
    version: UInt64 = 0
  ) throws -> EnrolResponse {
    try bank.rig.answer(
      EnrolResponse.self,
      MethodID.decideNft,
      DecideNftRequest(
        envelope: bank.rig.envelope(),
        member: EngineRig.ada,
        nftID: nft,
        status: status,
        expectedVersion: version
      )
    )
  }

  @Test func `it is asked for, looked at, and stays when it was approved`() throws {
    let bank = try BankRig()
    try bank.setUp()
    let nft = try #require(try bank.credit(bank.creditRequest(1, of: "art")).lot?.lotID)
    #expect(try bank.balances().nfts.first?.status == .personalisationNone)
    func reason(_ call: () throws -> EnrolResponse) throws -> Reason? {
      try bank.refusal(call)?.reason
    }
    let early = try reason { try decide(bank, nft, .personalisationApproved) }
    #expect(early == .notWaiting)
    _ = try personalise(bank, nft, data: "Ada")
    #expect(try bank.balances().nfts.first?.status == .personalisationPending)
    _ = try decide(bank, nft, .personalisationRejected)
    _ = try personalise(bank, nft, data: "A. L.")
    _ = try decide(bank, nft, .personalisationApproved, version: 5)
    let shown = try #require(try bank.balances().nfts.first)
    #expect(shown.status == .personalisationApproved && shown.personalisedData == "A. L.")
    #expect(try reason { try personalise(bank, nft, data: "Bo") } == .notWaiting)
    #expect(try reason { try personalise(bank, nft) } == .invalidField)
    // Who asks does not approve, not even in one call.
    let both = try bank.refusal {
      try personalise(bank, nft, data: "Bo", status: .personalisationApproved)
    }
    #expect(both?.reason == .invalidField && both?.field == "status")
    for status in [.personalisationNone, .personalisationPending, .init(rawValue: 9)]
      as [PersonalisationStatus]
    {
      #expect(try bank.refusal { try decide(bank, nft, status) }?.field == "status")
    }
    #expect(try reason { try personalise(bank, "9.0", data: "Bo") } == .lotNotFound)
    let points = try #require(try bank.credit(bank.creditRequest(5)).lot?.lotID)
    #expect(try reason { try personalise(bank, points, data: "Bo") } == .lotNotFound)
    try bank.rig.stop()
  }

  // Goal: what stands on an NFT survives a crash, and goes with the member's profile or with the
  // NFT. Method: the disk of a killed process; then an erasure, and the second NFT debited.
  @Test func `it survives a crash, and goes with the profile`() throws {
    let first = try BankRig(shards: 2)
    try first.setUp()
    let nft = try #require(try first.credit(first.creditRequest(1, of: "art")).lot?.lotID)
    _ = try personalise(first, nft, data: "Ada")
    let before = try first.balances()
    let killed = first.rig.storage.killed()
    try first.rig.stop()
    let second = try BankRig(shards: 3, storage: killed, clock: first.rig.clock)
    #expect(try second.balances() == before)
    try second.rig.stop()
    let third = try BankRig(storage: second.rig.storage, clock: first.rig.clock)
    #expect(try third.balances() == before)
    _ = try third.rig.answer(
      EnrolResponse.self,
      MethodID.enrol,
      EnrolRequest(
        envelope: third.rig.envelope(),
        member: EngineRig.ada,
        mode: .update,
        profile: Profile()
      )
    )
    let after = try #require(try third.balances().nfts.first)
    #expect(after.personalisedData.isEmpty && after.status == .personalisationNone)
    _ = try personalise(third, nft, data: "Ada")
    try third.debit(third.debitRequest(1, of: "art"))
    #expect(try third.balances().nfts.isEmpty)
    try third.rig.stop()
  }
}
