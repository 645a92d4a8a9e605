internal import FealtyLoyalty
internal import FealtyWire

/// What a programme of light integration does not have here: its brand keeps the members' points,
/// so whatever needs a balance, or makes one, is refused.
///
/// Exchanges are not: the brand is asked for the points.
///
/// Statements stay: they show what happened while the server kept the points. Members' imports stay
/// too, for they bring the opening balances of a programme that is to be of full integration.
enum LightMode {
  private static let reads: Set<UInt16> = [
    MethodID.evaluateBasket, MethodID.getPointStatus, MethodID.getExpirySchedule,
    MethodID.getBalances,
  ]
  private static let changes: Set<UInt16> = [
    MethodID.earn, MethodID.reverseEarn, MethodID.redeem, MethodID.reverseRedemption,
    MethodID.lock, MethodID.unlock, MethodID.postSale, MethodID.returnLines,
    MethodID.rewardEvent, MethodID.claimSale, MethodID.redeemVoucher, MethodID.activatePoints,
    MethodID.extendExpiry, MethodID.expirePoints, MethodID.ingestEvent,
    MethodID.replayQuarantined, MethodID.creditPoints, MethodID.debitPoints, MethodID.claimCode,
    MethodID.issueCodes,
  ]
  /// What besides brings a member points, or takes them.
  private static let arrivals: Set<UInt16> = [
    MethodID.enrol, MethodID.importMember, MethodID.exchange, MethodID.reverseExchange,
    MethodID.updateStage, MethodID.deleteMember,
  ]

  /// Whether a method only tells of points.
  static func isRead(_ method: UInt16) -> Bool { reads.contains(method) }

  /// Whether a method moves points.
  static func isChange(_ method: UInt16) -> Bool { changes.contains(method) }

  /// Whether a method may change what members hold.
  static func moves(_ method: UInt16) -> Bool { isChange(method) || arrivals.contains(method) }
}

extension Shard {
  /// Answers a change whose time is not now: the programme's balances are being added up, or its
  /// brand keeps them.
  ///
  /// - Returns: Whether it was answered.
  func holdsBack(_ command: CommandContext) -> Bool {
    let method = command.call.method
    if closing[command.programme.index] != nil, LightMode.moves(method) {
      command.abandon()
      fail(command.call, Self.isClosing)
      return true
    }
    guard command.programme.isLight, LightMode.isChange(method) else { return false }
    refuse(command, .notAvailableInLight)
    return true
  }

  /// The same of an exchange that brings points of another programme, or takes them back.
  func holdsBack(_ command: CommandContext, from programme: PublishedProgramme) -> Bool {
    guard closing[programme.index] != nil else { return false }
    command.abandon()
    fail(command.call, Self.isClosing)
    return true
  }

  /// The same for a call that has just come; only where ``closing`` is not empty.
  func holdsBack(_ routed: RoutedCall) -> Bool {
    guard LightMode.moves(routed.call.method), let programme = programme(routed.head.program),
      closing[programme.index] != nil
    else { return false }
    fail(routed.call, Self.isClosing)
    return true
  }

  private static let isClosing = Status(
    code: .resourceExhausted,
    reason: .overloaded,
    message: "the programme's balances are being added up; send the same request again",
    retryAfterMs: 100
  )
}
