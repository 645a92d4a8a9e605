package import FealtyWire

// Events as JSON, written straight into a buffer: by way of the schema one takes ten times as long.
// A test compares the two.

extension MemberEvent {
  /// Writes the event as the schema's JSON has it.
  package func writeJSON(to out: inout OutputBuffer) {
    var object = JSONObject(&out)
    object.text("eventId", eventID, &out)
    if kind != .eventNone { object.name("kind", MemberEventKind.schema, kind.rawValue, &out) }
    object.number("recordedAtMs", recordedAtMs, &out)
    object.text("programId", programID, &out)
    object.text("memberId", memberID, &out)
    if sequence != 0 { object.plain("sequence", Int64(sequence), &out) }
    object.text("transactionId", transactionID, &out)
    if transactionKind != .transactionNone {
      object.name("transactionKind", TransactionKind.schema, transactionKind.rawValue, &out)
    }
    object.number("occurredAtMs", occurredAtMs, &out)
    object.text("tokenId", tokenID, &out)
    object.number("points", points, &out)
    object.list("changes", changes, &out) { change, object, out in
      object.text("tokenId", change.tokenID, &out)
      object.number("points", change.points, &out)
    }
    object.list("balances", balances, &out) { balance, object, out in
      object.text("tokenId", balance.tokenID, &out)
      object.number("available", balance.available, &out)
      object.number("pending", balance.pending, &out)
      object.number("locked", balance.locked, &out)
      object.number("debt", balance.debt, &out)
      object.number("total", balance.total, &out)
    }
    object.text("storeId", storeID, &out)
    object.text("terminalId", terminalID, &out)
    object.text("receiptNumber", receiptNumber, &out)
    object.text("linkedTransactionId", linkedTransactionID, &out)
    object.text("reason", reason, &out)
    if stage != .stageNone { object.name("stage", Stage.schema, stage.rawValue, &out) }
    object.text("tier", tier, &out)
    if !segments.isEmpty {
      object.key("segments", &out)
      out.append(UInt8(ascii: "["))
      for (index, segment) in segments.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        JSONObject.quote(segment, &out)
      }
      out.append(UInt8(ascii: "]"))
    }
    object.text("cardNumber", cardNumber, &out)
    if let exchange {
      object.key("exchange", &out)
      exchange.writeJSON(to: &out)
    }
    if cardStage != .cardStageNone {
      object.name("cardStage", CardStage.schema, cardStage.rawValue, &out)
    }
    if cardReason != .cardReasonNone {
      object.name("cardReason", CardReason.schema, cardReason.rawValue, &out)
    }
    object.text("replacedBy", replacedBy, &out)
    object.text("oldTier", oldTier, &out)
    object.list("segmentChanges", segmentChanges, &out) { change, object, out in
      object.text("segmentId", change.segmentID, &out)
      if change.removed { object.yes("removed", &out) }
      object.number("fromMs", change.fromMs, &out)
      object.number("toMs", change.toMs, &out)
      object.text("loadId", change.loadID, &out)
    }
    object.text("benefitId", benefitID, &out)
    object.end(&out)
  }
}

extension EventExchange {
  fileprivate func writeJSON(to out: inout OutputBuffer) {
    var object = JSONObject(&out)
    object.text("exchangeId", exchangeID, &out)
    object.number("points", points, &out)
    object.number("fee", fee, &out)
    object.number("received", received, &out)
    object.text("toProgramId", toProgramID, &out)
    object.text("toTokenId", toTokenID, &out)
    object.text("creditedTransactionId", creditedTransactionID, &out)
    object.text("receipt", receipt, &out)
    object.end(&out)
  }
}

/// An object that is being written.
struct JSONObject {
  private var isEmpty = true

  init(_ out: inout OutputBuffer) { out.append(UInt8(ascii: "{")) }

  func end(_ out: inout OutputBuffer) { out.append(UInt8(ascii: "}")) }

  mutating func key(_ name: StaticString, _ out: inout OutputBuffer) {
    if !isEmpty { out.append(UInt8(ascii: ",")) }
    isEmpty = false
    out.append(UInt8(ascii: "\""))
    out.append(UnsafeRawPointer(name.utf8Start), count: name.utf8CodeUnitCount)
    out.append(UInt8(ascii: "\""))
    out.append(UInt8(ascii: ":"))
  }

  mutating func text(_ name: StaticString, _ text: String, _ out: inout OutputBuffer) {
    guard !text.isEmpty else { return }
    key(name, &out)
    Self.quote(text, &out)
  }

  /// Bytes that are UTF-8.
  mutating func text(
    _ name: StaticString,
    _ text: UnsafeRawBufferPointer,
    _ out: inout OutputBuffer
  ) {
    guard !text.isEmpty else { return }
    key(name, &out)
    Self.quote(text, &out)
  }

  /// A number of 64 bits, which JSON has as text.
  mutating func number(_ name: StaticString, _ value: Int64, _ out: inout OutputBuffer) {
    guard value != 0 else { return }
    key(name, &out)
    Self.quoted(&out) { $0.append(decimal: value) }
  }

  mutating func yes(_ name: StaticString, _ out: inout OutputBuffer) {
    key(name, &out)
    for byte in "true".utf8 { out.append(byte) }
  }

  mutating func plain(_ name: StaticString, _ value: Int64, _ out: inout OutputBuffer) {
    key(name, &out)
    out.append(decimal: value)
  }

  mutating func name(
    _ name: StaticString,
    _ schema: EnumSchema,
    _ value: Int32,
    _ out: inout OutputBuffer
  ) {
    guard let text = schema.name(of: value) else { return plain(name, Int64(value), &out) }
    self.text(name, text, &out)
  }

  mutating func list<Item>(
    _ name: StaticString,
    _ items: [Item],
    _ out: inout OutputBuffer,
    _ write: (Item, inout JSONObject, inout OutputBuffer) -> Void
  ) {
    guard !items.isEmpty else { return }
    key(name, &out)
    out.append(UInt8(ascii: "["))
    for (index, item) in items.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      var object = JSONObject(&out)
      write(item, &object, &out)
      object.end(&out)
    }
    out.append(UInt8(ascii: "]"))
  }

  static func quote(_ text: String, _ out: inout OutputBuffer) {
    var text = text
    text.withUTF8 { quote(UnsafeRawBufferPointer($0), &out) }
  }

  static func quote(_ text: UnsafeRawBufferPointer, _ out: inout OutputBuffer) {
    quoted(&out) { out in
      let isPlain = text.allSatisfy { byte in
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0x7F
      }
      if isPlain { out.append(text) } else { escape(text, &out) }
    }
  }

  /// Puts quotation marks around what `write` writes.
  static func quoted(_ out: inout OutputBuffer, _ write: (inout OutputBuffer) -> Void) {
    out.append(UInt8(ascii: "\""))
    write(&out)
    out.append(UInt8(ascii: "\""))
  }

  private static func escape(_ text: UnsafeRawBufferPointer, _ out: inout OutputBuffer) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      case 0x0A: out.append(utf8: "\\n")
      case 0x0D: out.append(utf8: "\\r")
      case 0x09: out.append(utf8: "\\t")
      case 0x00..<0x20, 0x7F:
        let digits = String(byte, radix: 16)
        out.append(utf8: "\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
      default: out.append(byte)
      }
    }
  }
}

extension OutputBuffer {
  /// Writes a number's digits.
  mutating func append(decimal value: Int64) {
    // Nineteen digits and a sign.
    appendUninitialized(20) { room in
      var count = value < 0 ? 1 : 0
      var rest = value.magnitude
      repeat {
        count += 1
        rest /= 10
      } while rest > 0
      rest = value.magnitude
      var place = count
      repeat {
        place -= 1
        room[place] = UInt8(truncatingIfNeeded: rest % 10) + UInt8(ascii: "0")
        rest /= 10
      } while rest > 0
      if value < 0 { room[0] = UInt8(ascii: "-") }
      return count
    }
  }
}
