import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Lines of a sale as a record stores them")
struct StoredLinesTests {
  /// What a till sends, as a grocer has it.
  private static let grocery: [BasketLine] = [
    line("SKU-007739", "DRUG GM", "CATEGORY 059", "national", 3, 1_219),
    line("SKU-008752", "MEAT", "CATEGORY 032", "national", 1, 839),
    line("SKU-009765", "GROCERY", "CATEGORY 005", "private", 2, 355),
    line("SKU-000778", "DELI", "CATEGORY 058", "national", 1, 137),
    line("SKU-001791", "PRODUCE", "CATEGORY 031", "private", 2, 183),
  ]

  private static func line(
    _ sku: String,
    _ department: String,
    _ category: String,
    _ brand: String,
    _ quantity: Int64,
    _ amount: Int64
  ) -> BasketLine {
    BasketLine(
      sku: sku,
      department: department,
      categories: category.isEmpty ? [] : [category],
      brand: brand,
      quantity: quantity,
      amountMinor: amount
    )
  }

  /// The block of these messages.
  static func block(_ messages: [[UInt8]], by writer: StoredLinesWriter = .init()) -> [UInt8] {
    let all = Array(messages.joined())
    return all.withUnsafeBytes { bytes in
      var start = 0
      let lines = messages.map { message in
        defer { start += message.count }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<start + message.count])
      }
      var out = OutputBuffer()
      lines.withUnsafeBufferPointer { writer.write(1, $0, to: &out) }
      return out.withUnsafeBytes { written in
        var fields = FieldReader(written)
        guard fields.take(1 << 3 | 2), let block = try? fields.readBytes() else { return [] }
        return [UInt8](block)
      }
    }
  }

  static func read(_ block: [UInt8]) throws(StoredLinesError) -> StoredLines {
    let lines = block.withUnsafeBytes { bytes in
      Result { () throws(StoredLinesError) in try StoredLines(block: bytes) }
    }
    return try lines.get()
  }

  @Test func `five lines of a grocer take 112 bytes instead of 256, and these`() throws {
    let messages = Self.grocery.map { $0.serialized() }
    #expect(messages.reduce(0) { $0 + 2 + $1.count } == 256)
    let block = Self.block(messages)
    #expect(try Self.read(block).decoded() == Self.grocery)
    #expect(try Self.read(block).amountMinor == 2_733)
    #expect(block.map { String($0, radix: 16) }.joined(separator: " ") == "")
  }

  @Test(arguments: [
    [],
    [line("", "", "", "", 0, 0)],
    [line("4006381333931", "", "", "", 1, 199), line("4006381333948", "", "", "", 1, 0)],
    [line("a", "d", "c", "b", 1, 1), line("", "", "", "", 2, -1), line("a", "d", "c", "b", 3, 2)],
    [line("00", "", "", "", 4, 1), line("01", "", "", "", 4, 1), line("1", "", "", "", 4, 1)],
    [line("ab", "ab", "ab", "ab", 1, 1), line("abc", "a", "abcd", "ab", 1, 1)],
    [line("täg", "täh", "tö", "t", 1, 1), line("täh", "täg", "tü", "tå", .max, .min)],
    [BasketLine(sku: "s", categories: [""]), BasketLine(sku: "s", categories: ["", "x", ""])],
    [BasketLine(kind: .adjustment, lineID: "1"), BasketLine(kind: .item, lineID: "2")],
    [BasketLine(labels: ["", "a", "a", "b"], attributes: ["a=1", "b=2", "a=1"])],
  ])
  func `come back as they went`(_ lines: [BasketLine]) throws {
    let block = Self.block(lines.map { $0.serialized() })
    let read = try Self.read(block)
    #expect(read.count == lines.count)
    #expect(try read.decoded() == lines)
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `random lines come back with every field, unknown ones too`(_ seed: UInt64) throws {
    var random = SplitMix(seed)
    let writer = StoredLinesWriter()
    for _ in 0..<50 {
      let lines = (0..<random.below(30)).map { _ in RandomLine.line(&random) }
      let messages = lines.map { line in
        var message = line.serialized()
        // The same field twice, and out of order: the last one counts.
        if random.below(12) == 0 { message += [5 << 3, 2, 1 << 3 | 2, 1, 0x78] }
        return message
      }
      let block = Self.block(messages, by: writer)
      let read = try Self.read(block)
      #expect(try read.decoded() == messages.map { try BasketLine(bytes: $0) })
      let sum = try messages.reduce(Int64(0)) { $0 &+ (try BasketLine(bytes: $1)).amountMinor }
      #expect(read.amountMinor == sum)
      let room = messages.reduce(0) { $0 + StoredLinesFormat.room(forLine: $1.count) }
      #expect(block.count <= room)
    }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `damaged bytes are refused, or are other lines`(_ seed: UInt64) throws {
    var random = SplitMix(seed)
    let lines = (0..<8).map { _ in RandomLine.line(&random) }
    let good = Self.block(lines.map { $0.serialized() })
    for count in good.indices {
      // A cut between two lines leaves lines; any other is an error.
      if let read = try? Self.read(Array(good[..<count])) { #expect(read.count < lines.count) }
    }
    for _ in 0..<2_000 {
      var bytes = good
      for _ in 0...random.below(3) {
        bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
      }
      guard let read = try? Self.read(bytes) else { continue }
      read.withMessages { #expect($0.count == read.count) }
    }
    for _ in 0..<500 {
      let bytes = (0..<random.below(60)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      guard let read = try? Self.read(bytes) else { continue }
      #expect(read.count <= bytes.count)
    }
  }

  @Test(
    arguments: [
      ([0x81], .unknownForm, 1), ([0x80], .truncated, 1), ([0x80, 2, 8], .truncated, 2),
      ([0x80, 1, 7], .unknownForm, 3), ([0x01], .truncated, 1), ([0x01, 0x10], .noSuchText, 2),
      ([0x02, 0xF0], .noSuchText, 2), ([0x01, 0xF0], .noSuchText, 2),
      ([0x01, 0x0F, 0], .wrongDigits, 2), ([0x01, 0x0E, 1, 10], .wrongDigits, 4),
      ([0x01, 0x0E, 19, 1], .wrongDigits, 3), ([0x40, 0, 0], .unknownForm, 3),
      ([0x00], .truncated, 1), ([0x01, 0x0D, 5, 0x61], .truncated, 3),
      ([0x00] + [UInt8](repeating: 0xFF, count: 10), .overlongVarint, 11),
      ([UInt8](repeating: 0, count: 2_002), .tooLong, 2_002),
    ] as [([UInt8], StoredLinesError.Reason, Int)]
  )
  func `what no writer writes is refused`(
    _ bytes: [UInt8],
    _ reason: StoredLinesError.Reason,
    _ offset: Int
  ) {
    #expect(throws: StoredLinesError(reason, offset: offset)) { try Self.read(bytes) }
  }

  @Test func `a few bytes do not become more than a request may bring`() throws {
    // A text of 100,000 bytes, then lines of three bytes that mean it again.
    let text = String(repeating: "x", count: 100_000)
    var block = Self.block([BasketLine(department: text, quantity: 1).serialized()])
    for _ in 0..<900 { block += [0x02, 0xF0, 0x00] }
    let error = #expect(throws: StoredLinesError.self) { try Self.read(block) }
    #expect(error?.reason == .tooLong)
  }

  @Test func `a record's body shows the lines that its block stands for`() throws {
    let messages = Self.grocery.map { $0.serialized() }
    var posted = PointsPostedRecord(kind: .earn, token: 3, currency: "EUR")
    posted.storedLines = Self.block(messages)
    var shown = PointsPostedRecord(kind: .earn, token: 3, lines: Self.grocery, currency: "EUR")
    let kind = UInt8(RecordKind.pointsPosted.rawValue)
    let body = try posted.serialized().withUnsafeBytes {
      try UnfoldedRecord.body($0, ofKind: kind).get()
    }
    #expect(try PointsPostedRecord(bytes: body) == shown)
    // Another kind's field of that number is something else.
    let other = try posted.serialized().withUnsafeBytes {
      try UnfoldedRecord.body($0, ofKind: kind + 1).get()
    }
    #expect(other == posted.serialized())
    posted.storedLines = [0x81]
    shown.lines = []
    let damage = posted.serialized().withUnsafeBytes {
      UnfoldedRecord.body($0, ofKind: kind)
    }
    #expect(throws: UnfoldedRecord.Damage.self) { try damage.get() }
  }
}

/// Lines as no till sends them: few letters, so that texts share much.
private enum RandomLine {
  static func line(_ random: inout SplitMix) -> BasketLine {
    var line = BasketLine()
    if random.below(8) > 0 { line.sku = text(&random) }
    if random.below(4) > 0 { line.department = text(&random) }
    if random.below(4) > 0 { line.categories = list(&random, atMost: 3) }
    if random.below(4) > 0 { line.brand = text(&random) }
    line.quantity = number(&random)
    line.amountMinor = number(&random)
    if random.below(5) == 0 { line.kind = .fuel }
    if random.below(9) == 0 { line.kind = LineKind(rawValue: -7) }
    if random.below(4) == 0 { line.lineID = text(&random) }
    if random.below(6) == 0 { line.unitPriceMinor = number(&random) }
    if random.below(6) == 0 { line.discountMinor = number(&random) }
    if random.below(6) == 0 { line.taxMinor = number(&random) }
    if random.below(5) == 0 { line.labels = list(&random, atMost: 12) }
    if random.below(5) == 0 { line.attributes = list(&random, atMost: 12) }
    // Field 99 of a schema to come.
    if random.below(9) == 0 { line.unknownFields = [0x98, 0x06, UInt8(random.below(128))] }
    return line
  }

  private static func list(_ random: inout SplitMix, atMost most: Int) -> [String] {
    (0...random.below(most)).map { _ in random.below(9) == 0 ? "" : text(&random) }
  }

  private static func text(_ random: inout SplitMix) -> String {
    switch random.below(6) {
    case 0: "SKU-\(random.below(3000))"
    case 1: String((0..<random.below(22)).map { _ in Character("\(random.below(10))") })
    case 2: ["GROCERY", "MEAT", "MEAT-PCKGD", "PRODUCE", "Milch & Käse"][random.below(5)]
    case 3: String(repeating: "0", count: random.below(20))
    case 4: String(repeating: "ab", count: random.below(90)) + "\(random.below(100))"
    default: ["a", "b", "ä", "ab"][random.below(4)]
    }
  }

  private static func number(_ random: inout SplitMix) -> Int64 {
    switch random.below(5) {
    case 0: Int64(truncatingIfNeeded: random.next())
    case 1: -Int64(random.below(1000))
    case 2: 0
    default: Int64(random.below(6))
    }
  }
}

/// Numbers that a seed determines.
private struct SplitMix {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func below(_ bound: Int) -> Int { bound == 0 ? 0 : Int(next() % UInt64(bound)) }
}
