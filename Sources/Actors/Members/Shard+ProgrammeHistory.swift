internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// ListProgrammeTransactions: the transactions of all members, by the log's order. In the background
// the log is read from its end; the members' homes say whose the records are; in the background
// again they become what a caller sees.

/// A page that is being made.
///
/// Proof for `@unchecked Sendable`: shard and background have it by turns, each when the other is
/// done.
private final class ProgrammePage: @unchecked Sendable {
  let call: Call
  let programme: PublishedProgramme
  let limit: Int
  var past: ProgrammeHistory
  var records: [HistoryReader.Record] = []
  var items: [MemberTransaction] = []

  init(_ call: Call, _ programme: PublishedProgramme, limit: Int, _ past: ProgrammeHistory) {
    self.call = call
    self.programme = programme
    self.limit = limit
    self.past = past
  }

  /// Shows the records that are of the programme's members.
  func show(_ names: [UInt64: String]) {
    let filter = past.filter
    for record in records {
      guard let name = names[record.entity],
        let transaction = TransactionView.transaction(
          record,
          tokenID: filter.tokenID,
          programme: programme
        )
      else { continue }
      items.append(MemberTransaction(memberID: name, transaction: transaction))
    }
    records = []
  }

  var answer: ListProgrammeTransactionsResponse {
    var page = HistoryPage<MemberTransaction>()
    page.next = past.next
    return ListProgrammeTransactionsResponse(
      transactions: items,
      nextCursor: page.cursor,
      olderRemoved: past.isCut,
      missing: past.missing
    )
  }
}

extension Shard {
  func listProgrammeTransactions(_ call: RoutedCall) {
    guard let request = decode(call, ListProgrammeTransactionsRequest.self) else { return }
    guard let command = beginRead(call) else { return }
    guard request.limit <= UInt32(Limits.pageTransactions) else {
      return fail(call.call, Status(.invalidField("limit")))
    }
    var filter = HistoryFilter()
    guard request.fromMs >= 0, request.fromMs <= Self.latestWindow else {
      return fail(call.call, Status(.invalidField("from_ms")))
    }
    guard request.toMs >= 0, request.toMs <= Self.latestWindow else {
      return fail(call.call, Status(.invalidField("to_ms")))
    }
    filter.fromMilliseconds = request.fromMs
    if request.toMs != 0 { filter.toMilliseconds = request.toMs }
    filter.kinds = request.kinds
    filter.tokenID = request.tokenID
    filter.storeID = request.storeID
    var start = (services.log.durableBatch + 1) << 16
    if !request.cursor.isEmpty {
      guard let position = HistoryPage<Transaction>.position(request.cursor), position <= start
      else { return fail(call.call, Status(.invalidField("cursor"))) }
      start = position
    }
    let limit = request.limit == 0 ? Limits.pageTransactions : Int(request.limit)
    let past = ProgrammeHistory(services.history, filter, before: start)
    readOn(ProgrammePage(call.call, command.programme, limit: limit, past))
  }

  /// Milliseconds since 1970: a hundred thousand years, and no sum of it overflows.
  private static let latestWindow: Int64 = 3_200_000_000_000_000

  private func readOn(_ page: ProgrammePage) {
    let me = self
    services.background.run {
      do throws(LostRecord) {
        page.records = try page.past.records(page.limit - page.items.count)
      } catch {
        let status = error.status("the transactions cannot be listed")
        return me.post { $0.fail(page.call, status) }
      }
      me.post { $0.findMembers(of: page) }
    }
  }

  /// Asks the members' homes who they are, and goes on with those of the programme.
  private func findMembers(of page: ProgrammePage) {
    var numbers: [Int: Set<UInt64>] = [:]
    for record in page.records {
      numbers[StableHash.shard(record.entity, count: count), default: []].insert(record.entity)
    }
    guard !numbers.isEmpty else { return show(page, [:]) }
    let gathering = Gathering([UInt64: String](), parts: numbers.count)
    let programme = page.programme.index
    let home = index
    for (shard, numbers) in numbers {
      send(to: shard) { peer in
        var names: [UInt64: String] = [:]
        for number in numbers {
          guard let actor = peer.members.find(number), actor.programmeIndex == programme else {
            continue
          }
          names[number] = actor.inPlace { $0.pointee.id }
        }
        let found = names
        peer.send(to: home) { shard in
          let all = gathering.add { $0.merge(found) { one, _ in one } }
          if let all { shard.show(page, all) }
        }
      }
    }
  }

  private func show(_ page: ProgrammePage, _ names: [UInt64: String]) {
    let me = self
    services.background.run {
      page.show(names)
      me.post { shard in
        let past = page.past
        if page.items.count < page.limit, past.next != 0, !past.isTired {
          return shard.readOn(page)
        }
        shard.respond(page.call, gated: false, message: page.answer)
      }
    }
  }
}
