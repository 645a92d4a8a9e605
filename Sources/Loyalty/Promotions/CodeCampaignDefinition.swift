/// What codes give points, or vouchers, for.
package struct CodeCampaignDefinition: Hashable, Sendable {
  /// The server's short number; below ``CapUse/campaignBit``.
  package var number: UInt32
  package var id: String
  /// Empty = the programme's default.
  package var token: String
  /// Of a code that is worth no other number; none where it gives vouchers.
  package var points: Points
  /// A ``VoucherTypeDefinition``'s id; empty = a code gives points.
  package var voucherType: String
  /// That many may claim, ``normalized(_:)``; empty = none.
  package var code: String
  /// How many digits codes have that are made; 0 = they are no digits.
  package var codeLength: Int
  package var start: Timestamp
  /// Exclusive.
  package var end: Timestamp
  /// Claims of all members; 0 = no limit.
  package var stock: Int64
  /// Claims of one member, as put; see ``claimsPerMember``.
  package var perMember: Int64
  package var isActive: Bool

  package init(
    number: UInt32,
    id: String,
    token: String = "",
    points: Points,
    voucherType: String = "",
    code: String = "",
    codeLength: Int = 0,
    start: Timestamp = Timestamp(milliseconds: 0),
    end: Timestamp = .never,
    stock: Int64 = 0,
    perMember: Int64 = 0,
    isActive: Bool = true
  ) {
    self.number = number
    self.id = id
    self.token = token
    self.points = points
    self.voucherType = voucherType
    self.code = code
    self.codeLength = codeLength
    self.start = start
    self.end = end
    self.stock = stock
    self.perMember = perMember
    self.isActive = isActive
  }

  /// Bytes of a code that many may claim.
  static let codeBytes = 4...64

  /// How many digits codes may have that are made.
  package static let codeLengths = 9...32

  /// Whether a text looks like a code of digits that is made.
  package static func isDigits(_ code: String) -> Bool {
    codeLengths.contains(code.utf8.count) && code.utf8.allSatisfy { 0x30...0x39 ~= $0 }
  }

  /// How many codes of so many digits a campaign has at most: a guess finds one of them once in
  /// 10,000 times.
  package static func mostCodes(ofLength length: Int) -> Int {
    (4..<min(length, 18)).reduce(1) { most, _ in most * 10 }
  }

  /// A code as it is compared: without white space around it, with ASCII letters as capitals.
  package static func normalized(_ code: String) -> String { BasketCode.normalized(code) }

  /// Claims of one member; `nil` = no limit.
  package var claimsPerMember: Int64? {
    if perMember > 0 { return perMember }
    return code.isEmpty ? nil : 1
  }

  /// One claim of the campaign's stock.
  package var stockUse: CapUse { use(CapUse.budgetBit | CapUse.campaignBit | number, .all) }

  /// One claim of a member.
  package var memberUse: CapUse { use(CapUse.campaignBit | number, .member) }

  private func use(_ owner: UInt32, _ scope: CapScope) -> CapUse {
    CapUse(
      owner: owner,
      period: .life,
      scope: scope,
      unit: .times,
      periodStart: Timestamp(milliseconds: 0),
      amount: 1
    )
  }
}
