internal import FealtyLoyalty
internal import FealtyWire

// What stands on a member's NFTs. It may be a name, so it stands in the profile: left out of
// archives, and gone with an erasure.

extension Shard {
  /// What the member asks for.
  func personaliseNFT(_ call: RoutedCall) {
    guard let request = decode(call, PersonaliseNftRequest.self) else { return }
    guard 1...Limits.nftDataBytes ~= request.data.utf8.count else {
      return fail(call.call, Status(.invalidField("data")))
    }
    guard request.status == .personalisationNone else {
      return fail(call.call, Status(.invalidField("status")))
    }
    changeNFT(call, request.nftID, expecting: request.expectedVersion) {
      (profile, lot) throws(Refusal) in
      try profile.ask(request.data, on: lot)
      guard profile.nfts.count <= Limits.personalisedNFTs else { throw .aboveMax }
    }
  }

  /// What the brand makes of it.
  func decideNFT(_ call: RoutedCall) {
    guard let request = decode(call, DecideNftRequest.self) else { return }
    guard [.personalisationApproved, .personalisationRejected].contains(request.status) else {
      return fail(call.call, Status(.invalidField("status")))
    }
    let isApproved = request.status == .personalisationApproved
    changeNFT(call, request.nftID, expecting: request.expectedVersion) {
      (profile, lot) throws(Refusal) in
      try profile.settle(lot, isApproved: isApproved)
    }
  }

  private func changeNFT(
    _ call: RoutedCall,
    _ id: String,
    expecting version: UInt64,
    _ change: (inout FealtyLoyalty.Profile, LotID) throws(Refusal) -> Void
  ) {
    let lot: LotID
    do throws(Refusal) {
      lot = try LotID(text: id, field: "nft_id")
    } catch {
      return fail(call.call, Status(error))
    }
    // Only after the command has begun is it known whose profile it is.
    guard let command = beginRead(call) else { return }
    let held = Self.nfts(of: member(call, command.programme), command.programme)
    changeProfile(call, expecting: version) { profile throws(Refusal) in
      guard held.contains(lot) else { throw .lotNotFound }
      profile.nfts.removeAll { !held.contains($0.lot) }
      try change(&profile, lot)
    }
  }

  /// The lots of a member that are NFTs.
  private static func nfts(of actor: MemberActor?, _ programme: PublishedProgramme) -> Set<LotID> {
    guard let actor else { return [] }
    let lots = actor.inPlace { $0.pointee.lots }
    return Set(
      lots.filter { lot in
        programme.exchanges.token(lot.token)?.type == .typeErc721
      }.map(\.id)
    )
  }
}

extension PersonalisedNft {
  init(_ nft: PersonalisedNFT) {
    self.init(
      nftID: nft.lot.text,
      data: nft.text,
      status: PersonalisationStatus(rawValue: Int32(nft.status.rawValue))
    )
  }
}

extension PersonalisedNFT {
  /// Nil for an id that no record has.
  init?(_ nft: PersonalisedNft) {
    let lot: LotID
    do throws(Refusal) {
      lot = try LotID(text: nft.nftID, field: "nft_id")
    } catch {
      return nil
    }
    let status = Status(rawValue: UInt8(clamping: nft.status.rawValue)) ?? .none
    self.init(lot: lot, text: nft.data, status: status)
  }
}
