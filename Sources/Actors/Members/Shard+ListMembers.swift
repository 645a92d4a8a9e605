internal import FealtyLoyalty
internal import FealtyWire

// ListMembers: a page of a programme's members. They go by their numbers, hashes of their ids: an
// order that no table, no restart and no number of shards changes, so that who comes meanwhile
// shifts no more than the places behind its own. Each shard looks through its members between its
// turns and names those that may be on the page; the shard that was asked puts them in order, and
// then asks for the few that it shows.

extension Shard {
  func listMembers(_ call: RoutedCall) {
    guard let request = decode(call, ListMembersRequest.self), let command = beginRead(call)
    else { return }
    guard request.limit <= UInt32(Limits.pageTransactions) else {
      return fail(call.call, Status(.invalidField("limit")))
    }
    guard request.offset <= UInt32(Limits.historyOffset),
      request.offset == 0 || request.cursor.isEmpty
    else { return fail(call.call, Status(.invalidField("offset"))) }
    var after: UInt64 = 0
    if !request.cursor.isEmpty {
      guard let place = UInt64(request.cursor, radix: 36) else {
        return fail(call.call, Status(.invalidField("cursor")))
      }
      after = place
    }
    let limit = request.limit == 0 ? Limits.pageTransactions : Int(request.limit)
    let page = MemberPage(
      call: call.call,
      programme: command.programme,
      after: after,
      offset: Int(request.offset),
      limit: limit
    )
    let gathering = GatheredPage(count)
    let home = index
    for peer in 0..<count {
      send(to: peer) { shard in
        shard.candidates(for: page, MemberCandidates(page), from: 0) { shard, found in
          shard.send(to: home) { shard in
            guard let all = gathering.add(found) else { return }
            shard.show(page, all)
          }
        }
      }
    }
  }

  /// Looks through the next slice of the members; the one after it has a turn of its own.
  private func candidates(
    for page: MemberPage,
    _ found: MemberCandidates,
    from start: Int,
    _ done: @escaping @Sendable (Shard, MemberCandidates) -> Void
  ) {
    var found = found
    // The table has grown: its members are elsewhere.
    var start = start
    if found.slotCount != members.slotCount {
      (found, start) = (MemberCandidates(page), 0)
      found.slotCount = members.slotCount
    }
    let next = members.forEach(from: start, slots: Limits.auditSlots) { actor in
      guard actor.programmeIndex == page.programme.index else { return }
      found.add(actor.number, after: page.after)
    }
    guard let next else {
      found.cut()
      return done(self, found)
    }
    let sofar = found
    send(to: index) { $0.candidates(for: page, sofar, from: next, done) }
  }

  /// Asks the members' shards for what the page shows of them, and answers.
  private func show(_ page: MemberPage, _ all: MemberCandidates) {
    let behind = all.numbers.dropFirst(page.offset)
    let shown = Array(behind.prefix(page.limit))
    var response = ListMembersResponse(totalCount: all.total)
    // Of as many as may be there, one more was asked for.
    if behind.count > shown.count, let last = shown.last {
      response.nextCursor = String(last, radix: 36)
    }
    let gathering = GatheredMembers(count)
    let (home, answer) = (index, response)
    for peer in 0..<count {
      let mine = shown.filter { StableHash.shard($0, count: count) == peer }
      send(to: peer) { shard in
        let found = mine.compactMap { number in
          shard.members.find(number).map { actor in
            (number, actor.assumeIsolated { ListedMember($0.member, page.programme) })
          }
        }
        shard.send(to: home) { shard in
          guard let members = gathering.add(found) else { return }
          var complete = answer
          complete.members = shown.compactMap { members[$0] }
          // What each shard told came behind its newest batch: a gated answer waits for all.
          shard.respond(page.call, gated: true, message: complete)
        }
      }
    }
  }
}

/// What a page is to show.
private struct MemberPage: Sendable {
  let call: Call
  let programme: PublishedProgramme
  /// Members with higher numbers alone.
  let after: UInt64
  let offset: Int
  let limit: Int

  /// How many numbers tell what stands on the page, and whether it is the last.
  var wanted: Int { offset + limit + 1 }
}

/// The members of one shard, or of all, that may be on a page.
private struct MemberCandidates: Sendable {
  private let wanted: Int
  /// Ascending once they are cut.
  private(set) var numbers: [UInt64] = []
  /// Members of the programme, whatever the page.
  private(set) var total: Int64 = 0
  var slotCount = 0

  init(_ page: MemberPage) { wanted = page.wanted }

  mutating func add(_ number: UInt64, after: UInt64) {
    total += 1
    guard number > after else { return }
    numbers.append(number)
    // Sorted now and then, so that a page of millions keeps thousands.
    if numbers.count >= 4 * wanted { cut() }
  }

  mutating func merge(_ other: MemberCandidates) {
    numbers += other.numbers
    total += other.total
  }

  mutating func cut() {
    numbers.sort()
    if numbers.count > wanted { numbers.removeLast(numbers.count - wanted) }
  }
}

/// Puts the shards' candidates together.
///
/// Proof for `@unchecked Sendable`: only work on the asking shard touches it.
private final class GatheredPage: @unchecked Sendable {
  private var all: MemberCandidates?
  private var left: Int
  init(_ count: Int) { left = count }

  /// All of them, when these were the last.
  func add(_ found: MemberCandidates) -> MemberCandidates? {
    if all == nil { all = found } else { all?.merge(found) }
    left -= 1
    guard left == 0 else { return nil }
    all?.cut()
    return all
  }
}

/// Puts together what shards tell of members, by number.
///
/// Proof for `@unchecked Sendable`: only work on the asking shard touches it.
private final class GatheredMembers: @unchecked Sendable {
  private var all: [UInt64: ListedMember] = [:]
  private var left: Int
  init(_ count: Int) { left = count }

  /// All of them, when these were the last.
  func add(_ found: [(UInt64, ListedMember)]) -> [UInt64: ListedMember]? {
    for (number, member) in found { all[number] = member }
    left -= 1
    return left == 0 ? all : nil
  }
}

extension ListedMember {
  fileprivate init(_ member: Member, _ programme: PublishedProgramme) {
    let profile = member.hasDetails ? member.details.profile : FealtyLoyalty.Profile()
    self.init(
      memberID: member.id,
      version: UInt64(member.version),
      stage: FealtyWire.Stage(rawValue: Int32(member.stage.rawValue)),
      tier: member.tier.isEmpty ? programme.tiers.first ?? "" : member.tier,
      segments: member.segments,
      cardNumbers: member.cards,
      profile: profile == FealtyLoyalty.Profile() ? nil : FealtyWire.Profile(profile),
      enrolledAtMs: member.enrolledAt.milliseconds
    )
  }
}
