/// Random requests that mostly make sense, some that do not; the same seed gives the same ones.
///
/// The generator looks at the model to know what there is, so a comparison asks for one request,
/// gives it to the model and to the other side, compares, and asks for the next. The first requests
/// set the programme's promotions and members up.
package struct CommandGenerator: Sendable {
  var random: SplitMix64
  var programme: RandomProgramme
  package let settings: Settings
  package let features: Set<Feature>
  package let start: Milliseconds
  let weights: [CommandKind: Int64]
  private var opening: [Command]
  private var requests = 0
  private var sent: [Request] = []
  var receipts = 0

  /// Makes a generator.
  ///
  /// - Parameters:
  ///   - seed: Names the sequence.
  ///   - features: What it may make use of.
  ///   - weights: How often each kind of command comes.
  package init(
    seed: UInt64,
    features: Set<Feature> = Feature.everything,
    weights: [CommandKind: Int64] = CommandKind.usualWeights
  ) {
    random = SplitMix64(seed: seed)
    programme = RandomProgramme(random: SplitMix64(seed: ~seed), features: features)
    settings = programme.settings()
    self.features = features
    self.weights = weights.filter { $0.key.feature.map(features.contains) ?? true }
    start = (random.pick(Self.starts) ?? 0) + random.number(0...3 * Settings.day)
    opening = programme.promotions().map { .putPromotion($0, from: nil) }
    opening += [Enrolment("m1"), Enrolment("m2", tier: "gold")].map { .enrol($0) }
  }

  /// A programme as the sequence begins with it.
  package var model: LoyaltyModel { LoyaltyModel(settings: settings, start: start) }

  /// Instants near which calendars are odd: leap days, ends of years and months, summer times.
  private static let starts: [Milliseconds] = [
    1_709_078_400_000,  // 28 February 2024
    1_703_894_400_000,  // 30 December 2023
    1_711_756_800_000,  // 30 March 2024
    1_729_900_800_000,  // 26 October 2024
    1_677_456_000_000,  // 27 February 2023
    1_718_668_800_000,  // 18 June 2024
  ]

  /// Whether the next request still sets promotions and members up.
  package var isOpening: Bool { !opening.isEmpty }

  /// The next request, given what there is.
  package mutating func next(for model: LoyaltyModel) -> Request {
    requests += 1
    if !opening.isEmpty {
      return Request(id: requests, now: model.now, opening.removeFirst())
    }
    let now = features.contains(.timeJumps) ? nextInstant(model) : model.now + 1
    let kind = kind(model)
    if kind == .retry, var old = random.pick(sent) {
      old.now = now
      if features.contains(.mistakes), random.chance(20) { Self.tamper(with: &old.command) }
      return old
    }
    var command = command(kind, model, now)
    if Self.isAboutNothing(command), random.chance(85) {
      command = .earn(sale(member(model)))
    }
    let occurredAt = occurredAt(of: command, now)
    return remember(Request(id: requests, now: now, occurredAt: occurredAt, command))
  }

  /// Makes another command of a sale or a redemption, for the same member; leaves all others.
  private static func tamper(with command: inout Command) {
    switch command {
    case .earn(var sale):
      sale.receipt += "x"
      command = .earn(sale)
    case .redeem(var redeem):
      redeem.points += 1
      command = .redeem(redeem)
    default: return
    }
  }

  private mutating func remember(_ request: Request) -> Request {
    sent.append(request)
    return request
  }

  private mutating func kind(_ model: LoyaltyModel) -> CommandKind {
    // Authorisations are short: mostly the next thing is their end.
    let isOpen = model.members.values.contains { member in
      member.holds.values.contains { $0.state == .live && $0.isAuthorization }
    }
    if isOpen, random.chance(25) { return random.chance(75) ? .capture : .void }
    let kinds = CommandKind.allCases.filter { weights[$0, default: 0] > 0 }
    var left = random.number(1...kinds.reduce(0) { $0 + weights[$1, default: 0] })
    for kind in kinds {
      left -= weights[kind, default: 0]
      if left <= 0 { return kind }
    }
    return .passTime
  }

  /// Some time later; now and then the very instant at which something is due, or the one before.
  private mutating func nextInstant(_ model: LoyaltyModel) -> Milliseconds {
    if random.chance(12) {
      let due = model.members.values.flatMap { member in
        member.lots.values.flatMap { [$0.activationAt, $0.expiresAt].compactMap { $0 } }
          + member.holds.values.filter { $0.state == .live }.compactMap(\.until)
      }.filter { $0 > model.now + 1 }.sorted()
      if let instant = random.pick(Array(due.prefix(6))) { return instant - random.number(0...1) }
    }
    let hour: Milliseconds = 3_600_000
    let span: ClosedRange<Milliseconds> =
      switch random.number(0...39) {
      case 0...9: 0...0
      case 10...21: 1...60_000
      case 22...29: 60_000...6 * hour
      case 30...36: hour...3 * Settings.day
      case 37...38: Settings.day...20 * Settings.day
      default: Settings.day...120 * Settings.day
      }
    return model.now + random.number(span)
  }

  /// Mostly now; a sale may have happened earlier.
  private mutating func occurredAt(of command: Command, _ now: Milliseconds) -> Milliseconds? {
    switch command {
    case .earn, .evaluate, .sale:
      guard features.contains(.lateSales), random.chance(15) else { return nil }
      if features.contains(.mistakes), random.chance(5) {
        return now + random.number(300_000...300_001)
      }
      return now - random.number(0...20 * Settings.day)
    default: return nil
    }
  }
}
