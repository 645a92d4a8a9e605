internal import FealtyLoyalty
internal import FealtyWire

// The handlers of brands and of those who run the server: what is not about one member's points.

extension Dispatcher {
  // MARK: - Exchanges

  func exchange(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) { shard.exchange(call) }

  func reverseExchange(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.reverseExchange(call)
  }

  func listLateDeliveries(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.listLateDeliveries(call)
  }

  func resolveLateDelivery(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    mutate(call, ResolveLateDeliveryRequest.self) { request, member, command throws(Refusal) in
      try member.resolveLate(request, command)
    }
  }

  func putMarketRate(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.putMarketRate(call)
  }

  func getExchange(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.getExchange(call)
  }

  func putToken(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.changeCatalogue(call, PutTokenRequest.self) { catalogue, request, id, now in
      catalogue.putToken(request, id, now: now)
    }
  }

  func putPartnership(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.changeCatalogue(call, PutPartnershipRequest.self) { catalogue, request, id, now in
      catalogue.putPartnership(request, id, now: now)
    }
  }

  func listPartnerships(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.listPartnerships(call)
  }

  // MARK: - Operations

  func verifyLedger(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.verifyLedger(call)
  }

  func getServerInfo(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.serverInfo(call)
  }

  func backTest(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.backTest(call)
  }

  func getStateHash(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.getStateHash(call)
  }

  func takeSnapshot(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.takeSnapshot(call)
  }

  func exportMembers(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.exportMembers(call)
  }

  func importMember(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.importMember(call)
  }

  // MARK: - Events

  func subscribe(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) { shard.subscribe(call) }

  // MARK: - Access

  func generateAccessToken(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.generateAccessToken(call)
  }

  func putClient(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) { shard.putClient(call) }

  func rotateSecret(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.rotateSecret(call)
  }

  func revokeAccess(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.revokeAccess(call)
  }

  func listClients(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.listClients(call)
  }

  func listAudit(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) { shard.listAudit(call) }

  func putWebhook(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) { shard.putWebhook(call) }

  func deleteWebhook(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.deleteWebhook(call)
  }

  func listWebhooks(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.listWebhooks(call)
  }

  func listDeadLetters(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.listDeadLetters(call)
  }

  func replayWebhook(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.replayWebhook(call)
  }
}
