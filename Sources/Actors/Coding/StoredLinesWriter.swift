internal import FealtyWire

/// Writes the lines of a basket as one block of a record.
///
/// A block is a row of lines up to its end, each a head and what the head says:
///
/// | part | bytes | where |
/// | --- | --- | --- |
/// | head | 1 | bits 0 to 3: a text for SKU, department, first category, brand follows (clear: the same as the line's before, at first none); bits 4 and 5: the quantity is 1, 2, 3, or follows; bit 6: extras follow; bit 7: a whole message follows instead, the other bits are 0 |
/// | texts | | of bits 0 to 3, in this order |
/// | quantity | varint | where bits 4 and 5 are both set |
/// | amount | zigzag varint | always |
/// | extras | 1 | bit 0 kind, 1 line id, 2 unit price, 3 discount, 4 tax, 5 more categories, 6 labels, 7 attributes follow, in this order |
/// | kind | varint | |
/// | line id | text | |
/// | unit price, discount, tax | zigzag varints | |
/// | more categories, labels, attributes | varint count, texts | |
/// | message | varint length, bytes | a `BasketLine` with a field that is unknown, repeated, or out of order |
///
/// A text is a head of two halves of a byte, and what it says. Each place (SKU, department,
/// category, brand, line id, all lists together) knows the text written for it last; all but SKU
/// and line id also know the eight texts last written in full.
///
/// | upper half | lower half | the text |
/// | --- | --- | --- |
/// | 0 to 14 = shared | 0 to 12 | that many bytes of the place's last text, then as many bytes as the lower half says |
/// | shared | 13 | then a varint length and the bytes |
/// | shared | 14 | then a byte n (1 to 18) and a varint, which stands for n decimal digits |
/// | shared | 15 | then a varint, which stands for as many digits as the last text has bytes left |
/// | 15 | 0 to 7 | the text in that place of the ring of eight |
///
/// The varints and fields are those of `BasketLine`, which a block gives back exactly but for the
/// order of fields. ``StoredLines`` reads it.
///
/// Allocates nothing after it was made; one for each shard.
final class StoredLinesWriter {
  /// A text of the request; valid while the record is written.
  private struct Text {
    var start: UnsafeRawPointer
    var count: Int
  }

  /// The last text of each place, then the rings of eight.
  private let last: UnsafeMutablePointer<Text>
  private let rings: UnsafeMutablePointer<Text>
  private let ringCounts: UnsafeMutablePointer<Int>

  init() {
    let none = Text(start: UnsafeRawPointer(bitPattern: 16).unsafelyUnwrapped, count: 0)
    last = .allocate(capacity: StoredLinesFormat.places)
    last.initialize(repeating: none, count: StoredLinesFormat.places)
    let ringed = StoredLinesFormat.places * StoredLinesFormat.ringTexts
    rings = .allocate(capacity: ringed)
    rings.initialize(repeating: none, count: ringed)
    ringCounts = .allocate(capacity: StoredLinesFormat.places)
    ringCounts.initialize(repeating: 0, count: StoredLinesFormat.places)
  }

  deinit {
    last.deallocate()
    rings.deallocate()
    ringCounts.deallocate()
  }

  /// Writes a field with the block of these lines, each a `BasketLine`; none: writes nothing.
  func write(
    _ field: UInt32,
    _ lines: UnsafeBufferPointer<UnsafeRawBufferPointer>,
    to out: inout OutputBuffer
  ) {
    guard !lines.isEmpty else { return }
    var room = 0
    for line in lines { room += StoredLinesFormat.room(forLine: line.count) }
    for place in 0..<StoredLinesFormat.places {
      last[place].count = 0
      ringCounts[place] = 0
    }
    out.writeMessage(field) { out in
      out.appendUninitialized(room) { memory in
        guard let start = memory.baseAddress else { return 0 }
        var next = start
        for line in lines { append(line, to: &next) }
        return next - start
      }
    }
  }

  /// A line, compact if it can be.
  @inline(__always)
  private func append(
    _ line: UnsafeRawBufferPointer,
    to next: inout UnsafeMutableRawPointer
  ) {
    let start = next
    do throws(DecodingError) {
      if try appendCompact(line, to: &next) { return }
    } catch {
      // Not the canonical order; the whole message follows, and says it by itself.
    }
    next = start
    appendWhole(line, to: &next)
  }

  @inline(never)
  private func appendWhole(
    _ line: UnsafeRawBufferPointer,
    to next: inout UnsafeMutableRawPointer
  ) {
    next.put(StoredLinesFormat.whole)
    next.putVarint(UInt64(line.count))
    if let start = line.baseAddress { next.copyMemory(from: start, byteCount: line.count) }
    next += line.count
  }

  /// - Returns: Whether the line could be written so; if not, what was written does not count.
  @inline(__always)
  private func appendCompact(
    _ line: UnsafeRawBufferPointer,
    to next: inout UnsafeMutableRawPointer
  ) throws(DecodingError) -> Bool {
    // A place that takes a text of a line that is then written whole is not a text that the reader
    // knows: what can go wrong is looked at first.
    var fields = FieldReader(line)
    var texts = (Self.nothing, Self.nothing, Self.nothing, Self.nothing)
    if fields.take(1 << 3 | 2) { texts.0 = try fields.readBytes() }
    if fields.take(2 << 3 | 2) { texts.1 = try fields.readBytes() }
    if fields.take(3 << 3 | 2) {
      texts.2 = try fields.readBytes()
      guard !texts.2.isEmpty else { return false }
    }
    let more = fields
    var hasMore = false
    while fields.take(3 << 3 | 2) {
      _ = try fields.readBytes()
      hasMore = true
    }
    if fields.take(4 << 3 | 2) { texts.3 = try fields.readBytes() }
    let quantity = fields.take(5 << 3) ? try fields.readShortVarint() : 0
    let amount = fields.take(6 << 3) ? try fields.readShortVarint() : 0
    var extras: UInt8 = hasMore ? StoredLinesFormat.moreCategories : 0
    let rest = fields
    if !fields.isAtEnd, try !Self.scan(&fields, &extras) { return false }

    let head = next
    next += 1
    var bits: UInt8 = 0
    if appendText(texts.0, place: 0, to: &next) { bits |= 1 }
    if appendText(texts.1, place: 1, to: &next) { bits |= 2 }
    if appendText(texts.2, place: 2, to: &next) { bits |= 4 }
    if appendText(texts.3, place: 3, to: &next) { bits |= 8 }
    if quantity &- 1 < 3 {
      bits |= UInt8(truncatingIfNeeded: quantity &- 1) &<< 4
    } else {
      bits |= StoredLinesFormat.quantity
      next.putVarint(quantity)
    }
    next.putVarint(amount)
    if extras != 0 {
      bits |= StoredLinesFormat.extras
      try appendExtras(extras, more: more, rest: rest, to: &next)
    }
    head.storeBytes(of: bits, as: UInt8.self)
    return true
  }

  @inline(__always)
  private static var nothing: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }

  /// Looks at what stands after the amount, and notes it in `extras`.
  ///
  /// - Returns: Whether it is in canonical order, and all known.
  @inline(never)
  private static func scan(
    _ fields: inout FieldReader,
    _ extras: inout UInt8
  ) throws(DecodingError) -> Bool {
    if fields.take(7 << 3) {
      _ = try fields.readVarint()
      extras |= StoredLinesFormat.kind
    }
    if fields.take(8 << 3 | 2) {
      _ = try fields.readBytes()
      extras |= StoredLinesFormat.lineID
    }
    for (tag, bit) in StoredLinesFormat.amounts where fields.take(tag) {
      _ = try fields.readVarint()
      extras |= bit
    }
    for (tag, bit) in StoredLinesFormat.lists {
      while fields.take(tag) {
        _ = try fields.readBytes()
        extras |= bit
      }
    }
    return fields.isAtEnd
  }

  /// `more`: where further categories begin; `rest`: where the fields after the amount do.
  @inline(never)
  private func appendExtras(
    _ extras: UInt8,
    more: FieldReader,
    rest: FieldReader,
    to next: inout UnsafeMutableRawPointer
  ) throws(DecodingError) {
    var fields = rest
    next.put(extras)
    if fields.take(7 << 3) { next.putVarint(try fields.readVarint()) }
    if fields.take(8 << 3 | 2) {
      let lineID = try fields.readBytes()
      appendToken(lineID, place: StoredLinesFormat.lineIDPlace, to: &next)
    }
    for (tag, _) in StoredLinesFormat.amounts where fields.take(tag) {
      next.putVarint(try fields.readVarint())
    }
    if extras & StoredLinesFormat.moreCategories != 0 {
      var categories = more
      try appendList(of: &categories, tag: 3 << 3 | 2, to: &next)
    }
    for (tag, bit) in StoredLinesFormat.lists where extras & bit != 0 {
      try appendList(of: &fields, tag: tag, to: &next)
    }
  }

  private func appendList(
    of fields: inout FieldReader,
    tag: UInt8,
    to next: inout UnsafeMutableRawPointer
  ) throws(DecodingError) {
    var counting = fields
    var count: UInt64 = 0
    while counting.take(tag) {
      _ = try counting.readBytes()
      count += 1
    }
    next.putVarint(count)
    while fields.take(tag) {
      appendToken(try fields.readBytes(), place: StoredLinesFormat.listPlace, to: &next)
    }
  }

  // MARK: - Texts

  /// A text, unless it is the place's last one.
  ///
  /// - Returns: Whether it was written.
  @inline(__always)
  private func appendText(
    _ text: UnsafeRawBufferPointer,
    place: Int,
    to next: inout UnsafeMutableRawPointer
  ) -> Bool {
    let before = last[place]
    guard let start = text.baseAddress, text.count > 0 else {
      guard before.count > 0 else { return false }
      // None, after a line that had one.
      next.put(0)
      last[place].count = 0
      return true
    }
    let shared = StoredLinesFormat.sharedPrefix(before.start, before.count, start, text.count)
    if shared == text.count, shared == before.count { return false }
    appendToken(Text(start: start, count: text.count), shared: shared, place: place, to: &next)
    return true
  }

  private func appendToken(
    _ text: UnsafeRawBufferPointer,
    place: Int,
    to next: inout UnsafeMutableRawPointer
  ) {
    let before = last[place]
    let text = Text(start: text.baseAddress ?? before.start, count: text.count)
    let shared = StoredLinesFormat.sharedPrefix(before.start, before.count, text.start, text.count)
    appendToken(text, shared: shared, place: place, to: &next)
  }

  @inline(__always)
  private func appendToken(
    _ text: Text,
    shared: Int,
    place: Int,
    to next: inout UnsafeMutableRawPointer
  ) {
    let lengthBefore = last[place].count
    last[place] = text
    if StoredLinesFormat.hasRing(place) {
      let ring = rings + place * StoredLinesFormat.ringTexts
      let count = ringCounts[place]
      for index in 0..<min(count, StoredLinesFormat.ringTexts)
      where ring[index].count == text.count {
        let equal = StoredLinesFormat.sharedPrefix(
          ring[index].start,
          text.count,
          text.start,
          text.count
        )
        guard equal == text.count else { continue }
        next.put(0xF0 | UInt8(truncatingIfNeeded: index))
        return
      }
      ring[count & (StoredLinesFormat.ringTexts - 1)] = text
      ringCounts[place] = count &+ 1
    }
    let shared = min(shared, StoredLinesFormat.longestShared)
    let head = UInt8(truncatingIfNeeded: shared) &<< 4
    let rest = text.count &- shared
    let start = text.start + shared
    if rest >= 2, rest <= StoredLinesFormat.longestNumber,
      let number = StoredLinesFormat.number(start, digits: rest)
    {
      if text.count == lengthBefore {
        next.put(head | StoredLinesFormat.sameDigits)
        next.putVarint(number)
        return
      }
      if rest >= 4 {
        next.put(head | StoredLinesFormat.digits)
        next.put(UInt8(truncatingIfNeeded: rest))
        next.putVarint(number)
        return
      }
    }
    if rest <= StoredLinesFormat.longestShort {
      next.put(head | UInt8(truncatingIfNeeded: rest))
    } else {
      next.put(head | StoredLinesFormat.long)
      next.putVarint(UInt64(rest))
    }
    next.copy(start, rest)
  }
}

extension UnsafeMutableRawPointer {
  @inline(__always)
  fileprivate mutating func put(_ byte: UInt8) {
    storeBytes(of: byte, as: UInt8.self)
    self += 1
  }

  @inline(__always)
  fileprivate mutating func putVarint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      put(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest &>>= 7
    }
    put(UInt8(truncatingIfNeeded: rest))
  }

  /// Copies a text; most have a few bytes, for which a call takes longer.
  @inline(__always)
  fileprivate mutating func copy(_ start: UnsafeRawPointer, _ count: Int) {
    if count > 16 {
      copyMemory(from: start, byteCount: count)
    } else if count >= 8 {
      let first = start.loadUnaligned(as: UInt64.self)
      let second = (start + (count &- 8)).loadUnaligned(as: UInt64.self)
      storeBytes(of: first, as: UInt64.self)
      (self + (count &- 8)).storeBytes(of: second, as: UInt64.self)
    } else if count >= 4 {
      let first = start.loadUnaligned(as: UInt32.self)
      let second = (start + (count &- 4)).loadUnaligned(as: UInt32.self)
      storeBytes(of: first, as: UInt32.self)
      (self + (count &- 4)).storeBytes(of: second, as: UInt32.self)
    } else {
      for index in 0..<count {
        (self + index).storeBytes(of: start.load(fromByteOffset: index, as: UInt8.self), as: UInt8.self)
      }
    }
    self += count
  }
}
