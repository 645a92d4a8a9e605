internal import FealtyLoyalty
internal import FealtyWire

/// A sale as its record tells it: what it takes to evaluate it anew, and what it gave.
///
/// Made of the bytes of a `PointsPostedRecord`, which must live as long: its texts are not copied.
struct StoredSale {
  let version: UInt32
  let recordedAt: Timestamp
  private(set) var kind = FealtyLoyalty.TransactionKind.none
  private(set) var occurredAt: Timestamp
  private(set) var store = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var terminal = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var channel = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var receiptNumber = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var ruleSetVersion: UInt64 = 0
  private(set) var lines: [SaleLine] = []
  private(set) var awards: [StoredSaleAward] = []
  /// What rules were told of the buyer.
  private(set) var inputs = PastInputs()
  /// ``CapKey`` of the card that was named; 0 = none, or nobody asked.
  private(set) var card: UInt64 = 0
  /// When the sale counted as made; the same as ``occurredAt`` but for a clock ahead.
  private(set) var decidedAt: Timestamp
  /// What has come back of its lines, each line once; of a return's record, and of a guest's sale.
  private(set) var returned: [ReturnedPart] = []
  /// What it says of itself as a whole.
  private(set) var parts = PurchaseParts()
  private(set) var capUses: [CapUse] = []
  private(set) var counterUses: [CounterUse] = []

  /// Room for the lines of most sales.
  static let usualLines = 32
  static let usualAwards = 8

  /// What has come back of a line, in all returns together.
  struct ReturnedPart: Hashable, Sendable {
    var line: Int
    var quantity: Int64
    var amountMinor: Int64
  }

  /// Reads a record's body.
  init(
    _ body: UnsafeRawBufferPointer,
    version: UInt32,
    recordedAt: Timestamp
  ) throws(DecodingError) {
    self.init(version: version, recordedAt: recordedAt)
    try read(body)
  }

  /// Reads a record's body into a sale that is empty.
  ///
  /// For who reads many: an initializer that fails hands its value out as a copy.
  mutating func read(_ body: UnsafeRawBufferPointer) throws(DecodingError) {
    var cursor = RecordCursor(body)
    while true {
      let tag = try cursor.nextTag()
      if tag == 0 { break }
      switch tag {
      case 21 << 3 | 2:
        if lines.isEmpty { lines.reserveCapacity(Self.usualLines) }
        lines.append(SaleLine(whole: try cursor.readBytes()))
      case 43 << 3 | 2:
        if lines.isEmpty { lines.reserveCapacity(Self.usualLines) }
        lines.append(try SaleLine(stored: cursor.readBytes()))
      case 5 << 3 | 2, 9 << 3 | 2, 17 << 3 | 2, 23 << 3 | 2, 42 << 3 | 2: try cursor.skip(tag)
      default:
        var fields = FieldReader(cursor.rest)
        try readField(tag, of: &fields)
        cursor.advance(fields.offset)
      }
    }
    if decidedAt.milliseconds == 0 { decidedAt = min(occurredAt, recordedAt) }
    inputs.awards = awards.map { $0.award }
  }

  /// Reads the body of a `SaleParkedRecord`: a sale of which nobody knew whose it is.
  init(
    parked body: UnsafeRawBufferPointer,
    version: UInt32,
    recordedAt: Timestamp
  ) throws(DecodingError) {
    self.init(version: version, recordedAt: recordedAt)
    kind = .saleClaimed
    var fields = FieldReader(body)
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0:
        if decidedAt.milliseconds == 0 { decidedAt = min(occurredAt, recordedAt) }
        inputs.awards = awards.map { $0.award }
        return
      case 3 << 3 | 2: awards.append(try StoredSaleAward(fields.readBytes()))
      case 5 << 3 | 2: receiptNumber = try fields.readBytes()
      case 7 << 3 | 2: lines.append(SaleLine(whole: try fields.readBytes()))
      case 8 << 3 | 2: try readInputs(fields.readMessage())
      case 9 << 3: ruleSetVersion = try fields.readVarint()
      case 10 << 3 | 2: returned.append(try Self.readReturned(&fields))
      case 11 << 3 | 2, 1 << 3 | 2: try readField(tag, of: &fields)
      default: try fields.skip(tag)
      }
    }
  }

  /// A sale of which nothing was read yet.
  init(version: UInt32, recordedAt: Timestamp) {
    self.version = version
    self.recordedAt = recordedAt
    occurredAt = recordedAt
    decidedAt = Timestamp(milliseconds: 0)
  }

  /// By which time and which version of the rule set a record's sale was decided; nil where it is
  /// none.
  ///
  /// What ``init(_:version:recordedAt:)`` would say, without the rest.
  static func decision(
    _ body: UnsafeRawBufferPointer,
    recordedAt: Timestamp
  ) throws(DecodingError) -> (at: Timestamp, knownAt: UInt64)? {
    var sale = StoredSale(version: 0, recordedAt: recordedAt)
    var hasLines = false
    var cursor = RecordCursor(body)
    while true {
      let tag = try cursor.nextTag()
      switch tag {
      case 0:
        guard hasLines || sale.ruleSetVersion != 0 else { return nil }
        let clockAhead = sale.decidedAt.milliseconds
        let at = clockAhead == 0 ? min(sale.occurredAt, recordedAt) : sale.decidedAt
        return (at, sale.ruleSetVersion)
      case 1 << 3 | 2, 18 << 3, 27 << 3 | 2:
        var fields = FieldReader(cursor.rest)
        try sale.readField(tag, of: &fields)
        cursor.advance(fields.offset)
      case 21 << 3 | 2, 43 << 3 | 2:
        hasLines = true
        try cursor.skip(tag)
      default: try cursor.skip(tag)
      }
    }
  }

  /// By which version of the rule set a record's sale was decided; 0 = unknown.
  static func ruleSetVersion(_ body: UnsafeRawBufferPointer) throws(DecodingError) -> UInt64 {
    var cursor = RecordCursor(body)
    while true {
      let tag = try cursor.nextTag()
      switch tag {
      case 0: return 0
      case 18 << 3: return try cursor.readVarint()
      default: try cursor.skip(tag)
      }
    }
  }

  static func readReturned(
    _ fields: inout FieldReader
  ) throws(DecodingError) -> ReturnedPart {
    let numbers = try fields.readNumbers(count: 3)
    return ReturnedPart(
      line: Int(clamping: numbers[1]),
      quantity: Int64(bitPattern: numbers[2]),
      amountMinor: ZigZag.decode(numbers[3])
    )
  }

  private mutating func readField(
    _ tag: UInt32,
    of fields: inout FieldReader
  ) throws(DecodingError) {
    switch tag {
    case 1 << 3 | 2: try readContext(fields.readMessage())
    case 2 << 3:
      kind = FealtyLoyalty.TransactionKind(rawValue: try fields.readNumber(UInt8.self)) ?? .none
    case 11 << 3 | 2:
      var before: Int64 = 0
      var use = try fields.readCapUse(before: &before)
      capUses.append(use)
      use.amount = before
      inputs.capsBefore.append(use)
    case 16 << 3 | 2:
      if awards.isEmpty { awards.reserveCapacity(Self.usualAwards) }
      awards.append(try StoredSaleAward(fields.readBytes()))
    case 18 << 3: ruleSetVersion = try fields.readVarint()
    case 19 << 3 | 2: receiptNumber = try fields.readBytes()
    case 27 << 3 | 2: try readInputs(fields.readMessage())
    case 32 << 3 | 2:
      let use = try fields.readCounterUse()
      counterUses.append(use)
      inputs.counters.append(use)
    case 34 << 3 | 2: returned.append(try Self.readReturned(&fields))
    default: try fields.skip(tag)
    }
  }

  private mutating func readContext(_ message: FieldReader) throws(DecodingError) {
    var context = message
    while true {
      let tag = try context.nextTag()
      switch tag {
      case 0: return
      case 4 << 3: occurredAt = Timestamp(milliseconds: try context.readInt())
      case 5 << 3 | 2: store = try context.readBytes()
      case 6 << 3 | 2: terminal = try context.readBytes()
      case 8 << 3 | 2: channel = try context.readBytes()
      default: try context.skip(tag)
      }
    }
  }

  private mutating func readInputs(_ message: FieldReader) throws(DecodingError) {
    var fields = message
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0: return
      case 1 << 3 | 2: inputs.tier = try fields.readString()
      case 2 << 3 | 2: inputs.segments.append(try fields.readString())
      case 3 << 3: inputs.pointsTenderMinor = ZigZag.decode(try fields.readVarint())
      case 4 << 3 | 2: inputs.codes.append(try fields.readString())
      case 5 << 3 | 2: card = UInt64(try fields.readString(), radix: 36) ?? 0
      case 6 << 3 | 2: inputs.counters.append(try fields.readCounterUse())
      case 7 << 3: decidedAt = Timestamp(milliseconds: try fields.readInt())
      case 9 << 3: inputs.isInBirthdayWindow = try fields.readVarint() != 0
      case 10 << 3 | 2: inputs.tenders.append(try fields.readString())
      case 11 << 3 | 2:
        var before: Int64 = 0
        var use = try fields.readCapUse(before: &before)
        use.amount = before
        inputs.capsBefore.append(use)
      case 190 << 3 | 2: parts.tags.append(try Tag(decoding: fields.readBytes()))
      case 191 << 3 | 2: parts.counters.append(try FealtyWire.Counter(decoding: fields.readBytes()))
      default: try fields.skip(tag)
      }
    }
  }

  /// The till's own name of a line; empty where it has none.
  func lineID(_ index: Int) throws(DecodingError) -> UnsafeRawBufferPointer {
    var fields = FieldReader(lines[index].rest)
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0: return UnsafeRawBufferPointer(start: nil, count: 0)
      case 8 << 3 | 2: return try fields.readBytes()
      default: try fields.skip(tag)
      }
    }
  }
}

/// What a promotion gave for a sale, as its record tells it, with the points of each line.
///
/// Made of the record's bytes, which must live as long.
struct StoredSaleAward {
  private(set) var award: Award
  /// Pairs of varints: line, points.
  private var linePoints = UnsafeRawBufferPointer(start: nil, count: 0)

  init(_ message: UnsafeRawBufferPointer) throws(DecodingError) {
    // Fields 1 to 9; of 8 the bytes.
    var numbers = InlineArray<10, UInt64>(repeating: 0)
    var cursor = RecordCursor(message)
    while true {
      let tag = try cursor.nextTag()
      if tag == 0 { break }
      if tag & 7 == 0, tag < 10 << 3 {
        numbers[Int(tag >> 3)] = try cursor.readVarint()
      } else if tag == 8 << 3 | 2 {
        linePoints = try cursor.readBytes()
      } else {
        try cursor.skip(tag)
      }
    }
    let points = Points(Int64(bitPattern: numbers[4]))
    award = Award(
      promotion: PromotionNumber(clamping: numbers[1]),
      promotionVersion: UInt32(clamping: numbers[2]),
      token: TokenNumber(clamping: numbers[3]),
      points: points,
      beforeCap: points + Points(Int64(bitPattern: numbers[5])),
      eligibleAmount: Int64(bitPattern: numbers[6]),
      eligibleQuantity: Int64(bitPattern: numbers[7]),
      isBonus: numbers[9] != 0
    )
  }

  /// The points of each line.
  var lines: [LineAward] {
    var lines: [LineAward] = []
    var numbers = FieldReader(linePoints)
    do throws(DecodingError) {
      while !numbers.isAtEnd {
        let line = UInt16(clamping: try numbers.readVarint())
        let points = Points(try numbers.readInt())
        lines.append(LineAward(promotion: award.promotion, line: line, points: points))
      }
    } catch {
      preconditionFailure("a record that passed its checksum cannot be decoded: \(error)")
    }
    return lines
  }
}
