internal import FealtyLoyalty
internal import FealtyWire

/// The natural key of an earn: store, terminal, business date and receipt number.
///
/// Two requests for one receipt are one sale, whatever their request ids say.
struct ReceiptKey: Sendable {
  let tag: UInt64
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

  static func tag(
    program: UnsafeRawBufferPointer,
    store: UnsafeRawBufferPointer,
    terminal: UnsafeRawBufferPointer,
    date: Int32,
    receipt: UnsafeRawBufferPointer
  ) -> UInt64 {
    var mixed = UInt64(UInt32(bitPattern: date)) &* 0x9E37_79B9_7F4A_7C15
    for part in [program, store, terminal, receipt] {
      mixed = (mixed ^ ContentHash.hash(part)) &* 0xC4CE_B9FE_1A85_EC53
      mixed ^= mixed >> 32
    }
    return mixed
  }

  static func tag(program: String, key: NaturalKey) -> UInt64 {
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
              receipt: receipt
            )
          }
        }
      }
    }
  }
}
