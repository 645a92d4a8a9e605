// Typed reads, as the generated decoders use them. Numbers that do not fit a 32-bit field lose
// their upper bits, as protobuf has it.

extension FieldReader {
  /// Reads a value of type uint64.
  @inlinable @inline(__always)
  public mutating func readUInt64() throws(DecodingError) -> UInt64 { try readVarint() }

  /// Reads a value of type int64.
  @inlinable @inline(__always)
  public mutating func readInt64() throws(DecodingError) -> Int64 {
    Int64(bitPattern: try readVarint())
  }

  /// Reads a value of type uint32.
  @inlinable @inline(__always)
  public mutating func readUInt32() throws(DecodingError) -> UInt32 {
    UInt32(truncatingIfNeeded: try readVarint())
  }

  /// Reads a value of type int32 or an enum's number.
  @inlinable @inline(__always)
  public mutating func readInt32() throws(DecodingError) -> Int32 {
    Int32(truncatingIfNeeded: try readVarint())
  }

  /// Reads a value of type sint64.
  @inlinable @inline(__always)
  public mutating func readSInt64() throws(DecodingError) -> Int64 {
    ZigZag.decode(try readVarint())
  }

  /// Reads a value of type sint32.
  @inlinable @inline(__always)
  public mutating func readSInt32() throws(DecodingError) -> Int32 {
    Int32(truncatingIfNeeded: ZigZag.decode(try readVarint() & 0xFFFF_FFFF))
  }

  /// Reads a value of type bool: anything but 0 is true.
  @inlinable @inline(__always)
  public mutating func readBool() throws(DecodingError) -> Bool { try readVarint() != 0 }

  /// Reads a value of type sfixed64.
  @inlinable @inline(__always)
  public mutating func readSFixed64() throws(DecodingError) -> Int64 {
    Int64(bitPattern: try readFixed64())
  }

  /// Reads a value of type sfixed32.
  @inlinable @inline(__always)
  public mutating func readSFixed32() throws(DecodingError) -> Int32 {
    Int32(bitPattern: try readFixed32())
  }

  /// Reads a value of type bytes into an array.
  @inlinable
  public mutating func readByteArray() throws(DecodingError) -> [UInt8] {
    unsafe [UInt8](try readBytes())
  }

  /// Reads the elements of a packed field with `read`.
  @inlinable @inline(__always)
  public mutating func readPacked<T>(
    into values: inout [T],
    _ read: (inout FieldReader) throws(DecodingError) -> T
  ) throws(DecodingError) {
    var elements = try packedReader()
    while !elements.isAtEnd { values.append(try read(&elements)) }
  }

  /// A reader of the content of a packed field.
  @inlinable
  public mutating func packedReader() throws(DecodingError) -> FieldReader {
    let bytes = try unsafe readBytes()
    let start = unsafe position - bytes.count
    return unsafe FieldReader(start: start, end: position, origin: origin, depth: depth)
  }

  /// Reads a submessage.
  ///
  /// One that occurs twice is merged, as protobuf has it.
  @inlinable
  public mutating func readMessage<M: Message>(into message: inout M?) throws(DecodingError) {
    var inner = try readMessage()
    var value = message.take() ?? M()
    try value.decode(from: &inner)
    message = value
  }

  /// Reads one element of a repeated submessage.
  @inlinable
  public mutating func readMessage<M: Message>(appendingTo list: inout [M]) throws(DecodingError) {
    var inner = try readMessage()
    var value = M()
    try value.decode(from: &inner)
    list.append(value)
  }

  /// Reads a submessage that is one choice of a oneof, merging it with what was there before.
  @inlinable
  public mutating func readMessage<M: Message>(mergingInto old: M?) throws(DecodingError) -> M {
    var inner = try readMessage()
    var value = old ?? M()
    try value.decode(from: &inner)
    return value
  }
}
