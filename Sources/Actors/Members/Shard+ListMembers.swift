internal import FealtyLoyalty
internal import FealtyWire

// ListMembers: a page of a programme's members. They go by their numbers, hashes of their ids: an
// order that no table, no restart and no number of shards changes, so that who comes meanwhile
// shifts no more than the places behind its own. Each shard names those of its members that may be
// on the page (see ``MemberListing``); the shard that was asked puts them in order, and then asks
// for the few that it shows.

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
    gather(
      into: MemberListing.Part(),
      finding: { shard, done in shard.candidates(for: page.part) { _, found in done(found) } },
      merging: { all, found in
        all.numbers += found.numbers
        all.total += found.total
      }
    ) { shard, all in shard.show(page, all) }
  }

  /// Asks the members' shards for what the page shows of them, and answers.
  private func show(_ page: MemberPage, _ all: MemberListing.Part) {
    let behind = all.numbers.sorted().dropFirst(page.offset)
    let shown = Array(behind.prefix(page.limit))
    var response = ListMembersResponse(totalCount: all.total)
    // Of as many as may be there, one more was asked for.
    if behind.count > shown.count, let last = shown.last {
      response.nextCursor = String(last, radix: 36)
    }
    let answer = response
    let find: @Sendable (Shard) -> [UInt64: ListedMember] = { shard in
      let now = shard.stamp()
      var found: [UInt64: ListedMember] = [:]
      for number in shown where StableHash.shard(number, count: shard.count) == shard.index {
        guard let actor = shard.members.find(number) else { continue }
        found[number] = actor.assumeIsolated { ListedMember($0.member, page.programme, now: now) }
      }
      return found
    }
    gather(into: [:], find, merging: { $0.merge($1) { one, _ in one } }) { shard, members in
      var complete = answer
      complete.members = shown.compactMap { members[$0] }
      // What each shard told came behind its newest batch: a gated answer waits for all.
      shard.respond(page.call, gated: true, message: complete)
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

  /// What each shard is asked for; of numbers as many as tell what stands on the page, and whether
  /// it is the last.
  var part: MemberListing.Wish {
    MemberListing.Wish(programme: programme.index, after: after, count: offset + limit + 1)
  }
}

extension ListedMember {
  fileprivate init(_ member: Member, _ programme: PublishedProgramme, now: Timestamp) {
    let profile = member.hasDetails ? member.details.profile : FealtyLoyalty.Profile()
    self.init(
      memberID: member.id,
      version: UInt64(member.version),
      stage: FealtyWire.Stage(rawValue: Int32(member.stage.rawValue)),
      tier: member.tier.isEmpty ? programme.tiers.first ?? "" : member.tier,
      segments: member.segments(at: now, programme.segmentSwaps),
      cardNumbers: member.cards,
      profile: profile == FealtyLoyalty.Profile() ? nil : FealtyWire.Profile(profile),
      enrolledAtMs: member.enrolledAt.milliseconds
    )
  }
}
