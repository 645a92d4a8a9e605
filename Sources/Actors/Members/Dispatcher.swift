internal import FealtyLoyalty
internal import FealtyWire

/// One handler for each method of the schema, on the shard that answers it.
struct Dispatcher: ServiceHandler {
  typealias Call = RoutedCall
  let shard: Shard

  // MARK: - Points

  func evaluateBasket(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    guard let command = shard.beginRead(call) else { return }
    let desk = shard.evaluation
    do throws(RequestFault) {
      try desk.read(payload, as: .evaluate, in: command.programme)
    } catch {
      return fail(call, error)
    }
    guard !desk.includesInactive || desk.includePromotions.isEmpty else {
      return shard.evaluateWithInactive(call, command)
    }
    shard.evaluate(call, command)
  }

  func earn(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    // The content is read before the request id is reserved: what is malformed is not remembered.
    guard var command = shard.beginRead(call) else { return }
    shard.evaluation = shard.earns.nextDesk
    do throws(RequestFault) {
      try shard.evaluation.read(payload, as: .earn, in: command.programme)
      if !shard.evaluation.evaluationID.isEmpty { try shard.pin(call, &command) }
    } catch {
      return fail(call, error)
    }
    command.head.originalHash = shard.evaluation.ingestedHash
    let receipt = ReceiptKey(command, desk: shard.evaluation)
    if shard.parksSale(command), shard.forwardToReceipt(call, receipt) { return }
    if let receipt { shard.services.receipts.prefetch(receipt.tag) }
    guard shard.begin(&command, entity: call.entity) else { return }
    shard.earns.add(command, entity: call.entity, receipt: receipt)
    if shard.earns.isFull || payload.count > EarnBatch.requestBytes { shard.finishGathered() }
  }

  /// Says which field of a request that is read by hand is no part of a message.
  private func fail(_ call: RoutedCall, _ fault: RequestFault) {
    let named = RequestCheck.named(fault, call.head.payload, of: call.call.method)
    shard.fail(call.call, Status(named))
  }

  func redeem(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.redeem(call)
  }

  func lock(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    mutate(call, LockRequest.self) { request, member, command throws(Refusal) in
      try member.lock(request, command)
    }
  }

  func unlock(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    mutate(call, UnlockRequest.self) { request, member, command throws(Refusal) in
      try member.unlock(request, command)
    }
  }

  func reverseEarn(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.reverseEarn(call)
  }

  func reverseRedemption(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.reverseRedemption(call)
  }

  func getPointStatus(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    guard let request = shard.decode(call, GetPointStatusRequest.self) else { return }
    guard request.asOfMs == 0 else { return shard.pastPointStatus(call, request) }
    read(call, GetPointStatusRequest.self) { request, member, command throws(Refusal) in
      try member.pointStatus(request, command)
    }
  }

  func getExpirySchedule(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.expirySchedule(call)
  }

  func listTransactions(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.listTransactions(call)
  }

  func listProgrammeTransactions(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.listProgrammeTransactions(call)
  }

  func streamTransactions(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.streamTransactions(call)
  }

  func postSale(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.postSale(call)
  }

  func returnLines(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.returnLines(call)
  }

  func ingestEvent(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.ingestEvent(call)
  }

  func ingestEvents(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.ingestEvents(call)
  }

  func testMapping(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.testMapping(call)
  }

  func listQuarantine(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.listQuarantine(call)
  }

  func replayQuarantined(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.replayQuarantined(call)
  }

  func dropQuarantined(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.dropQuarantined(call)
  }

  func rewardEvent(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.rewardEvent(call)
  }

  func claimSale(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.claimSale(call)
  }

  func redeemVoucher(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.redeemVoucher(call)
  }

  func useVoucher(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.useVoucher(call)
  }

  func explainTransaction(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.explainTransaction(call)
  }

  func activatePoints(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.activatePoints(call)
  }

  func extendExpiry(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.extendExpiry(call)
  }

  func expirePoints(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.expirePoints(call)
  }

  // MARK: - Bank

  func creditPoints(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.creditPoints(call)
  }

  func debitPoints(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    mutate(call, DebitPointsRequest.self) { request, member, command throws(Refusal) in
      try member.debitPoints(request, command)
    }
  }

  func personaliseNft(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.personaliseNFT(call)
  }

  func decideNft(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) { shard.decideNFT(call) }

  func getBalances(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    read(call, GetBalancesRequest.self) { request, member, command throws(Refusal) in
      try member.bankBalances(request, command)
    }
  }

  // MARK: - Vouchers

  func listVouchers(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.listVouchers(call)
  }

  func getVoucher(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) { shard.getVoucher(call) }

  // MARK: - Codes

  func issueCodes(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) { shard.issueCodes(call) }

  func claimCode(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) { shard.claimCode(call) }

  func listCodes(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) { shard.listCodes(call) }

  func cancelCode(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) { shard.cancelCode(call) }

  // MARK: - Members

  func enrol(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) { shard.enrol(call) }

  func updateMember(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.updateMember(call)
  }

  func listMembers(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.listMembers(call)
  }

  func putMembership(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.putMembership(call)
  }

  func listMemberships(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    read(call, ListMembershipsRequest.self) { request, member, _ throws(Refusal) in
      try member.memberships(request)
    }
  }

  func deleteMembership(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.deleteMembership(call)
  }

  func updateStage(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.updateStage(call)
  }

  func deleteMember(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.deleteMember(call)
  }

  func getMember(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    read(call, GetMemberRequest.self) { _, member, command in member.info(command) }
  }

  func validateCard(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.validateCard(call)
  }

  func replaceCard(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.replaceCard(call)
  }

  func putAlias(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) { shard.putAlias(call) }

  func removeAlias(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.removeAlias(call)
  }

  func getMemberByAlias(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.getMemberByAlias(call)
  }

  func listIdentityProviders(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.listIdentityProviders(call)
  }

  func updateCardStage(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.updateCardStage(call)
  }

  func setPin(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.setPin(call)
  }

  func resetPin(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    mutate(call, ResetPinRequest.self) { request, member, command throws(Refusal) in
      try member.resetPIN(request, command)
    }
  }

  func setRedemptionThreshold(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.setRedemptionThreshold(call)
  }

  // MARK: - Segments

  func changeMembers(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.changeMembers(call)
  }

  func changeMember(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.changeMember(call)
  }

  func beginLoad(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) { shard.beginLoad(call) }

  func uploadPart(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) { shard.uploadPart(call) }

  func commitLoad(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) { shard.commitLoad(call) }

  func getLoad(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) { shard.getLoad(call) }

  func listMemberSegments(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    read(call, ListMemberSegmentsRequest.self) { request, member, command in
      member.segments(request, command)
    }
  }

  // MARK: - Programmes

  func putProgramme(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.changeCatalogue(call, PutProgrammeRequest.self) { catalogue, request, id, now in
      catalogue.put(request, id, now: now)
    }
  }

  func createToken(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.changeCatalogue(call, CreateTokenRequest.self) { catalogue, request, id, now in
      catalogue.createToken(request, id, now: now)
    }
  }

  func putPromotions(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.changeCatalogue(call, PutPromotionsRequest.self) { catalogue, request, id, now in
      catalogue.putPromotions(request, id, now: now)
    }
  }

  func getProgramme(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.getProgramme(call)
  }

  func listPromotions(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.listPromotions(call)
  }

  func getToken(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) { shard.getToken(call) }

  func rollBackPromotion(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.rollBackPromotion(call)
  }

  func listPromotionVersions(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.listPromotionVersions(call)
  }

  // MARK: - Shapes

  /// A command on one member that needs nothing but the member.
  func mutate<Request: Message>(
    _ call: RoutedCall,
    _ type: Request.Type,
    _ step:
      @Sendable (Request, isolated MemberActor, CommandContext) throws(Refusal) -> Void
  ) {
    guard let request = shard.decode(call, type) else { return }
    guard let command = shard.beginCommand(call) else { return }
    guard let actor = shard.member(call, command.programme) else {
      return shard.refuse(command, shard.missing(call.head))
    }
    let refusal = actor.assumeIsolated { actor in
      actor.run(command) { (member) throws(Refusal) in try step(request, member, command) }
    }
    if let refusal { shard.refuse(command, refusal, member: actor.number) }
  }

  /// A read of one member.
  func read<Request: Message, Answer: Message>(
    _ call: RoutedCall,
    _ type: Request.Type,
    _ query: @Sendable (Request, isolated MemberActor, CommandContext) throws(Refusal) -> Answer
  ) {
    guard let request = shard.decode(call, type), let command = shard.beginRead(call) else {
      return
    }
    guard let actor = shard.member(call, command.programme) else {
      return shard.fail(call.call, shard.missing(call.head))
    }
    actor.assumeIsolated { actor in
      do throws(Refusal) {
        let answer = try query(request, actor, command)
        shard.respond(call.call, gated: actor.isAhead, message: answer)
      } catch {
        shard.fail(call.call, gated: actor.isAhead, Status(error))
      }
    }
  }
}

extension Shard {
  /// The request as a message; nil when the call has been answered with why it is none.
  func decode<Request: Message>(_ call: RoutedCall, _ type: Request.Type) -> Request? {
    do throws(DecodingError) {
      return try Request(decoding: call.head.payload)
    } catch {
      fail(call.call, Status(RequestFault.malformed(error)))
      return nil
    }
  }
}
