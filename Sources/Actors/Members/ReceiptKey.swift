internal import FealtyLoyalty
internal import FealtyWire

/// The natural key of an earn or a return: store, terminal, business date, receipt number and kind.
///
/// Two requests for one receipt are one sale, or one return, whatever their request ids say.
///
/// The index finds it by a tag of 64 bits. Where two keys have one tag, the second takes the next
/// tag of its sequence, so a key's record is found by following the sequence to the record that has
/// the key, or to a tag that nobody has.
struct ReceiptKey: Sendable {
  private(set) var tag: UInt64
  let businessDate: Int32

  /// Nil where the basket has no receipt number, and so no natural key.
  init?(_ command: CommandContext, desk: EvaluationDesk) {
    guard !desk.receiptNumber.isEmpty else { return nil }
    businessDate =
      desk.businessDate != 0
      ? desk.businessDate : command.programme.businessDate(command.occurredAt)
    tag = Self.tag(
      program: command.head.program,
      store: command.head.store,
      terminal: command.head.terminal,
      date: businessDate,
      receipt: desk.receiptNumber
    )
  }

  /// Nil where the return has no receipt number of its own.
  init?(ofReturn number: String, _ command: CommandContext) {
    guard !number.isEmpty else { return nil }
    businessDate = command.programme.businessDate(command.occurredAt)
    var number = number
    let date = businessDate
    tag = number.withUTF8 { number in
      Self.tag(
        program: command.head.program,
        store: command.head.store,
        terminal: command.head.terminal,
        date: date,
        receipt: UnsafeRawBufferPointer(number),
        kind: .ofReturn
      )
    }
  }

  /// What a receipt is of.
  enum Kind {
    case ofSale, ofReturn
  }

  /// Goes on to the next tag of the sequence: the present one is another receipt's.
  mutating func advance() { tag = Self.tag(after: tag) }

  static func tag(after tag: UInt64) -> UInt64 {
    (tag ^ 0x9E37_79B9_7F4A_7C15) &* 0xFF51_AFD7_ED55_8CCD &+ 1
  }

  static func tag(
    program: UnsafeRawBufferPointer,
    store: UnsafeRawBufferPointer,
    terminal: UnsafeRawBufferPointer,
    date: Int32,
    receipt: UnsafeRawBufferPointer,
    kind: Kind = .ofSale
  ) -> UInt64 {
    var mixed = UInt64(UInt32(bitPattern: date)) &* 0x9E37_79B9_7F4A_7C15
    // One after the other: a list of the four would be allocated.
    mix(program, into: &mixed)
    mix(store, into: &mixed)
    mix(terminal, into: &mixed)
    mix(receipt, into: &mixed)
    return kind == .ofSale ? mixed : (mixed ^ 0xD6E8_FEB8_6659_FD93) &* 0xC4CE_B9FE_1A85_EC53
  }

  @inline(__always)
  private static func mix(_ part: UnsafeRawBufferPointer, into mixed: inout UInt64) {
    mixed = (mixed ^ ContentHash.hash(part)) &* 0xC4CE_B9FE_1A85_EC53
    mixed ^= mixed >> 32
  }

  static func tag(program: String, key: NaturalKey, kind: Kind = .ofSale) -> UInt64 {
    let parts = [program, key.storeID, key.terminalID, key.receiptNumber].map { Array($0.utf8) }
    return parts[0].withUnsafeBytes { program in
      parts[1].withUnsafeBytes { store in
        parts[2].withUnsafeBytes { terminal in
          parts[3].withUnsafeBytes { receipt in
            tag(
              program: program,
              store: store,
              terminal: terminal,
              date: key.businessDate,
              receipt: receipt,
              kind: kind
            )
          }
        }
      }
    }
  }
}

/// The natural key as the record of an earn or a return has it; the programme is the member's.
struct RecordedReceipt {
  private(set) var store = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var terminal = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var date: Int32 = 0
  private(set) var receipt = UnsafeRawBufferPointer(start: nil, count: 0)

  /// Reads a `PointsPostedRecord`; nil where it is nothing of the kind, or has no receipt.
  init?(_ body: UnsafeRawBufferPointer, kind: ReceiptKey.Kind) throws(DecodingError) {
    var fields = FieldReader(body)
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0:
        guard !receipt.isEmpty else { return nil }
        return
      case 1 << 3 | 2: try readContext(fields.readMessage())
      case 2 << 3:
        let found = try fields.readVarint()
        let wanted: [FealtyWire.TransactionKind] =
          kind == .ofSale ? [.earn, .saleClaimed] : [.partialReversal]
        guard wanted.contains(where: { UInt64($0.rawValue) == found }) else { return nil }
      case 19 << 3 | 2 where kind == .ofSale: receipt = try fields.readBytes()
      case 37 << 3 | 2 where kind == .ofReturn: receipt = try fields.readBytes()
      case 20 << 3: date = Int32(truncatingIfNeeded: try fields.readVarint())
      default: try fields.skip(tag)
      }
    }
  }

  private mutating func readContext(_ message: FieldReader) throws(DecodingError) {
    var context = message
    while true {
      let tag = try context.nextTag()
      switch tag {
      case 0: return
      case 5 << 3 | 2: store = try context.readBytes()
      case 6 << 3 | 2: terminal = try context.readBytes()
      default: try context.skip(tag)
      }
    }
  }

  /// Where the sequence of tags begins.
  func tag(program: UnsafeRawBufferPointer) -> UInt64 {
    ReceiptKey.tag(
      program: program,
      store: store,
      terminal: terminal,
      date: date,
      receipt: receipt
    )
  }

  /// Whether it is this receipt, of whichever programme.
  func isSame(as key: NaturalKey) -> Bool {
    date == key.businessDate && store.elementsEqual(key.storeID.utf8)
      && terminal.elementsEqual(key.terminalID.utf8)
      && receipt.elementsEqual(key.receiptNumber.utf8)
  }
}
