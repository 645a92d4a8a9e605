internal import CZlib

/// The same streams as `compress2` and `uncompress`, made and read in small pieces with a pause
/// after each: who works beside requests shall not have a processor for milliseconds.
enum PacedZlib {
  /// Bytes of a piece, before compression: 100 to 200 microseconds of work.
  private static let deflatedAtOnce = 16 << 10
  private static let inflatedAtOnce = 64 << 10

  /// Compresses all of `source`.
  ///
  /// - Parameters:
  ///   - source: What to compress.
  ///   - target: At least `compressBound` bytes.
  ///   - level: 1 to 9: level 0 would cut its blocks where pieces end.
  ///   - pause: Called after each piece.
  /// - Returns: Bytes written.
  static func deflate(
    _ source: UnsafeRawBufferPointer,
    into target: UnsafeMutableRawBufferPointer,
    level: Int,
    pause: () -> Void
  ) -> Int {
    precondition(1...9 ~= level, "level \(level)")
    var stream = unsafe z_stream()
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    let made = unsafe deflateInit_(&stream, Int32(level), ZLIB_VERSION, size)
    precondition(made == Z_OK, "deflateInit returned \(made)")
    unsafe stream.next_out = target.bindMemory(to: UInt8.self).baseAddress
    unsafe stream.avail_out = UInt32(target.count)
    // zlib writes nothing through this pointer; older headers do not say so.
    let bytes = unsafe UnsafeMutableRawBufferPointer(mutating: source).bindMemory(to: UInt8.self)
    var done = 0
    var status = Z_OK
    repeat {
      let count = min(deflatedAtOnce, source.count - done)
      unsafe stream.next_in = bytes.baseAddress.map { unsafe $0 + done }
      unsafe stream.avail_in = UInt32(count)
      done += count
      status = unsafe CZlib.deflate(&stream, done == source.count ? Z_FINISH : Z_NO_FLUSH)
      precondition(unsafe stream.avail_in == 0, "deflate left bytes over")
      pause()
    } while status == Z_OK && done < source.count
    precondition(status == Z_STREAM_END, "deflate returned \(status)")
    let written = unsafe Int(stream.total_out)
    let ended = unsafe deflateEnd(&stream)
    precondition(ended == Z_OK, "deflateEnd returned \(ended)")
    return written
  }

  /// Inflates all of `source`.
  ///
  /// - Returns: Whether it is one stream that fills `target` exactly.
  static func inflate(
    _ source: UnsafeRawBufferPointer,
    into target: UnsafeMutableRawBufferPointer,
    pause: () -> Void
  ) -> Bool {
    var stream = unsafe z_stream()
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    let made = unsafe inflateInit_(&stream, ZLIB_VERSION, size)
    precondition(made == Z_OK, "inflateInit returned \(made)")
    let bytes = unsafe UnsafeMutableRawBufferPointer(mutating: source).bindMemory(to: UInt8.self)
    unsafe stream.next_in = bytes.baseAddress
    unsafe stream.avail_in = UInt32(source.count)
    let room = unsafe target.bindMemory(to: UInt8.self)
    var done = 0
    var status = Z_OK
    var isFilled = true
    repeat {
      let count = min(inflatedAtOnce, target.count - done)
      unsafe stream.next_out = room.baseAddress.map { unsafe $0 + done }
      unsafe stream.avail_out = UInt32(count)
      status = unsafe CZlib.inflate(&stream, Z_NO_FLUSH)
      let left = unsafe Int(stream.avail_out)
      done += count - left
      isFilled = left == 0
      pause()
      // Nothing comes any more, or the rest would not fit.
    } while status == Z_OK && done < target.count && isFilled
    if status == Z_OK {
      // The end of the stream is still to be read, and must bring no byte.
      unsafe stream.avail_out = 0
      status = unsafe CZlib.inflate(&stream, Z_FINISH)
    }
    let ended = unsafe inflateEnd(&stream)
    precondition(ended == Z_OK, "inflateEnd returned \(ended)")
    return status == Z_STREAM_END && done == target.count
  }
}
