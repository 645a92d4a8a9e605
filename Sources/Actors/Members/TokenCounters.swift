internal import FealtyLoyalty

/// One shard's stripe of every token's counters: what its members' accounts add up to.
///
/// Kept beside the members so that `VerifyLedger` can compare two independent sums.
struct TokenCounters: Sendable {
  /// Of one token.
  struct Counter: Equatable, Sendable {
    var issued: Int64 = 0
    var redeemed: Int64 = 0
    var expired: Int64 = 0
    var reversed: Int64 = 0

    mutating func subtract(_ other: Counter) {
      issued -= other.issued
      redeemed -= other.redeemed
      expired -= other.expired
      reversed -= other.reversed
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

  /// Adds an account as a snapshot holds it.
  mutating func add(_ account: Account) {
    change(account.token) { counter in
      counter.issued += account.issued.rawValue
      counter.redeemed += account.redeemed.rawValue
      counter.expired += account.expired.rawValue
      counter.reversed += account.reversed.rawValue
    }
  }

  /// Takes an account off that was added, for a newer state of it follows.
  mutating func remove(_ account: Account) {
    change(account.token) { counter in
      counter.issued -= account.issued.rawValue
      counter.redeemed -= account.redeemed.rawValue
      counter.expired -= account.expired.rawValue
      counter.reversed -= account.reversed.rawValue
    }
  }

  /// Adds what a posting moves.
  mutating func add(_ posting: Posting) {
    for lot in posting.lotsMade {
      change(lot.token) { $0.issued += lot.amount.rawValue }
    }
    for restore in posting.restores {
      change(restore.lot.token) { $0.redeemed -= restore.points.rawValue }
    }
    for draw in posting.draws {
      let points = draw.points.rawValue
      switch draw.destination {
      case .redeemed: change(draw.lot.token) { $0.redeemed += points }
      case .expired: change(draw.lot.token) { $0.expired += points }
      case .reversed: change(draw.lot.token) { $0.reversed += points }
      case .debt: break
      }
    }
    for entry in posting.accountChanges {
      change(entry.token) { counter in
        counter.reversed += entry.debtCreated.rawValue + entry.expiredToReversed.rawValue
        counter.expired -= entry.expiredToReversed.rawValue
      }
    }
  }

  @inline(__always)
  private mutating func change(_ token: TokenNumber, _ body: (inout Counter) -> Void) {
    while counters.count <= Int(token) { counters.append(Counter()) }
    body(&counters[Int(token)])
  }
}
