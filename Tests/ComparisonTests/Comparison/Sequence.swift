internal import Model

/// One random sequence: what it is made of, and what came of it.
struct Sequence {
  let seed: UInt64
  let features: Set<Feature>
  private let plant: Plant?

  /// Requests after the opening; now and then there are many.
  private var length: Int { plant != nil || seed % 10 == 9 ? 25 : 8 }

  /// - Parameters:
  ///   - seed: What the sequence is made of.
  ///   - plant: A difference that must be found.
  init(seed: UInt64, plant: Plant? = nil) {
    self.seed = seed
    self.plant = plant
    features = plant == nil ? Feature.profile(of: seed) : Feature.plain
  }

  private var shards: Int { seed % 3 == 0 ? 2 : 1 }

  /// Runs the sequence as its generator makes it.
  ///
  /// - Returns: Nil where model and engine agree throughout.
  func run() throws -> Failure? {
    var generator = CommandGenerator(seed: seed, features: features)
    let start = generator.model
    let comparison = try Comparison(start, shards: shards, plant: plant)
    var requests: [Request] = []
    var opening = generator.model
    while generator.isOpening {
      requests.append(generator.next(for: opening))
      _ = opening.handle(requests[requests.count - 1])
    }
    var differences = try comparison.run(requests)
    for _ in 0..<length where differences.isEmpty {
      let request = generator.next(for: comparison.model)
      requests.append(request)
      differences = try comparison.step(request)
    }
    if differences.isEmpty, seed % 4 == 1, !features.contains(.inactivityExpiry) {
      let sale = generator.anySale(of: comparison.model)
      differences = try comparison.buyAndReturn(sale, id: 1_000)
      requests += comparison.added
    }
    if differences.isEmpty { differences = try comparison.finish() }
    if differences.isEmpty, seed % 8 == 0 { differences = try comparison.recover() }
    if differences.isEmpty { return nil }
    return Failure(
      seed: seed,
      start: start,
      shards: shards,
      plant: plant,
      requests: requests,
      differences: differences
    )
  }
}

/// A sequence whose last request, or whose end, was answered differently.
struct Failure {
  let seed: UInt64
  /// The model before the first request.
  let start: LoyaltyModel
  let shards: Int
  let plant: Plant?
  var requests: [Request]
  var differences: [String]

  /// The same difference with as few requests as dropping some leaves.
  ///
  /// - Parameter effort: How many shorter sequences are tried at most.
  /// - Returns: The failure with what is left of its requests.
  func shrunk(effort: Int = 600) -> Failure {
    let numbers = transactionNumbers()
    var best = Array(requests.indices)
    var differences = differences
    let kind = Self.kind(of: differences)
    var tries = 0
    var size = max(1, best.count / 2)
    while size >= 1, tries < effort {
      var place = best.count
      var hasShrunk = false
      while place > 0, tries < effort {
        let from = max(0, place - size)
        let shorter = Array(best[..<from] + best[place...])
        tries += 1
        if let found = try? replay(shorter, numbers), Self.kind(of: found) == kind {
          (best, differences, hasShrunk) = (shorter, found, true)
        }
        place = from
      }
      if !hasShrunk || size > 1 { size = size == 1 ? 0 : size / 2 }
    }
    var result = self
    result.requests = (try? renumbered(best, numbers)) ?? requests
    result.differences = differences
    return result
  }

  /// What the first difference is about, whatever its figures: shorter sequences must show the
  /// same.
  private static func kind(of differences: [String]) -> String {
    (differences.first ?? "").filter { !$0.isNumber }
  }

  /// The number of the transaction that each request makes, by index; 0 where it makes none.
  private func transactionNumbers() -> [TransactionID] {
    var model = start
    return requests.map { request in
      guard case .accepted(let answer) = model.handle(request), !answer.isReplayed else { return 0 }
      return answer.transaction ?? 0
    }
  }

  /// Gives some of the requests to both sides.
  ///
  /// - Returns: The first differences; empty where there are none.
  private func replay(_ kept: [Int], _ numbers: [TransactionID]) throws -> [String] {
    let comparison = try Comparison(start, shards: shards, plant: plant)
    let differences = try comparison.run(try renumbered(kept, numbers))
    if !differences.isEmpty { return differences }
    let ends = try comparison.finish()
    return ends.isEmpty ? try comparison.recover() : ends
  }

  /// The kept requests, naming each other's transactions as they are numbered without the others.
  private func renumbered(_ kept: [Int], _ numbers: [TransactionID]) throws -> [Request] {
    var model = start
    var renamed: [TransactionID: TransactionID] = [:]
    return kept.map { index in
      var request = requests[index]
      request.command = request.command.renamingTransactions { renamed[$0] ?? 9_999 }
      if case .accepted(let answer) = model.handle(request), !answer.isReplayed,
        let number = answer.transaction
      {
        renamed[numbers[index]] = number
      }
      return request
    }
  }
}

extension Failure: CustomStringConvertible {
  var description: String {
    let steps = requests.enumerated().map { "  \($0.offset + 1). \($0.element.text)" }
    return """
      seed \(seed): model and engine differ; FEALTY_COMPARISON_SEED=\(seed) runs it alone
      \(compactText(of: start.settings)), start \(start.now)
      the shortest sequence found:
      \(steps.joined(separator: "\n"))
      differences after it:
        \(differences.joined(separator: "\n  "))
      """
  }
}

extension Request {
  /// On one line.
  var text: String {
    let late = occurredAt.map { ", occurred at \($0)" } ?? ""
    return "request \(id) at \(now)\(late): \(compactText(of: command))"
  }
}
