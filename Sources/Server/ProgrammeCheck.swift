internal import FealtyActors
package import FealtyWire

/// What a server would say of a programme that is new to it; `fealty programme check` shows it.
package struct ProgrammeCheck: Sendable {
  /// Why it would be refused; nil where it would not.
  package let refusal: Status?
  /// What promotions say and hardly mean.
  package let findings: [PromotionFinding]
  /// How many findings there are beyond.
  package let more: UInt32

  /// Checks a programme, with all its promotions, as if it were put now.
  package init(_ programme: Programme) {
    let check = FealtyActors.ProgrammeCheck(
      programme,
      zones: SystemZones(),
      random: SystemRandom(),
      nowMilliseconds: SystemClock().wallMilliseconds()
    )
    (refusal, findings, more) = (check.refusal, check.findings, check.more)
  }
}
