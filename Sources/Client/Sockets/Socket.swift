internal import CLinux
internal import Glibc

/// A TCP socket that never blocks.
///
/// Closes its descriptor when it goes.
struct Socket: ~Copyable {
  /// What came of reading or writing.
  enum Progress: Equatable {
    /// So many bytes went through; at least 1.
    case bytes(Int)
    /// Nothing now; the poller tells when.
    case wouldBlock
    /// The peer has closed its side.
    case closed
    /// The system's error number.
    case failed(Int32)
  }

  /// The system's number of the socket.
  let descriptor: Int32

  /// Begins to connect; the socket becomes writable when that has ended.
  ///
  /// - Throws: ``LinkFailure/connect(errno:)`` when it cannot even begin.
  init(connectingTo address: SocketAddress) throws(LinkFailure) {
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    descriptor = socket(address.family, type | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .connect(errno: errno) }
    var on: Int32 = 1
    // A request must not wait for the acknowledgement of the one before (Nagle's algorithm).
    setsockopt(
      descriptor,
      Int32(IPPROTO_TCP),
      TCP_NODELAY,
      &on,
      socklen_t(MemoryLayout<Int32>.size)
    )
    let socketDescriptor = descriptor
    let status = address.bytes.withUnsafeBytes { raw -> Int32 in
      guard let start = raw.baseAddress else { return -1 }
      return connect(
        socketDescriptor,
        start.assumingMemoryBound(to: sockaddr.self),
        socklen_t(raw.count)
      )
    }
    guard status == 0 || errno == EINPROGRESS else { throw .connect(errno: errno) }
  }

  deinit {
    close(descriptor)
  }

  /// The error with which connecting ended; 0 when it succeeded.
  borrowing func connectError() -> Int32 {
    var value: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &value, &size) == 0 else { return errno }
    return value
  }

  /// Reads what has arrived, up to `buffer`'s size, which must not be 0.
  borrowing func read(into buffer: UnsafeMutableRawBufferPointer) -> Progress {
    while true {
      let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      if count > 0 { return .bytes(count) }
      if count == 0 { return .closed }
      if errno == EINTR { continue }
      return errno == EAGAIN ? .wouldBlock : .failed(errno)
    }
  }

  /// Writes as much of `buffer`, which must not be empty, as the system takes.
  borrowing func write(_ buffer: UnsafeRawBufferPointer) -> Progress {
    while true {
      let count = send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
      if count >= 0 { return .bytes(count) }
      if errno == EINTR { continue }
      return errno == EAGAIN ? .wouldBlock : .failed(errno)
    }
  }
}
