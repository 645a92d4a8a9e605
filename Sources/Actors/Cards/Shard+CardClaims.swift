internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// A card lies on another shard than its member, as a rule: it is claimed there first, and is the
// member's when the member's record says so. A claim that no member confirms, because of a refusal
// or a crash, is given back.

/// What a claim of a card came to.
struct CardClaim: Sendable {
  enum Outcome: Sendable {
    case new, alreadyOwn, taken
  }

  var card: String
  var outcome: Outcome

  /// Whether it is another member's.
  var isTaken: Bool { outcome == .taken }
}

extension Shard {
  /// A number for a card that nobody has, most likely; who claims it finds out.
  func newCardNumber(_ programme: PublishedProgramme) -> String {
    programme.cards.number(from: services.random.next())
  }

  /// Claims a card for a member, and goes on with the command here.
  ///
  /// `number`: the member's. `confirm` either records the member with the card or gives the claim
  /// back.
  func claimCard(
    _ card: String,
    for number: UInt64,
    _ command: CommandContext,
    confirm: @escaping @Sendable (Shard, CardClaim, RoutedCall, CommandContext) -> Void
  ) {
    let waiting = WaitingCommand(command, entity: number)
    let program = command.programme.id
    let entity = Shard.cardEntity(program: program, number: card)
    let member = index
    send(to: StableHash.shard(entity, count: count)) { home in
      let outcome = home.claim(card, entity: entity, program: program, member: number)
      home.send(to: member) { shard in
        let claim = CardClaim(card: card, outcome: outcome)
        var isTakenUp = false
        waiting.resume(on: shard) { routed, command in
          isTakenUp = true
          confirm(shard, claim, routed, command)
        }
        // It is to come again, and the card may be somebody else's by then.
        if !isTakenUp { shard.giveBack(claim, of: number, program: program) }
      }
    }
  }

  /// Gives a claim back that came to nothing; one that another command made is that command's to
  /// keep.
  func giveBack(_ claim: CardClaim, of number: UInt64, program: String) {
    guard claim.outcome == .new else { return }
    if !isClaimed(claim.card, by: number) { release(claim.card, of: number, program: program) }
  }

  /// At the card's home: whether the card now belongs to the member.
  private func claim(
    _ card: String,
    entity: UInt64,
    program: String,
    member: UInt64
  ) -> CardClaim.Outcome {
    let existing = findCard(entity, program: program, number: card)
    if let existing, existing.member != 0 {
      return existing.member == member ? .alreadyOwn : .taken
    }
    let held =
      existing
      ?? CardEntity(
        number: freeCardPlace(entity),
        programID: program,
        cardNumber: card,
        version: 0,
        member: 0,
        last: 0
      )
    if existing == nil { cards.insert(held) }
    record(held, kind: .cardClaimed, program: program, member: member)
    return .new
  }

  func release(_ card: String, of member: UInt64, program: String) {
    let entity = Shard.cardEntity(program: program, number: card)
    send(to: StableHash.shard(entity, count: count)) { home in
      guard let held = home.findCard(entity, program: program, number: card),
        held.member == member
      else { return }
      home.record(held, kind: .cardReleased, program: program, member: 0)
    }
  }

  /// Records a claim or a release of a card of this shard.
  func record(_ card: CardEntity, kind: RecordKind, program: String, member: UInt64) {
    card.member = member
    let body = CardClaimedRecord(programID: program, cardNumber: card.cardNumber, member: member)
    record(card, kind: kind) { body.encode(into: &$0) }
  }
}
