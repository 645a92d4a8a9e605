/// What only some members have, kept behind one pointer of ``Member``.
package struct MemberDetails: Hashable, Sendable {
  /// Empty = the programme's lowest.
  package var tier = ""
  package var segments: [String] = []
  /// Card numbers, oldest first.
  package var cards: [String] = []
  /// Live holds, oldest first.
  package var holds: [Hold] = []
  /// Uses of caps, one for each count; amounts are 1 or more.
  package var capUses: [CapUse] = []
  /// What was reversed, oldest reversal first.
  package var reversals: [Reversal] = []
  /// The last holds that ended, oldest first; at most ``endedHoldsLimit``.
  package var endedHolds: [EndedHold] = []
  /// Entries that are no postings, but for the enrolment.
  package var otherEntries: UInt32 = 0
  /// None or one: most members of a till's programme have no profile, and six strings are large.
  private var profiles: [Profile] = []
  /// None or one, like the profile.
  fileprivate(set) var moreExtras: [MemberExtras] = []

  /// How many ended holds a member remembers.
  ///
  /// One older than that is answered like an unknown one.
  package static let endedHoldsLimit = 32

  package init() {}

  /// What few members have; ``hasExtras`` tells whether it is worth asking.
  package var extras: MemberExtras {
    @inline(__always) _read {
      if moreExtras.isEmpty { yield MemberExtras.none } else { yield moreExtras[0] }
    }
    @inline(__always) _modify {
      if moreExtras.isEmpty { moreExtras.append(MemberExtras()) }
      yield &moreExtras[0]
      if MemberExtras.isEmpty(&moreExtras[0]) { moreExtras = [] }
    }
  }

  @inline(__always)
  package var hasExtras: Bool { !moreExtras.isEmpty }

  /// Of the profile; empty = unknown.
  package var birthday: String { profiles.isEmpty ? "" : profiles[0].birthday }

  package var profile: Profile {
    get { profiles.first ?? Profile() }
    set { profiles = newValue == Profile() ? [] : [newValue] }
  }
}

/// Who the member is.
///
/// Every part may be empty.
package struct Profile: Hashable, Sendable {
  package var givenName = ""
  package var familyName = ""
  package var email = ""
  /// yyyy-mm-dd.
  package var birthday = ""
  /// BCP 47.
  package var language = ""
  package var country = ""
  /// What else the brand keeps, in the order in which it came.
  package var attributes: [NamedText] = []
  /// Numbers in other programmes, by provider.
  package var memberships: [NamedText] = []
  /// By whom it is known outside, by provider; one of each.
  package var aliases: [MemberAlias] = []
  /// What stands on NFTs, by lot; of those that have gone until the next one is personalised.
  package var nfts: [PersonalisedNFT] = []
  /// Whether its parts were taken one by one: an erased profile is one of which nothing is known.
  package var isEmptied = false

  package init() {}

  /// Says whether it was emptied, for what a change of some of its parts makes of it.
  package mutating func settle() {
    isEmptied = false
    if self == Profile() { isEmptied = true }
  }
}

/// What is to stand on a member's NFT: it may be a name, so it is part of the profile.
package struct PersonalisedNFT: Hashable, Sendable {
  /// How far it is with that.
  ///
  /// Raw values are the schema's.
  package enum Status: UInt8, Hashable, Sendable, CaseIterable {
    /// Nobody has asked for anything; goes to `pending`.
    case none = 0
    /// The brand has to look at it; goes to `approved` or `rejected`, and again to `pending`.
    case pending = 1
    /// It stays so.
    case approved = 2
    /// Goes to `pending` with something else.
    case rejected = 3
  }

  package var lot: LotID
  package var text: String
  package var status: Status

  package init(lot: LotID, text: String, status: Status) {
    self.lot = lot
    self.text = text
    self.status = status
  }
}

extension Profile {
  /// What stands on an NFT, or is to stand there.
  package func nft(_ lot: LotID) -> PersonalisedNFT {
    nfts.first { $0.lot == lot } ?? PersonalisedNFT(lot: lot, text: "", status: .none)
  }

  /// Asks for something to stand on an NFT.
  ///
  /// - Throws: ``Refusal/notWaiting`` where it is approved already.
  package mutating func ask(_ text: String, on lot: LotID) throws(Refusal) {
    guard nft(lot).status != .approved else { throw .notWaiting }
    nfts.removeAll { $0.lot == lot }
    nfts.append(PersonalisedNFT(lot: lot, text: text, status: .pending))
  }

  /// Approves what is pending, or rejects it.
  ///
  /// - Throws: ``Refusal/notWaiting`` where nothing is pending.
  package mutating func settle(_ lot: LotID, isApproved: Bool) throws(Refusal) {
    let place = nfts.firstIndex { $0.lot == lot && $0.status == .pending }
    guard let place else { throw .notWaiting }
    nfts[place].status = isApproved ? .approved : .rejected
  }
}

/// A text under a name.
package struct NamedText: Hashable, Sendable {
  package var name: String
  package var text: String

  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

/// How much of a transaction was reversed.
package struct Reversal: Hashable, Sendable {
  /// The transaction that was reversed.
  package var version: UInt32
  /// The last transaction that reversed some of it.
  package var by: UInt32
  /// In all, by every reversal.
  package var points: Points
  package var isFull: Bool
  /// Packed log position of the last reversal; 0 = not known.
  package var position: UInt64

  package init(
    version: UInt32,
    by: UInt32,
    points: Points,
    isFull: Bool,
    position: UInt64 = 0
  ) {
    self.position = position
    self.version = version
    self.by = by
    self.points = points
    self.isFull = isFull
  }
}
