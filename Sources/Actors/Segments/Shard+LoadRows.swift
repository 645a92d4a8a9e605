internal import FealtyLoyalty
internal import FealtyWire

// What each shard does for a list: it says who the keys are that it knows of, and then goes through
// its members, a part a turn, and records what the list changes.

/// The members that keys stand for.
struct FoundMembers: Sendable {
  /// The first line of each.
  var lines: [UInt64: UInt32] = [:]
  var errors = LoadErrors()
  /// Lines that name somebody.
  var count: UInt64 = 0

  mutating func add(_ other: FoundMembers) {
    lines.merge(other.lines, uniquingKeysWith: min)
    errors.add(other.errors)
    count += other.count
  }
}

/// What going through the members has come to.
struct LoadedMembers: Sendable {
  var joined: UInt64 = 0
  var left: UInt64 = 0
  /// Those that are in too many segments; met twice where their table has grown meanwhile.
  var refused: Set<UInt64> = []

  mutating func add(_ other: LoadedMembers) {
    joined += other.joined
    left += other.left
    refused.formUnion(other.refused)
  }
}

/// A list that is to come into force.
struct SegmentList: Sendable {
  let programme: PublishedProgramme
  let segment: String
  let load: Int64
  /// By shard.
  let members: [Set<UInt64>]
}

extension Shard {
  /// Takes steps, one a turn, until one says that it was the last.
  private func takeTurns(
    _ step: @escaping @Sendable (Shard) -> Bool,
    then done: @escaping @Sendable (Shard) -> Void
  ) {
    if acceptsRequests, step(self) { return done(self) }
    send(to: index) { $0.takeTurns(step, then: done) }
  }

  // MARK: - Keys

  /// Looks up the keys that this shard knows of.
  func findMembers(
    _ rows: [LoadFile.Row],
    isCard: Bool,
    _ programme: PublishedProgramme,
    _ done: @escaping @Sendable (FoundMembers) -> Void
  ) {
    let search = Search()
    takeTurns { shard in
      let end = min(search.next + Limits.segmentRowsPerTurn, rows.count)
      for row in rows[search.next..<end] {
        guard let number = shard.memberNumber(row.key, isCard: isCard, programme) else {
          search.found.errors.add(row.line, isCard ? .cardNotFound : .memberNotFound)
          continue
        }
        search.found.count += 1
        search.found.lines[number] = min(row.line, search.found.lines[number] ?? row.line)
      }
      search.next = end
      return end == rows.count
    } then: { _ in
      done(search.found)
    }
  }

  private func memberNumber(
    _ key: String,
    isCard: Bool,
    _ programme: PublishedProgramme
  ) -> UInt64? {
    guard !isCard else {
      let entity = Self.cardEntity(program: programme.id, number: key)
      let held = findCard(entity, program: programme.id, number: key)
      return held.flatMap { $0.member == 0 ? nil : $0.member }
    }
    var id = key
    let entity = StableHash.hash(program: programme.id, member: id)
    return id.withUTF8 { bytes in
      let target = RequestHead.Target.memberID(UnsafeRawBufferPointer(bytes))
      return namedMember(entity, target, programme)?._withUnsafeGuaranteedRef { $0.number }
    }
  }

  // MARK: - Members

  /// Goes through the members, and records who comes into the segment and who leaves it when the
  /// load comes into force.
  func follow(_ list: SegmentList, _ done: @escaping @Sendable (LoadedMembers) -> Void) {
    let walk = Walk()
    takeTurns { shard in
      // A table that has grown has its members in other places: who was met already stays as it is.
      if walk.slots != shard.members.slotCount {
        walk.slots = shard.members.slotCount
        walk.next = 0
      }
      let next = shard.members.forEach(from: walk.next, slots: Limits.segmentSlotsPerTurn) {
        shard.follow(list, $0, into: &walk.loaded)
      }
      walk.next = next ?? 0
      return next == nil
    } then: { _ in
      done(walk.loaded)
    }
  }

  private func follow(_ list: SegmentList, _ actor: MemberActor, into loaded: inout LoadedMembers) {
    guard actor.programmeIndex == list.programme.index, !actor.isErased else { return }
    let isMember = list.members[index].contains(actor.number)
    guard isMember || actor.inPlace({ Member.hasDetails(of: &$0.pointee) }) else { return }
    let now = stamp()
    let came = actor.assumeIsolated { actor in
      actor.follow(list, isMember: isMember, now: now)
    }
    switch came {
    case .same: break
    case .changed: if isMember { loaded.joined += 1 } else { loaded.left += 1 }
    case .refused: loaded.refused.insert(actor.number)
    }
  }

  /// How far the keys have been looked up.
  ///
  /// Proof for `@unchecked Sendable`: only work on one shard touches it.
  private final class Search: @unchecked Sendable {
    var next = 0
    var found = FoundMembers()
  }

  /// How far the members have been gone through.
  ///
  /// Proof for `@unchecked Sendable`: only work on one shard touches it.
  private final class Walk: @unchecked Sendable {
    var next = 0
    var slots = 0
    var loaded = LoadedMembers()
  }
}

extension MemberActor {
  /// What a list is to a member.
  enum Following: Sendable {
    case same, changed, refused
  }

  /// Records what a list changes about the member when it comes into force.
  func follow(_ list: SegmentList, isMember: Bool, now: Timestamp) -> Following {
    let wish = SegmentChange(
      segment: list.segment,
      isMember: isMember,
      from: Timestamp(markOf: list.load)
    )
    let swaps = list.programme.segmentSwaps
    do throws(Refusal) {
      guard let change = try member.decideSegment(wish, swaps: swaps, now: now) else {
        return .same
      }
      _ = record(.changed(change), kind: .memberChanged, now: now) {
        $0.writeSegments(of: change, member)
      }
      return .changed
    } catch {
      return .refused
    }
  }
}
