internal import FealtyPersistence

/// What all shards of a server share.
final class Services: Sendable {
  let log: LogWriter
  let clock: any Clock
  let random: any RandomSource
  let pool: any BlockingPool
  /// For slow work that nobody at a till waits for: it gets what processors have left.
  let background: any BlockingPool
  let zones: any ZoneSource
  let requests = RequestIndex()
  /// Receipts, by a hash of their natural key.
  let receipts = PositionIndex()
  /// Members' numbers by the tag of each voucher that one of them has.
  let vouchers = PositionIndex()
  /// Numbers of sheets by the tag of each code that stands on one.
  let codes = PositionIndex()
  let articles = ArticleBook()
  let programmeIndexes = ProgrammeIndexes()
  let pastProgrammes = PastProgrammes()
  let backTests = BackTestTurnstile()
  let history: HistoryReader
  let feed: MemberEventFeed
  let webhooks: WebhookPort
  let started: StartFacts
  let snapshots: Snapshots
  let served = ServedTurns()
  /// Hashes PINs; nil where the server was started without.
  let hasher: (any SecretHasher)?
  /// Who keeps tokens outside.
  let partner: any ExchangePartner
  let marketRates = MarketRates()
  let memberships = MembershipVerdicts()
  let secretGate = SecretGate()
  /// Who may call.
  var access: AccessDirectory { started.access }
  let freedBudgets: FreedBudgets
  /// What a thread does while it waits for others; nil = it sleeps.
  let meanwhile: (@Sendable () -> Void)?

  init(
    shards: Int,
    log: LogWriter,
    clock: any Clock,
    random: any RandomSource,
    pool: any BlockingPool,
    background: any BlockingPool,
    zones: any ZoneSource,
    history: HistoryReader,
    webhooks: WebhookPort,
    started: StartFacts,
    snapshots: Snapshots,
    hasher: (any SecretHasher)?,
    partner: any ExchangePartner,
    meanwhile: (@Sendable () -> Void)?
  ) {
    freedBudgets = FreedBudgets(shards: shards)
    self.log = log
    self.clock = clock
    self.random = random
    self.pool = pool
    self.background = background
    self.zones = zones
    self.history = history
    feed = MemberEventFeed(history)
    self.webhooks = webhooks
    self.started = started
    self.snapshots = snapshots
    self.hasher = hasher
    self.partner = partner
    self.meanwhile = meanwhile
  }
}

/// Short numbers for programmes, while the process lives: members carry one instead of a name.
final class ProgrammeIndexes: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `ids` is read and changed under `lock`.
  private let lock = Lock()
  private var ids: [[UInt8]] = []

  /// The programme's number; the next free one for a name not seen before.
  func index(_ id: String) -> UInt16 {
    let bytes = Array(id.utf8)
    return lock.locked {
      if let index = ids.firstIndex(of: bytes) { return UInt16(index) }
      ids.append(bytes)
      return UInt16(ids.count - 1)
    }
  }

  /// The programme's name in UTF-8.
  func id(_ index: UInt16) -> [UInt8] { lock.locked { ids[Int(index)] } }
}
