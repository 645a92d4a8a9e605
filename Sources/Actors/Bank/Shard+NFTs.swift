internal import FealtyLoyalty
internal import FealtyWire

// What stands on a member's NFTs. It may be a name, so it stands in the profile: left out of
// archives, and gone with an erasure.

extension Shard {
  func personaliseNFT(_ call: RoutedCall) {
    guard let request = decode(call, PersonaliseNftRequest.self) else { return }
    let lot: LotID
    do throws(Refusal) {
      lot = try LotID(text: request.nftID, field: "nft_id")
      guard request.data.utf8.count <= Limits.nftDataBytes else { throw .invalidField("data") }
      let isSettling = [.personalisationApproved, .personalisationRejected].contains(request.status)
      guard request.data.isEmpty == isSettling,
        isSettling || request.status == .personalisationNone
      else { throw .invalidField(request.data.isEmpty ? "status" : "data") }
    } catch {
      return fail(call.call, Status(error))
    }
    // Only after the command has begun is it known whose profile it is.
    guard let command = beginRead(call) else { return }
    let held = Self.nfts(of: member(call, command.programme), command.programme)
    changeProfile(call, expecting: request.expectedVersion) { profile throws(Refusal) in
      guard held.contains(lot) else { throw .lotNotFound }
      profile.nfts.removeAll { !held.contains($0.lot) }
      guard request.data.isEmpty else {
        try profile.ask(request.data, on: lot)
        guard profile.nfts.count <= Limits.personalisedNFTs else { throw .aboveMax }
        return
      }
      let isApproved = request.status == .personalisationApproved
      try profile.settle(lot, isApproved: isApproved)
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
