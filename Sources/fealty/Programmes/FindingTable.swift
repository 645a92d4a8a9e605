internal import FealtyWire

/// What a server found in promotions, for people.
struct FindingTable {
  private(set) var findings: [PromotionFinding] = []
  /// How many there are that no answer told.
  private(set) var more: UInt32 = 0

  var isEmpty: Bool { findings.isEmpty && more == 0 }

  mutating func add(_ findings: [PromotionFinding], more: UInt32) {
    self.findings += findings
    self.more += more
  }

  /// A heading and a line each; empty where there are none.
  var text: String {
    var text = ""
    if !findings.isEmpty {
      var table = Table([("finding", .left), ("promotion", .left), ("field", .left), ("", .left)])
      for finding in findings {
        table.add(finding.code, finding.promotionID, field(of: finding), finding.sentence)
      }
      text = table.text
    }
    if more > 0 { text += "  and \(Int64(more).grouped) more\n" }
    return text
  }

  /// The promotion's field: a file goes to the server in pieces, and places count in these.
  private func field(of finding: PromotionFinding) -> String {
    guard let place = finding.field.firstRange(of: "].") else { return finding.field }
    return String(finding.field[place.upperBound...])
  }
}
