internal import FealtyLoyalty
internal import FealtyWire

// Events and purchases of somebody whom nobody has enrolled, where the programme makes a member of
// each of them. All of it is one turn of the id's home, so it happens once, and its records are in
// one batch with that of the event.

extension Shard {
  /// Whether a call for whom there is no member makes one.
  ///
  /// Who was deleted does not come back by an event.
  func mayEnrol(_ call: RoutedCall, _ programme: PublishedProgramme) -> Bool {
    guard programme.settings.enrolUnknown, case .memberID = call.head.target, call.entity != 0
    else { return false }
    return erasedMember(call, programme) == nil
  }

  /// Enrols whom a call is for, and rewards what was held for the id; of a dry run the member is
  /// one that nobody else sees.
  ///
  /// What is on the desk stays there. ``mayEnrol(_:_:)`` has said yes.
  func enrolUnknown(_ call: RoutedCall, _ command: CommandContext) -> MemberActor {
    guard case .memberID(let id) = call.head.target else {
      preconditionFailure("a member without an id is to be enrolled by an event")
    }
    var number = call.entity
    while members.find(number) != nil { number &+= 1 }
    let actor = MemberActor(
      number: number,
      shard: self,
      programmeIndex: command.programme.index,
      member: Member(id: String(decoding: id, as: UTF8.self))
    )
    if !command.isDryRun {
      members.insert(actor)
      listing.arrived(number, programme: command.programme.index)
    }
    let isPending = command.programme.settings.enrolUnknownStage == .pending
    actor.assumeIsolated { $0.enrol(as: isPending ? .pending : .active, command) }
    if !command.isDryRun, heldEvents[call.entity] != nil { rewardBeside(actor) }
    return actor
  }

  /// Rewards what was held for a member without touching what is on the desk.
  private func rewardBeside(_ actor: MemberActor) {
    let desk = evaluation
    let other = EvaluationDesk(services.articles)
    evaluation = other
    rewardHeldEvents(of: actor)
    evaluation = desk
    withExtendedLifetime(other) {}
  }
}
