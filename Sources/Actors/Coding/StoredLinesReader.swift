internal import FealtyWire

/// The lines of a basket, read from the block that ``StoredLinesWriter`` describes.
///
/// Each becomes the `BasketLine` that was written, so that whatever reads a request's lines reads a
/// record's; categories beyond the first stand behind the amount. Any bytes give lines or an error: what a block says is checked
/// before it is believed.
struct StoredLines: Sendable {
  /// The messages one after the other.
  private let bytes: [UInt8]
  /// Where each ends.
  private let ends: [Int]
  /// The sum of the lines' amounts, in minor units; of a damaged one, modulo 2⁶⁴.
  let amountMinor: Int64

  /// Reads a block.
  ///
  /// - Throws: ``StoredLinesError``.
  init(block: UnsafeRawBufferPointer) throws(StoredLinesError) {
    var reader = StoredLinesReader(block)
    var ends: [Int] = []
    while try reader.readLine() {
      guard ends.count < StoredLinesFormat.mostLines else {
        throw StoredLinesError(.tooLong, offset: reader.offset)
      }
      ends.append(reader.messages.count)
    }
    bytes = reader.messages
    self.ends = ends
    amountMinor = reader.amountMinor
  }

  var count: Int { ends.count }

  /// Calls `body` with each line's `BasketLine` message; the bytes are valid during the call.
  func withMessages<R, E: Error>(
    _ body: ([UnsafeRawBufferPointer]) throws(E) -> R
  ) throws(E) -> R {
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(E) in
        var start = 0
        return try body(
          ends.map { end in
            defer { start = end }
            return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
          }
        )
      }
    }
    return try result.get()
  }

  /// The lines as messages.
  func decoded() throws(DecodingError) -> [BasketLine] {
    try withMessages { (messages) throws(DecodingError) in
      var lines: [BasketLine] = []
      for message in messages { lines.append(try BasketLine(decoding: message)) }
      return lines
    }
  }
}

/// Why bytes are no block of lines.
struct StoredLinesError: Error, Hashable, CustomStringConvertible {
  enum Reason: Hashable, Sendable {
    /// The bytes end inside a line.
    case truncated
    /// A varint has more than ten bytes, or more than 64 bits.
    case overlongVarint
    /// A head says what no writer writes.
    case unknownForm
    /// A text refers to one that is not there, or is shorter than it says.
    case noSuchText
    /// A number has more digits than its text has room for.
    case wrongDigits
    /// More lines than a basket, or more bytes than a request may have.
    case tooLong
  }

  let reason: Reason
  /// In the block.
  let offset: Int

  init(_ reason: Reason, offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  var description: String { "\(reason) at byte \(offset) of the lines" }
}

/// A cursor over a block, and the messages that it makes.
private struct StoredLinesReader {
  private(set) var messages: [UInt8] = []
  private(set) var amountMinor: Int64 = 0
  private let block: UnsafeRawBufferPointer
  private(set) var offset = 0
  /// Texts are ranges of ``messages``.
  private var last = [Range<Int>](repeating: 0..<0, count: StoredLinesFormat.places)
  private var rings = [[Range<Int>]](repeating: [], count: StoredLinesFormat.places)
  private var ringCounts = [Int](repeating: 0, count: StoredLinesFormat.places)

  init(_ block: UnsafeRawBufferPointer) { self.block = block }

  /// Appends the next line's message.
  ///
  /// - Returns: False at the end.
  mutating func readLine() throws(StoredLinesError) -> Bool {
    guard offset < block.count else { return false }
    let head = try readByte()
    guard head & StoredLinesFormat.whole == 0 else {
      guard head == StoredLinesFormat.whole else { throw fault(.unknownForm) }
      try readWhole()
      return true
    }
    for place in 0..<4 {
      let tag = UInt8(place + 1) << 3 | 2
      if head >> UInt8(place) & 1 != 0 {
        try readText(place: place, tag: tag, keepsEmpty: false)
      } else if !last[place].isEmpty {
        try append(tag, text: last[place])
      }
    }
    var quantity = UInt64(head >> 4 & 3) + 1
    if head & StoredLinesFormat.quantity == StoredLinesFormat.quantity {
      quantity = try readVarint()
    }
    let amount = try readVarint()
    amountMinor &+= ZigZag.decode(amount)
    if quantity != 0 { append(5 << 3, number: quantity) }
    if amount != 0 { append(6 << 3, number: amount) }
    if head & StoredLinesFormat.extras != 0 { try readExtras() }
    return true
  }

  /// A line whose message stands there as it came.
  private mutating func readWhole() throws(StoredLinesError) {
    let bytes = try readBytes(try readVarint())
    try reserve(bytes.count)
    messages.append(contentsOf: bytes)
    var fields = FieldReader(bytes)
    var amount: Int64 = 0
    do throws(DecodingError) {
      var tag = try fields.nextTag()
      while tag != 0 {
        if tag == 6 << 3 {
          amount = ZigZag.decode(try fields.readVarint())
        } else {
          try fields.skip(tag)
        }
        tag = try fields.nextTag()
      }
    } catch {
      throw fault(.unknownForm)
    }
    amountMinor &+= amount
  }

  private mutating func readExtras() throws(StoredLinesError) {
    let extras = try readByte()
    guard extras != 0 else { throw fault(.unknownForm) }
    if extras & StoredLinesFormat.kind != 0 { append(7 << 3, number: try readVarint()) }
    if extras & StoredLinesFormat.lineID != 0 {
      try readText(place: StoredLinesFormat.lineIDPlace, tag: 8 << 3 | 2, keepsEmpty: true)
    }
    for (tag, bit) in StoredLinesFormat.amounts where extras & bit != 0 {
      append(tag, number: try readVarint())
    }
    if extras & StoredLinesFormat.moreCategories != 0 { try readList(tag: 3 << 3 | 2) }
    for (tag, bit) in StoredLinesFormat.lists where extras & bit != 0 { try readList(tag: tag) }
  }

  private mutating func readList(tag: UInt8) throws(StoredLinesError) {
    let count = try readVarint()
    // Each text has a head.
    guard count > 0, count <= UInt64(block.count - offset) else { throw fault(.truncated) }
    for _ in 0..<count {
      try readText(place: StoredLinesFormat.listPlace, tag: tag, keepsEmpty: true)
    }
  }

  // MARK: - Texts

  /// Reads a text and appends its field.
  ///
  /// `keepsEmpty`: whether a text without bytes is a field too.
  private mutating func readText(
    place: Int,
    tag: UInt8,
    keepsEmpty: Bool
  ) throws(StoredLinesError) {
    let head = try readByte()
    let upper = Int(head >> 4)
    let lower = head & 15
    let ring = rings[place]
    if upper == StoredLinesFormat.reference {
      guard lower < ring.count else { throw fault(.noSuchText) }
      last[place] = ring[Int(lower)]
      try append(tag, text: last[place])
      return
    }
    let before = last[place]
    guard upper <= before.count else { throw fault(.noSuchText) }
    let shared = before.lowerBound..<before.lowerBound + upper
    switch lower {
    case StoredLinesFormat.sameDigits:
      try readDigits(before.count - upper, after: shared, place: place, tag: tag)
    case StoredLinesFormat.digits:
      try readDigits(Int(try readByte()), after: shared, place: place, tag: tag)
    default:
      let count = lower == StoredLinesFormat.long ? try readVarint() : UInt64(lower)
      let rest = try readBytes(count)
      if upper == 0, rest.isEmpty, !keepsEmpty {
        // None, after a line that had one.
        last[place] = 0..<0
        return
      }
      try append(tag, shared: shared, place: place, count: rest.count) { $0.append(contentsOf: rest) }
    }
    note(last[place], place: place)
  }

  private mutating func readDigits(
    _ count: Int,
    after shared: Range<Int>,
    place: Int,
    tag: UInt8
  ) throws(StoredLinesError) {
    guard count > 0, count <= StoredLinesFormat.longestNumber else { throw fault(.wrongDigits) }
    var number = try readVarint()
    var digits = [UInt8](repeating: 0x30, count: count)
    for index in digits.indices.reversed() {
      digits[index] += UInt8(number % 10)
      number /= 10
    }
    guard number == 0 else { throw fault(.wrongDigits) }
    try append(tag, shared: shared, place: place, count: count) { $0.append(contentsOf: digits) }
  }

  /// Appends a field with `shared` and `count` bytes more, which `body` appends; it is the place's
  /// last text then.
  private mutating func append(
    _ tag: UInt8,
    shared: Range<Int>,
    place: Int,
    count: Int,
    _ body: (inout [UInt8]) -> Void
  ) throws(StoredLinesError) {
    try reserve(shared.count + count)
    append(tag, number: UInt64(shared.count + count))
    let start = messages.count
    messages.append(contentsOf: Array(messages[shared]))
    body(&messages)
    last[place] = start..<messages.count
  }

  private mutating func append(_ tag: UInt8, text: Range<Int>) throws(StoredLinesError) {
    try reserve(text.count)
    append(tag, number: UInt64(text.count))
    messages.append(contentsOf: Array(messages[text]))
  }

  private mutating func append(_ tag: UInt8, number: UInt64) {
    messages.append(tag)
    var rest = number
    while rest >= 0x80 {
      messages.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    messages.append(UInt8(truncatingIfNeeded: rest))
  }

  /// A text that was written in full has a place in the ring.
  private mutating func note(_ text: Range<Int>, place: Int) {
    guard StoredLinesFormat.hasRing(place) else { return }
    if rings[place].count < StoredLinesFormat.ringTexts {
      rings[place].append(text)
    } else {
      rings[place][ringCounts[place] % StoredLinesFormat.ringTexts] = text
    }
    ringCounts[place] += 1
  }

  // MARK: - Bytes

  /// A few bytes of a block may stand for a long text: no more come of it than a request may have.
  private func reserve(_ count: Int) throws(StoredLinesError) {
    guard messages.count + count <= StoredLinesFormat.mostBytes else { throw fault(.tooLong) }
  }

  private mutating func readByte() throws(StoredLinesError) -> UInt8 {
    guard offset < block.count else { throw fault(.truncated) }
    defer { offset += 1 }
    return block[offset]
  }

  private mutating func readVarint() throws(StoredLinesError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try readByte()
      if shift == 63, byte > 1 { throw fault(.overlongVarint) }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
  }

  private mutating func readBytes(_ count: UInt64) throws(StoredLinesError) -> UnsafeRawBufferPointer {
    guard count <= UInt64(block.count - offset) else { throw fault(.truncated) }
    defer { offset += Int(count) }
    return UnsafeRawBufferPointer(rebasing: block[offset..<offset + Int(count)])
  }

  private func fault(_ reason: StoredLinesError.Reason) -> StoredLinesError {
    StoredLinesError(reason, offset: offset)
  }
}
