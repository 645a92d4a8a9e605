internal import Model
internal import Testing

/// Aim: the model keeps its own promises whatever is asked of it, so that it may judge others.
///
/// Method: random sequences from seeds; the equation and the properties are checked at each step.
@Suite("Random sequences")
struct RandomSequenceTests {
  private static let steps = 60

  @Test("points are conserved after each command", arguments: 0..<200)
  func conservation(seed: UInt64) {
    var generator = CommandGenerator(seed: seed)
    var model = generator.model
    for step in 0..<Self.steps {
      let request = generator.next(for: model)
      _ = model.handle(request)
      let findings = model.conservationFindings()
      #expect(findings == [], "seed \(seed), step \(step): \(request)")
      guard findings.isEmpty else { return }
    }
  }

  @Test("the same seed gives the same commands, answers and state", arguments: [1, 99])
  func repetition(seed: UInt64) {
    func run() -> (requests: [Request], outcomes: [Outcome], hash: UInt64) {
      var generator = CommandGenerator(seed: seed)
      var model = generator.model
      var (requests, outcomes) = ([Request](), [Outcome]())
      for _ in 0..<Self.steps {
        requests.append(generator.next(for: model))
        outcomes.append(model.handle(requests[requests.count - 1]))
      }
      return (requests, outcomes, model.fullHash)
    }
    let (first, second) = (run(), run())
    #expect(first.requests == second.requests)
    #expect(first.outcomes == second.outcomes)
    #expect(first.hash == second.hash)
  }

  @Test("refusals, previews and replays change nothing", arguments: 1000..<1060)
  func nothingChanges(seed: UInt64) {
    var generator = CommandGenerator(seed: seed)
    var model = generator.model
    for step in 0..<Self.steps {
      let request = generator.next(for: model)
      var settled = model
      settled.settle(to: request.now)
      let outcome = model.handle(request)
      if case .accepted(let answer) = outcome, answer.transaction != nil, !answer.isReplayed {
        continue
      }
      #expect(model.fullText == settled.fullText, "seed \(seed), step \(step): \(request)")
    }
  }

  @Test("a preview and the earn give the same", arguments: 2000..<2060)
  func previews(seed: UInt64) {
    var generator = CommandGenerator(seed: seed)
    var model = generator.model
    for step in 0..<Self.steps {
      let request = generator.next(for: model)
      guard case .earn(let sale) = request.command, model.decided[request.id] == nil else {
        _ = model.handle(request)
        continue
      }
      var preview = model
      let asked = preview.handle(
        Request(id: -1, now: request.now, occurredAt: request.occurredAt, .evaluate(sale))
      )
      if case .accepted(let earned) = model.handle(request), case .accepted(let foreseen) = asked {
        #expect(earned.evaluation == foreseen.evaluation, "seed \(seed), step \(step): \(sale)")
      }
    }
  }

  /// Goes on from any state: the sale is booked and all of it returned at once, in two ways, one
  /// line after the other and as a whole, and the state must be as if it had not been.
  @Test("buying and returning everything leaves the state as before", arguments: 3000..<3100)
  func buyAndReturn(seed: UInt64) {
    let features = Feature.everything.subtracting([.inactivityExpiry, .debt])
    var generator = CommandGenerator(seed: seed, features: features)
    var model = generator.model
    for step in 0..<Self.steps {
      let request = generator.next(for: model)
      if case .earn = request.command, model.decided[request.id] == nil {
        checkReturn(of: request, in: model, "seed \(seed), step \(step)")
      }
      _ = model.handle(request)
    }
  }

  private func checkReturn(of request: Request, in model: LoyaltyModel, _ place: String) {
    var before = model
    before.settle(to: request.now)
    var bought = model
    guard case .accepted(let answer) = bought.handle(request), let sale = answer.transaction,
      // A lot that ended at once has gone the way of all expired points, and comes back from there;
      // available ones do not where the programme takes back pending points alone.
      bought.settings.returnPolicy != .onlyPending
    else { return }
    var reversed = bought
    _ = reversed.handle(Request(id: -2, now: request.now, .reverseEarn(sale, strict: true)))
    #expect(reversed.standingText == before.standingText, "\(place): \(request)")
    #expect(reversed.conservationFindings() == [])

    var returned = bought
    let lines = bought.transactions[sale]?.sale?.original ?? []
    for (index, line) in lines.enumerated() where !line.isEmpty {
      let command = Command.returnLines(sale, [ReturnedLine(index)], receipt: "")
      _ = returned.handle(Request(id: -3 - index, now: request.now, command))
    }
    guard lines.contains(where: { !$0.isEmpty }) else { return }
    #expect(returned.standingText == before.standingText, "\(place), line by line: \(request)")
    #expect(returned.conservationFindings() == [])
  }

  @Test func `random sequences reach every kind of command and every refusal that they can`() {
    var accepted: Set<Transaction.Kind> = []
    var refused: Set<Reason> = []
    var (conditions, happened) = (Set<Condition>(), Set<Happening.Kind>())
    for seed in UInt64(0)..<300 {
      var generator = CommandGenerator(seed: seed)
      var model = generator.model
      for _ in 0..<Self.steps {
        let outcome = model.handle(generator.next(for: model))
        if case .refused(let refusal) = outcome { refused.insert(refusal.reason) }
        if case .accepted(let answer) = outcome {
          conditions.formUnion(answer.evaluation?.rejected.map(\.condition) ?? [])
        }
        happened.formUnion(model.happenings.map(\.kind))
      }
      accepted.formUnion(model.transactions.values.map(\.kind))
    }
    #expect(accepted.count == 19, "\(accepted)")
    #expect(conditions.count == 20, "\(conditions)")
    #expect(happened.count == 5, "\(happened)")
    #expect(refused.count >= 19, "\(refused)")
  }
}
