internal import FealtyWire

// One access to a buffer that a class owns instead of several: each is checked at run time.
extension OutputBuffer {
  /// Appends a whole REQUEST frame.
  mutating func appendRequest(
    _ payload: UnsafeRawBufferPointer,
    method: UInt16,
    stream: UInt32,
    timeoutMilliseconds: UInt32
  ) {
    let start = beginFrame(.request, method: method, stream: stream, aux: timeoutMilliseconds)
    append(payload)
    endFrame(start)
  }

  /// Holds these bytes and nothing else.
  mutating func replaceAll(with bytes: UnsafeRawBufferPointer) {
    removeAll()
    append(bytes)
  }
}
