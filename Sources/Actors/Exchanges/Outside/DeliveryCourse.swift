internal import FealtyLoyalty
internal import FealtyWire

/// How one exchange goes on with the partner outside: what comes in, and what is to be done then.
///
/// The rule: points come back only where the partner has said that it has not given anything out
/// and will not, or where it does not know the exchange long after it began. Whatever is not known
/// stays in transit and is asked again, ever more seldom.
struct DeliveryCourse: Sendable, Equatable {
  /// What is wanted of the partner.
  enum Goal: UInt8, Sendable {
    case deliver
    case takeBack
    /// To hear whether it has delivered after all: the points are back, and it is never asked to.
    case watch
    /// To take the points from its member, whose brand keeps them itself.
    case debit
    /// To give them back: there is no way around it, so it is told until it has.
    case giveBack

    /// What it is asked for first.
    var wish: PartnerCall.Wish {
      switch self {
      case .deliver, .debit: .deliver
      case .takeBack, .giveBack: .takeBack
      case .watch: .state
      }
    }
  }

  enum Phase: Sendable, Equatable {
    /// The record that began it is not durable yet, or the server does not serve yet. To `calling`,
    /// or where it watches to `resting`.
    case waiting
    /// The partner has been called and has not answered. To any but `waiting`.
    case calling(PartnerCall.Wish, until: Timestamp)
    /// The partner is not asked before then. To `calling`.
    case resting(until: Timestamp)
    /// Nothing follows.
    case ended
  }

  enum Action: Sendable, Equatable {
    case none
    case call(PartnerCall.Wish)
    /// It has been given out, or taken back.
    case complete(receipt: String)
    /// It has not been, and will not be.
    case fail(reason: String)
    /// Nobody knows whether points have been taken: they are to be given back.
    case giveUp
  }

  let goal: Goal
  let terms: PartnerTerms
  /// When it began: by its record, so that no start of the server makes it longer.
  let begun: Timestamp
  /// When it ends whatever is known then.
  let endsAt: Timestamp
  /// Spreads the rests of exchanges that began together.
  private let spread: UInt64
  private(set) var phase = Phase.waiting
  /// How often the partner has been called.
  private(set) var calls: UInt32 = 0
  private var rests = 0

  init(
    _ goal: Goal,
    terms: PartnerTerms,
    begun: Timestamp,
    endsAt: Timestamp = .never,
    spread: UInt64
  ) {
    self.endsAt = endsAt
    self.goal = goal
    self.terms = terms
    self.begun = begun
    self.spread = spread
  }

  /// When ``timePassed(now:)`` has something to do; nil = never.
  var wakesAt: Timestamp? {
    switch phase {
    case .calling(_, let until), .resting(let until): until
    case .waiting, .ended: nil
    }
  }

  // MARK: - What comes in

  /// The record that began it would survive a crash: the partner may hear of it.
  mutating func recorded(now: Timestamp) -> Action { call(goal.wish, now) }

  /// The server was started, and does not know what the partner was told before.
  mutating func resumed(now: Timestamp) -> Action {
    switch goal {
    case .watch: rest(now)
    case .deliver, .takeBack, .debit: call(.state, now)
    // What was never taken has to be named all the same, so that it never will be.
    case .giveBack: call(.takeBack, now)
    }
  }

  mutating func timePassed(now: Timestamp) -> Action {
    guard let wakesAt, wakesAt <= now else { return .none }
    guard now < endsAt else {
      phase = .ended
      return .none
    }
    switch phase {
    // It may have arrived all the same: that is asked first.
    case .calling(let wish, _) where wish != .state: return call(.state, now)
    case .calling: return rest(now)
    case .resting: return call(.state, now)
    case .waiting, .ended: return .none
    }
  }

  /// The partner has answered.
  ///
  /// - Parameters:
  ///   - answer: What it said.
  ///   - number: Of the call that it answers: ``calls`` when that was made. A late answer counts
  ///     only where it is final.
  ///   - now: Server time.
  /// - Returns: What is to be done.
  mutating func answered(_ answer: PartnerAnswer, to number: UInt32, now: Timestamp) -> Action {
    guard phase != .ended else { return .none }
    let action: Action? =
      switch goal {
      case .deliver, .debit: ofDelivery(answer)
      case .takeBack: ofReturn(answer)
      case .watch: ofWatching(answer)
      case .giveBack: answer == .takenBack ? .complete(receipt: "") : nil
      }
    if let action, action != .none {
      phase = .ended
      return action
    }
    guard number == calls, case .calling(let wish, _) = phase else { return .none }
    switch goal {
    case .watch: return rest(now)
    case .giveBack: return ofGivingBack(answer, wish, now)
    case .deliver, .takeBack, .debit: break
    }
    switch answer {
    case .notKnown where now >= begun.adding(milliseconds: terms.giveUpMilliseconds):
      phase = .ended
      return goal == .debit ? .giveUp : .fail(reason: Self.unknownTooLong)
    // Who has just been asked to deliver and says so is asked again after a rest.
    case .notKnown where wish == .state: return call(.deliver, now)
    case .completed where wish == .state: return call(.takeBack, now)
    default: return rest(now)
    }
  }

  /// There is no room for one more call.
  mutating func postpone(now: Timestamp) { _ = rest(now) }

  /// Why points come back that the partner has never heard of.
  static let unknownTooLong = "the partner does not know the exchange"

  // MARK: - Steps

  /// What ends a delivery; nil = nothing of it.
  private func ofDelivery(_ answer: PartnerAnswer) -> Action? {
    switch answer {
    case .completed(let receipt): .complete(receipt: receipt)
    case .refused(let reason): .fail(reason: reason)
    case .takenBack: .fail(reason: "the partner has taken it back")
    case .pending, .notKnown, .unreachable: nil
    }
  }

  private func ofReturn(_ answer: PartnerAnswer) -> Action? {
    switch answer {
    case .takenBack: .complete(receipt: "")
    case .refused(let reason): .fail(reason: reason)
    case .notKnown: .fail(reason: Self.unknownTooLong)
    case .pending, .completed, .unreachable: nil
    }
  }

  private func ofWatching(_ answer: PartnerAnswer) -> Action? {
    guard case .completed(let receipt) = answer else { return nil }
    return .complete(receipt: receipt)
  }

  /// What follows an answer of which it is the turn; ``PartnerAnswer/takenBack`` is none of these.
  private mutating func ofGivingBack(
    _ answer: PartnerAnswer,
    _ wish: PartnerCall.Wish,
    _ now: Timestamp
  ) -> Action {
    switch answer {
    // It has taken nothing, and knows that it must not any more.
    case .notKnown where wish == .takeBack:
      phase = .ended
      return .complete(receipt: "")
    case .notKnown, .completed, .refused: return wish == .state ? call(.takeBack, now) : rest(now)
    case .pending, .unreachable, .takenBack: return rest(now)
    }
  }

  private mutating func call(_ wish: PartnerCall.Wish, _ now: Timestamp) -> Action {
    guard phase != .ended else { return .none }
    calls += 1
    phase = .calling(wish, until: now.adding(milliseconds: terms.timeoutMilliseconds))
    return .call(wish)
  }

  /// Twice as long each time, less a part of it that differs between exchanges.
  private mutating func rest(_ now: Timestamp) -> Action {
    let doubled = terms.retryMilliseconds << Int64(min(rests, 30))
    let longest = min(max(doubled, terms.retryMilliseconds), terms.longestRetryMilliseconds)
    let share = Int64((spread &+ UInt64(rests) &* 0x9E37_79B9_7F4A_7C15) >> 33 & 1_023)
    rests += 1
    let until = now.adding(milliseconds: max(1, longest - longest / 4 * share / 1_023))
    phase = .resting(until: until)
    return .none
  }
}

/// How patient the server is with a partner.
struct PartnerTerms: Sendable, Equatable {
  var timeoutMilliseconds: Int64 = 10_000
  var retryMilliseconds: Int64 = 1_000
  var longestRetryMilliseconds: Int64 = 600_000
  var giveUpMilliseconds: Int64 = 86_400_000
  var watchMilliseconds: Int64 = 86_400_000

  init(_ settings: PartnerSettings?) {
    guard let settings else { return }
    if settings.timeoutMs > 0 { timeoutMilliseconds = settings.timeoutMs }
    if settings.retryMs > 0 { retryMilliseconds = settings.retryMs }
    if settings.maxRetryMs > 0 { longestRetryMilliseconds = settings.maxRetryMs }
    if settings.giveUpMs > 0 { giveUpMilliseconds = settings.giveUpMs }
    if settings.watchMs > 0 { watchMilliseconds = settings.watchMs }
    // Whatever a programme says that was put when nobody looked at its times.
    let most = Limits.partnerMilliseconds
    timeoutMilliseconds = min(timeoutMilliseconds, most)
    retryMilliseconds = min(retryMilliseconds, most)
    longestRetryMilliseconds = min(max(longestRetryMilliseconds, retryMilliseconds), most)
    giveUpMilliseconds = min(giveUpMilliseconds, most)
    watchMilliseconds = min(watchMilliseconds, most)
  }
}
