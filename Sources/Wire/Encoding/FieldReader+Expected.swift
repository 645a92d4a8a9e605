// Reading fields where they are expected: a message whose writer kept the canonical order is read
// by one comparison a field. Whatever stands elsewhere is left for ``FieldReader/nextTag()``.

extension FieldReader {
  /// Steps over the next field's tag, if it is this one.
  ///
  /// - Parameter tag: `field << 3 | wireType` of a field numbered 1 to 15.
  /// - Returns: Whether it was; if not, nothing has been read.
  @inlinable @inline(__always)
  public mutating func take(_ tag: UInt8) -> Bool {
    guard unsafe position < end, unsafe position.load(as: UInt8.self) == tag else { return false }
    unsafe fieldStart = position
    unsafe position += 1
    return true
  }

  /// Reads a base-128 number, one of up to three bytes without a call.
  @inlinable @inline(__always)
  public mutating func readShortVarint() throws(DecodingError) -> UInt64 {
    let left = remaining
    guard left >= 1 else { return try readVarint() }
    let first = unsafe UInt64(position.load(as: UInt8.self))
    if first < 0x80 {
      unsafe position += 1
      return first
    }
    guard left >= 2 else { return try longVarint() }
    let second = unsafe UInt64(position.load(fromByteOffset: 1, as: UInt8.self))
    if second < 0x80 {
      unsafe position += 2
      return first & 0x7F | second &<< 7
    }
    guard left >= 3 else { return try longVarint() }
    let third = unsafe UInt64(position.load(fromByteOffset: 2, as: UInt8.self))
    guard third < 0x80 else { return try longVarint() }
    unsafe position += 3
    return first & 0x7F | (second & 0x7F) &<< 7 | third &<< 14
  }
}
