extension CommandGenerator {
  /// A command of a kind.
  mutating func command(
    _ kind: CommandKind,
    _ model: LoyaltyModel,
    _ now: Milliseconds
  )
    -> Command
  {
    let member = kind.needsPoints ? memberWithPoints(model) : member(model)
    switch kind {
    case .enrol: return .enrol(enrolment())
    case .change: return .change(change(member))
    case .putPromotion: return promotionChange(model, now)
    case .evaluate: return .evaluate(sale(random.chance(80) ? member : nil))
    case .earn: return .earn(sale(member))
    case .guestSale: return .earn(sale(nil))
    case .claim: return .claim(transaction([.guestSale], model), by: member)
    case .reverseEarn:
      return .reverseEarn(
        transaction(sales + [.claim, .event], model),
        strict: random.chance(20)
      )
    case .returnLines: return returnLines(model)
    case .reward: return .reward(event(), member: member)
    case .activate: return .activate(transaction([.earn], model))
    case .lock: return .lock(lock(member, model, now))
    case .unlock: return unlock(model)
    case .redeem: return .redeem(redemption(member, model))
    case .authorize:
      let timeout = random.chance(50) ? random.number(1...20 * Settings.day) : nil
      return .authorize(redemption(member, model), timeout: timeout)
    case .capture:
      let points = random.chance(60) ? nil : Optional(random.number(1...80))
      return .capture(hold(isAuthorization: true, model), points: points)
    case .void: return .void(hold(isAuthorization: true, model))
    case .reverseRedemption:
      let points = random.chance(50) ? nil : Optional(random.number(1...60))
      let kinds: [Transaction.Kind] = [.redemption, .capture]
      return .reverseRedemption(transaction(kinds, model), points: points)
    case .expirePercentage:
      let share = Ratio(random.number(1...1_000_000), 1_000_000)
      let includesPending = random.chance(30)
      return .expirePercentage(
        PercentageCommand(member, share: share, includesPending: includesPending)
      )
    case .extendExpiry:
      return .extendExpiry(member, lots: nil, to: now + random.number(1...60) * Settings.day)
    case .sale: return .sale(chain(member, model))
    case .passTime, .retry: return .passTime
    }
  }

  /// A number that no transaction has.
  static let nowhere: TransactionID = 9_999

  /// Whether a command is about a transaction that is not there: such ones are mostly not sent.
  static func isAboutNothing(_ command: Command) -> Bool {
    switch command {
    case .claim(nowhere, _), .reverseEarn(nowhere, _), .returnLines(nowhere, _, _),
      .activate(nowhere), .capture(nowhere, _), .void(nowhere), .reverseRedemption(nowhere, _),
      .unlock(.lock(nowhere), _), .unlock(.transaction(nowhere), _):
      true
    default: false
    }
  }

  /// A member that there is, rarely one that there is not.
  mutating func member(_ model: LoyaltyModel) -> MemberID {
    if features.contains(.mistakes), random.chance(2) { return "nobody" }
    return random.pick(model.members.keys.sorted()) ?? "m1"
  }

  /// Mostly the member that can spend most.
  private mutating func memberWithPoints(_ model: LoyaltyModel) -> MemberID {
    guard random.chance(75) else { return member(model) }
    let token = settings.defaultToken
    let richest = model.members.values.max {
      ($0.balance(of: token).available, $1.id) < ($1.balance(of: token).available, $0.id)
    }
    return richest?.id ?? member(model)
  }

  /// A transaction of some kinds, rarely any other or none.
  mutating func transaction(_ kinds: [Transaction.Kind], _ model: LoyaltyModel) -> TransactionID {
    if features.contains(.mistakes), random.chance(5) { return Int(random.number(1...99)) }
    let fitting = model.transactions.values.filter { kinds.contains($0.kind) }.map(\.id).sorted()
    return random.pick(Array(fitting.suffix(8))) ?? Self.nowhere
  }

  /// Kinds of sales that can come back.
  var sales: [Transaction.Kind] {
    features.contains(.guestReturns) ? [.earn, .guestSale] : [.earn]
  }

  /// Mostly a hold that lives, sometimes one that has ended.
  private mutating func hold(isAuthorization: Bool, _ model: LoyaltyModel) -> TransactionID {
    let live = model.members.values.flatMap(\.holds.values).filter {
      $0.state == .live && $0.isAuthorization == isAuthorization
    }
    if random.chance(75), let id = random.pick(live.map(\.id).sorted()) { return id }
    return transaction([isAuthorization ? .authorization : .lock], model)
  }

  private mutating func enrolment() -> Enrolment {
    var enrolment = Enrolment("m\(random.number(1...4))")
    enrolment.tier = random.pick(RandomProgramme.tiers)
    if features.contains(.segments) {
      enrolment.segments = Set(RandomProgramme.segments.filter { _ in random.chance(30) })
    }
    if features.contains(.stages) {
      enrolment.stage = random.pick([.active, .active, .pending]) ?? .active
    }
    if features.contains(.birthdays) {
      enrolment.birthday = random.pick([CivilDay(1980, 2, 29), CivilDay(1999, 12, 31)])
    }
    if features.contains(.pins), random.chance(30) {
      enrolment.pinLimits = PinLimits(perTransaction: 100, perDay: 150)
    }
    return enrolment
  }

  private mutating func change(_ member: MemberID) -> MemberChange {
    var change = MemberChange(member)
    if random.chance(50) {
      change.stage = random.pick([.active, .active, .active, .suspended, .blocked])
    }
    if features.contains(.tierFactors), random.chance(40) {
      change.tier = random.pick(RandomProgramme.tiers)
    }
    if features.contains(.pins), random.chance(40) {
      change.pinLimits = PinLimits(perTransaction: random.number(0...200), perDay: 150)
    }
    if features.contains(.segments), random.chance(40) {
      change.segments = Set(RandomProgramme.segments.filter { _ in random.chance(30) })
    }
    return change
  }

  private mutating func promotionChange(_ model: LoyaltyModel, _ now: Milliseconds) -> Command {
    let names = model.promotions.keys.sorted()
    let name = random.pick(names.filter { $0 != "base" }) ?? "p1"
    var promotion: Promotion
    switch random.number(0...3) {
    case 0: promotion = programme.promotion("p\(random.number(1...8))")
    case 1: promotion = programme.promotion(name)
    default:
      promotion = model.promotions[name]?.last?.value ?? programme.promotion(name)
      promotion.status = random.pick(Promotion.Status.allCases) ?? .live
    }
    promotion.version = 0
    let isScheduled = features.contains(.scheduledVersions) && random.chance(30)
    return .putPromotion(
      promotion,
      from: isScheduled ? now + random.number(0...3) * Settings.day : nil
    )
  }

  private mutating func event() -> Event {
    Event(
      source: "app",
      id: "e\(random.number(1...40))",
      type: random.pick(RandomProgramme.eventTypes + ["unheard"]) ?? "review",
      tags: ["shop": random.pick(["web", "app"]) ?? "web"],
      counters: ["stars": random.number(0...5)]
    )
  }

  private mutating func lock(
    _ member: MemberID,
    _ model: LoyaltyModel,
    _ now: Milliseconds
  )
    -> LockCommand
  {
    let lots = model.members[member]?.lots.keys.sorted() ?? []
    let target: LockCommand.Target
    switch random.number(0...3) {
    case 0: target = .transaction(transaction([.earn], model))
    case 1: target = lots.isEmpty ? .amount(nil) : .lots(random.pick(lots).map { [$0] } ?? [])
    default: target = .amount(nil)
    }
    var lock = LockCommand(member, target)
    if lock.isAmount || random.chance(50) { lock.points = random.number(1...120) }
    if random.chance(50) { lock.until = now + random.number(1...40 * Settings.day) }
    lock.allowPartial = random.chance(50)
    return lock
  }

  private mutating func unlock(_ model: LoyaltyModel) -> Command {
    let points = random.chance(60) ? nil : Optional(random.number(1...60))
    if random.chance(25) {
      return .unlock(.transaction(transaction([.earn], model)), points: points)
    }
    return .unlock(.lock(hold(isAuthorization: false, model)), points: points)
  }

  /// About what the member has, so that some succeed and some do not.
  private mutating func redemption(_ member: MemberID, _ model: LoyaltyModel) -> RedeemCommand {
    let available =
      model.members[member]?.balance(of: settings.defaultToken).available ?? 0
    var points = random.number(1...max(1, available + available / 4))
    if let least = settings.redeemMinimum, random.chance(80) { points = max(least, points) }
    if let most = settings.redeemMaximum, random.chance(80) { points = min(most, points) }
    if let step = settings.redeemStep, random.chance(80) {
      points = (points + step - 1) / step * step
    }
    var command = RedeemCommand(member, points)
    if features.contains(.pins), random.chance(30) {
      command.pin = random.chance(80) ? .right : .wrong
    }
    return command
  }
}
