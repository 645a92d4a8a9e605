internal import FealtyLoyalty
internal import FealtyWire

/// What a `PostSale` needs before its one step.
struct SalePlan: Sendable {
  var request: PostSaleRequest
  /// Of the sales that its returns are about.
  var past = PastPostings()
  /// By the place of the operation, the sale that it returns.
  var returns: [Int: UInt32] = [:]
  var verdict = PINVerdict.absent
  var receipt: ReceiptKey?

  var isPreview: Bool { !request.commit }

  /// Of the evaluation that its earn refers to; empty = none.
  var evaluationID: String {
    for case .earn(let earn) in request.ops.compactMap(\.op) { return earn.evaluationID }
    return ""
  }
}

/// A sale under way: what its operations have posted to a copy of the member, and their answers.
struct SaleRun {
  /// One record.
  struct Entry {
    var posting: Posting
    var capsBefore: [Int64] = []
    /// Its fields from 16 on.
    var facts: [UInt8]
    var isEarn = false
    /// The sale that it is a return of; 0 = none.
    var returned: UInt32 = 0
  }

  var entries: [Entry] = []
  var results: [SaleOpResult] = []
  /// What is paid with points in the whole sale, minor units.
  var pointsTenderMinor: Int64 = 0
  var receiptLines: [String] = []
  /// Version of the record that is its earn; 0 = none yet.
  var earned: UInt32 = 0
  /// Whether the evaluation that its earn refers to was made by other rules, or has lapsed.
  var isRepriced = false
  /// Whether a budget must be asked first; nothing was decided then.
  var isShort = false
}

/// What became of a sale.
enum SaleEnd {
  case answered
  /// A budget must be asked first; nothing was decided.
  case isShort
  case refused(SaleRefusal)
}

/// Why a sale was refused, and by which of its operations.
struct SaleRefusal: Error {
  var refusal: Refusal
  /// Index + 1; 0 = the sale as a whole.
  var operation: Int
}

extension MemberActor {
  /// Runs the operations of a sale in order; all of them are recorded together, or nothing is.
  ///
  /// - Returns: What became of it; only an answered one has been recorded.
  func postSale(_ plan: SalePlan, _ command: CommandContext) -> SaleEnd {
    let desk = command.shard.evaluation
    var run = SaleRun()
    let before = member
    do throws(SaleRefusal) {
      run.pointsTenderMinor = try pointsTender(of: plan, command)
    } catch {
      return .refused(error)
    }
    for (place, op) in plan.request.ops.enumerated() {
      if place > 0 { settle(&run, command) }
      do throws(Refusal) {
        try perform(op, place, plan, &run, command, desk)
      } catch {
        guard plan.isPreview else {
          member = before
          return .refused(SaleRefusal(refusal: error, operation: place + 1))
        }
        run.fail(error, of: plan, member: number)
        break
      }
      guard !run.isShort else {
        member = before
        return .isShort
      }
    }
    let answer = PostSaleResponse(
      outcome: outcome(command),
      committed: !command.isDryRun,
      results: run.results,
      pointsTenderMinor: run.pointsTenderMinor,
      receiptLines: run.receiptLines
    ).serialized()
    member = before
    let bytes = run.entries.reduce(answer.count) { sum, entry in
      let posted = entry.posting.recordedBytes(at: command.now, keepsAnswer: false)
      return sum + entry.facts.count + posted
    }
    guard bytes <= command.shard.recordRoom else {
      return .refused(SaleRefusal(refusal: .invalidField("ops"), operation: 0))
    }
    if !command.isDryRun { record(run, plan, command, answer: answer) }
    command.shard.respond(command.call, gated: isAhead) { $0.append(answer) }
    return .answered
  }

  /// Lets what an operation has made due at once happen before the next one: the points of a late
  /// earn may have ended already.
  private func settle(_ run: inout SaleRun, _ command: CommandContext) {
    for posting in member.decideDue(now: command.now, terms: command.programme.dueTerms) {
      inPlace { member in
        member.pointee.apply(posting, version: member.pointee.nextVersion, at: command.now)
      }
      run.entries.append(SaleRun.Entry(posting: posting, facts: []))
    }
  }

  /// Records what a sale has posted: its records follow one another in one batch of the log.
  private func record(
    _ run: SaleRun,
    _ plan: SalePlan,
    _ command: CommandContext,
    answer: [UInt8]
  ) {
    guard let last = run.entries.indices.last else {
      // A sale that only evaluates changes nothing: there is nothing to remember.
      if let receipt = plan.receipt { command.shard.services.receipts.release(receipt.tag) }
      return command.abandon()
    }
    let first = member.nextVersion
    command.shard.turn.together(true)
    defer { command.shard.turn.together(false) }
    for (place, entry) in run.entries.enumerated() {
      apply(entry.posting, command: command)
      let index = append(
        entry.posting,
        context: command,
        now: command.now,
        capsBefore: entry.capsBefore,
        isAnswered: place == last
      ) { out in
        out.append(entry.facts)
        if place == last { out.writeBytes(23, answer) }
        out.writeNonZero(28, UInt64(first))
        out.writeNonZero(29, UInt64(run.entries.count))
      }
      if place == last { command.settle(index: index) }
      if entry.isEarn, let receipt = plan.receipt {
        command.shard.turn.note(command.shard.receipts, tag: receipt.tag, index: index)
      }
    }
  }

  /// What all operations of the sale pay with points, minor units.
  private func pointsTender(
    of plan: SalePlan,
    _ command: CommandContext
  ) throws(SaleRefusal) -> Int64 {
    var sum: Int64 = 0
    for (place, op) in plan.request.ops.enumerated() {
      do throws(Refusal) {
        switch op.op {
        case .redeem(let redeem): sum += try tender(of: redeem, command)
        case .useVoucher(let use): sum += try voucher(use.code, command).valueMinor
        default: break
        }
      } catch {
        // The operation itself says so, in its turn.
        if !plan.isPreview { throw SaleRefusal(refusal: error, operation: place + 1) }
      }
    }
    return sum
  }

  private func tender(of op: RedeemOp, _ command: CommandContext) throws(Refusal) -> Int64 {
    let programme = command.programme
    switch op.mode {
    case .sale, .authorize:
      let points = try points(op.points, orValue: op.valueMinor, programme)
      // The fraction of a point that was rounded up pays nothing.
      return op.valueMinor > 0 ? op.valueMinor : programme.value(of: points)
    case .capture:
      let id = try ownTransaction(op.redemptionID, field: "redemption_id")
      let held = member.hold(id.version)?.points ?? .zero
      return programme.value(of: op.points == 0 ? held : Points(op.points))
    default: return 0
    }
  }
}

extension SaleRun {
  /// Says of the operation why it would be refused, and of all others that they fail with it.
  fileprivate mutating func fail(_ refusal: Refusal, of plan: SalePlan, member: UInt64) {
    var status = Status(refusal, member: member)
    status.failedOp = UInt32(results.count + 1)
    for index in results.indices { results[index] = SaleOpResult(status: Status(.linkedFailed)) }
    results.append(SaleOpResult(status: status))
    while results.count < plan.request.ops.count {
      results.append(SaleOpResult(status: Status(.linkedFailed)))
    }
    entries = []
    receiptLines = []
  }
}
