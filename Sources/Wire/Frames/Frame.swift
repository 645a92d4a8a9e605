/// A frame whose payload still lies in the buffer that it was read from.
@safe
public struct Frame {
  /// Its header.
  public let header: FrameHeader

  /// What it is for.
  public let kind: FrameKind

  /// Its payload, as sent: see ``FrameFlags``.
  ///
  /// Valid only as long as the buffer that it was read from.
  public let payload: UnsafeRawBufferPointer

  @inlinable
  init(header: FrameHeader, kind: FrameKind, payload: UnsafeRawBufferPointer) {
    self.header = header
    self.kind = kind
    unsafe self.payload = payload
  }

  /// Inflates a compressed payload.
  ///
  /// - Parameter limit: The most that the receiver takes, in bytes.
  /// - Returns: What was sent.
  /// - Throws: ``CompressionError``.
  public func inflatedPayload(limit: Int) throws(CompressionError) -> [UInt8] {
    guard unsafe payload.count >= 4 else { throw .truncated }
    let size = UInt32(littleEndian: unsafe payload.loadUnaligned(as: UInt32.self))
    return try unsafe Compression.inflate(
      UnsafeRawBufferPointer(rebasing: payload[4...]),
      declaredSize: Int(size),
      limit: limit
    )
  }
}

extension CallHead {
  /// Takes the head off a payload whose frame has ``FrameFlags/head``.
  ///
  /// - Parameter payload: Shrinks to the request message.
  /// - Returns: The head.
  /// - Throws: ``DecodingError`` when the head does not fit, is too large or is no message.
  public static func take(
    from payload: inout UnsafeRawBufferPointer
  ) throws(DecodingError) -> CallHead {
    var reader = unsafe FieldReader(payload)
    let bytes = try unsafe reader.readBytes()
    guard bytes.count <= Limits.headBytes else { throw .truncated(offset: 0) }
    unsafe payload = UnsafeRawBufferPointer(rebasing: payload[reader.offset...])
    return try unsafe CallHead(decoding: bytes)
  }
}
