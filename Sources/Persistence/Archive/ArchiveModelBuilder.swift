internal import Glibc

/// Chooses for each column how its numbers are coded: by the bits of a sample, and by the bytes
/// that the choice takes itself.
struct ArchiveModelBuilder {
  /// What a symbol of a distribution costs, in bits: those that it takes in the tables, and as many
  /// for the time in which tables are read.
  private static let symbolBits = 40.0
  /// What a distribution costs besides.
  private static let distributionBits = 80.0
  /// A number that comes so often in the sample may be a symbol by itself.
  private static let oftenEnough = 4
  /// A column of fewer numbers in the sample has no model, and one distribution up to sixteen times
  /// as many: no other choice could repay itself.
  private static let fewest = 16

  /// Where the numbers of each column stand in the sample.
  private var events: [Int: [Int]] = [:]
  private let sample: [ArchiveEvent]
  /// How many records one of the sample stands for.
  private let weight: Double

  /// - Parameters:
  ///   - sample: Of whole groups.
  ///   - weight: How many records one of them stands for.
  init(_ sample: [ArchiveEvent], weight: Double) {
    self.sample = sample
    self.weight = weight
    for (index, event) in sample.enumerated() where event.column != ArchiveEvent.noColumn {
      events[Int(event.column), default: []].append(index)
    }
  }

  /// `pause`: called after each small piece of the work.
  func models(_ pause: () -> Void = {}) -> ArchiveModels {
    var plans: [ArchiveModels.Plan] = []
    var symbols = 0
    var distributions = 0
    for (column, places) in events.sorted(by: { $0.key < $1.key })
    where places.count >= Self.fewest {
      var plan = places.count < 16 * Self.fewest ? simplePlan(column) : plan(column)
      // What is left must be enough for all other columns.
      if symbols + plan.symbolCount > Limits.archiveSymbols / 2 { plan = simplePlan(column) }
      pause()
      guard symbols + plan.symbolCount <= Limits.archiveSymbols,
        distributions + plan.distributions.count < Limits.archiveDistributions
      else { continue }
      symbols += plan.symbolCount
      distributions += plan.distributions.count
      plans.append(plan)
    }
    return ArchiveModels(plans)
  }

  // MARK: - Steps

  private struct Choice {
    var bits: Double
    var plan: ArchiveModels.Plan
  }

  private func plan(_ column: Int) -> ArchiveModels.Plan {
    var best = choice(column, 0, [], symbols(column, []))
    for values in valueChoices(column) {
      let symbols = symbols(column, values)
      for mode in 0...ArchiveEvent.contextCount {
        let choice = choice(column, mode, values, symbols)
        if choice.bits < best.bits { best = choice }
      }
    }
    return best.plan
  }

  private func occurrences(of column: Int) -> [Int] { events[column] ?? [] }

  /// One distribution of classes.
  private func simplePlan(_ column: Int) -> ArchiveModels.Plan {
    choice(column, 0, [], symbols(column, [])).plan
  }

  /// The symbols of the column's numbers in the sample, and how many bits they leave.
  private func symbols(_ column: Int, _ values: [UInt64]) -> (list: [UInt16], rest: Int) {
    var list: [UInt16] = []
    list.reserveCapacity(occurrences(of: column).count)
    var rest = 0
    for index in occurrences(of: column) {
      let (symbol, bits) = Self.symbol(sample[index].value, values[...])
      list.append(UInt16(symbol))
      rest += bits
    }
    return (list, rest)
  }

  /// No number as a symbol, or all that come often.
  private func valueChoices(_ column: Int) -> [[UInt64]] {
    var values = occurrences(of: column).map { sample[$0].value }
    values.sort()
    var often: [(value: UInt64, count: Int)] = []
    var index = 0
    while index < values.count {
      var end = index + 1
      while end < values.count, values[end] == values[index] { end += 1 }
      if end - index >= Self.oftenEnough { often.append((values[index], end - index)) }
      index = end
    }
    // Numbers below 64 are their own symbols anyway.
    guard often.contains(where: { $0.value >= 64 }) else { return [[]] }
    often.sort { $0.count != $1.count ? $0.count > $1.count : $0.value < $1.value }
    return [[], often.prefix(Limits.archiveColumnValues).map(\.value).sorted()]
  }

  /// What a column costs with a mode of contexts, and with those numbers as symbols.
  private func choice(
    _ column: Int,
    _ mode: Int,
    _ values: [UInt64],
    _ given: (list: [UInt16], rest: Int)
  ) -> Choice {
    let (symbols, rest) = given
    let escape = values.count + ArchiveClass.count
    var counter = SymbolCounter(escape)
    let all = counter.runs(symbols[...])
    var costs = [Double](repeating: 0, count: escape)
    for run in all { costs[run.symbol] = -log2(Double(run.count) / Double(symbols.count)) }
    var plan = ArchiveModels.Plan(column: column, mode: mode, values: values, distributions: [])
    plan.distributions.append((0, Self.frequencies(all, escape)))
    var bits = Double(rest) * weight + Self.symbolBits * Double(all.count + values.count)
    guard mode > 0 else {
      for run in all { bits += Double(run.count) * costs[run.symbol] * weight }
      return Choice(bits: bits, plan: plan)
    }
    let (sorted, ends) = byContext(column, mode, symbols)
    var start = 0
    for (context, end) in ends.enumerated() where end > start {
      let runs = counter.runs(sorted[start..<end])
      let total = Double(end - start)
      start = end
      var (own, shared) = (0.0, 0.0)
      for run in runs {
        own -= Double(run.count) * log2(Double(run.count) / total)
        shared += Double(run.count) * costs[run.symbol]
      }
      let price = Self.distributionBits + Self.symbolBits * Double(runs.count)
      if own * weight + price < shared * weight {
        bits += own * weight + price
        plan.distributions.append((context, Self.frequencies(runs, escape)))
      } else {
        bits += shared * weight
      }
    }
    return Choice(bits: bits, plan: plan)
  }

  /// The symbols in the order of their contexts, and where those of each context end.
  private func byContext(
    _ column: Int,
    _ mode: Int,
    _ symbols: [UInt16]
  ) -> (sorted: [UInt16], ends: [Int]) {
    var places = [Int](repeating: 0, count: ArchiveEvent.contextLimit)
    let contexts = occurrences(of: column).map { sample[$0].context(mode) }
    for context in contexts { places[context] += 1 }
    var start = 0
    for context in places.indices {
      let count = places[context]
      places[context] = start
      start += count
    }
    var sorted = [UInt16](repeating: 0, count: symbols.count)
    for (context, symbol) in zip(contexts, symbols) {
      sorted[places[context]] = symbol
      places[context] += 1
    }
    return (sorted, places)
  }

  /// The symbol of a number, and the bits beside it.
  static func symbol(_ value: UInt64, _ values: ArraySlice<UInt64>) -> (symbol: Int, bits: Int) {
    var (low, high) = (values.startIndex, values.endIndex)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    if low < values.endIndex, values[low] == value { return (low - values.startIndex, 0) }
    let kind = ArchiveClass(value)
    return (values.count + kind.symbol, kind.rest)
  }

  /// Frequencies that add up to what the coder wants, with some for the symbol that says that
  /// another follows: as many as symbols that came once, for such a one is next.
  private static func frequencies(
    _ counts: [(symbol: Int, count: Int)],
    _ escape: Int
  ) -> [(symbol: Int, count: Int)] {
    let once = counts.count { $0.count == 1 }
    var result = counts + [(escape, max(1, once))]
    let sum = result.reduce(0) { $0 + $1.count }
    var left = ArchiveNumerals.total
    for index in result.indices {
      result[index].count = max(1, result[index].count * ArchiveNumerals.total / sum)
      left -= result[index].count
    }
    // What rounding has left over or taken too much goes to or from those that have the most.
    let order = result.indices.sorted { result[$0].count > result[$1].count }
    if left > 0 { result[order[0]].count += left }
    for index in order where left < 0 {
      let taken = min(-left, result[index].count / 2)
      result[index].count -= taken
      left += taken
    }
    precondition(left >= 0, "\(counts.count) symbols have no room")
    return result
  }
}

/// Counts symbols; used again and again, so that its memory is made once.
private struct SymbolCounter {
  private var counts: [Int]
  private var met: [Int] = []

  init(_ symbols: Int) { counts = Array(repeating: 0, count: symbols) }

  /// Each symbol that is there, ascending, and how often.
  mutating func runs(_ symbols: ArraySlice<UInt16>) -> [(symbol: Int, count: Int)] {
    for symbol in symbols {
      if counts[Int(symbol)] == 0 { met.append(Int(symbol)) }
      counts[Int(symbol)] += 1
    }
    met.sort()
    let runs = met.map { (symbol: $0, count: counts[$0]) }
    for symbol in met { counts[symbol] = 0 }
    met.removeAll(keepingCapacity: true)
    return runs
  }
}
