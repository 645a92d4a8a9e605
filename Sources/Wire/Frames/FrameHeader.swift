// offset  size  field    meaning
//      0     4  length   bytes of payload after the header
//      4     4  crc      CRC32C of bytes 0–3, then 8–19, then the payload
//      8     1  kind     FrameKind
//      9     1  flags    FrameFlags
//     10     2  method   number of the method: REQUEST; else 0
//     12     4  stream   the client's number of the call; 0 for the connection's own frames
//     16     4  aux      by kind: timeout in ms, status code, item index, credit, token
//
// Little-endian. docs/protocol.md has the meanings and golden frames.

/// The first 20 bytes of a frame.
public struct FrameHeader: Hashable, Sendable {
  /// Bytes of an encoded header.
  public static let size = 20

  /// Where the method's number stands, for a look at a frame that is not decoded yet.
  public static let methodOffset = 10

  /// Bytes of payload.
  public var length: UInt32

  /// Checksum over the rest of the frame.
  public var crc: UInt32

  /// ``FrameKind`` as a number; unknown ones are the decoder's business.
  public var rawKind: UInt8

  /// How the payload is to be read.
  public var flags: FrameFlags

  /// Number of the method called; 0 in other frames than a REQUEST.
  public var method: UInt16

  /// The client's number of the call; 0 for the connection's own frames.
  public var stream: UInt32

  /// REQUEST: timeout in milliseconds, 0 = none; RESPONSE: status code; ITEM: index; CREDIT: items
  /// granted; PING and PONG: token.
  public var aux: UInt32

  /// Makes a header; ``OutputBuffer/endFrame(_:)`` fills in length and checksum.
  @inlinable
  public init(
    _ kind: FrameKind,
    flags: FrameFlags = [],
    method: UInt16 = 0,
    stream: UInt32 = 0,
    aux: UInt32 = 0
  ) {
    length = 0
    crc = 0
    rawKind = kind.rawValue
    self.flags = flags
    self.method = method
    self.stream = stream
    self.aux = aux
  }

  /// Reads a header from ``size`` bytes.
  @inlinable @inline(__always)
  public init(from bytes: UnsafeRawPointer) {
    length = UInt32(littleEndian: unsafe bytes.loadUnaligned(as: UInt32.self))
    crc = UInt32(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
    rawKind = unsafe bytes.load(fromByteOffset: 8, as: UInt8.self)
    flags = FrameFlags(rawValue: unsafe bytes.load(fromByteOffset: 9, as: UInt8.self))
    method = UInt16(
      littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: 10, as: UInt16.self)
    )
    stream = UInt32(
      littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self)
    )
    aux = UInt32(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
  }

  /// Writes the header as ``size`` bytes.
  @inlinable @inline(__always)
  public func encode(to bytes: UnsafeMutableRawPointer) {
    unsafe bytes.storeBytes(of: length.littleEndian, as: UInt32.self)
    unsafe bytes.storeBytes(of: crc.littleEndian, toByteOffset: 4, as: UInt32.self)
    unsafe bytes.storeBytes(of: rawKind, toByteOffset: 8, as: UInt8.self)
    unsafe bytes.storeBytes(of: flags.rawValue, toByteOffset: 9, as: UInt8.self)
    unsafe bytes.storeBytes(of: method.littleEndian, toByteOffset: 10, as: UInt16.self)
    unsafe bytes.storeBytes(of: stream.littleEndian, toByteOffset: 12, as: UInt32.self)
    unsafe bytes.storeBytes(of: aux.littleEndian, toByteOffset: 16, as: UInt32.self)
  }

  /// The checksum of an encoded frame: bytes 0–3, then everything from byte 8 on.
  @inlinable
  static func checksum(frame: UnsafeRawPointer, payloadLength: Int) -> UInt32 {
    let first = unsafe CRC32C.checksum(UnsafeRawBufferPointer(start: frame, count: 4))
    return unsafe CRC32C.checksum(
      continuing: first,
      UnsafeRawBufferPointer(start: frame + 8, count: size - 8 + payloadLength)
    )
  }
}
