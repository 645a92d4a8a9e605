internal import FealtyWire
internal import Glibc

extension OutputBuffer {
  /// Puts a request id into the request that this buffer holds and nothing else.
  ///
  /// The bytes become what they would have been had the envelope held the id from the start.
  ///
  /// - Parameters:
  ///   - id: The id.
  ///   - scan: What was found in these very bytes; without a request id.
  /// - Returns: Where the 16 bytes of the id stand.
  mutating func insertRequestID(
    _ id: RequestIDSource.Value,
    _ scan: RequestScan
  ) -> Range<Int> {
    precondition(scan.requestID == nil, "the request has its id already")
    let size = scan.envelope.count
    let oldWidth = Self.varintWidth(size)
    guard let lengthOffset = scan.envelopeLengthOffset,
      scan.envelope.lowerBound - lengthOffset == oldWidth
    else {
      // No envelope, or one of an unusual encoding: protobuf merges a second one into it.
      append([0x0A, 18])
      appendID(id)
      return count - 16..<count
    }
    let newWidth = Self.varintWidth(size + 18)
    let place = scan.insertionOffset
    let moved = count - place
    let grown = newWidth - oldWidth
    appendZeros(18 + grown)
    withUnsafeBytes { raw in
      // This buffer is the only owner of its memory and is not used otherwise during the call.
      let bytes = UnsafeMutableRawBufferPointer(mutating: raw)
      guard let base = bytes.baseAddress else { return }
      let idStart = place + grown
      memmove(base + idStart + 18, base + place, moved)
      memmove(
        base + lengthOffset + newWidth,
        base + lengthOffset + oldWidth,
        place - lengthOffset - oldWidth
      )
      Self.storeVarint(size + 18, to: base + lengthOffset)
      bytes[idStart] = 0x12
      bytes[idStart + 1] = 16
      (base + idStart + 2).storeBytes(of: id.high.bigEndian, as: UInt64.self)
      (base + idStart + 10).storeBytes(of: id.low.bigEndian, as: UInt64.self)
    }
    return place + grown + 2..<place + grown + 18
  }

  private mutating func appendID(_ id: RequestIDSource.Value) {
    append([0x12, 16])
    append(littleEndian: id.high.byteSwapped)
    append(littleEndian: id.low.byteSwapped)
  }

  private static func varintWidth(_ value: Int) -> Int {
    max(1, (64 - UInt64(value).leadingZeroBitCount + 6) / 7)
  }

  private static func storeVarint(_ value: Int, to base: UnsafeMutableRawPointer) {
    var rest = UInt64(value)
    var offset = 0
    while rest >= 0x80 {
      (base + offset).storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, as: UInt8.self)
      rest >>= 7
      offset += 1
    }
    (base + offset).storeBytes(of: UInt8(rest), as: UInt8.self)
  }
}
