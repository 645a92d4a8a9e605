internal import Glibc

/// How often the numbers of each column come, by what came before: what the coder goes by.
///
/// Each archive has its own, made of a part of its records. A number that comes often in a column
/// may be a symbol by itself; any other is the symbol of its ``ArchiveClass`` and bits. A column
/// has one distribution for all of its symbols, and others for contexts in which that pays.
///
/// ```
/// varint count of columns, each:
///   varint column, less the one before
///   mode of the contexts, 1 byte: see ArchiveContexts
///   varint count of the numbers that are symbols, each less the one before, ascending
///   varint count of distributions, the first one for all contexts without one of their own, each:
///     varint context, less the one before; not of the first
///     varint count of symbols, each a varint symbol, less the one before, and a varint frequency
/// ```
///
/// The numbers have the symbols from 0 on, the classes those behind them, and the last symbol says
/// that another follows: by the distribution for all, or, there, ten bits with the class. The
/// frequencies of a distribution add up to 1 << 14.
@safe
final class ArchiveModels: @unchecked Sendable {
  // Nothing changes after the initialiser: that is the proof for `@unchecked Sendable`. The
  // lists lie behind pointers, for every number of an archive goes through them; what leads from
  // one to the other was checked when it was made.

  /// Of one column; its numbers and contexts lie among those of all.
  private struct Column {
    var number: Int
    var mode: Int
    /// Numbers that are symbols, ascending, in ``values``.
    var values: Range<Int>
    /// Its first distribution.
    var main: Int
    /// The distribution of each context, in ``contexts``; empty where there is one for all.
    var contexts: Range<Int>

    /// The symbol that says that another follows.
    @inline(__always)
    var escape: Int { values.count + ArchiveClass.count }
  }

  static let none = ArchiveModels([])

  var isEmpty: Bool { columns.array.isEmpty }

  private let columns: Lasting<Column>
  /// 1 + the place of a column in ``columns``; 0 = it has no model.
  private let places: Lasting<UInt16>
  private let values: Lasting<UInt64>
  private let contexts: Lasting<UInt16>
  /// Where the symbols of a distribution lie in ``symbols``.
  private let distributions: Lasting<Range<Int>>
  /// The symbols of all distributions, ascending in each, and where their frequencies begin.
  private let symbols: Lasting<UInt16>
  private let starts: Lasting<UInt16>
  /// For each 64th of the frequencies of each distribution, the first symbol that may have one
  /// there.
  private let hints: Lasting<UInt16>

  private static let hintCount = 64

  // MARK: - Coding

  /// Bits of a class where there is no frequency for it.
  private static let classBits = 10

  func put(_ event: ArchiveEvent, to numerals: inout ArchiveNumerals) {
    if event.column == ArchiveEvent.noColumn {
      return numerals.put(bits: event.value, count: event.bitCount)
    }
    let place = Int(places[Int(event.column)])
    guard place > 0 else { return put(class: event.value, to: &numerals) }
    let column = columns[place - 1]
    let (symbol, _) = ArchiveModelBuilder.symbol(event.value, values.array[column.values])
    var distribution = distribution(column, event.context(column.mode))
    while true {
      if let (start, count) = frequency(of: symbol, in: distribution) {
        numerals.put(start: start, frequency: count)
        if symbol >= column.values.count { put(rest: event.value, to: &numerals) }
        return
      }
      guard let (start, count) = frequency(of: column.escape, in: distribution) else {
        preconditionFailure("a distribution that ends nowhere")
      }
      numerals.put(start: start, frequency: count)
      if distribution == column.main { break }
      distribution = column.main
    }
    put(class: event.value, to: &numerals)
  }

  private func put(class value: UInt64, to numerals: inout ArchiveNumerals) {
    numerals.put(bits: UInt64(ArchiveClass(value).symbol), count: Self.classBits)
    put(rest: value, to: &numerals)
  }

  private func put(rest value: UInt64, to numerals: inout ArchiveNumerals) {
    let bits = ArchiveClass(value).rest
    for shift in stride(from: 0, to: bits, by: 16) {
      let count = min(16, bits - shift)
      numerals.put(bits: value &>> UInt64(shift) & (1 &<< UInt64(count) &- 1), count: count)
    }
  }

  /// Reads a number of a column.
  @inline(__always)
  func read(
    _ number: Int,
    _ before: borrowing ArchiveContexts,
    _ reader: inout ArchiveNumerals.Reader
  ) throws(ArchiveFault) -> UInt64 {
    let place = Int(places[number])
    guard place > 0 else { return try readClass(&reader) }
    let column = columns[place - 1]
    var distribution = distribution(column, before.context(column.mode, number))
    var symbol = try readSymbol(distribution, &reader)
    if symbol == column.escape, distribution != column.main {
      distribution = column.main
      symbol = try readSymbol(distribution, &reader)
    }
    if symbol == column.escape { return try readClass(&reader) }
    if symbol < column.values.count { return values[column.values.lowerBound + symbol] }
    return try readRest(ArchiveClass(symbol: symbol - column.values.count), &reader)
  }

  @inline(__always)
  private func readSymbol(
    _ distribution: Int,
    _ reader: inout ArchiveNumerals.Reader
  ) throws(ArchiveFault) -> Int {
    let range = distributions[distribution]
    let slot = reader.slot
    let hint = distribution &* Self.hintCount &+ slot &* Self.hintCount / ArchiveNumerals.total
    var low = range.lowerBound &+ Int(hints[hint])
    while low &+ 1 < range.upperBound, Int(starts[low &+ 1]) <= slot { low &+= 1 }
    let start = Int(starts[low])
    try reader.advance(start: start, frequency: end(low, range) - start)
    return Int(symbols[low])
  }

  private func readClass(
    _ reader: inout ArchiveNumerals.Reader
  ) throws(ArchiveFault) -> UInt64 {
    let symbol = Int(try reader.bits(Self.classBits))
    guard symbol < ArchiveClass.count else { throw .malformed }
    return try readRest(ArchiveClass(symbol: symbol), &reader)
  }

  @inline(__always)
  private func readRest(
    _ kind: ArchiveClass,
    _ reader: inout ArchiveNumerals.Reader
  ) throws(ArchiveFault) -> UInt64 {
    var value = kind.first
    var shift = 0
    while shift < kind.rest {
      let count = min(16, kind.rest - shift)
      value |= try reader.bits(count) &<< UInt64(shift)
      shift += 16
    }
    return value
  }

  @inline(__always)
  private func distribution(_ column: Column, _ context: Int) -> Int {
    column.contexts.isEmpty ? column.main : Int(contexts[column.contexts.lowerBound + context])
  }

  /// Where a symbol's frequencies begin, and how many they are; nil: it has none here.
  private func frequency(of symbol: Int, in distribution: Int) -> (start: Int, count: Int)? {
    let range = distributions[distribution]
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if Int(symbols[middle]) < symbol { low = middle + 1 } else { high = middle }
    }
    guard low < range.upperBound, Int(symbols[low]) == symbol else { return nil }
    return (Int(starts[low]), end(low, range) - Int(starts[low]))
  }

  @inline(__always)
  private func end(_ place: Int, _ range: Range<Int>) -> Int {
    place + 1 < range.upperBound ? Int(starts[place + 1]) : ArchiveNumerals.total
  }

  // MARK: - Making

  /// A column with its distributions, as they are stored.
  struct Plan {
    var column: Int
    var mode: Int
    var values: [UInt64]
    /// The first one for all contexts.
    var distributions: [(context: Int, frequencies: [(symbol: Int, count: Int)])]

    /// Symbols of all its distributions.
    var symbolCount: Int { distributions.reduce(0) { $0 + $1.frequencies.count } }
  }

  /// `plans`: by ascending columns.
  init(_ plans: [Plan]) {
    var columns: [Column] = []
    var places = unsafe [UInt16](unsafeUninitializedCapacity: ArchiveColumns.count) {
      (memory, count) in
      guard let base = memory.baseAddress else { return }
      unsafe memset(base, 0, ArchiveColumns.count * MemoryLayout<UInt16>.stride)
      count = ArchiveColumns.count
    }
    var values: [UInt64] = []
    var contexts: [UInt16] = []
    var distributions: [Range<Int>] = []
    var symbols: [UInt16] = []
    var starts: [UInt16] = []
    for plan in plans {
      precondition(!plan.distributions.isEmpty, "a column without a distribution")
      let main = UInt16(distributions.count)
      let first = contexts.count
      if plan.distributions.count > 1 {
        contexts += [UInt16](repeating: main, count: ArchiveEvent.contextLimit)
      }
      columns.append(
        Column(
          number: plan.column,
          mode: plan.mode,
          values: values.count..<values.count + plan.values.count,
          main: Int(main),
          contexts: first..<contexts.count
        )
      )
      places[plan.column] = UInt16(columns.count)
      values += plan.values
      for (index, distribution) in plan.distributions.enumerated() {
        if index > 0 { contexts[first + distribution.context] = UInt16(distributions.count) }
        let begin = symbols.count
        var start = 0
        for (symbol, count) in distribution.frequencies {
          symbols.append(UInt16(symbol))
          starts.append(UInt16(start))
          start += count
        }
        precondition(start == ArchiveNumerals.total, "frequencies of \(start)")
        distributions.append(begin..<symbols.count)
      }
    }
    self.columns = Lasting(columns)
    self.places = Lasting(places)
    self.values = Lasting(values)
    self.contexts = Lasting(contexts)
    self.distributions = Lasting(distributions)
    self.symbols = Lasting(symbols)
    self.starts = Lasting(starts)
    hints = Lasting(Self.hints(distributions, starts))
  }

  private static func hints(_ distributions: [Range<Int>], _ starts: [UInt16]) -> [UInt16] {
    var hints: [UInt16] = []
    hints.reserveCapacity(distributions.count * hintCount)
    for range in distributions {
      var place = range.lowerBound
      for part in 0..<hintCount {
        let slot = part * ArchiveNumerals.total / hintCount
        while place + 1 < range.upperBound, Int(starts[place + 1]) <= slot { place += 1 }
        hints.append(UInt16(place - range.lowerBound))
      }
    }
    return hints
  }

  // MARK: - Bytes

  func encoded() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendVarint(UInt64(columns.array.count))
    var before = 0
    for column in columns.array {
      bytes.appendVarint(UInt64(column.number - before))
      before = column.number
      append(column, to: &bytes)
    }
    return bytes
  }

  private func append(_ column: Column, to bytes: inout [UInt8]) {
    bytes.append(UInt8(column.mode))
    bytes.appendVarint(UInt64(column.values.count))
    var before: UInt64 = 0
    for value in values.array[column.values] {
      bytes.appendVarint(value - before)
      before = value
    }
    let own = column.contexts.filter { Int(contexts[$0]) != column.main }
    bytes.appendVarint(UInt64(own.count + 1))
    append(distributions[column.main], to: &bytes)
    var context = column.contexts.lowerBound
    for index in own {
      bytes.appendVarint(UInt64(index - context))
      context = index
      append(distributions[Int(contexts[index])], to: &bytes)
    }
  }

  private func append(_ distribution: Range<Int>, to bytes: inout [UInt8]) {
    bytes.appendVarint(UInt64(distribution.count))
    var before = 0
    for place in distribution {
      bytes.appendVarint(UInt64(Int(symbols[place]) - before))
      before = Int(symbols[place])
      bytes.appendVarint(UInt64(end(place, distribution) - Int(starts[place])))
    }
  }

  /// - Throws: ``ArchiveFault``.
  convenience init(_ cursor: inout ArchiveCursor) throws(ArchiveFault) {
    var number = 0
    var plans: [Plan] = []
    var (symbols, distributions) = (0, 0)
    for index in 0..<(try cursor.count(atMost: ArchiveColumns.count)) {
      let step = try cursor.count(atMost: ArchiveColumns.count)
      number += step
      guard number < ArchiveColumns.count, step > 0 || index == 0 else { throw .malformed }
      let plan = try Self.plan(number, &cursor)
      symbols += plan.symbolCount
      distributions += plan.distributions.count
      guard distributions < Limits.archiveDistributions, symbols <= Limits.archiveSymbols else {
        throw .malformed
      }
      plans.append(plan)
    }
    self.init(plans)
  }

  private static func plan(
    _ column: Int,
    _ cursor: inout ArchiveCursor
  ) throws(ArchiveFault) -> Plan {
    var plan = Plan(column: column, mode: Int(try cursor.byte()), values: [], distributions: [])
    guard plan.mode <= ArchiveEvent.contextCount else { throw .malformed }
    var value: UInt64 = 0
    for index in 0..<(try cursor.count(atMost: Limits.archiveColumnValues)) {
      let (next, overflows) = value.addingReportingOverflow(try cursor.varint())
      guard !overflows, next > value || index == 0 else { throw .malformed }
      value = next
      plan.values.append(value)
    }
    let symbolCount = plan.values.count + ArchiveClass.count + 1
    var context = 0
    for index in 0..<(try cursor.count(atMost: ArchiveEvent.contextLimit + 1)) {
      if index > 0 {
        let step = try cursor.count(atMost: ArchiveEvent.contextLimit)
        context += step
        guard context < ArchiveEvent.contextLimit, step > 0 || index == 1 else { throw .malformed }
      }
      let frequencies = try frequencies(symbolCount, &cursor)
      // Whatever is not here must be said to follow.
      guard frequencies.last?.symbol == symbolCount - 1 else { throw .malformed }
      plan.distributions.append((context, frequencies))
    }
    guard !plan.distributions.isEmpty else { throw .malformed }
    return plan
  }

  private static func frequencies(
    _ symbolCount: Int,
    _ cursor: inout ArchiveCursor
  ) throws(ArchiveFault) -> [(symbol: Int, count: Int)] {
    var frequencies: [(symbol: Int, count: Int)] = []
    var (symbol, total) = (0, 0)
    for index in 0..<(try cursor.count(atMost: symbolCount)) {
      let step = try cursor.count(atMost: symbolCount)
      symbol += step
      let count = try cursor.count(atMost: ArchiveNumerals.total)
      total += count
      guard symbol < symbolCount, step > 0 || index == 0, count > 0,
        total <= ArchiveNumerals.total
      else { throw .malformed }
      frequencies.append((symbol, count))
    }
    guard total == ArchiveNumerals.total else { throw .malformed }
    return frequencies
  }
}

/// A list that never changes, behind a pointer: to ask it costs no count of references and no check
/// in a release build.
@safe
private final class Lasting<Element> {
  let array: [Element]
  private let memory: UnsafeMutablePointer<Element>

  init(_ array: [Element]) {
    self.array = array
    unsafe memory = .allocate(capacity: max(1, array.count))
    unsafe array.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      unsafe memory.initialize(from: base, count: source.count)
    }
  }

  deinit {
    unsafe memory.deinitialize(count: array.count)
    unsafe memory.deallocate()
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    assert(array.indices.contains(index), "\(index) of \(array.count)")
    return unsafe memory[index]
  }
}
