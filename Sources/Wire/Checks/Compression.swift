internal import CZlib

/// zlib (RFC 1950) for large payloads, with a bound on what it may expand to.
public enum Compression {
  /// The zlib stream of `bytes`, at the fastest level: payloads travel once.
  public static func deflate(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    let bound = Int(compressBound(UInt(bytes.count)))
    return unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      var size = UInt(bound)
      let status = unsafe compress2(
        output.baseAddress,
        &size,
        bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
        UInt(bytes.count),
        1
      )
      precondition(status == Z_OK, "zlib refused \(bytes.count) bytes with status \(status)")
      count = Int(size)
    }
  }

  /// What a zlib stream holds.
  ///
  /// Nothing is allocated before the declared size has been found plausible: at most `limit` bytes,
  /// and at most ``Limits/expansion`` times the stream's length.
  ///
  /// - Parameters:
  ///   - bytes: The whole stream and nothing behind it.
  ///   - declaredSize: What the sender says that it holds, in bytes.
  ///   - limit: The most that the receiver takes, in bytes.
  /// - Returns: Exactly `declaredSize` bytes.
  /// - Throws: ``CompressionError``.
  public static func inflate(
    _ bytes: UnsafeRawBufferPointer,
    declaredSize: Int,
    limit: Int
  ) throws(CompressionError) -> [UInt8] {
    guard declaredSize >= 0, declaredSize <= limit else {
      throw .tooLarge(declared: declaredSize, limit: limit)
    }
    guard declaredSize <= bytes.count.multipliedReportingOverflow(by: Limits.expansion).partialValue
    else { throw .implausible(declared: declaredSize, compressed: bytes.count) }
    var status = Z_OK
    var consumed = UInt(bytes.count)
    // One byte more than declared, so that a stream that holds more is noticed.
    let output = unsafe [UInt8](unsafeUninitializedCapacity: declaredSize + 1) { output, count in
      var size = UInt(declaredSize + 1)
      status = unsafe uncompress2(
        output.baseAddress,
        &size,
        bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
        &consumed
      )
      count = status == Z_OK ? Int(size) : 0
    }
    guard status == Z_OK, consumed == UInt(bytes.count) else { throw .corrupt }
    guard output.count == declaredSize else {
      throw .wrongSize(declared: declaredSize)
    }
    return output
  }
}

/// Why a compressed payload was refused.
///
/// The sender is at fault.
public enum CompressionError: Error, Hashable, Sendable {
  /// It says that it holds more than the receiver takes.
  case tooLarge(declared: Int, limit: Int)
  /// It says that it holds more than a stream of its length can.
  case implausible(declared: Int, compressed: Int)
  /// It is not a whole zlib stream, or holds more than it says, or something stands behind it.
  case corrupt
  /// It holds less than it says, or exactly one byte more.
  case wrongSize(declared: Int)
  /// The payload is too short to say what it holds.
  case truncated
}
