internal import FealtyWire
internal import Model

// Returns, claims, events, changes of lots, and sales of several operations.

extension RequestWriter {
  /// The requests of the commands that came with the whole engine.
  var later: WireRequest? {
    switch request.command {
    case .claim(let id, let member): claim(id, by: member)
    case .returnLines(let id, let lines, let receipt): returnLines(id, lines, receipt)
    case .reward(let event, let member): reward(event, member)
    case .activate(let id):
      WireRequest(
        MethodID.activatePoints,
        ActivatePointsRequest(
          envelope: envelope(),
          transactionID: names.transaction(id),
          action: FealtyWire.LotTerms.action
        )
      )
    case .expirePercentage(let command): expire(command)
    case .extendExpiry(let member, let lots, let end):
      WireRequest(
        MethodID.extendExpiry,
        ExtendExpiryRequest(
          envelope: envelope(),
          member: Self.reference(member),
          lotIDs: (lots ?? []).map { names.lot($0, of: member) },
          expiresAtMs: end
        )
      )
    case .sale(let chain): sale(chain)
    default: nil
    }
  }

  private func claim(_ id: TransactionID, by member: MemberID) -> WireRequest {
    WireRequest(
      MethodID.claimSale,
      ClaimSaleRequest(
        envelope: envelope(),
        member: Self.reference(member),
        naturalKey: receipt(of: id)
      )
    )
  }

  /// What a sale's receipt is known by; that of no sale where it has none.
  private func receipt(of id: TransactionID) -> NaturalKey {
    let receipt = model.receipts.first { $0.value == id && !$0.key.isReturn }?.key
    return NaturalKey(
      storeID: receipt?.store ?? "nowhere",
      terminalID: receipt?.terminal ?? "nowhere",
      businessDate: receipt.map { Int32($0.day.year * 10_000 + $0.day.month * 100 + $0.day.day) }
        ?? 20_200_101,
      receiptNumber: receipt?.number ?? "none"
    )
  }

  /// How a sale that comes back is named: a guest's by its receipt, whoever has it now.
  func original(_ id: TransactionID) -> (transaction: String, receipt: NaturalKey?) {
    model.transactions[id]?.kind == .guestSale
      ? ("", receipt(of: id)) : (names.transaction(id), nil)
  }

  private func returnLines(
    _ id: TransactionID,
    _ lines: [Model.ReturnedLine],
    _ receipt: String
  ) -> WireRequest {
    let place = model.transactions[id]?.sale?.facts.place ?? Place()
    let original = original(id)
    return WireRequest(
      MethodID.returnLines,
      ReturnLinesRequest(
        envelope: envelope(Place(store: place.store, terminal: place.terminal)),
        transactionID: original.transaction,
        naturalKey: original.receipt,
        lines: lines.map { FealtyWire.ReturnedLine($0) },
        returnReceiptNumber: receipt
      )
    )
  }

  private func reward(_ event: Event, _ member: MemberID) -> WireRequest {
    WireRequest(
      MethodID.rewardEvent,
      RewardEventRequest(
        envelope: envelope(),
        member: Self.reference(member),
        source: event.source,
        eventID: event.id,
        eventType: event.type,
        tags: event.tags.sorted { $0.key < $1.key }.map { Tag(name: $0.key, value: $0.value) },
        counters: event.counters.sorted { $0.key < $1.key }.map {
          FealtyWire.Counter(name: $0.key, value: $0.value)
        }
      )
    )
  }

  private func expire(_ command: PercentageCommand) -> WireRequest {
    let parts = command.share.numerator * 1_000_000 / command.share.denominator
    return WireRequest(
      MethodID.expirePoints,
      ExpirePointsRequest(
        envelope: envelope(),
        member: Self.reference(command.member),
        tokenID: command.token ?? "",
        tenThousandths: UInt32(parts),
        pendingToo: command.includesPending
      )
    )
  }

  private func sale(_ chain: ChainCommand) -> WireRequest {
    WireRequest(
      MethodID.postSale,
      PostSaleRequest(
        envelope: envelope(chain.sale.place),
        member: buyer(chain.sale),
        basket: FealtyWire.Basket(chain.sale),
        ops: chain.operations.map { SaleOp(op: operation($0)) },
        commit: chain.commit
      )
    )
  }

  private func operation(_ operation: ChainCommand.Operation) -> SaleOp.OneOfOp {
    switch operation {
    case .evaluate: .evaluate(EvaluateOp())
    case .earn: .earn(EarnOp())
    case .redeem(let points, let token):
      .redeem(RedeemOp(mode: .sale, tokenID: token ?? "", points: points))
    case .lock(let points): .lock(LockOp(points: points))
    case .returnLines(let id, let lines, _):
      .returnLines(
        ReturnOp(
          transactionID: names.transaction(model.transactions[id]?.sale?.claimedBy ?? id),
          lines: lines.map { FealtyWire.ReturnedLine($0) }
        )
      )
    }
  }
}

extension FealtyWire.ReturnedLine {
  init(_ part: Model.ReturnedLine) {
    self.init(
      line: Int32(part.line + 1),
      quantity: part.quantity ?? 0,
      amountMinor: part.amount ?? 0
    )
  }
}
