internal import FealtyLoyalty
internal import FealtyWire

// The points bank: credits and debits by the brand's word, and what a member holds.

extension Shard {
  /// Waits until what is left of the token's supply is known, where that is limited.
  func creditPoints(_ call: RoutedCall) {
    guard let request = decode(call, CreditPointsRequest.self) else { return }
    guard let command = beginCommand(call) else { return }
    guard let actor = member(call, command.programme) else {
      return refuse(command, missing(call.head))
    }
    let programme = command.programme
    let named = programme.tokens.first { $0.id == request.tokenID }?.number
    let token = request.tokenID.isEmpty ? programme.defaultToken : named
    if let token, 1...Points.limit.rawValue ~= request.points,
      let shortage = supplyShortage(of: token, request.points, programme)
    {
      return waitForBudgets(command, entity: call.entity, [shortage])
    }
    actor.finish(command) { (member) throws(Refusal) in
      try member.creditPoints(request, command)
    }
  }
}

extension MemberActor {
  func creditPoints(
    _ request: CreditPointsRequest,
    _ command: CommandContext
  ) throws(Refusal) {
    try requireText(request.reason, "reason")
    try Self.requireMetadata(request.metadata)
    let programme = command.programme
    let token = try programme.bankToken(request.tokenID)
    // Each NFT is a lot of its own.
    guard token.type != .typeErc721 || request.points == 1 else { throw .invalidField("points") }
    var posting = try member.decideCredit(
      Points(request.points),
      of: token.number,
      schedule: token.schedule,
      reason: request.reason,
      now: command.now,
      occurredAt: command.occurredAt,
      rules: programme.rules,
      calendar: programme.dueTerms.calendar
    )
    posting.capUses = try command.shard.supplyUses(
      of: token.number,
      Points(request.points),
      programme
    )
    noteActivity(in: &posting, command)
    try post(
      posting,
      command: command,
      facts: { out in out.writeMetadata(request.metadata) },
      answer: { [posting] outcome in
        CreditPointsResponse(
          outcome: outcome,
          points: request.points,
          lot: posting.lotsMade.first.map { made in
            var spent = made
            spent.remaining = .zero
            return lotMessage(member.lot(made.id) ?? spent, command)
          },
          debtPaid: posting.points(to: .debt).rawValue
        )
      }
    )
  }

  func debitPoints(
    _ request: DebitPointsRequest,
    _ command: CommandContext
  ) throws(Refusal) {
    try requireUsableCard(command)
    try requireText(request.reason, "reason")
    try Self.requireMetadata(request.metadata)
    let programme = command.programme
    let token = try programme.bankToken(request.tokenID)
    var posting = try member.decideDebit(
      Points(request.points),
      of: token.number,
      reason: request.reason,
      now: command.now,
      rules: programme.rules
    )
    noteActivity(in: &posting, command)
    try post(
      posting,
      command: command,
      facts: { out in out.writeMetadata(request.metadata) },
      answer: { [posting] outcome in
        DebitPointsResponse(
          outcome: outcome,
          points: request.points,
          lots: drawdowns(of: posting, programme)
        )
      }
    )
  }

  func bankBalances(
    _ request: GetBalancesRequest,
    _ command: CommandContext
  ) throws(Refusal) -> GetBalancesResponse {
    let programme = command.programme
    let shown = shown(command)
    var tokens = programme.exchanges.tokens.filter(\.isHeldHere)
    if !request.tokenID.isEmpty { tokens = [try programme.bankToken(request.tokenID)] }
    var response = GetBalancesResponse(memberID: shown.id, version: UInt64(shown.version))
    for token in tokens {
      let details = TokenDetails(token, now: command.now)
      guard token.type == .typeErc721 else {
        let balance = shown.balance(of: token.number, now: command.now)
        response.balances.append(
          TokenBalance(balance: FealtyWire.Balance(balance, programme), token: details)
        )
        continue
      }
      for lot in shown.lots.sorted(by: { $0.id < $1.id })
      where lot.token == token.number && lot.expiresAt > command.now {
        let own = profile.nft(lot.id)
        response.nfts.append(
          Nft(
            nftID: lot.id.text,
            token: details,
            units: lot.remaining.rawValue,
            locked: lot.locked.rawValue,
            transactionID: transaction(lot.id.version).text,
            personalisedData: own.text,
            status: PersonalisationStatus(rawValue: Int32(own.status.rawValue))
          )
        )
      }
    }
    return response
  }

  private static func requireMetadata(_ metadata: [FealtyWire.Tag]) throws(Refusal) {
    guard metadata.count <= Limits.bankMetadata else { throw .invalidField("metadata") }
    var names: Set<String> = []
    for (index, tag) in metadata.enumerated() {
      guard 1...Limits.identifierBytes ~= tag.name.utf8.count, names.insert(tag.name).inserted
      else { throw .invalidField("metadata[\(index)].name") }
      guard tag.value.utf8.count <= Limits.textBytes else {
        throw .invalidField("metadata[\(index)].value")
      }
    }
  }
}

extension OutputBuffer {
  /// Field 80 of a `PointsPostedRecord`.
  fileprivate mutating func writeMetadata(_ metadata: [FealtyWire.Tag]) {
    for tag in metadata { writeMessage(80, tag) }
  }
}

extension PublishedProgramme {
  /// A token that the server keeps for members; the default one for an empty name.
  ///
  /// - Throws: ``Refusal/tokenNotFound``, ``Refusal/invalidField(_:)`` for one that somebody else
  ///   keeps.
  func bankToken(_ id: String) throws(Refusal) -> ExchangeBook.Token {
    guard let token = exchanges.token(try self.token(id)) else { throw .tokenNotFound }
    guard token.isHeldHere else { throw .invalidField("token_id") }
    return token
  }
}

extension TokenDetails {
  /// With the values that decide at an instant.
  init(_ token: ExchangeBook.Token, now: Timestamp) {
    let message = token.message
    self.init(
      tokenID: message.tokenID,
      name: message.name,
      symbol: message.symbol,
      type: message.type,
      decimals: message.decimals,
      countries: message.countries.isEmpty ? ["AAA"] : message.countries,
      status: message.status,
      onRamp: Self.value(message.onRamp, now),
      offRamp: Self.value(message.offRamp, now),
      sandbox: token.isSandbox
    )
  }

  private static func value(_ history: [TokenValue], _ now: Timestamp) -> TokenValue? {
    guard let newest = history.last(where: { $0.fromMs <= now.milliseconds }),
      newest.toMs == 0 || now.milliseconds < newest.toMs
    else { return nil }
    return newest
  }
}
