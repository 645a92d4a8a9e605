internal import FealtyLoyalty
package import FealtyWire

/// Compiling a programme outside an engine, to measure it.
package enum ProgrammeCompilation {
  /// Makes of a message what shards read, as after a change of it; the promotions get the numbers
  /// of their places.
  ///
  /// - Returns: How many promotions there are in it.
  package static func compile(_ programme: Programme) -> Int {
    let tokens = Dictionary(
      programme.tokens.enumerated().map { ($1.tokenID, TokenNumber($0)) },
      uniquingKeysWith: { first, _ in first }
    )
    let definition = ProgrammeDefinition(
      programme,
      tokens: tokens,
      promotions: programme.promotions.enumerated().map { (PromotionNumber($0 + 1), $1) }
    )
    return CompiledProgramme(definition, zone: .utc).definition.promotions.count
  }
}
