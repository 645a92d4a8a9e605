internal import FealtyWire

/// A row of an import that cannot be taken.
struct ImportFinding: Sendable {
  /// Of the file, from 1.
  let line: Int

  /// What the row is about: a member's or promotion's id.
  let subject: String
  let field: String
  let text: String

  /// As a line of JSON, for programs.
  var json: String {
    JSONLine.object { writer in
      writer.field("line", line)
      writer.field("subject", subject)
      writer.field("field", field)
      writer.field("error", text)
    }
  }
}

/// The lines of an import, read and checked as far as that needs no server.
struct ImportFile {
  struct Row {
    let line: Int
    let member: ExportedMember
  }

  private(set) var programme = Programme()
  private(set) var rows: [Row] = []
  private(set) var findings: [ImportFinding] = []
  private var ids: [String: Int] = [:]
  private var cards: [String: Int] = [:]
  private var hasProgramme = false
  private var hasEnd = false

  /// - Throws: `.inputOutput` where the file cannot be read.
  init(path: String) throws(CommandFailure) {
    var reader = try LineReader(path: path)
    var more = true
    while more {
      var text: String?
      more = try reader.next { (line) throws(CommandFailure) in
        text = String(decoding: line, as: UTF8.self)
      }
      if let text { take(text, reader.lineNumber) }
    }
    let last = reader.lineNumber
    if !hasProgramme { note(1, "", "programme", "the first line must be the programme") }
    if !hasEnd { note(max(last, 1), "", "end", "the last line is missing: the file was cut off") }
  }

  // MARK: - Steps

  private mutating func note(_ line: Int, _ subject: String, _ field: String, _ text: String) {
    findings.append(ImportFinding(line: line, subject: subject, field: field, text: text))
  }

  private mutating func take(_ text: String, _ number: Int) {
    let line: CarriedLine
    do throws(CarriedFault) { line = try CarriedLine(text) } catch {
      return note(number, "", error.field, error.text)
    }
    if hasEnd { return note(number, "", "line", "it stands after the end; take it out") }
    switch line {
    case .programme(let programme):
      guard !hasProgramme else { return note(number, "", "programme", "there are two; keep one") }
      hasProgramme = true
      self.programme = programme
    case .promotion(let promotion): programme.promotions.append(promotion)
    case .member(let member): take(member, number)
    case .end(let promotions, let members):
      hasEnd = true
      let refused = findings.count
      if promotions != programme.promotions.count || members != rows.count, refused == 0 {
        note(number, "", "end", "it says \(promotions) promotions and \(members) members")
      }
    }
  }

  private mutating func take(_ member: ExportedMember, _ number: Int) {
    let id = member.memberID
    guard !id.isEmpty, id.utf8.count <= 64 else {
      return note(number, id, "memberId", "it needs 1 to 64 bytes")
    }
    if let other = ids[id] {
      return note(number, id, "memberId", "line \(other) has the same member; take one out")
    }
    ids[id] = number
    for card in member.cards {
      if let other = cards[card] {
        return note(number, id, "cards", "line \(other) has the card \(card) too; take one out")
      }
      cards[card] = number
    }
    if let fault = Self.fault(in: member) { return note(number, id, fault.field, fault.text) }
    rows.append(Row(line: number, member: member))
  }

  /// Whether each token's sums fit: the same as the server asks.
  private static func fault(in member: ExportedMember) -> CarriedFault? {
    for account in member.accounts {
      var open: Int64 = 0
      for lot in member.lots where lot.tokenID == account.tokenID {
        let (sum, overflows) = open.addingReportingOverflow(lot.remaining)
        guard !overflows, lot.remaining > 0 else {
          return CarriedFault("lots", "a lot of \(lot.remaining) points; give it 1 or more")
        }
        open = sum
      }
      let parts = [
        account.debt, account.issued, account.redeemed, account.expired, account.reversed,
        account.exchanged, account.exchangeFees,
      ]
      guard parts.allSatisfy({ (0...1 << 60).contains($0) }), open <= 1 << 60 else {
        return CarriedFault("accounts", "a number is out of range")
      }
      let left = account.exchanged + account.exchangeFees
      let fate = account.redeemed + account.expired + account.reversed + left
      guard account.issued == open - account.debt + fate else {
        return CarriedFault(
          "accounts",
          "issued \(account.issued) is not in lots \(open) - debt \(account.debt) + redeemed "
            + "\(account.redeemed) + expired \(account.expired) + reversed \(account.reversed) + "
            + "exchanged \(left); "
            + "mend the sums, or leave the account out"
        )
      }
    }
    return nil
  }
}
