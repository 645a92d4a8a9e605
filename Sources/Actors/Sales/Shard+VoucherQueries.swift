internal import FealtyLoyalty
internal import FealtyWire

// ListVouchers and GetVoucher: read from the log, on the blocking pool.

extension Shard {
  func listVouchers(_ call: RoutedCall) {
    guard let request = decode(call, ListVouchersRequest.self) else { return }
    guard let command = beginRead(call) else { return }
    guard let actor = member(call, command.programme) else {
      return fail(call.call, missing(call.head))
    }
    let wish: VoucherWish
    do throws(RequestFault) {
      wish = try VoucherWish(request, now: command.now)
    } catch {
      return fail(call.call, Status(error))
    }
    let reply = call.call
    let programme = command.programme
    readVouchers(actor) { history, newest throws(HistoryFault) in
      let (page, cursor) = try history.vouchers(
        of: actor.number,
        wish,
        newest: newest,
        programme: programme
      )
      return ListVouchersResponse(
        vouchers: page.items,
        nextCursor: cursor,
        olderRemoved: page.isCut
      )
    } then: { shard, read in
      switch read {
      case .success(let answer): shard.respond(reply, gated: false, message: answer)
      case .failure(let fault): shard.fail(reply, fault.status)
      }
    }
  }

  func getVoucher(_ call: RoutedCall) {
    guard let request = decode(call, GetVoucherRequest.self) else { return }
    guard let command = beginRead(call) else { return }
    let programme = command.programme
    guard request.code.isEmpty || request.voucherID.isEmpty else {
      return fail(call.call, Status(.invalidField("voucher_id")))
    }
    let id = TransactionID(request.voucherID)
    let owner = id?.member ?? self.owner(of: request.code, programme)
    guard let owner else { return fail(call.call, Status(.voucherNotFound)) }
    guard call.entity == owner else {
      return outbox(StableHash.shard(owner, count: count))
        .add(call.call, entity: owner, payload: call.head.payload)
    }
    guard let actor = members.find(owner), actor.programmeIndex == programme.index,
      let version = id?.version ?? voucherID(request.code, of: actor, programme)
    else { return fail(call.call, Status(.voucherNotFound)) }
    let reply = call.call
    let now = command.now
    whenNewestIsDurable(actor) { shard, newest in
      let search = VoucherSearch(
        version,
        of: actor.number,
        newest: newest,
        now: now,
        programme: programme
      )
      shard.goOn(search, for: actor, reply)
    }
  }

  /// Looks for a voucher in parts, so that no thread of the pool reads all of a long history at
  /// once, and none for who does not wait any more.
  private func goOn(_ search: VoucherSearch, for actor: MemberActor, _ reply: Call) {
    let services = services
    let home = self
    services.pool.run {
      var search = search
      var fault: HistoryFault?
      do throws(HistoryFault) {
        try services.history.goOn(&search)
      } catch {
        fault = error
      }
      let (sought, failure) = (search, fault)
      home.post { shard in
        if let failure { return shard.fail(reply, failure.status) }
        guard sought.isOver else {
          guard !shard.hasPassed(reply) else { return shard.failDeadline(reply) }
          return shard.goOn(sought, for: actor, reply)
        }
        guard let voucher = sought.found else {
          return shard.fail(reply, Status(.voucherNotFound))
        }
        let memberID = actor.inPlace { $0.pointee.id }
        let response = GetVoucherResponse(voucher: voucher, memberID: memberID)
        shard.respond(reply, gated: false, message: response)
      }
    }
  }

  /// The version that issued the voucher with a code, as far as its member remembers it.
  private func voucherID(
    _ text: String,
    of actor: MemberActor,
    _ programme: PublishedProgramme
  ) -> UInt32? {
    guard let code = VoucherCode(text), let codes = VoucherCodes(programme) else { return nil }
    let trace = codes.trace(of: code)
    return actor.inPlace { $0.pointee.voucher(tag: trace.tag, check: trace.check)?.id }
  }

  /// Reads a member's records on the blocking pool, from the one that is the newest now.
  private func readVouchers<Found: Sendable>(
    _ actor: MemberActor,
    _ read: @escaping @Sendable (HistoryReader, UInt64) throws(HistoryFault) -> Found,
    then: @escaping @Sendable (Shard, Result<Found, HistoryFault>) -> Void
  ) {
    whenNewestIsDurable(actor) { shard, newest in
      let services = shard.services
      services.pool.run {
        let found = Result { () throws(HistoryFault) in try read(services.history, newest) }
        shard.post { then($0, found) }
      }
    }
  }
}
