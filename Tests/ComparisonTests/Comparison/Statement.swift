internal import FealtyWire
internal import Model

/// What a member's statement must list, as the commands made it.
enum Statement {
  struct Line {
    var kind: String
    /// Absent for what time did.
    var transaction: TransactionID?
    var occurredAt: Milliseconds
    /// Change of the total.
    var points: Points
    var about: TransactionID?
    /// Of one instant, expiries of one token stand together.
    var token: TokenID?
  }

  static func text(_ line: Line, _ names: Names) -> String {
    "\(line.kind) \(line.transaction.map { names.text($0) } ?? "by time") "
      + "at \(line.occurredAt): \(line.points)"
      + (line.about.map { ", about \(names.text($0))" } ?? "")
  }

  static func text(_ transaction: FealtyWire.Transaction, _ names: Names) -> String {
    let kinds: [TransactionKind] = [.expiry, .holdLapsed, .inactivityExpiry, .decayExpiry]
    // The end of a suspension has an entry of its own beside the change of the stage.
    let isUnnamed =
      transaction.kind == .extension && names.number(ofTransaction: transaction.transactionID) == 0
    let isByTime = kinds.contains(transaction.kind) || isUnnamed
    let name = isByTime ? "by time" : names.text(ofTransaction: transaction.transactionID)
    let about = names.text(ofTransaction: transaction.linkedTransactionID)
    // The model's line is of all tokens together.
    let points =
      transaction.changes.isEmpty
      ? transaction.points : transaction.changes.reduce(0) { $0 + $1.points }
    return "\(transaction.kind) \(name) at \(transaction.occurredAtMs): \(points)"
      + (transaction.linkedTransactionID.isEmpty ? "" : ", about \(about)")
  }
}

/// What the members' statements must list.
struct Statements {
  private(set) var lines: [MemberID: [Statement.Line]] = [:]

  /// Adds what a request did, and what time did before it.
  mutating func add(
    _ request: Request,
    _ outcome: Model.Outcome,
    _ model: LoyaltyModel
  ) {
    for happening in model.happenings.prefix(model.happeningsBefore) { note(happening, model) }
    var after = model.happenings.dropFirst(model.happeningsBefore)
    defer { for happening in after { note(happening, model) } }
    guard case .accepted(let answer) = outcome, !answer.isReplayed, !request.command.isRead,
      let member = model.member(concernedBy: request.command)
    else { return }
    var entries = [(answer.transaction, Self.entry(request.command, answer))]
    if case .sale(let chain) = request.command {
      entries = zip(chain.operations, answer.operations).map { operation, answer in
        (answer.transaction, Self.entry(operation, answer))
      }
    }
    for case (let number?, let (kind, points, about)?) in entries {
      lines[member, default: []].append(
        Statement.Line(
          kind: kind,
          transaction: number,
          occurredAt: happened(request, model),
          points: points,
          // A claimed sale goes by its claim.
          about: about.map { model.transactions[$0]?.sale?.claimedBy ?? $0 }
        )
      )
      // What an earn makes due at once happens before the sale's next operation.
      if kind == "EARN" {
        for happening in after { note(happening, model) }
        after = []
      }
    }
  }

  /// A claim is dated as its sale.
  private func happened(_ request: Request, _ model: LoyaltyModel) -> Milliseconds {
    if case .claim(let id, _) = request.command, let sale = model.transactions[id] {
      return sale.occurredAt
    }
    return request.occurredAt ?? request.now
  }

  private mutating func note(_ happening: Happening, _ model: LoyaltyModel) {
    guard let member = happening.member else { return }
    let token = happening.lot.flatMap { model.members[member]?.lots[$0]?.token }
    switch happening.kind {
    case .activated, .claimLapsed: return
    case .resumed:
      lines[member, default: []].append(
        Statement.Line(kind: "EXTENSION", occurredAt: happening.at, points: 0)
      )
    case .lapsed:
      lines[member, default: []].append(
        Statement.Line(
          kind: "HOLD_LAPSED",
          occurredAt: happening.at,
          points: -happening.expired,
          about: happening.transaction
        )
      )
    case .expired, .inactive:
      let kind = happening.kind == .expired ? "EXPIRY" : "INACTIVITY_EXPIRY"
      // What was due before the last command has been recorded, each by itself.
      let due = lines[member]?.indices.reversed()
        .prefix { lines[member]?[$0].transaction == nil }
      let same = due?.first { index in
        let line = lines[member]?[index]
        return line?.kind == kind && line?.occurredAt == happening.at && line?.token == token
      }
      if let same {
        lines[member]?[same].points -= happening.points
      } else {
        lines[member, default: []].append(
          Statement.Line(
            kind: kind,
            occurredAt: happening.at,
            points: -happening.points,
            token: token
          )
        )
      }
    }
  }

  /// The same of an operation of a sale.
  private static func entry(
    _ operation: ChainCommand.Operation,
    _ answer: Answer
  )
    -> (kind: String, points: Points, about: TransactionID?)?
  {
    switch operation {
    case .evaluate: nil
    case .earn: ("EARN", answer.points, nil)
    case .redeem: ("REDEEM", -answer.points, nil)
    case .lock: ("LOCK", 0, nil)
    case .returnLines(let id, _, _):
      ("PARTIAL_REVERSAL", -(answer.taken?.fromTotal ?? 0), id)
    }
  }

  /// What the statement says of an accepted command: kind, change of the total, original.
  private static func entry(
    _ command: Command,
    _ answer: Answer
  )
    -> (kind: String, points: Points, about: TransactionID?)?
  {
    switch command {
    case .earn: ("EARN", answer.points, nil)
    case .reverseEarn(let id, _):
      ("EARN_REVERSAL", -(answer.taken?.fromTotal ?? 0), id)
    case .lock: ("LOCK", 0, nil)
    case .unlock(.lock(let id), _), .unlock(.transaction(let id), _):
      ("UNLOCK", -answer.expiredAtOnce, id)
    case .redeem: ("REDEEM", -answer.points, nil)
    case .authorize: ("AUTHORIZATION", 0, nil)
    case .capture(let id, _): ("CAPTURED", -answer.points - answer.expiredAtOnce, id)
    case .void(let id): ("VOIDED", -answer.expiredAtOnce, id)
    case .reverseRedemption(let id, _):
      ("REDEMPTION_REVERSAL", answer.points - answer.expiredAtOnce, id)
    case .returnLines(let id, _, _): ("PARTIAL_REVERSAL", -(answer.taken?.fromTotal ?? 0), id)
    case .claim: ("SALE_CLAIMED", answer.points, nil)
    case .reward: ("EVENT_REWARD", answer.points, nil)
    case .activate(let id): ("ACTIVATION", 0, id)
    case .extendExpiry: ("EXTENSION", 0, nil)
    case .expirePercentage: ("PERCENTAGE_EXPIRY", -answer.points, nil)
    // Its operations are transactions of their own.
    case .sale, .enrol, .change, .putPromotion, .evaluate, .passTime: nil
    }
  }
}

extension TakenBack {
  /// By how much it lowers the total.
  var fromTotal: Points {
    pendingVoided + availableTaken + lockedTaken + takenFromOtherLots + debtCreated
  }
}
