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
    var rest = value
    while rest >= 0x80 {
      unsafe base.storeBytes(
        of: UInt8(truncatingIfNeeded: rest) | 0x80,
        toByteOffset: length,
        as: UInt8.self
      )
      length &+= 1
      rest &>>= 7
    }
    unsafe base.storeBytes(
      of: UInt8(truncatingIfNeeded: rest),
      toByteOffset: length,
      as: UInt8.self
    )
    length &+= 1
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
    storeVarint(UInt64(field &<< 3))
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
      unsafe (base + length).copyMemory(from: start, byteCount: value.count)
      length &+= value.count
    }
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
