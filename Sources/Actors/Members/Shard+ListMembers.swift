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
    let gathering = GatheredPage(count)
    let home = index
    for peer in 0..<count {
      send(to: peer) { shard in
        shard.candidates(for: page.part) { shard, found in
          shard.send(to: home) { shard in
            guard let all = gathering.add(found) else { return }
            shard.show(page, all)
          }
        }
      }
    }
  }

  /// Asks the members' shards for what the page shows of them, and answers.
  private func show(_ page: MemberPage, _ all: MemberListing.Part) {
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

  /// What each shard is asked for; of numbers as many as tell what stands on the page, and whether
  /// it is the last.
  var part: MemberListing.Wish {
    MemberListing.Wish(programme: programme.index, after: after, count: offset + limit + 1)
  }
}

/// Puts the shards' candidates together.
///
/// Proof for `@unchecked Sendable`: only work on the asking shard touches it.
private final class GatheredPage: @unchecked Sendable {
  private var all = MemberListing.Part()
  private var left: Int
  init(_ count: Int) { left = count }

  /// All of them in order, when these were the last.
  func add(_ found: MemberListing.Part) -> MemberListing.Part? {
    all.numbers += found.numbers
    all.total += found.total
    left -= 1
    guard left == 0 else { return nil }
    all.numbers.sort()
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
