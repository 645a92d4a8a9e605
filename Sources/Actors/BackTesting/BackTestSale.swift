internal import FealtyLoyalty
internal import FealtyWire

/// A sale of the period of which something comes back later, kept until then.
struct BackTestSale {
  /// Its record as the schema shows it.
  let body: [UInt8]
  let version: UInt32
  let recordedAt: Timestamp
  /// What stands of it as booked.
  var booked: [Award]
  /// What stands of it by the draft.
  var standing = SaleStanding()
  /// What the draft's rules were told of the buyer.
  var inputs = PastInputs()
}

extension PastInputs {
  /// What an evaluation was told, with tier and segments of the buyer then.
  init(_ evaluation: Evaluation, tier: String, segments: [String]) {
    self.init()
    self.tier = tier
    self.segments = segments
    counters = evaluation.counterUses + evaluation.inputs.counters
    capsBefore = evaluation.inputs.caps
    for (use, before) in zip(evaluation.capUses, evaluation.capsBefore) {
      var kept = use
      kept.amount = before
      capsBefore.append(kept)
    }
    isInBirthdayWindow = evaluation.inputs.isInBirthdayWindow
    awards = evaluation.awards
  }
}
