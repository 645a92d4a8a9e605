internal import FealtyLoyalty
package import FealtyWire

/// What a server that knows nothing of a programme would say of it: whether it refuses the
/// programme, and what in it is hardly meant.
package struct ProgrammeCheck: Sendable {
  /// Why it would be refused; nil where it would not.
  package let refusal: Status?
  package let findings: [PromotionFinding]
  /// How many findings there are beyond.
  package let more: UInt32

  /// Checks a programme as if it were put now, all at once.
  ///
  /// - Parameters:
  ///   - programme: With all its promotions.
  ///   - zones: Knows the programme's time zone.
  ///   - random: For what would be made with it.
  ///   - nowMilliseconds: Since 1970.
  package init(
    _ programme: Programme,
    zones: any ZoneSource,
    random: any RandomSource,
    nowMilliseconds: Int64
  ) {
    let draft = CatalogueDraft(
      existing: nil,
      programmeCount: 0,
      nextToken: 0,
      nextPromotion: 1,
      zones: zones,
      random: random,
      // A file goes to a server in as many changes as it takes.
      recordRoom: .max
    )
    let now = Timestamp(milliseconds: nowMilliseconds)
    let request = PutProgrammeRequest(programme: programme)
    let change = draft.put(request, programme.programID, now: now)
    var answer = PutProgrammeResponse()
    if change.refusal == nil {
      do throws(DecodingError) {
        answer = try PutProgrammeResponse(bytes: change.answer)
      } catch {
        preconditionFailure("an answer that was just made cannot be read: \(error)")
      }
    }
    refusal = change.refusal
    (findings, more) = (answer.findings, answer.moreFindings)
  }
}
