/// Bounds on what promotions and baskets may hold.
package enum PromotionLimits {
  /// Lines of one basket: a receipt's length, and the bound on one evaluation's work.
  package static let linesPerBasket = 1_000
  /// Units of one line: beyond them somebody has typed a bar code into the quantity.
  package static let unitsPerLine: Int64 = 10_000
  /// What a fuel line's quantity counts: thousandths of its unit of volume.
  package static let fuelParts: Int64 = 1_000
  /// Minor units of one line, either sign.
  ///
  /// A thousand such lines fit `Int64` with room for a factor.
  package static let amountPerLine: Int64 = 1_000_000_000_000
  /// Names of one line that promotions mention.
  package static let termsPerLine = 255
  /// Bytes of a programme's or promotion's id.
  package static let idBytes = 64
  /// Bytes of a token's id.
  package static let tokenIdBytes = 32
  /// Bytes of any other name in a definition, such as a SKU.
  package static let nameBytes = 1_024
  /// Promotions of one programme, versions included: their numbers fit the index.
  package static let promotionsPerProgramme = 1_000_000
  /// Names in one promotion's lists.
  package static let termsPerPromotion = 100_000
  /// With how many of its group one promotion is compared at most, to find which of them is always
  /// chosen: a longer report would be read by nobody.
  static let peersCompared = 500
  /// How many names are compared for one such report at most, where a pair takes as long as 25:
  /// some hundredths of a second.
  static let namesCompared = 500_000
  /// Steps of a threshold, factors of a tier multiplier.
  package static let stepsPerPromotion = 1_000
  package static let capsPerPromotion = 16
  package static let budgetsPerPromotion = 16
  package static let budgetsPerProgramme = 10_000
  package static let voucherTypesPerProgramme = 10_000
  package static let codeCampaignsPerProgramme = 10_000
  /// Each is looked at when a member's are listed.
  package static let benefitsPerProgramme = 1_000
  /// Hour windows of one promotion.
  package static let windowsPerPromotion = 64
  /// Codes of one basket, and bytes of one of them.
  package static let codesPerBasket = 32
  package static let codeBytes = 64
  /// Kinds of tender of one basket that promotions mention.
  package static let tendersPerBasket = 32
  /// Days before or after a birthday: half a year.
  package static let birthdayDays: UInt32 = 183
  package static let tokensPerProgramme = 1_000
  package static let tiersPerProgramme = 1_000
  package static let groupsPerProgramme = 100_000
  /// Longest pending time and life of a lot: 1,000 years.
  package static let lotTermMilliseconds: Int64 = 31_557_600_000_000
}
