internal import FealtyLoyalty
internal import FealtyWire

/// A shard's exchanges that are with partners outside: those of its members that give.
///
/// An exchange is with one partner at a time, also where there is one on each side.
///
/// What must survive stands with the member and in the log; this is how far each has come since the
/// start.
///
/// Confined to the shard's thread.
struct OutsideDesk {
  /// One exchange, or the return of one.
  struct Leg: Sendable {
    /// Of the exchange, or of its return.
    let id: ExchangeID
    /// What the partner knows it by: the exchange's own, also of a return.
    let exchange: ExchangeID
    let terms: ExchangeTerms
    /// Who receives, or gives.
    let membership: String
    /// What the partner is asked to take from its member; nil = it is the one that receives.
    let giving: TokenNumber?
    var course: DeliveryCourse
    /// Tells legs of one exchange apart.
    ///
    /// What was asked in one is no answer in the next, which may be with the other brand. Where the
    /// next asks the same partner for the same, it has the same.
    var ticket: UInt64 = 0
  }

  /// By the number of the member that gives, oldest first.
  private var legs: [UInt64: [Leg]] = [:]
  /// Members of whom a person must decide something, see ``GivenUpExchange/isLate``.
  var late: Set<UInt64> = []
  private var lastTicket: UInt64 = 0
  /// How many calls have not been answered.
  private(set) var callsOut = 0

  /// How many exchanges are with partners.
  var count: Int { legs.values.reduce(0) { $0 + $1.count } }
  var members: [UInt64] { legs.keys.sorted() }

  func legs(of member: UInt64) -> [Leg] { legs[member] ?? [] }

  func leg(_ id: ExchangeID) -> Leg? { legs[id.member]?.first { $0.id == id } }

  mutating func add(_ leg: Leg) {
    precondition(self.leg(leg.id) == nil, "exchange \(leg.id) is under way twice")
    var leg = leg
    if leg.ticket == 0 {
      lastTicket += 1
      leg.ticket = lastTicket
    }
    legs[leg.id.member, default: []].append(leg)
  }

  mutating func removeAll() {
    let last = lastTicket
    self = OutsideDesk()
    lastTicket = last
  }

  /// Lets one go on; gone when it has ended.
  ///
  /// - Parameters:
  ///   - id: Which exchange.
  ///   - ticket: Of the leg that is meant; nil = the one of now.
  ///   - input: What comes in.
  /// - Returns: What is to be done; nil where there is no such leg any more.
  mutating func advance(
    _ id: ExchangeID,
    ticket: UInt64? = nil,
    _ input: (inout DeliveryCourse) -> DeliveryCourse.Action
  ) -> (action: DeliveryCourse.Action, leg: Leg)? {
    guard let place = legs[id.member]?.firstIndex(where: { $0.id == id }),
      var leg = legs[id.member]?[place], ticket == nil || leg.ticket == ticket
    else { return nil }
    callsOut -= leg.course.isCalling ? 1 : 0
    let action = input(&leg.course)
    callsOut += leg.course.isCalling ? 1 : 0
    if leg.course.phase == .ended {
      legs[id.member]?.remove(at: place)
      if legs[id.member]?.isEmpty == true { legs[id.member] = nil }
    } else {
      legs[id.member]?[place] = leg
    }
    return (action, leg)
  }
}

extension OutsideDesk.Leg {
  /// What the partner knows it by, and what is wanted.
  var names: (key: String, id: String) {
    let key = TransactionID(member: exchange.member, version: exchange.version).text
    // One partner may be on both sides, and gives back once whatever is done for it.
    guard giving == nil else {
      return ("\(key)-debit", course.goal == .giveBack ? "\(key)-reversal" : "\(key)-debit")
    }
    return (key, TransactionID(member: id.member, version: id.version).text)
  }
}

extension DeliveryCourse {
  fileprivate var isCalling: Bool {
    if case .calling = phase { return true }
    return false
  }
}

extension Limits {
  /// Calls to partners that one shard waits for at a time: more would only wait there.
  static let partnerCalls = 1_000
  /// Exchanges of one member that are under way with partners, or watched after they came to
  /// nothing; and, beside them, returns: each stands in its memory.
  package static let openExchanges = 100
  /// The longest time that a partner's settings have, milliseconds: 100 days.
  static let partnerMilliseconds: Int64 = 100 * 86_400_000
  /// Bytes of what a partner says for a statement, such as a receipt's number.
  static let partnerTextBytes = 256
}
