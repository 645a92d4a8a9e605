internal import FealtyLoyalty
internal import FealtyWire

// A programme becomes one of light integration when nobody holds or owes points of it any more, and
// one of full integration when its members hold what its brand says. Both are facts about all
// members at one instant, so while they are added up no shard lets points of the programme arrive
// or leave by command: such calls are told to come again.

/// A change of who keeps a programme's points, on which the ledger has to agree.
struct IntegrationSwitch: Sendable {
  /// The programme's tokens by number.
  var tokens: [TokenNumber: String]
  /// Of them, those that their brand keeps now and the server afterwards.
  var changing: Set<TokenNumber> = []
  /// What members are to hold of each token; nil = nothing may be left of any.
  var openings: [String: Int64]?

  /// Why the ledger is against it; nil where it agrees.
  func refusal(by audit: LedgerAudit) -> Status? {
    for (number, id) in tokens.sorted(by: { $0.key < $1.key }) {
      let line = audit.lines[number] ?? LedgerAudit.Line()
      let held = line.balance.available + line.balance.pending + line.balance.locked
      if line.outsideExchanges != 0, changing.contains(number) {
        return Status(
          code: .failedPrecondition,
          reason: .exchangesUnderWay,
          message: "\(line.outsideExchanges) exchanges of \(id) are with the brand's endpoint; "
            + "pause its partnerships, and put this again when they have ended",
          field: "programme.settings.integration"
        )
      }
      if let openings {
        let (wanted, found) = (openings[id] ?? 0, held - line.balance.debt)
        guard found != Int128(wanted) else { continue }
        return Status(
          code: .failedPrecondition,
          reason: .openingBalancesDiffer,
          message: "members hold \(found) of \(id), not \(wanted); import what is missing first",
          field: "opening_balances"
        )
      }
      guard line.returns == 0 else {
        return Status(
          code: .failedPrecondition,
          reason: .exchangesUnderWay,
          message: "\(line.returns) exchanges of \(id) are being taken back; put this again when "
            + "that has ended",
          field: "programme.settings.integration"
        )
      }
      let (owed, moving) = (line.balance.debt, line.counter.inTransit)
      guard held != 0 || owed != 0 || moving != 0 else { continue }
      return Status(
        code: .failedPrecondition,
        reason: .balancesLeft,
        message: "of \(id) members hold \(held), owe \(owed), and \(moving) are in exchanges; "
          + "debit or exchange them first",
        field: "programme.settings.integration"
      )
    }
    return nil
  }
}

extension IntegrationSwitch {
  /// Nil where a put leaves it as it is, or makes the programme.
  ///
  /// - Throws: Why it cannot even be tried.
  init?(
    _ request: PutProgrammeRequest,
    _ programme: Programme,
    before state: ProgrammeState?
  ) throws(RefusedSwitch) {
    let isLight = programme.settings?.integration == .integrationLight
    let wasLight = state?.programme.settings?.integration == .integrationLight
    guard (0...1).contains(programme.settings?.integration.rawValue ?? 0) else {
      throw RefusedSwitch(status: Status(.invalidField("programme.settings.integration")))
    }
    guard let state, isLight != wasLight else {
      guard request.openingBalances.isEmpty else {
        throw RefusedSwitch(status: Status(.invalidField("opening_balances")))
      }
      return nil
    }
    let tokens = Dictionary(uniqueKeysWithValues: state.tokens.map { ($0.value, $0.key) })
    guard wasLight else {
      guard request.openingBalances.isEmpty else {
        throw RefusedSwitch(status: Status(.invalidField("opening_balances")))
      }
      self.init(tokens: tokens)
      return
    }
    var openings: [String: Int64] = [:]
    for opening in request.openingBalances {
      guard state.tokens[opening.tokenID] != nil, openings[opening.tokenID] == nil else {
        throw RefusedSwitch(status: Status(.invalidField("opening_balances")))
      }
      openings[opening.tokenID] = opening.points
    }
    // A zero is said, not meant: who forgot the import would not notice.
    for token in state.programme.tokens where token.type == .typeErc20 {
      guard openings[token.tokenID] != nil else {
        throw RefusedSwitch(status: Status(.invalidField("opening_balances")))
      }
    }
    let changing = state.programme.tokens.filter { [.typeErc20, .typeGiftCard].contains($0.type) }
    self.init(
      tokens: tokens,
      changing: Set(changing.compactMap { state.tokens[$0.tokenID] }),
      openings: openings
    )
  }
}

/// Why a change of the integration is refused as it was asked for.
struct RefusedSwitch: Error {
  var status: Status
}

/// What the ledger has to agree on before a change of a programme is recorded.
struct LedgerQuestion: Sendable {
  /// Who keeps the points; nil = as before.
  var integration: IntegrationSwitch?
  /// Of tokens that are there: new supplies, and lower ones.
  var supplies: [SupplyChange] = []
  /// The version that the change makes.
  var version: UInt64 = 0

  var isEmpty: Bool { integration == nil && supplies.isEmpty }
}

extension Shard {
  /// Asks the ledger whether a programme may change as is wanted, then goes on here.
  ///
  /// Where it may, commands that move its points wait until ``reopen(_:)``, or until the wanted
  /// version comes.
  func confirm(
    _ wanted: LedgerQuestion,
    of programme: UInt16,
    _ done: @escaping @Sendable (Shard, Status?) -> Void
  ) {
    guard !wanted.isEmpty else { return done(self, nil) }
    for peer in 0..<count {
      send(to: peer) { shard in
        shard.finishGathered()
        shard.closing[programme] = wanted.version
      }
    }
    guard let integration = wanted.integration else {
      return confirm(wanted.supplies, of: programme, done)
    }
    audit { shard, audit in
      if let refusal = integration.refusal(by: audit) { return done(shard, refusal) }
      shard.confirm(wanted.supplies, of: programme, done)
    }
  }

  /// Lets commands move a programme's points again, on every shard.
  func reopen(_ programme: UInt16) {
    for peer in 0..<count { send(to: peer) { $0.open(programme) } }
  }

  /// Lets a programme's points move again on this shard, first those that have waited for it.
  func open(_ programme: UInt16) {
    guard closing.removeValue(forKey: programme) != nil else { return }
    let waiting = heldCredits
    heldCredits = []
    // Those of other programmes are held again.
    for var message in waiting { credit(&message) }
  }
}
