internal import FealtyClient
internal import FealtyWire

/// Brings a programme's lines to a server: promotions, then members, then their cards and aliases.
///
/// It may be killed at any moment and run again: the programme is compared first, a member that an
/// earlier run made is not made again, whatever it has done since, and a card is given once.
struct ProgrammeImport {
  let client: PipelinedClient
  let file: ImportFile
  let isDryRun: Bool

  private(set) var findings: [ImportFinding] = []
  private(set) var made = 0
  private(set) var there = 0
  private(set) var cards = 0

  init(client: PipelinedClient, file: ImportFile, isDryRun: Bool) {
    self.client = client
    self.file = file
    self.isDryRun = isDryRun
  }

  mutating func run() throws(CommandFailure) {
    let application = ProgrammeApplication(client: client, wanted: file.programme)
    let difference = try application.difference()
    if isDryRun {
      // Without the programme the server can say nothing about its members.
      guard try application.current() != nil, difference.isEmpty else { return }
    } else {
      try application.apply(difference)
    }
    var missing = try importMembers()
    while !missing.isEmpty, !isDryRun { missing = try giveCards(missing) }
    let known = findings.count
    let most = file.rows.map { $0.member.profile?.aliases.count ?? 0 }.max() ?? 0
    // A member that was left as it is keeps its aliases, too.
    guard known == 0 else { return }
    for place in 0..<(isDryRun ? 0 : most) { try giveAliases(at: place) }
  }

  // MARK: - Steps

  /// Cards that a row's member has not yet, in order.
  private struct Missing {
    var row: Int
    var cards: [String]
  }

  private var envelope: Envelope { Envelope(programID: file.programme.programID, dryRun: isDryRun) }

  private func reference(_ row: Int) -> MemberReference {
    MemberReference(reference: .memberID(file.rows[row].member.memberID))
  }

  private mutating func importMembers() throws(CommandFailure) -> [Missing] {
    var missing: [Missing] = []
    var copy = self
    try perform(Array(file.rows.indices), "import") { (client, row) throws(ClientError) in
      try client.submit(
        OperationsMethods.importMember,
        ImportMemberRequest(
          envelope: envelope,
          member: reference(row),
          state: file.rows[row].member
        ),
        tag: UInt64(row)
      )
    } completed: { row, completion in
      if let error = completion.error { return copy.note(row, error) }
      let answer: ImportMemberResponse
      do { answer = try completion.message(as: ImportMemberResponse.self) } catch {
        return copy.note(row, "answer", "\(error)")
      }
      let wanted = file.rows[row].member.cards
      if answer.isNew { copy.made += 1 } else { copy.there += 1 }
      if !answer.isNew, !answer.isSame, !answer.wasMade {
        return copy.note(
          row,
          "memberId",
          "the server has another member of this id, or how that began is not kept any more; "
            + "it was left as it is"
        )
      }
      let cards = wanted.filter { !answer.cards.contains($0) }
      if !cards.isEmpty { missing.append(Missing(row: row, cards: cards)) }
    }
    self = copy
    return missing
  }

  /// Gives each member the first of its missing cards; the next one follows when that is there.
  private mutating func giveCards(_ missing: [Missing]) throws(CommandFailure) -> [Missing] {
    var left: [Missing] = []
    var copy = self
    let byRow = Dictionary(uniqueKeysWithValues: missing.map { ($0.row, $0.cards) })
    try perform(missing.map(\.row), "cards") { (client, row) throws(ClientError) in
      try client.submit(
        MembersMethods.enrol,
        EnrolRequest(
          envelope: envelope,
          member: reference(row),
          mode: .update,
          cardNumber: byRow[row]?.first ?? ""
        ),
        tag: UInt64(row)
      )
    } completed: { row, completion in
      if let error = completion.error { return copy.note(row, error) }
      copy.cards += 1
      let rest = Array((byRow[row] ?? []).dropFirst())
      if !rest.isEmpty { left.append(Missing(row: row, cards: rest)) }
    }
    self = copy
    return left
  }

  /// Gives each member one of its aliases; one that it has is left as it is.
  private mutating func giveAliases(at place: Int) throws(CommandFailure) {
    var copy = self
    let rows = file.rows.indices.filter {
      place < file.rows[$0].member.profile?.aliases.count ?? 0
    }
    try perform(rows, "aliases") { (client, row) throws(ClientError) in
      let alias = file.rows[row].member.profile?.aliases[place] ?? MemberAlias()
      try client.submit(
        MembersMethods.putAlias,
        PutAliasRequest(
          envelope: envelope,
          member: reference(row),
          alias: Alias(provider: alias.provider, value: alias.value),
          verified: alias.verified
        ),
        tag: UInt64(row)
      )
    } completed: { row, completion in
      if let error = completion.error { copy.note(row, error) }
    }
    self = copy
  }

  private mutating func note(_ row: Int, _ error: ClientError) {
    let field = error.status?.field ?? ""
    note(row, field, "\(error.message)")
  }

  private mutating func note(_ row: Int, _ field: String, _ text: String) {
    let row = file.rows[row]
    findings.append(
      ImportFinding(line: row.line, subject: row.member.memberID, field: field, text: text)
    )
  }

  /// Makes a call for each row, with as many in flight as the connections take; refusals are the
  /// rows', only a lost server ends it.
  private func perform(
    _ rows: [Int],
    _ title: String,
    submit: (PipelinedClient, Int) throws(ClientError) -> Void,
    completed: (Int, borrowing Completion) -> Void
  ) throws(CommandFailure) {
    let window = 64 * client.connectionCount
    var bar = ProgressBar(title, total: rows.count, unit: "rows")
    var waiting = rows[...]
    var again: [Int] = []
    var done = 0
    var failure: CommandFailure?
    while done < rows.count, failure == nil {
      while failure == nil, client.inFlight < window,
        let row = again.popLast() ?? waiting.popFirst()
      {
        do { try submit(client, row) } catch {
          guard error.code == .resourceExhausted else {
            failure = CommandFailure(error, during: title)
            break
          }
          again.append(row)
          break
        }
      }
      client.poll(timeout: .seconds(1)) { completion in
        let row = Int(completion.tag)
        if let error = completion.error {
          if error.reason == .logFull { return again.append(row) }
          if error.code == .unavailable || error.code == .outcomeUnknown {
            failure = CommandFailure(error, during: title)
          }
        }
        done += 1
        completed(row, completion)
      }
      bar.update(done)
    }
    bar.finish(done)
    if let failure { throw failure }
  }
}
