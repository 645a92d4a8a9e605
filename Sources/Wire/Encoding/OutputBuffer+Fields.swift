// Protobuf's encoding of fields. Whoever calls decides about defaults: nothing is left out here.

extension OutputBuffer {
  /// Appends a base-128 number: 7 bits a byte, lowest first, high bit set on all but the last.
  @inlinable @inline(__always)
  public mutating func writeVarint(_ value: UInt64) {
    reserve(10)
    storeVarint(value)
  }

  /// Stores a varint into memory that has been reserved (10 bytes).
  @inlinable @inline(__always)
  mutating func storeVarint(_ value: UInt64) {
    if value < 0x80 {
      unsafe (base + length).storeBytes(of: UInt8(truncatingIfNeeded: value), as: UInt8.self)
      length &+= 1
    } else {
      length &+= unsafe Self.storeLongVarint(value, at: base + length)
    }
  }

  /// Stores a number of 0x80 or more; returns its bytes.
  @usableFromInline
  static func storeLongVarint(_ value: UInt64, at start: UnsafeMutableRawPointer) -> Int {
    var rest = value
    var count = 0
    while rest >= 0x80 {
      unsafe (start + count).storeBytes(
        of: UInt8(truncatingIfNeeded: rest) | 0x80,
        as: UInt8.self
      )
      count &+= 1
      rest &>>= 7
    }
    unsafe (start + count).storeBytes(of: UInt8(truncatingIfNeeded: rest), as: UInt8.self)
    return count &+ 1
  }

  /// Appends a field's number and wire type.
  ///
  /// Numbers run from 1 to 536,870,911.
  @inlinable @inline(__always)
  public mutating func writeTag(_ field: UInt32, _ type: WireType) {
    writeVarint(UInt64(field &<< 3 | type.rawValue))
  }

  /// Appends a field of type uint64.
  @inlinable @inline(__always)
  public mutating func writeUInt64(_ field: UInt32, _ value: UInt64) {
    reserve(15)
    let tag = UInt64(field &<< 3)
    // Most fields have a small number and most values are small: one store for both.
    if tag < 0x80, value < 0x80 {
      let both = UInt16(truncatingIfNeeded: tag | value &<< 8)
      unsafe (base + length).storeBytes(of: both.littleEndian, as: UInt16.self)
      length &+= 2
      return
    }
    storeVarint(tag)
    storeVarint(value)
  }

  /// Appends a field of type int64; a negative value takes ten bytes.
  @inlinable @inline(__always)
  public mutating func writeInt64(_ field: UInt32, _ value: Int64) {
    writeUInt64(field, UInt64(bitPattern: value))
  }

  /// Appends a field of type uint32.
  @inlinable @inline(__always)
  public mutating func writeUInt32(_ field: UInt32, _ value: UInt32) {
    writeUInt64(field, UInt64(value))
  }

  /// Appends a field of type int32 or an enum; a negative value takes ten bytes.
  @inlinable @inline(__always)
  public mutating func writeInt32(_ field: UInt32, _ value: Int32) {
    writeUInt64(field, UInt64(bitPattern: Int64(value)))
  }

  /// Appends a field of type sint64.
  @inlinable @inline(__always)
  public mutating func writeSInt64(_ field: UInt32, _ value: Int64) {
    writeUInt64(field, ZigZag.encode(value))
  }

  /// Appends a field of type sint32.
  @inlinable @inline(__always)
  public mutating func writeSInt32(_ field: UInt32, _ value: Int32) {
    writeUInt64(field, UInt64(truncatingIfNeeded: ZigZag.encode(Int64(value))))
  }

  /// Appends a field of type bool.
  @inlinable @inline(__always)
  public mutating func writeBool(_ field: UInt32, _ value: Bool) {
    writeUInt64(field, value ? 1 : 0)
  }

  /// Appends a field of type fixed64.
  @inlinable @inline(__always)
  public mutating func writeFixed64(_ field: UInt32, _ value: UInt64) {
    writeTag(field, .fixed64)
    append(littleEndian: value)
  }

  /// Appends a field of type fixed32.
  @inlinable @inline(__always)
  public mutating func writeFixed32(_ field: UInt32, _ value: UInt32) {
    writeTag(field, .fixed32)
    append(littleEndian: value)
  }

  /// Appends a field of type sfixed64.
  @inlinable @inline(__always)
  public mutating func writeSFixed64(_ field: UInt32, _ value: Int64) {
    writeFixed64(field, UInt64(bitPattern: value))
  }

  /// Appends a field of type sfixed32.
  @inlinable @inline(__always)
  public mutating func writeSFixed32(_ field: UInt32, _ value: Int32) {
    writeFixed32(field, UInt32(bitPattern: value))
  }

  /// Appends a field of type string.
  @inlinable
  public mutating func writeString(_ field: UInt32, _ value: String) {
    var copy = value
    copy.withUTF8 { unsafe writeBytes(field, UnsafeRawBufferPointer($0)) }
  }

  /// Appends a field of type bytes (or a string, or an encoded message).
  @inlinable @inline(__always)
  public mutating func writeBytes(_ field: UInt32, _ value: UnsafeRawBufferPointer) {
    reserve(15 &+ value.count)
    storeVarint(UInt64(field &<< 3 | WireType.lengthDelimited.rawValue))
    storeVarint(UInt64(truncatingIfNeeded: value.count))
    if let start = value.baseAddress {
      unsafe Self.copy(start, to: base + length, count: value.count)
      length &+= value.count
    }
  }

  /// Copies bytes that do not overlap; a call of `memcpy` takes longer than a name's copy.
  @inlinable @inline(__always)
  public static func copy(
    _ from: UnsafeRawPointer,
    to: UnsafeMutableRawPointer,
    count: Int
  ) {
    guard count >= 4, count <= 32 else {
      return unsafe to.copyMemory(from: from, byteCount: count)
    }
    // Words, of which the last may overlap those before it.
    if count < 8 {
      let first = unsafe from.loadUnaligned(as: UInt32.self)
      let last = unsafe from.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      unsafe to.storeBytes(of: first, as: UInt32.self)
      return unsafe to.storeBytes(of: last, toByteOffset: count &- 4, as: UInt32.self)
    }
    let last = unsafe from.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    if count > 16 {
      let first = unsafe from.loadUnaligned(as: SIMD2<UInt64>.self)
      let third = unsafe from.loadUnaligned(
        fromByteOffset: min(16, count &- 8),
        as: UInt64.self
      )
      unsafe to.storeBytes(of: first, as: SIMD2<UInt64>.self)
      unsafe to.storeBytes(of: third, toByteOffset: min(16, count &- 8), as: UInt64.self)
    } else {
      let first = unsafe from.loadUnaligned(as: UInt64.self)
      unsafe to.storeBytes(of: first, as: UInt64.self)
    }
    unsafe to.storeBytes(of: last, toByteOffset: count &- 8, as: UInt64.self)
  }

  /// Appends a field of type bytes.
  @inlinable
  public mutating func writeBytes(_ field: UInt32, _ value: [UInt8]) {
    unsafe value.withUnsafeBytes { unsafe writeBytes(field, $0) }
  }

  /// Appends a length-delimited field whose content `body` writes.
  ///
  /// One pass: a byte is kept for the length, and the content moves up in the rare case that its
  /// length takes more. The output is always the shortest encoding.
  @inlinable @inline(__always)
  public mutating func writeMessage<E: Error>(
    _ field: UInt32,
    _ body: (inout OutputBuffer) throws(E) -> Void
  ) throws(E) {
    writeTag(field, .lengthDelimited)
    let start = length
    append(0)
    try body(&self)
    closeMessage(openedAt: start)
  }

  /// Appends a submessage.
  @inlinable @inline(__always)
  public mutating func writeMessage<M: Message>(_ field: UInt32, _ message: M) {
    writeMessage(field) { message.encode(into: &$0) }
  }

  /// Fills in the length of a message whose length byte stands at `start`.
  @inlinable @inline(__always)
  mutating func closeMessage(openedAt start: Int) {
    let size = length &- start &- 1
    if _fastPath(size < 0x80) {
      unsafe base.storeBytes(
        of: UInt8(truncatingIfNeeded: size),
        toByteOffset: start,
        as: UInt8.self
      )
    } else {
      widenLength(at: start, size: size)
    }
  }

  @usableFromInline
  mutating func widenLength(at start: Int, size: Int) {
    let extra = (64 - size.leadingZeroBitCount + 6) / 7 - 1
    reserve(extra)
    unsafe (base + start + 1 + extra).copyMemory(from: base + start + 1, byteCount: size)
    let end = length + extra
    length = start
    storeVarint(UInt64(size))
    length = end
  }
}
