internal import Glibc

/// How the library reads and writes the bytes of a session: in memory of ours, without a copy in
/// between and without a system call.
enum TLSChannel {
  /// The library's description of such a channel, made once.
  private static let shared: Result<SharedKind, TLSFailure> = Result { () throws(TLSFailure) in
    let openSSL = try OpenSSL.shared.get()
    let type = openSSL.channelType() | OpenSSL.channelSource
    guard let kind = openSSL.newChannelKind(type, "fealty"),
      openSSL.setReader(kind, read) == 1, openSSL.setWriter(kind, write) == 1,
      openSSL.setControl(kind, control) == 1
    else { throw .unavailable("no TLS channel: \(openSSL.takeError())") }
    return SharedKind(pointer: kind)
  }

  /// Proof for `@unchecked Sendable`: never changed or freed after it was made.
  private struct SharedKind: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  static func kind(_ openSSL: OpenSSL) throws(TLSFailure) -> OpaquePointer {
    try shared.get().pointer
  }

  private static let read: OpenSSL.Reader = { channel, bytes, count in
    guard case .success(let openSSL) = OpenSSL.shared, let session = openSSL.data(channel),
      let bytes, count > 0
    else { return -1 }
    openSSL.clearFlags(channel, OpenSSL.retryAny)
    let taken = Unmanaged<TLSSession>.fromOpaque(session)._withUnsafeGuaranteedRef {
      $0.takeReceived(UnsafeMutableRawBufferPointer(start: bytes, count: Int(count)))
    }
    if taken > 0 { return CInt(taken) }
    openSSL.setFlags(channel, OpenSSL.retryReading)
    return -1
  }

  private static let write: OpenSSL.Writer = { channel, bytes, count in
    guard case .success(let openSSL) = OpenSSL.shared, let session = openSSL.data(channel),
      let bytes, count > 0
    else { return -1 }
    openSSL.clearFlags(channel, OpenSSL.retryAny)
    Unmanaged<TLSSession>.fromOpaque(session)._withUnsafeGuaranteedRef {
      $0.addOutput(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
    }
    return count
  }

  private static let control: OpenSSL.Control = { _, command, _, _ in
    command == OpenSSL.channelFlush ? 1 : 0
  }
}
