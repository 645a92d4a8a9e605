internal import CLinux
internal import FealtyTLS
internal import Glibc

/// A connection with a receiver, and the one request that is under way on it.
///
/// Never blocks. Confined to the courier's thread; closes its descriptor when it goes.
final class WebhookConnection {
  /// What came of it.
  enum Step {
    case goesOn
    case answered(HTTPResponse, isReusable: Bool)
    /// In words that name no secret.
    case failed(String)
  }

  let descriptor: Int32
  /// Nil where nothing is encrypted.
  private let session: TLSSession?
  private var hasBegunTLS = false
  /// What is to be sent, as the socket takes it.
  private var output: [UInt8] = []
  private var sent = 0
  private var isConnected = false
  /// A request that waits for the end of the handshake.
  private var unsealed: [UInt8] = []
  private var response = HTTPResponse()
  /// Whether a request is under way.
  private(set) var isBusy = false
  /// Whether an answer has come on it before.
  private(set) var isUsed = false

  /// Begins to connect to this very address; nil where not even that can be begun.
  ///
  /// `session`: of a client, for the name that the receiver's certificate must be for.
  init?(to address: NetworkAddress, session: TLSSession? = nil) {
    self.session = session
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let made = socket(address.family, type | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard made >= 0 else { return nil }
    descriptor = made
    _ = clinux_no_delay(made)
    let status = address.bytes.withUnsafeBytes { raw -> Int32 in
      guard let start = raw.baseAddress else { return -1 }
      return connect(made, start.assumingMemoryBound(to: sockaddr.self), socklen_t(raw.count))
    }
    guard status == 0 || errno == EINPROGRESS else { return nil }
  }

  deinit { Glibc.close(descriptor) }

  /// What the courier is to wait for.
  var events: Int16 {
    let wantsOutput = !isConnected || sent < output.count || (session?.outputBytes ?? 0) > 0
    return Int16(wantsOutput ? POLLIN | POLLOUT : POLLIN)
  }

  /// Sends a request; the connection must not be busy.
  func send(_ request: [UInt8]) {
    precondition(!isBusy, "two requests on one connection")
    if session == nil {
      output = request
      sent = 0
    } else {
      unsealed = request
    }
    response = HTTPResponse()
    isBusy = true
  }

  /// Does what can be done now.
  func ready() -> Step {
    if !isConnected {
      if let failure = connectFailure() { return .failed(failure) }
    }
    guard isConnected else { return .goesOn }
    if let failure = seal() ?? flush() { return .failed(failure) }
    let step = receive()
    // What the handshake has answered is sent at once.
    if case .goesOn = step, session != nil, let failure = seal() ?? flush() {
      return .failed(failure)
    }
    return step
  }

  /// Moves what is to be encrypted on: the handshake first, then the request.
  private func seal() -> String? {
    guard let session else { return nil }
    do throws(TLSFailure) {
      if !hasBegunTLS {
        hasBegunTLS = true
        try session.start()
      }
      if session.isEstablished, !unsealed.isEmpty {
        let request = unsealed
        unsealed = []
        let failure = request.withUnsafeBytes { bytes in
          Result { () throws(TLSFailure) in try session.encrypt(bytes) }
        }
        try failure.get()
      }
    } catch {
      return "\(error)"
    }
    guard session.outputBytes > 0 else { return nil }
    if sent == output.count { (output, sent) = ([], 0) }
    session.withOutput { output += $0 }
    session.outputSent(session.outputBytes)
    return nil
  }

  private func connectFailure() -> String? {
    var item = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    guard poll(&item, 1, 0) == 1 else { return nil }
    var value: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    if getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &value, &size) != 0 { value = errno }
    guard value == 0 else { return "no connection: \(String(cString: strerror(value)))" }
    isConnected = true
    return nil
  }

  private func flush() -> String? {
    while sent < output.count {
      let count = output.withUnsafeBytes { bytes in
        let rest = UnsafeRawBufferPointer(rebasing: bytes[sent...])
        return clinux_send(descriptor, rest.baseAddress, rest.count, nil, 0)
      }
      if count > 0 {
        sent += count
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        return nil
      } else if errno != EINTR {
        // It may have answered before it closed: that is told by reading.
        return errno == EPIPE || errno == ECONNRESET
          ? nil : "the request was not sent: \(String(cString: strerror(errno)))"
      }
    }
    return nil
  }

  private func receive() -> Step {
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    // Who sends without end keeps nobody else waiting, and is given up when his time is over.
    for _ in 0..<Limits.webhookReadsAtOnce {
      let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN || errno == EWOULDBLOCK { return .goesOn }
        return .failed("the connection broke: \(String(cString: strerror(errno)))")
      }
      var plain = buffer[..<count]
      if count > 0, let session {
        switch unseal(session, plain) {
        case .success(let bytes): plain = bytes[...]
        case .failure(let failure): return .failed("\(failure)")
        }
        if plain.isEmpty, !session.isFinished { continue }
      }
      let isAtEnd = count == 0 || plain.isEmpty
      // What comes on a connection that nothing was asked on makes it useless.
      guard isBusy else { return .failed("the receiver has closed the connection") }
      let step = isAtEnd ? response.closed() : response.receive(plain)
      switch step {
      case .more: if isAtEnd { return .failed("the receiver has closed the connection") }
      case .malformed(let reason): return .failed(reason)
      case .whole(let isReusable):
        isBusy = false
        isUsed = true
        return .answered(response, isReusable: isReusable && sent == output.count)
      }
    }
    return .goesOn
  }

  private func unseal(
    _ session: TLSSession,
    _ bytes: ArraySlice<UInt8>
  ) -> Result<[UInt8], TLSFailure> {
    var plain = [UInt8](repeating: 0, count: bytes.count + TLSSession.slackBytes)
    let count = bytes.withUnsafeBytes { bytes in
      plain.withUnsafeMutableBytes { plain in
        Result { () throws(TLSFailure) in try session.decrypt(bytes, into: plain) }
      }
    }
    return count.map { Array(plain[..<$0]) }
  }
}
