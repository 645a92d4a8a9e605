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
    let isByTime = kinds.contains(transaction.kind)
    let name = isByTime ? "by time" : names.text(ofTransaction: transaction.transactionID)
    let about = names.text(ofTransaction: transaction.linkedTransactionID)
    return "\(transaction.kind) \(name) at \(transaction.occurredAtMs): \(transaction.points)"
      + (transaction.linkedTransactionID.isEmpty ? "" : ", about \(about)")
  }
}

/// What the members' statements must list.
struct Statements {
  private(set) var lines: [MemberID: [Statement.Line]] = [:]

  /// A member's statement, and how many of its lines must be recorded: what time did after the last
  /// command may wait for the next one.
  func lines(of member: MemberID) -> (lines: [Statement.Line], recorded: Int) {
    let lines = lines[member] ?? []
    return (lines, (lines.lastIndex { $0.transaction != nil } ?? -1) + 1)
  }

  /// Adds what a request did, and what time did before it.
  mutating func add(
    _ request: Request,
    _ outcome: Model.Outcome,
    _ model: LoyaltyModel
  ) {
    for happening in model.happenings.prefix(model.happeningsBefore) { note(happening, model) }
    defer {
      for happening in model.happenings.dropFirst(model.happeningsBefore) { note(happening, model) }
    }
    guard case .accepted(let answer) = outcome, !answer.isReplayed,
      let number = answer.transaction, let member = model.member(concernedBy: request.command),
      let (kind, points, about) = Self.entry(request.command, answer)
    else { return }
    lines[member, default: []].append(
      Statement.Line(
        kind: kind,
        transaction: number,
        occurredAt: request.occurredAt ?? request.now,
        points: points,
        about: about
      )
    )
  }

  private mutating func note(_ happening: Happening, _ model: LoyaltyModel) {
    guard let member = happening.member else { return }
    let token = happening.lot.flatMap { model.members[member]?.lots[$0]?.token }
    switch happening.kind {
    case .activated, .claimLapsed: return
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
