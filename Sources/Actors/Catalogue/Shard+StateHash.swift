internal import FealtyLoyalty
internal import FealtyWire

// GetStateHash: whether two servers, or one before and after, hold the same members, and the same
// that waits for one.
//
// Each shard adds up the hashes of its members, a slice a turn. The hash of members that change
// meanwhile is of no single instant: who compares asks a server at rest.

/// The hash of some members, and how many they are.
struct MembersHash: Sendable {
  var hash = StateHash()
  /// Of what the future depends on alone; only where it was asked for.
  var standing: StateHash?
  var members: Int64 = 0

  mutating func combine(_ other: MembersHash) {
    hash.combine(other.hash)
    if let part = other.standing {
      var sum = standing ?? StateHash()
      sum.combine(part)
      standing = sum
    }
    members += other.members
  }
}

extension Shard {
  func getStateHash(_ call: RoutedCall) {
    guard decode(call, GetStateHashRequest.self) != nil else { return }
    let reply = call.call
    hashMembers(withStanding: true) { shard, total in
      // Each part came behind its shard's newest batch.
      shard.respond(
        reply,
        gated: true,
        message: GetStateHashResponse(
          hash: total.hash.bytes,
          members: total.members,
          durableBatch: shard.services.log.durableBatch,
          standingHash: total.standing?.bytes ?? []
        )
      )
    }
  }

  /// Adds up the hashes of all shards' members, and comes back here with the sum.
  func hashMembers(
    withStanding isStandingWanted: Bool = false,
    _ done: @escaping @Sendable (Shard, MembersHash) -> Void
  ) {
    let none = MembersHash(standing: isStandingWanted ? StateHash() : nil)
    gather(
      into: MembersHash(),
      finding: { $0.hashMembers(none, from: 0, of: $0.members.slotCount, $1) },
      merging: { $0.combine($1) },
      done
    )
  }

  /// Hashes a slice of the members; the one after it has a turn of its own.
  private func hashMembers(
    _ before: MembersHash,
    from slot: Int,
    of slotCount: Int,
    _ done: @escaping @Sendable (MembersHash) -> Void
  ) {
    guard slotCount == members.slotCount else {
      // The table has grown, and everybody has another place.
      let none = MembersHash(standing: before.standing.map { _ in StateHash() })
      return hashMembers(none, from: 0, of: members.slotCount, done)
    }
    var sum = before
    let next = members.forEach(from: slot, slots: Limits.auditSlots) { actor in
      sum.hash.combine(actor.assumeIsolated { $0.member.fullHash })
      sum.standing?.combine(actor.assumeIsolated { $0.member.standingHash })
      sum.members += 1
    }
    guard let next else {
      for body in waitingBodies {
        sum.hash.combine(StateHash(of: body))
        sum.standing?.combine(StateHash(of: body))
      }
      return done(sum)
    }
    let found = sum
    send(to: index) { $0.hashMembers(found, from: next, of: slotCount, done) }
  }
}
