internal import FealtyLoyalty

/// One shard's stripe of every token's counters: what its members' accounts add up to.
///
/// Kept beside the members so that `VerifyLedger` can compare two independent sums.
struct TokenCounters: Sendable {
  /// Of one token.
  ///
  /// In 128 bits: each account fits 64, and no number of them leaves these. What is posted is
  /// decided for one member, so nothing of this may trap when it is applied.
  struct Counter: Equatable, Sendable {
    var issued: Int128 = 0
    var redeemed: Int128 = 0
    var expired: Int128 = 0
    var reversed: Int128 = 0
    /// In exchanges that are under way.
    var inTransit: Int128 = 0
    /// That became points of other tokens.
    var exchanged: Int128 = 0
    /// That stayed on the way.
    var exchangeFees: Int128 = 0
    /// Of ``issued``, what came from other tokens.
    var exchangedIn: Int128 = 0
    /// That partners outside have given out for points, and not taken back: none of them is issued
    /// here.
    var heldOutside: Int128 = 0

    mutating func subtract(_ other: Counter) { add(other, times: -1) }

    mutating func add(_ other: Counter) { add(other, times: 1) }

    private mutating func add(_ other: Counter, times sign: Int128) {
      issued += sign * other.issued
      redeemed += sign * other.redeemed
      expired += sign * other.expired
      reversed += sign * other.reversed
      inTransit += sign * other.inTransit
      exchanged += sign * other.exchanged
      exchangeFees += sign * other.exchangeFees
      exchangedIn += sign * other.exchangedIn
      heldOutside += sign * other.heldOutside
    }

    /// What exchanges did to one member's points.
    mutating func add(_ totals: ExchangeTotals, times sign: Int128 = 1) {
      inTransit += sign * Int128(totals.inTransit.rawValue)
      exchanged += sign * Int128(totals.exchanged.rawValue)
      exchangeFees += sign * Int128(totals.fees.rawValue)
      exchangedIn += sign * Int128(totals.received.rawValue)
      heldOutside += sign * Int128(totals.delivered.rawValue)
    }

    /// What is issued and neither held nor owed.
    var gone: Int128 {
      redeemed + expired + reversed + inTransit + exchanged + exchangeFees
    }
  }

  /// By token number.
  private(set) var counters: [Counter] = []

  subscript(token: TokenNumber) -> Counter {
    Int(token) < counters.count ? counters[Int(token)] : Counter()
  }

  /// The tokens that have moved.
  var tokens: Set<TokenNumber> {
    Set(counters.indices.filter { counters[$0] != Counter() }.map { TokenNumber($0) })
  }

  /// Whether an account can be added and no sum of its token is above a limit.
  func hasRoom(for account: Account, upTo limit: Int64) -> Bool {
    var sum = TokenCounters()
    sum.add(account)
    let (here, more) = (self[account.token], sum[account.token])
    return here.issued + more.issued <= limit && here.redeemed + more.redeemed <= limit
      && here.expired + more.expired <= limit && here.reversed + more.reversed <= limit
  }

  /// Adds an account as a snapshot holds it.
  mutating func add(_ account: Account) {
    change(account.token) { counter in
      counter.issued += Int128(account.issued.rawValue)
      counter.redeemed += Int128(account.redeemed.rawValue)
      counter.expired += Int128(account.expired.rawValue)
      counter.reversed += Int128(account.reversed.rawValue)
    }
  }

  /// Takes an account off that was added, for a newer state of it follows.
  mutating func remove(_ account: Account) {
    change(account.token) { counter in
      counter.issued -= Int128(account.issued.rawValue)
      counter.redeemed -= Int128(account.redeemed.rawValue)
      counter.expired -= Int128(account.expired.rawValue)
      counter.reversed -= Int128(account.reversed.rawValue)
    }
  }

  /// Adds a member as a snapshot or an import holds it.
  mutating func add(_ member: inout Member) {
    for account in member.accounts { add(account) }
    Member.forEachExchange(of: &member) { totals in change(totals.token) { $0.add(totals) } }
  }

  /// Takes a member off that was added, for a newer state of it follows.
  mutating func remove(_ member: inout Member) {
    for account in member.accounts { remove(account) }
    Member.forEachExchange(of: &member) { totals in
      change(totals.token) { $0.add(totals, times: -1) }
    }
  }

  /// Adds what a posting moves.
  mutating func add(_ posting: Posting) {
    for index in posting.lotsMade.indices {
      change(posting.lotsMade[index].token) {
        $0.issued += Int128(posting.lotsMade[index].amount.rawValue)
      }
    }
    if posting.draws.isEmpty, !posting.hasRareEffects { return }
    for restore in posting.restores {
      let points = Int128(restore.points.rawValue)
      change(restore.lot.token) { counter in
        switch posting.kind {
        case .exchangeReversed: counter.inTransit -= points
        case .exchangeReturned: counter.exchanged -= points
        default: counter.redeemed -= points
        }
      }
    }
    if let step = posting.exchange {
      change(posting.token) { $0.add(step, of: posting.kind) }
      let units = Int128(step.movedOutside(posting.kind).rawValue)
      if units != 0 { change(step.terms.targetToken) { $0.heldOutside += units } }
    }
    for draw in posting.draws {
      let points = Int128(draw.points.rawValue)
      switch draw.destination {
      case .redeemed: change(draw.lot.token) { $0.redeemed += points }
      case .expired: change(draw.lot.token) { $0.expired += points }
      case .reversed: change(draw.lot.token) { $0.reversed += points }
      case .debt: break
      case .transit: change(draw.lot.token) { $0.inTransit += points }
      }
    }
    for entry in posting.accountChanges {
      change(entry.token) { counter in
        counter.reversed += Int128(entry.debtCreated.rawValue + entry.expiredToReversed.rawValue)
        counter.expired -= Int128(entry.expiredToReversed.rawValue)
      }
    }
  }

  @inline(__always)
  private mutating func change(_ token: TokenNumber, _ body: (inout Counter) -> Void) {
    while counters.count <= Int(token) { counters.append(Counter()) }
    body(&counters[Int(token)])
  }
}

extension TokenCounters.Counter {
  /// A step of an exchange, but for its draws and restores.
  fileprivate mutating func add(_ step: ExchangeStep, of kind: TransactionKind) {
    let terms = step.terms
    switch kind {
    case .exchangeCredited: exchangedIn += Int128(terms.received.rawValue)
    case .exchangeSettled:
      inTransit -= Int128(terms.points.rawValue)
      exchanged += Int128(terms.points.rawValue - terms.fee.rawValue)
      exchangeFees += Int128(terms.fee.rawValue)
    case .exchangeReturned:
      exchanged += Int128(terms.fee.rawValue)
      exchangeFees -= Int128(terms.fee.rawValue)
    default: break
    }
  }
}
