@testable import FealtyLoyalty

/// A line of a test's basket, in words.
struct TestLine: Sendable {
  var kind = LineKind.item
  var quantity: Int64 = 1
  var amount: Int64
  var names = TermSet()
  var isDiscounted = false

  init(
    _ amount: Int64,
    quantity: Int64 = 1,
    kind: LineKind = .item,
    sku: String = "",
    department: String = "",
    categories: [String] = [],
    brand: String = "",
    labels: [String] = [],
    attributes: [String] = [],
    isDiscounted: Bool = false
  ) {
    self.isDiscounted = isDiscounted
    self.kind = kind
    self.quantity = quantity
    self.amount = amount
    names = TermSet(
      departments: department.isEmpty ? [] : [department],
      categories: categories,
      brands: brand.isEmpty ? [] : [brand],
      skus: sku.isEmpty ? [] : [sku],
      labels: labels,
      attributes: attributes
    )
  }

  static let void = TestLine(0, quantity: 0, kind: .void)

  static func coupon(_ amount: Int64) -> TestLine {
    TestLine(amount, quantity: 0, kind: .adjustment)
  }
}

/// A basket with its time, place and buyer, in words.
struct TestSale: Sendable {
  var lines: [TestLine] = []
  /// 2024-06-12T16:00:00Z, a Wednesday noon in New York.
  var occurredAt = Timestamp(milliseconds: 1_718_208_000_000)
  var isGuest = false
  var store = "S1"
  var channel = "store"
  var terminal = "T1"
  var tier = ""
  var segments: [String] = []
  var capUses: [CapUse] = []
  var codes: [String] = []
  var tenders: [TestTender] = []
  var counters: [Counter] = []
  /// Of the record that the sale will be.
  var version: UInt32 = 1_000
  var birthday: MonthDay?
  var enrolledAt = Timestamp(milliseconds: 0)
  var hasEarned = false
  var card = ""
  var tags: [TestTag] = []
  var shared: BudgetStripe?
  var past: PastInputs?
}

struct TestTender: Hashable, Sendable {
  var kind: String
  var amount: Int64

  init(_ kind: String, _ amount: Int64 = 1) {
    self.kind = kind
    self.amount = amount
  }
}

struct TestTag: Hashable, Sendable {
  var name: String
  var value: String

  init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// New York's transitions of 2023 to 2025.
let newYork = ZoneRules(
  initialOffsetSeconds: -18_000,
  transitions: [
    (1_678_604_400, -14_400), (1_699_164_000, -18_000), (1_710_054_000, -14_400),
    (1_730_613_600, -18_000), (1_741_503_600, -14_400), (1_762_063_200, -18_000),
  ].map { ZoneRules.Transition(atSeconds: $0.0, offsetSeconds: $0.1) }
)

/// A programme with one token "points" (number 7), three tiers, and these promotions.
func programme(
  _ promotions: [PromotionDefinition],
  groups: [GroupDefinition] = [],
  budgets: [BudgetDefinition] = [],
  settings: EvaluationSettings? = nil
) -> ProgrammeDefinition {
  ProgrammeDefinition(
    id: "club",
    timeZone: "America/New_York",
    currency: "USD",
    defaultToken: "points",
    tokens: [TokenDefinition(number: 7, id: "points")],
    tiers: ["basic", "silver", "gold"],
    groups: groups,
    promotions: promotions,
    heads: settings.map { [ProgrammeHead(groups: groups, settings: $0)] } ?? [],
    budgets: budgets
  )
}

/// 1 point for each 100 minor units of items; number 1.
let baseRate = PromotionDefinition(
  number: 1,
  id: "base",
  mechanic: .rate(points: 1, perAmountMinor: 100)
)

func ratio(_ numerator: Int64, _ denominator: Int64) -> Ratio? { Ratio(numerator, denominator) }

/// Fills a basket and a context, and evaluates them.
func evaluate(
  _ sale: TestSale,
  _ compiled: CompiledProgramme,
  explanation: Explanation = .full,
  include: [PromotionNumber] = [],
  nearMisses: Int = 0
) throws -> Evaluation {
  var evaluator = Evaluator()
  var result = Evaluation()
  try evaluate(sale, compiled, explanation, include, &evaluator, &result, nearMisses: nearMisses)
  return result
}

func evaluate(
  _ sale: TestSale,
  _ compiled: CompiledProgramme,
  _ explanation: Explanation,
  _ include: [PromotionNumber],
  _ evaluator: inout Evaluator,
  _ result: inout Evaluation,
  nearMisses: Int = 0
) throws {
  let filled = try basket(sale, compiled)
  let occasion = context(sale, compiled)
  try withSubject(of: sale) { subject throws(Refusal) in
    try evaluator.evaluate(
      filled,
      occasion,
      subject: subject,
      in: compiled,
      explanation: explanation,
      includePromotions: include,
      nearMisses: nearMisses,
      into: &result
    )
  }
}

/// Calls `body` with what the sale knows of its buyer.
func withSubject(
  of sale: TestSale,
  _ body: (borrowing EvaluationSubject) throws(Refusal) -> Void
) throws(Refusal) {
  let shared = sale.shared.map(placed)
  let past = sale.past.map(placed)
  defer {
    shared?.deinitialize(count: 1).deallocate()
    past?.deinitialize(count: 1).deallocate()
  }
  try sale.capUses.withUnsafeBufferPointer { uses throws(Refusal) in
    try sale.counters.withUnsafeBufferPointer { counters throws(Refusal) in
      var subject = EvaluationSubject()
      subject.capUses = uses
      subject.counters = counters
      subject.version = sale.version
      subject.birthday = sale.birthday
      subject.enrolledAt = sale.enrolledAt
      subject.hasEarned = sale.hasEarned
      subject.card = CapKey.hash(sale.card)
      subject.shared = shared.map { UnsafePointer($0) }
      subject.past = past.map { UnsafePointer($0) }
      try body(subject)
    }
  }
}

private func placed<Value>(_ value: Value) -> UnsafeMutablePointer<Value> {
  let pointer = UnsafeMutablePointer<Value>.allocate(capacity: 1)
  pointer.initialize(to: value)
  return pointer
}

func basket(_ sale: TestSale, _ compiled: CompiledProgramme) throws -> Basket {
  var basket = Basket()
  basket.begin(in: compiled)
  try addLines(sale.lines, to: &basket, in: compiled)
  for code in sale.codes { try basket.addCode(code, in: compiled) }
  for tender in sale.tenders {
    try basket.addTender(tender.kind, amountMinor: tender.amount, in: compiled)
  }
  if !compiled.settings(at: sale.occurredAt).earnsOnPointsTender {
    basket.spread(tenderMinor: basket.pointsTenderMinor)
  }
  return basket
}

/// Adds lines, whose names are looked up all at once at the end, as the server does.
private func addLines(
  _ lines: [TestLine],
  to basket: inout Basket,
  in compiled: CompiledProgramme
) throws {
  var bytes: [UInt8] = []
  var places: [[(kind: TermKind, range: Range<Int>)]] = []
  for line in lines {
    places.append([])
    for (kind, names) in line.names.lists {
      for name in names {
        let start = bytes.count
        bytes += name.utf8
        places[places.count - 1].append((kind, start..<bytes.count))
      }
    }
  }
  try bytes.withUnsafeBytes { bytes in
    for (line, places) in zip(lines, places) {
      let names: [Basket.LineName] = places.map { place in
        (place.kind, UnsafeRawBufferPointer(rebasing: bytes[place.range]))
      }
      names.withUnsafeBufferPointer { basket.seekNames($0, in: compiled) }
      try basket.appendLine(
        kind: line.kind,
        quantity: line.quantity,
        amountMinor: line.amount,
        isDiscounted: line.isDiscounted
      )
    }
    basket.finishNames(in: compiled)
  }
}

func context(_ sale: TestSale, _ compiled: CompiledProgramme) -> EvaluationContext {
  var context = EvaluationContext()
  context.begin(occurredAt: sale.occurredAt, isGuest: sale.isGuest, in: compiled)
  context.setStore(sale.store, in: compiled)
  context.setChannel(sale.channel, in: compiled)
  context.setTerminal(sale.terminal, in: compiled)
  context.setTier(sale.tier, in: compiled)
  for segment in sale.segments { context.addSegment(segment, in: compiled) }
  for tag in sale.tags { context.addTag(tag.name, tag.value, in: compiled) }
  return context
}

/// What a sale gives by promotion number.
func points(
  _ sale: TestSale,
  _ definition: ProgrammeDefinition,
  zone: ZoneRules = newYork
) throws -> [PromotionNumber: Int64] {
  let result = try evaluate(sale, CompiledProgramme(definition, zone: zone))
  return Dictionary(
    result.awards.map { ($0.promotion, $0.points.rawValue) },
    uniquingKeysWith: +
  )
}

/// The instant of a date and time in UTC.
func utc(
  _ year: Int64,
  _ month: Int64,
  _ day: Int64,
  _ hour: Int64 = 0,
  _ minute: Int64 = 0,
  _ second: Int64 = 0
) -> Timestamp {
  let days = dayNumber(year: year, month: month, day: day)
  return Timestamp(milliseconds: (days * 86_400 + hour * 3_600 + minute * 60 + second) * 1_000)
}

/// SplitMix64: the same numbers from the same seed everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
  mutating func number(_ range: ClosedRange<Int64>) -> Int64 {
    Int64.random(in: range, using: &self)
  }
}
