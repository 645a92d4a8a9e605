extension Member {
  /// What is not as it must be, one sentence each; empty for every sound member.
  ///
  /// For each token: issued = what is in the lots − debt + redeemed + expired + reversed + in
  /// transit + exchanged. Lots stand in the order of consumption and are not empty. The parts of
  /// the holds add up to what the lots call locked.
  ///
  /// - Complexity: O(*n*·*m*), where *n* is the number of lots and *m* of holds' parts.
  package func violations() -> [String] {
    var found: [String] = []
    checkLots(&found)
    checkAccounts(&found)
    checkDetails(&found)
    if hasExtras { checkExchanges(&found) }
    if (stage == .none) != (version == 0) { found.append("stage \(stage) at version \(version)") }
    return found
  }

  /// The same of a member where it stands.
  ///
  /// `inout` in form alone: a member that is read through a pointer is copied first.
  package static func violations(of member: inout Member) -> [String] { member.violations() }

  /// In debug builds, traps where ``violations()`` finds something.
  func assertInvariants() {
    assert(violations().isEmpty, "member \(id), version \(version): \(violations())")
  }

  private func checkLots(_ found: inout [String]) {
    let live = holds
    for (index, lot) in lots.enumerated() {
      if index > 0, !lots[index - 1].precedes(lot) { found.append("lot \(lot.id) is out of order") }
      if lot.remaining <= .zero || lot.remaining > lot.amount {
        found.append("lot \(lot.id) has \(lot.remaining) of \(lot.amount)")
      }
      if lot.id.version > version { found.append("lot \(lot.id) is from the future") }
      let held = live.isEmpty ? Points.zero : live.pointsHeld(of: lot.id)
      if held != lot.locked || held > lot.remaining {
        found.append("lot \(lot.id) has \(lot.locked) locked, the holds have \(held)")
      }
      if !hasAccount(of: lot.token) {
        found.append("lot \(lot.id) has no account")
      }
    }
  }

  /// By index: iterating copies the list, and a start asks this of every lot.
  private func hasAccount(of token: TokenNumber) -> Bool {
    for index in accounts.indices where accounts[index].token == token { return true }
    return false
  }

  private func checkAccounts(_ found: inout [String]) {
    for (index, account) in accounts.enumerated() {
      if accounts[..<index].contains(where: { $0.token == account.token }) {
        found.append("token \(account.token) has two accounts")
      }
      // Not by an array of the parts: recovery asks this of every account.
      let least = min(
        min(account.debt, account.issued, account.redeemed),
        min(account.expired, account.reversed, account.unrecovered)
      )
      let most = max(
        max(account.debt, account.issued, account.redeemed),
        max(account.expired, account.reversed, account.unrecovered)
      )
      if least < .zero || most > Account.issuedLimit {
        // Sums of such numbers may not be.
        found.append("token \(account.token): \(account) is out of range")
        continue
      }
      var open = Points.zero
      for lot in lots where lot.token == account.token { open += lot.remaining }
      if outstanding(account) != open {
        found.append("token \(account.token): \(account) with \(open) in lots")
      }
    }
  }

  private func checkDetails(_ found: inout [String]) {
    guard hasDetails else { return }
    for hold in holds {
      if hold.parts.isEmpty || hold.id > version { found.append("hold \(hold.id) is empty or new") }
      for part in hold.parts {
        guard let lot = lot(part.lot), lot.token == hold.token, part.points > .zero else {
          found.append("hold \(hold.id) has a part of lot \(part.lot) that does not fit")
          continue
        }
      }
    }
    for use in details.capUses where use.amount <= 0 {
      found.append("promotion \(use.owner) has a cap's use of \(use.amount)")
    }
    for mark in cardMarks where mark.stage == .active {
      found.append("an active card has a mark since \(mark.since.milliseconds)")
    }
    if details.endedHolds.count > MemberDetails.endedHoldsLimit {
      found.append("\(details.endedHolds.count) ended holds are kept")
    }
  }
}

extension [Hold] {
  /// Points of one lot that the holds have set aside.
  fileprivate func pointsHeld(of lot: LotID) -> Points {
    var points = Points.zero
    for hold in self {
      for part in hold.parts where part.lot == lot { points += part.points }
    }
    return points
  }
}
