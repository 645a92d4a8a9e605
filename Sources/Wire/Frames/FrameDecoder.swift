/// Finds frames in bytes as they arrive.
///
/// Fed with whatever has been received; keeps no bytes itself and reads no socket. A payload that
/// is too large is refused on its header alone, before anything is waited or allocated for.
public struct FrameDecoder: Sendable {
  /// The largest payload taken, in bytes.
  public var maximumPayloadBytes: Int

  /// Makes a decoder.
  ///
  /// Until the handshake is done, ``Limits/handshakeFrameBytes`` is right.
  @inlinable
  public init(maximumPayloadBytes: Int = Limits.handshakeFrameBytes) {
    self.maximumPayloadBytes = maximumPayloadBytes
  }

  /// The frame that begins at `consumed`, if all of it is there.
  ///
  /// - Parameters:
  ///   - buffer: Bytes received and not yet dropped.
  ///   - consumed: How many of them have been used; grows by the frame's length.
  /// - Returns: The frame, its payload still in `buffer`; or nil when more bytes are needed.
  /// - Throws: ``FrameError``; the connection must then be closed.
  @inlinable
  public mutating func next(
    in buffer: UnsafeRawBufferPointer,
    consumed: inout Int
  ) throws(FrameError) -> Frame? {
    let available = buffer.count &- consumed
    guard available >= FrameHeader.size, let base = buffer.baseAddress else { return nil }
    let start = unsafe base + consumed
    let header = unsafe FrameHeader(from: start)
    let length = Int(header.length)
    guard length <= maximumPayloadBytes else {
      throw .tooLarge(length: length, limit: maximumPayloadBytes)
    }
    guard available >= FrameHeader.size &+ length else { return nil }
    guard unsafe FrameHeader.checksum(frame: start, payloadLength: length) == header.crc else {
      throw .checksumMismatch
    }
    guard let kind = FrameKind(rawValue: header.rawKind) else {
      throw .unknownKind(header.rawKind)
    }
    guard header.flags.rawValue & ~3 == 0 else { throw .unknownFlags(header.flags.rawValue) }
    consumed &+= FrameHeader.size &+ length
    return unsafe Frame(
      header: header,
      kind: kind,
      payload: UnsafeRawBufferPointer(start: start + FrameHeader.size, count: length)
    )
  }

  /// How many bytes from `consumed` on the next frame takes; nil while its header is incomplete.
  ///
  /// Lets a connection make room for a large frame at once. Checks nothing.
  @inlinable
  public func sizeOfNext(in buffer: UnsafeRawBufferPointer, consumed: Int) -> Int? {
    guard buffer.count &- consumed >= FrameHeader.size, let base = buffer.baseAddress else {
      return nil
    }
    return FrameHeader.size &+ Int(unsafe FrameHeader(from: base + consumed).length)
  }
}
