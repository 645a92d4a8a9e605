extension OutputBuffer {
  /// Begins a frame; its payload is whatever is appended until ``endFrame(_:)``.
  ///
  /// - Returns: Where the frame begins, for ``endFrame(_:)``.
  @inlinable @inline(__always)
  public mutating func beginFrame(_ header: FrameHeader) -> Int {
    reserve(FrameHeader.size)
    unsafe header.encode(to: base + length)
    length &+= FrameHeader.size
    return length &- FrameHeader.size
  }

  /// Begins a frame.
  ///
  /// - Returns: Where the frame begins, for ``endFrame(_:)``.
  @inlinable @inline(__always)
  public mutating func beginFrame(
    _ kind: FrameKind,
    flags: FrameFlags = [],
    method: UInt16 = 0,
    stream: UInt32 = 0,
    aux: UInt32 = 0
  ) -> Int {
    beginFrame(FrameHeader(kind, flags: flags, method: method, stream: stream, aux: aux))
  }

  /// Ends the frame that begins at `start`: fills in its length and checksum.
  @inlinable
  public mutating func endFrame(_ start: Int) {
    let size = length &- start &- FrameHeader.size
    precondition(size >= 0 && start >= 0, "no frame begins at \(start) of \(length) bytes")
    patch(littleEndian: UInt32(truncatingIfNeeded: size), at: start)
    let crc = unsafe FrameHeader.checksum(frame: base + start, payloadLength: size)
    patch(littleEndian: crc, at: start &+ 4)
  }

  /// Ends the frame that begins at `start`, compressing its payload where that makes it smaller.
  ///
  /// Below ``Limits/compressionThreshold`` the payload stays as it is.
  public mutating func endFrameCompressing(_ start: Int) {
    let payload = start + FrameHeader.size
    let size = length - payload
    if size >= Limits.compressionThreshold {
      let packed = unsafe Compression.deflate(
        UnsafeRawBufferPointer(start: base + payload, count: size)
      )
      if packed.count + 4 < size {
        truncate(to: payload)
        append(littleEndian: UInt32(size))
        append(packed)
        let flags = unsafe (base + start + 9).load(as: UInt8.self)
        patch(littleEndian: flags | FrameFlags.compressed.rawValue, at: start + 9)
      }
    }
    endFrame(start)
  }

  /// Appends a whole frame without payload.
  @inlinable
  public mutating func appendFrame(
    _ kind: FrameKind,
    method: UInt16 = 0,
    stream: UInt32 = 0,
    aux: UInt32 = 0
  ) {
    endFrame(beginFrame(kind, method: method, stream: stream, aux: aux))
  }

  /// Appends a whole frame with a message as payload.
  @inlinable
  public mutating func appendFrame<M: Message>(
    _ kind: FrameKind,
    method: UInt16 = 0,
    stream: UInt32 = 0,
    aux: UInt32 = 0,
    _ message: M
  ) {
    let start = beginFrame(kind, method: method, stream: stream, aux: aux)
    message.encode(into: &self)
    endFrame(start)
  }

  /// Appends a head in front of a request message; the frame needs ``FrameFlags/head``.
  public mutating func appendHead(_ head: CallHead) {
    let bytes = head.serialized()
    writeVarint(UInt64(bytes.count))
    append(bytes)
  }
}
