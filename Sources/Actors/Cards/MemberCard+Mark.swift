internal import FealtyLoyalty
internal import FealtyWire

// A card's mark ↔ the schema's `MemberCard`, in records, snapshots, exports and answers.

extension MemberCard {
  init(_ mark: CardMark) {
    self.init(
      cardNumber: mark.number,
      stage: FealtyWire.CardStage(rawValue: Int32(mark.stage.rawValue)),
      reason: FealtyWire.CardReason(rawValue: Int32(mark.reason.rawValue)),
      replacedBy: mark.successor,
      sinceMs: mark.since.milliseconds
    )
  }
}

extension CardMark {
  /// Nil where a message has no stage that this version knows.
  init?(_ card: MemberCard) {
    guard let stage = FealtyLoyalty.CardStage(rawValue: UInt8(clamping: card.stage.rawValue)),
      let reason = FealtyLoyalty.CardReason(rawValue: UInt8(clamping: card.reason.rawValue))
    else { return nil }
    self.init(
      number: card.cardNumber,
      stage: stage,
      reason: reason,
      successor: card.replacedBy,
      since: Timestamp(milliseconds: card.sinceMs)
    )
  }

  /// Whether a command could have made it.
  var isUsual: Bool {
    guard since.milliseconds >= 0, successor != number else { return false }
    return switch stage {
    case .active: false
    case .blocked: true
    case .replaced: !successor.isEmpty
    }
  }
}
