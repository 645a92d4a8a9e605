internal import FealtyWire

/// A cursor over the fields of a record, for a reader that steps over most of them.
///
/// Like ``FieldReader``, with every bound checked, but quick for tags of two bytes too, and without
/// knowing what is inside a field. The bytes must stay where they are.
struct RecordCursor {
  private var position: UnsafeRawPointer
  private let end: UnsafeRawPointer
  private let origin: UnsafeRawPointer

  init(_ bytes: UnsafeRawBufferPointer) {
    let nothing = UnsafeRawPointer(bitPattern: 16).unsafelyUnwrapped
    origin = bytes.baseAddress ?? nothing
    position = origin
    end = origin + bytes.count
  }

  /// Bytes from the first to the next one.
  var offset: Int { position - origin }

  /// The bytes that were not read yet.
  var rest: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: position, count: end - position)
  }

  /// Steps over bytes that another reader has read from ``rest``.
  mutating func advance(_ count: Int) {
    precondition(count >= 0 && count <= end - position, "\(count) bytes of \(end - position)")
    position += count
  }

  /// `field << 3 | wireType`; 0 at the end.
  @inline(__always)
  mutating func nextTag() throws(DecodingError) -> UInt32 {
    guard position < end else { return 0 }
    let start = offset
    let tag = try readVarint()
    guard tag >= 8, tag <= UInt64(UInt32.max) else { throw .invalidFieldNumber(offset: start) }
    return UInt32(truncatingIfNeeded: tag)
  }

  @inline(__always)
  mutating func readVarint() throws(DecodingError) -> UInt64 {
    guard position < end else { throw .truncated(offset: offset) }
    let first = position.load(as: UInt8.self)
    if first < 0x80 {
      position += 1
      return UInt64(first)
    }
    if end - position >= 2 {
      let second = position.load(fromByteOffset: 1, as: UInt8.self)
      if second < 0x80 {
        position += 2
        return UInt64(first & 0x7F) | UInt64(second) << 7
      }
    }
    return try readLongVarint()
  }

  private mutating func readLongVarint() throws(DecodingError) -> UInt64 {
    if let value = readEightBytes() { return value }
    var value: UInt64 = 0
    var shift: UInt64 = 0
    var next = position
    while next < end {
      let byte = next.load(as: UInt8.self)
      next += 1
      if shift == 63, byte > 1 { throw .overlongVarint(offset: offset) }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 {
        position = next
        return value
      }
      shift += 7
    }
    throw .truncated(offset: offset)
  }

  /// A number of at most eight bytes; nil where it is longer, or the end is too near to tell.
  @inline(__always)
  private mutating func readEightBytes() -> UInt64? {
    guard end - position >= 8 else { return nil }
    let word = UInt64(littleEndian: position.loadUnaligned(as: UInt64.self))
    // The high bits that are clear; the first of them ends the number.
    let ends = ~word & 0x8080_8080_8080_8080
    guard ends != 0 else { return nil }
    let bits = UInt64(truncatingIfNeeded: ends.trailingZeroBitCount)
    position += Int(truncatingIfNeeded: bits &>> 3) &+ 1
    // Sevens to fourteens to twenty-eights to one number.
    var value = word & (UInt64.max &>> (63 &- bits)) & 0x7F7F_7F7F_7F7F_7F7F
    value = value & 0x007F_007F_007F_007F | (value & 0x7F00_7F00_7F00_7F00) &>> 1
    value = value & 0x0000_3FFF_0000_3FFF | (value & 0x3FFF_0000_3FFF_0000) &>> 2
    return value & 0x0FFF_FFFF | (value & 0x0FFF_FFFF_0000_0000) &>> 4
  }

  /// A varint that fits the type, or an error: a record never holds another.
  @inline(__always)
  mutating func readNumber<Number: FixedWidthInteger>(
    _ type: Number.Type
  ) throws(DecodingError) -> Number {
    let value = try readVarint()
    guard let number = Number(exactly: value) else { throw .overlongVarint(offset: offset) }
    return number
  }

  /// The content of a field with a length.
  @inline(__always)
  mutating func readBytes() throws(DecodingError) -> UnsafeRawBufferPointer {
    let count = try readVarint()
    guard count <= UInt64(end - position) else { throw .truncated(offset: offset) }
    let start = position
    position += Int(count)
    return UnsafeRawBufferPointer(start: start, count: Int(count))
  }

  /// Steps over the value of the field whose tag was read.
  @inline(__always)
  mutating func skip(_ tag: UInt32) throws(DecodingError) {
    if tag & 7 == 2 {
      _ = try readBytes()
      return
    }
    switch tag & 7 {
    case 0: _ = try readVarint()
    case 1: try skip(bytes: 8)
    case 5: try skip(bytes: 4)
    default: throw .unsupportedWireType(offset: offset)
    }
  }

  private mutating func skip(bytes count: Int) throws(DecodingError) {
    guard end - position >= count else { throw .truncated(offset: offset) }
    position += count
  }
}
