/// A protobuf message.
///
/// The generated types conform; nobody else needs to.
public protocol Message: Sendable, Equatable {
  /// Makes a message with every field at its default.
  init()

  /// The fields by name, number and type, for the JSON mapping and for tools.
  static var schema: MessageSchema { get }

  /// Reads fields until the end of `reader` into this message; repeated fields grow.
  mutating func decode(from reader: inout FieldReader) throws(DecodingError)

  /// Appends the fields that differ from their defaults, in the order of their numbers, then the
  /// fields that were not known when this message was decoded.
  func encode(into buffer: inout OutputBuffer)
}

extension Message {
  /// Decodes a message.
  ///
  /// - Throws: ``DecodingError`` when the bytes are not a message.
  @inlinable
  public init(decoding bytes: UnsafeRawBufferPointer) throws(DecodingError) {
    self.init()
    var reader = unsafe FieldReader(bytes)
    try decode(from: &reader)
  }

  /// Decodes a message.
  ///
  /// - Throws: ``DecodingError`` when the bytes are not a message.
  @inlinable
  public init(bytes: [UInt8]) throws(DecodingError) {
    self.init()
    try unsafe bytes.span.withUnsafeBytes { (raw) throws(DecodingError) in
      var reader = unsafe FieldReader(raw)
      try decode(from: &reader)
    }
  }

  /// The encoded message.
  @inlinable
  public func serialized() -> [UInt8] {
    var buffer = OutputBuffer()
    encode(into: &buffer)
    return buffer.bytes()
  }
}
