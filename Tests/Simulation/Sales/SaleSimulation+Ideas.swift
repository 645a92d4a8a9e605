import FealtyWire

// What tills may want, chosen by the seed.

extension SaleSimulation {
  /// Something that a till wants; nil where what it would be about is not there yet.
  func idea() -> Deed? {
    guard let member = one(of: done.enrolled) else { return nil }
    let units = Int64(1 + world.below(30))
    let number = deeds.count
    switch world.below(26) {
    case 0, 1: return guestSale(units, "G\(number)")
    case 2, 3: return claim(for: member)
    case 4, 5, 6: return sale(of: member, units)
    case 7, 8: return returnLine()
    case 9: return event(member, key: "E\(number)")
    case 10:
      // Somebody else sends the same event, or one comes for who is not enrolled yet.
      guard number > 5 else { return nil }
      return world.oneIn(2)
        ? event(member, key: "E\(number - 1 - world.below(5))")
        : event(Self.members - 1, key: "E\(number)")
    case 11, 12: return redeem(member, Int64(1 + world.below(30)))
    case 13, 14: return hold(member, Int64(1 + world.below(20)))
    case 15, 16: return endHold()
    case 17, 18: return unlock()
    case 19:
      return begin(.voucher, member, MethodID.redeemVoucher) {
        RedeemVoucherRequest(
          envelope: $0,
          member: SaleRequests.reference(member),
          voucherTypeID: SaleRequests.voucherType
        )
      }
    case 20: return useVoucher()
    case 21: return reversal()
    case 22: return share(of: member)
    case 23:
      // A receipt that is taken, now and then.
      return earn(member, units, "R\(world.below(number + 1))")
    default: return earn(member, units, "R\(number)")
    }
  }

  private func one<Element>(of things: [Element]) -> Element? {
    things.isEmpty ? nil : things[world.below(things.count)]
  }

  // MARK: - Buying

  private func earn(_ member: Int, _ units: Int64, _ receipt: String) -> Deed {
    begin(.earn, member, MethodID.earn) {
      EarnRequest(
        envelope: $0,
        member: SaleRequests.reference(member),
        basket: SaleRequests.basket(units, receipt: receipt)
      )
    }
  }

  private func guestSale(_ units: Int64, _ receipt: String) -> Deed {
    begin(.parkedSale(receipt), nil, MethodID.earn) {
      EarnRequest(envelope: $0, basket: SaleRequests.basket(units, receipt: receipt))
    }
  }

  private func claim(for member: Int) -> Deed? {
    guard let receipt = one(of: done.parked) else { return nil }
    return begin(.claim(receipt), member, MethodID.claimSale) {
      ClaimSaleRequest(
        envelope: $0,
        member: SaleRequests.reference(member),
        naturalKey: SaleRequests.key(receipt)
      )
    }
  }

  private func sale(of member: Int, _ units: Int64) -> Deed {
    var ops: [SaleOp.OneOfOp] = []
    var kinds: [TransactionKind] = []
    if world.oneIn(2) {
      ops.append(.redeem(RedeemOp(mode: .sale, points: Int64(1 + world.below(6)))))
      kinds.append(.redeem)
    }
    let own = done.earns.filter { $0.member == member }
    if world.oneIn(3), let earn = one(of: own) {
      let line = ReturnedLine(line: Int32(1 + world.below(2)))
      ops.append(.returnLines(ReturnOp(transactionID: earn.transactionID, lines: [line])))
      kinds.append(.partialReversal)
    }
    ops.append(.earn(EarnOp()))
    kinds.append(.earn)
    if world.oneIn(2) {
      let points = Int64(world.below(4))
      ops.append(.lock(LockOp(points: points, reason: "kept", earnedHere: true)))
      kinds.append(.lock)
    }
    let receipt = world.oneIn(2) ? "S\(deeds.count)" : ""
    return begin(.sale(kinds), member, MethodID.postSale) {
      PostSaleRequest(
        envelope: $0,
        member: SaleRequests.reference(member),
        basket: SaleRequests.basket(units, receipt: receipt),
        ops: ops.map { SaleOp(op: $0) },
        commit: true
      )
    }
  }

  private func event(_ member: Int, key: String) -> Deed {
    begin(.event(key), member, MethodID.rewardEvent) {
      RewardEventRequest(
        envelope: $0,
        member: SaleRequests.reference(member),
        source: "watch",
        eventID: key,
        eventType: "walk"
      )
    }
  }

  // MARK: - Taking back

  private func returnLine() -> Deed? {
    let line = ReturnedLine(line: Int32(1 + world.below(2)))
    let receipt = world.oneIn(4) ? "B\(deeds.count)" : ""
    if world.oneIn(3), let parked = one(of: done.parked) {
      return begin(.comesBack, nil, MethodID.returnLines) {
        ReturnLinesRequest(
          envelope: $0,
          naturalKey: SaleRequests.key(parked),
          lines: [line],
          returnReceiptNumber: receipt
        )
      }
    }
    guard let earn = one(of: done.earns) else { return nil }
    return begin(.comesBack, earn.member, MethodID.returnLines) {
      ReturnLinesRequest(
        envelope: $0,
        transactionID: earn.transactionID,
        lines: [line],
        returnReceiptNumber: receipt
      )
    }
  }

  private func reversal() -> Deed? {
    if world.oneIn(2), let earn = one(of: done.earns) {
      return begin(.comesBack, earn.member, MethodID.reverseEarn) {
        ReverseEarnRequest(envelope: $0, transactionID: earn.transactionID)
      }
    }
    guard let redemption = one(of: done.redemptions) else { return nil }
    let points = Int64(world.below(3))
    return begin(.comesBack, redemption.member, MethodID.reverseRedemption) {
      ReverseRedemptionRequest(
        envelope: $0,
        redemptionID: redemption.transactionID,
        points: points
      )
    }
  }

  // MARK: - Setting aside and spending

  private func redeem(_ member: Int, _ points: Int64) -> Deed {
    let isHold = world.oneIn(2)
    return begin(isHold ? .authorization : .redemption, member, MethodID.redeem) {
      RedeemRequest(
        envelope: $0,
        member: SaleRequests.reference(member),
        mode: isHold ? .authorize : .sale,
        points: points
      )
    }
  }

  private func endHold() -> Deed? {
    guard let hold = one(of: done.authorizations) else { return nil }
    let isVoid = world.oneIn(3)
    let points = isVoid ? 0 : Int64(world.below(Int(hold.points) + 1))
    return begin(isVoid ? .ended : .redemption, hold.member, MethodID.redeem) {
      RedeemRequest(
        envelope: $0,
        redemptionID: hold.transactionID,
        mode: isVoid ? .voidAuthorization : .capture,
        points: points
      )
    }
  }

  /// Locks any points, or part of what one earn gave, pending points too.
  private func hold(_ member: Int, _ points: Int64) -> Deed {
    let earn = world.oneIn(2) ? one(of: done.earns.filter { $0.member == member }) : nil
    let until = world.oneIn(2) ? world.clock.wallMilliseconds() + Int64(world.below(9_000)) : 0
    return begin(.lock, member, MethodID.lock) {
      LockRequest(
        envelope: $0,
        member: SaleRequests.reference(member),
        transactionID: earn?.transactionID ?? "",
        points: points,
        reason: "kept",
        untilMs: until,
        allowPartial: true
      )
    }
  }

  private func unlock() -> Deed? {
    guard let lock = one(of: done.locks) else { return nil }
    let points = Int64(world.below(Int(lock.points) + 1))
    return begin(.ended, lock.member, MethodID.unlock) {
      UnlockRequest(
        envelope: $0,
        member: SaleRequests.reference(lock.member),
        lockID: lock.transactionID,
        points: points
      )
    }
  }

  private func useVoucher() -> Deed? {
    guard let voucher = one(of: done.vouchers) else { return nil }
    return begin(.voucherUse, voucher.member, MethodID.useVoucher) {
      UseVoucherRequest(envelope: $0, code: voucher.code)
    }
  }

  private func share(of member: Int) -> Deed {
    let isAll = world.oneIn(3)
    return begin(.percentage, member, MethodID.expirePoints) {
      ExpirePointsRequest(
        envelope: $0,
        member: SaleRequests.reference(member),
        tenThousandths: 100_000,
        pendingToo: isAll
      )
    }
  }
}
