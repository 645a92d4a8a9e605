internal import CLinux

// Step 1: from the basket's names to the rules that match a line.
extension Evaluator {
  /// Visits every rule that could fire or be reported, and no more than the index leads to.
  mutating func findCandidates(_ sale: borrowing Sale) {
    if sale.explanation == .full {
      findCandidates(in: sale.programme.explainingIndex, sale)
    } else if let index = sale.programme.pastIndex, sale.occurredAt < sale.programme.recentFrom {
      findCandidates(in: index, sale)
    } else {
      findCandidates(in: sale.programme.recentIndex, sale)
    }
  }

  private mutating func findCandidates<Posting>(
    in index: CandidateIndex<Posting>,
    _ sale: borrowing Sale
  ) {
    let second = SaleSecond(sale.occurredAt)
    let postings = index.postings.base
    gatherRuns(of: index, sale)
    for place in 0..<foundRuns.count {
      let found = foundRuns[place]
      if place + Self.runsAhead < foundRuns.count {
        prefetch(postings[Int(foundRuns[place + Self.runsAhead].run.start)].index, sale)
      }
      for candidate in found.run.range {
        let posting = postings[candidate]
        if posting.isCandidate(at: second) { visit(posting.index, line: Int(found.line), sale) }
      }
    }
    if index.hasContextPostings { visitContext(index, second, sale) }
    visitAll(index.open, of: index, second, sale)
  }

  /// Looks up where the lines' names lead, all before the first visit, so that the waits for the
  /// tables, which are larger than the cache, overlap.
  @inline(__always)
  private mutating func gatherRuns<Posting>(
    of index: CandidateIndex<Posting>,
    _ sale: borrowing Sale
  ) {
    let (runs, postings) = (index.runs.base, index.postings.base)
    foundRuns.removeAll()
    for (position, line) in sale.lines.enumerated() {
      let start = Int(line.firstTerm)
      for place in start..<start + Int(line.termCount) {
        let run = runs[Int(sale.terms[place].rawValue)]
        if run.isEmpty { continue }
        clinux_prefetch(postings + Int(run.start))
        foundRuns.append(FoundRun(run: run, line: UInt32(truncatingIfNeeded: position)))
      }
    }
  }

  /// How many runs ahead of the one that is walked the rules are fetched.
  private static let runsAhead = 3

  /// Has a rule and its state fetched.
  @inline(__always)
  private func prefetch(_ index: Int, _ sale: borrowing Sale) {
    guard let base = states.baseAddress else { return }
    clinux_prefetch(base + index)
    clinux_prefetch(sale.programme.rules.base + index)
  }

  /// Counts a line for a rule that one of the line's names leads to, if it matches.
  @inline(__always)
  private mutating func visit(_ index: Int, line: Int, _ sale: borrowing Sale) {
    let rule = sale.programme.rules.pointer(index)
    guard let base = states.baseAddress else { return }
    let state = base + index
    if state.pointee.epoch != epoch { open(state, rule, sale) }
    if state.pointee.isIgnored || state.pointee.lastLine == Int32(truncatingIfNeeded: line) {
      return
    }
    guard sale.matches(sale.lines[line], rule), isFoundByAccessClause(line, rule, sale) else {
      return
    }
    state.pointee.lastLine = Int32(truncatingIfNeeded: line)
    if state.pointee.matchedLines == 0 { matched.append(UInt32(truncatingIfNeeded: index)) }
    list(line, state)
    state.pointee.matchedLines += 1
    state.pointee.eligibleAmount += sale.lines[line].amountMinor
    state.pointee.eligibleQuantity += sale.lines[line].quantity
  }

  /// Notes a line that a rule matched, if there is room.
  @inline(__always)
  private mutating func list(_ line: Int, _ state: UnsafeMutablePointer<RuleState>) {
    let place = Int32(truncatingIfNeeded: matchCount)
    if state.pointee.matchedLines == 0 {
      state.pointee.isListed = true
      state.pointee.firstMatch = place
    }
    guard state.pointee.isListed, matchCount < Self.matchCapacity else {
      state.pointee.isListed = false
      return
    }
    (matches + matchCount).initialize(
      to: Match(line: UInt16(truncatingIfNeeded: line), next: -1)
    )
    matchCount += 1
    if state.pointee.matchedLines > 0 { matches[Int(state.pointee.lastMatch)].next = place }
    state.pointee.lastMatch = place
  }

  /// Whether a line meets the include list that the quick index leads by; the other index leads by
  /// others.
  @inline(__always)
  private func isFoundByAccessClause(
    _ line: Int,
    _ rule: UnsafePointer<CompiledRule>,
    _ sale: borrowing Sale
  ) -> Bool {
    sale.explanation != .full || rule.pointee.accessClause.isEmpty
      || sale.hasTerm(sale.lines[line], of: rule.pointee.accessClause)
  }

  /// Visits the rules that the buyer's segments and tier, codes and the place of the sale lead to.
  private mutating func visitContext<Posting>(
    _ index: CandidateIndex<Posting>,
    _ second: SaleSecond,
    _ sale: borrowing Sale
  ) {
    for segment in sale.segments {
      visitAll(index.runs[Int(segment.rawValue)], of: index, second, sale)
    }
    for code in sale.codes { visitAll(index.runs[Int(code.rawValue)], of: index, second, sale) }
    visitAll(index.runs[Int(sale.store.rawValue)], of: index, second, sale)
    visitAll(index.runs[Int(sale.channel.rawValue)], of: index, second, sale)
    visitAll(index.runs[Int(sale.terminal.rawValue)], of: index, second, sale)
    visitAll(index.runs[Int(sale.tier.rawValue)], of: index, second, sale)
    // Which rules the tier did not lead to is an answer as well.
    if index.hasTierPostings, !sale.isGuest { inputs.asked.insert(.tier) }
  }

  private mutating func visitAll<Posting>(
    _ candidates: Run,
    of index: CandidateIndex<Posting>,
    _ second: SaleSecond,
    _ sale: borrowing Sale
  ) {
    for candidate in candidates.range {
      let posting = index.postings[candidate]
      if posting.isCandidate(at: second) { visitWhole(posting.index, sale) }
    }
  }

  /// Sums up all lines for a rule that no line leads to.
  ///
  /// A second visit has no effect.
  private mutating func visitWhole(_ index: Int, _ sale: borrowing Sale) {
    let rule = sale.programme.rules.pointer(index)
    guard let base = states.baseAddress else { return }
    let state = base + index
    if state.pointee.epoch == epoch { return }
    open(state, rule, sale)
    if state.pointee.isIgnored { return }
    if rule.pointee.hasNoLists {
      var slots = rule.pointee.kinds
      while slots != 0 {
        let total = sale.totals[slots.trailingZeroBitCount]
        state.pointee.matchedLines += total.lineCount
        state.pointee.eligibleAmount += total.amountMinor
        state.pointee.eligibleQuantity += total.quantity
        slots &= slots &- 1
      }
    } else {
      for line in sale.lines where sale.matchesWholly(line, rule) {
        state.pointee.matchedLines += 1
        state.pointee.eligibleAmount += line.amountMinor
        state.pointee.eligibleQuantity += line.quantity
      }
    }
    if state.pointee.matchedLines > 0 { matched.append(UInt32(truncatingIfNeeded: index)) }
  }

  /// Looks at a rule for the first time in this evaluation.
  @inline(__always)
  private mutating func open(
    _ state: UnsafeMutablePointer<RuleState>,
    _ rule: UnsafePointer<CompiledRule>,
    _ sale: borrowing Sale
  ) {
    candidatesVisited += 1
    let condition = condition(of: rule, sale)
    state.pointee = RuleState(
      epoch: epoch,
      condition: condition,
      isIgnored: condition != .none && !isReportable(rule, sale)
    )
  }

  /// Whether a rule whose conditions fail is to be reported if its lines match.
  ///
  /// A version that does not decide at the sale's time never is.
  private func isReportable(_ rule: UnsafePointer<CompiledRule>, _ sale: borrowing Sale) -> Bool {
    sale.explanation == .full
      && rule.pointee.validFrom <= sale.occurredAt.milliseconds
      && sale.occurredAt.milliseconds < rule.pointee.validUntil
  }

  /// The first of a rule's conditions on time, place and buyer that fails, or ``Condition/none``.
  @inline(__always)
  mutating func condition(
    of rule: UnsafePointer<CompiledRule>,
    _ sale: borrowing Sale
  ) -> Condition {
    let instant = sale.occurredAt.milliseconds
    guard rule.pointee.activeFrom <= instant, instant < rule.pointee.activeUntil else {
      return .notLive
    }
    return rule.pointee.isForEveryone ? .none : furtherCondition(of: rule, sale)
  }

  private mutating func furtherCondition(
    of rule: UnsafePointer<CompiledRule>,
    _ sale: borrowing Sale
  ) -> Condition {
    let rule = rule.pointee
    if rule.hasSchedule {
      let day = findLocalDay(sale)
      let minute = day.minute(of: sale.occurredAt)
      guard rule.weekdays & 1 << day.weekday != 0,
        rule.fromMinute <= minute, minute < rule.toMinute
      else { return .outsideSchedule }
    }
    let conditions = rule.rare < 0 ? nil : sale.programme.conditions.pointer(Int(rule.rare))
    if let conditions, !isInWindow(conditions, sale) { return .outsideSchedule }
    if !rule.stores.isEmpty, !sale.contains(rule.stores, sale.store) { return .otherStore }
    if !rule.channels.isEmpty, !sale.contains(rule.channels, sale.channel) {
      return .otherChannel
    }
    if !rule.terminals.isEmpty, !sale.contains(rule.terminals, sale.terminal) {
      return .otherTerminal
    }
    if sale.isGuest {
      guard rule.stage != .tier, rule.tiers.isEmpty, rule.segments.isEmpty,
        conditions?.pointee.isForMembers != true
      else { return .guest }
    } else {
      let condition = memberCondition(of: rule, sale)
      if condition != .none { return condition }
    }
    return conditions.map { basketCondition($0, of: rule.number, sale) } ?? .none
  }

  private mutating func memberCondition(
    of rule: CompiledRule,
    _ sale: borrowing Sale
  ) -> Condition {
    if !rule.tiers.isEmpty {
      inputs.asked.insert(.tier)
      if !sale.contains(rule.tiers, sale.tier) { return .notInTier }
    }
    if !rule.segments.isEmpty {
      inputs.asked.insert(.segments)
      if !isMember(of: rule.segments, sale) { return .notInSegment }
    }
    if !rule.excludedSegments.isEmpty {
      inputs.asked.insert(.segments)
      if isMember(of: rule.excludedSegments, sale) { return .inExcludedSegment }
    }
    return .none
  }

  private func isMember(of segments: Run, _ sale: borrowing Sale) -> Bool {
    for segment in sale.segments where sale.contains(segments, segment) { return true }
    return false
  }

  /// The sale's local day, remembered for the sales that follow.
  mutating func findLocalDay(_ sale: borrowing Sale) -> LocalDay {
    if let localDay, localDay.contains(sale.occurredAt), localDayProgramme === sale.programme {
      return localDay
    }
    let day = sale.programme.zone.localDay(at: sale.occurredAt)
    localDay = day
    localDayProgramme = sale.programme
    return day
  }
}
