/// What `fealty bench` shall do.
struct BenchPlan: Sendable {
  enum Scenario: String, CaseIterable, Sendable {
    /// Durable earns.
    case earn
    /// Basket evaluations.
    case evaluate
    /// Durable redemptions of one point.
    case redeem
    /// Durable returns of one line of a sale.
    case `return`
    /// Of ten calls five evaluate, three earn, one redeems, one reads the member.
    case mixed
    /// Durable exchanges of one point into another token, of a member of another shard.
    case exchange

    /// Whether members need points before the run.
    var needsPoints: Bool {
      self == .redeem || self == .mixed || self == .return || self == .exchange
    }
  }

  var scenario: Scenario
  var connections: Int

  /// Calls in flight on a connection.
  var depth: Int

  /// Lines of a basket.
  var lines: Int

  /// Live promotions of the programme.
  var promotions: Int

  /// How many of them match something in the baskets, the base rate included.
  var matching: Int
  var members: Int

  /// Earns that each member has before the run.
  var funding: Int

  /// So many seconds after the programme was put, all points of the funding expire at one instant;
  /// 0 = never.
  var expirySeconds: Int
  var seconds: Int
  var warmUpSeconds: Int

  /// Calls a second in open loop; 0 = closed loop, as many as the server answers.
  var rate: Int

  /// Shards of the server that is started; 0 = its default.
  var shards: Int
  var explain: Bool

  /// What happens in the middle of the run.
  enum Interlude: Sendable {
    case none
    /// All promotions are put anew.
    case reload
    /// A snapshot is taken.
    case snapshot
    /// Each earn is delivered to a webhook.
    case webhooks
  }

  var interlude = Interlude.none

  /// After the run the server is killed and started again, and its recovery timed.
  var recovers: Bool
}
