/// A cursor over an encoded message.
///
/// Copies nothing and allocates nothing but strings of more than 15 bytes. Every read is checked
/// against the end, so any input gives a value or a ``DecodingError``. The bytes must stay where
/// they are for as long as the reader, and what `readBytes` returned, is in use.
@safe
public struct FieldReader {
  /// The next byte to read.
  @usableFromInline var position: UnsafeRawPointer

  /// One beyond the last byte of this message.
  @usableFromInline let end: UnsafeRawPointer

  /// The first byte of the outermost message, from which offsets in errors count.
  @usableFromInline let origin: UnsafeRawPointer

  /// Where the field that ``nextTag()`` found last begins.
  @usableFromInline var fieldStart: UnsafeRawPointer

  /// How many messages are around this one.
  @usableFromInline let depth: Int

  /// Makes a reader at the first byte of `bytes`.
  @inlinable
  public init(_ bytes: UnsafeRawBufferPointer) {
    // An empty buffer may have no address; any will do, for nothing is read from it.
    let start = unsafe bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 16).unsafelyUnwrapped
    unsafe position = start
    unsafe end = start + bytes.count
    unsafe origin = start
    unsafe fieldStart = start
    depth = 0
  }

  @inlinable @inline(__always)
  init(start: UnsafeRawPointer, end: UnsafeRawPointer, origin: UnsafeRawPointer, depth: Int) {
    unsafe position = start
    unsafe self.end = end
    unsafe self.origin = origin
    unsafe fieldStart = start
    self.depth = depth
  }

  /// Bytes from the start of the outermost message to the next byte.
  @inlinable public var offset: Int { unsafe position - origin }

  /// Bytes left in this message.
  @inlinable public var remaining: Int { unsafe end - position }

  /// Whether all bytes have been read.
  @inlinable public var isAtEnd: Bool { unsafe position == end }

  /// Reads the tag of the next field.
  ///
  /// - Returns: `field << 3 | wireType`, with a field number of at least 1 and a wire type that
  ///   exists; or 0 at the end of the message.
  @inlinable @inline(__always)
  public mutating func nextTag() throws(DecodingError) -> UInt32 {
    guard unsafe position < end else { return 0 }
    unsafe fieldStart = position
    let first = unsafe position.load(as: UInt8.self)
    if _fastPath(first < 0x80 && first >= 8 && (first & 7 <= 2 || first & 7 == 5)) {
      unsafe position += 1
      return UInt32(first)
    }
    return try longTag()
  }

  @usableFromInline
  mutating func longTag() throws(DecodingError) -> UInt32 {
    let start = offset
    let raw = try readVarint()
    guard raw <= UInt64(UInt32.max), raw >= 8 else {
      throw .invalidFieldNumber(offset: start)
    }
    let tag = UInt32(raw)
    guard WireType(rawValue: tag & 7) != nil else { throw .unsupportedWireType(offset: start) }
    return tag
  }

  /// Reads a base-128 number of at most 10 bytes and 64 bits.
  @inlinable @inline(__always)
  public mutating func readVarint() throws(DecodingError) -> UInt64 {
    guard unsafe position < end else { throw .truncated(offset: offset) }
    let first = unsafe position.load(as: UInt8.self)
    if _fastPath(first < 0x80) {
      unsafe position += 1
      return UInt64(first)
    }
    return try longVarint()
  }

  @usableFromInline
  mutating func longVarint() throws(DecodingError) -> UInt64 {
    if remaining >= 8 {
      let word = UInt64(littleEndian: unsafe position.loadUnaligned(as: UInt64.self))
      // The high bits that are clear; the first of them ends the number.
      let ends = ~word & 0x8080_8080_8080_8080
      if ends != 0 {
        let bits = UInt64(truncatingIfNeeded: ends.trailingZeroBitCount)
        unsafe position += Int(truncatingIfNeeded: bits &>> 3) &+ 1
        // Sevens to fourteens to twenty-eights to one number.
        var value = word & (UInt64.max &>> (63 &- bits)) & 0x7F7F_7F7F_7F7F_7F7F
        value = value & 0x007F_007F_007F_007F | (value & 0x7F00_7F00_7F00_7F00) &>> 1
        value = value & 0x0000_3FFF_0000_3FFF | (value & 0x3FFF_0000_3FFF_0000) &>> 2
        return value & 0x0FFF_FFFF | (value & 0x0FFF_FFFF_0000_0000) &>> 4
      }
    }
    return try longestVarint()
  }

  /// The same a byte at a time: near the end, and for numbers of more than eight bytes.
  private mutating func longestVarint() throws(DecodingError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    var cursor = unsafe position
    while unsafe cursor < end {
      let byte = unsafe cursor.load(as: UInt8.self)
      unsafe cursor += 1
      if shift == 63, byte > 1 { throw .overlongVarint(offset: offset) }
      value |= UInt64(byte & 0x7F) &<< shift
      if byte < 0x80 {
        unsafe position = cursor
        return value
      }
      shift += 7
    }
    throw .truncated(offset: offset)
  }

  /// Reads the content of a length-delimited field, without copying it.
  @inlinable @inline(__always)
  public mutating func readBytes() throws(DecodingError) -> UnsafeRawBufferPointer {
    let size = try readVarint()
    guard size <= UInt64(truncatingIfNeeded: remaining) else { throw .truncated(offset: offset) }
    let count = Int(truncatingIfNeeded: size)
    let start = unsafe position
    unsafe position += count
    return unsafe UnsafeRawBufferPointer(start: start, count: count)
  }

  /// Reads a string; one of up to 15 bytes is not allocated.
  @inlinable
  public mutating func readString() throws(DecodingError) -> String {
    let bytes = try unsafe readBytes()
    guard bytes.count > 0 else { return "" }
    // Nearly all strings are ASCII, and making one without the general validation is several times
    // as fast.
    if unsafe _fastPath(Self.isASCII(bytes)) {
      return unsafe String(unsafeUninitializedCapacity: bytes.count) { room in
        unsafe UnsafeMutableRawBufferPointer(room).copyMemory(from: bytes)
        return bytes.count
      }
    }
    guard let string = unsafe String(validating: bytes, as: UTF8.self) else {
      throw .invalidUTF8(offset: offset &- bytes.count)
    }
    return string
  }

  /// Whether no byte has its high bit set.
  @inlinable @inline(__always)
  static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var seen: UInt64 = 0
    var index = 0
    while index &+ 8 <= bytes.count {
      seen |= unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      index &+= 8
    }
    while index < bytes.count {
      seen |= unsafe UInt64(bytes[index])
      index &+= 1
    }
    return seen & 0x8080_8080_8080_8080 == 0
  }

  /// Reads a length-delimited field as a message of its own.
  @inlinable @inline(__always)
  public mutating func readMessage() throws(DecodingError) -> FieldReader {
    let bytes = try unsafe readBytes()
    guard depth &+ 1 < Limits.messageDepth else { throw .tooDeep(offset: offset) }
    let start = unsafe position - bytes.count
    return unsafe FieldReader(start: start, end: position, origin: origin, depth: depth &+ 1)
  }

  /// Reads eight bytes, little-endian.
  @inlinable @inline(__always)
  public mutating func readFixed64() throws(DecodingError) -> UInt64 {
    guard remaining >= 8 else { throw .truncated(offset: offset) }
    let value = unsafe position.loadUnaligned(as: UInt64.self)
    unsafe position += 8
    return UInt64(littleEndian: value)
  }

  /// Reads four bytes, little-endian.
  @inlinable @inline(__always)
  public mutating func readFixed32() throws(DecodingError) -> UInt32 {
    guard remaining >= 4 else { throw .truncated(offset: offset) }
    let value = unsafe position.loadUnaligned(as: UInt32.self)
    unsafe position += 4
    return UInt32(littleEndian: value)
  }

  /// Steps over the value of a field whose tag has been read.
  public mutating func skip(_ tag: UInt32) throws(DecodingError) {
    switch WireType(rawValue: tag & 7) {
    case .varint: _ = try readVarint()
    case .fixed64: _ = try readFixed64()
    case .lengthDelimited: _ = try unsafe readBytes()
    case .fixed32: _ = try readFixed32()
    case nil: throw .unsupportedWireType(offset: offset)
    }
  }

  /// Steps over a field that this build does not know and appends it, tag and all, to `fields`.
  public mutating func keepUnknown(
    _ tag: UInt32,
    in fields: inout [UInt8]
  ) throws(DecodingError) {
    try skip(tag)
    unsafe fields.append(
      contentsOf: UnsafeRawBufferPointer(start: fieldStart, count: position - fieldStart)
    )
  }
}
