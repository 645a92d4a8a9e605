internal import FealtyTLS
internal import FealtyWire
internal import Glibc

/// One connection to a server: its socket, its bytes on the way in and out, and its handshake.
///
/// - Owns: the socket and both buffers. Confined to one thread at a time; waits for nothing.
/// - Guarantees: frames leave in the order in which they were written; frames that arrive have been
///   checked. Pings are answered and go-aways are noted here, so that they never reach the caller.
/// - Fails: for good. Whoever owns it drops it and makes another.
final class Link {
  /// How far the connection has come.
  enum Phase: Equatable {
    /// The system connects. Goes to `securing` or `greeting`.
    case connecting
    /// TLS shakes hands. Goes to `greeting`.
    case securing
    /// HELLO has been written, WELCOME has not come. Goes to `authenticating` or `open`.
    case greeting
    /// AUTH has been written too, GRANTED has not come. Goes to `open`.
    case authenticating
    /// Calls may be made. Stays so until the link is dropped.
    case open
  }

  // MARK: - State

  // Unchecked: a link is one thread's at a time, and no access spans another; each call comes by
  // here.
  private let socket: Socket
  @exclusivity(unchecked) private var input: UnsafeMutableRawBufferPointer
  /// `input[consumed..<received]` has arrived and has not been used.
  @exclusivity(unchecked) private var consumed = 0
  @exclusivity(unchecked) private var received = 0
  @exclusivity(unchecked) private var decoder = FrameDecoder()
  /// How much of `output` the system has taken.
  @exclusivity(unchecked) private var sent = 0
  private let hello: Hello
  private let credentials: ClientCredentials?
  private var isRenewing = false
  /// When to say again who the client is, in monotonic nanoseconds; `.max` = never.
  private(set) var renewAt = UInt64.max
  private let tls: TLSSession?
  /// Where the system's bytes go before they are decrypted; empty without TLS.
  private let sealed: UnsafeMutableRawBufferPointer

  @exclusivity(unchecked) private(set) var phase = Phase.connecting

  /// What the server granted; meaningful once the phase is `open`.
  private(set) var welcome = Welcome()

  /// What the server said when it stopped taking calls.
  @exclusivity(unchecked) private(set) var goAway: GoAway?

  /// When bytes last arrived, in monotonic nanoseconds.
  @exclusivity(unchecked) private(set) var lastReceived = MonotonicClock.now()

  /// Frames to be written.
  ///
  /// Whoever appends calls ``flush()`` some time.
  @exclusivity(unchecked) var output = OutputBuffer(capacity: Limits.gatheredBytes)

  // MARK: - Lifecycle

  /// Begins to connect.
  ///
  /// - Parameters:
  ///   - address: Where the server listens.
  ///   - shard: 1 + index of the shard wanted; 0 = any.
  ///   - client: Name and version for the server's logs.
  ///   - maximumFrameBytes: The largest payload to be taken; 0 = 1 MiB.
  ///   - tls: What encrypts the connection; nil = nothing.
  ///   - credentials: Who the client is; nil = it does not say.
  /// - Throws: ``LinkFailure/connect(errno:)``.
  init(
    to address: SocketAddress,
    shard: UInt32,
    client: String,
    maximumFrameBytes: Int,
    tls: TLSSession? = nil,
    credentials: ClientCredentials? = nil
  ) throws(LinkFailure) {
    self.tls = tls
    self.credentials = credentials
    sealed = .allocate(byteCount: tls == nil ? 0 : Limits.readBytes, alignment: 16)
    input = .allocate(byteCount: Limits.readBytes, alignment: 16)
    var hello = Hello()
    hello.minimumVersion = 1
    hello.maximumVersion = 1
    hello.client = client
    hello.shard = shard
    hello.maximumFrameBytes = UInt32(clamping: maximumFrameBytes)
    self.hello = hello
    do { socket = try Socket(connectingTo: address) } catch {
      input.deallocate()
      sealed.deallocate()
      throw error
    }
  }

  deinit {
    input.deallocate()
    sealed.deallocate()
  }

  // MARK: - Use

  /// The system's number of the socket, for a poller.
  var descriptor: Int32 { socket.descriptor }

  /// Whether bytes wait for the system to take them.
  var hasOutput: Bool {
    guard _slowPath(tls != nil), let tls else { return output.count > sent }
    return tls.outputBytes > 0 || (tls.isEstablished && output.count > sent)
  }

  /// The largest payload that the server takes, in bytes.
  var maximumPayloadBytes: Int {
    let granted = Int(welcome.maximumFrameBytes)
    return granted == 0 ? FealtyWire.Limits.defaultFrameBytes : granted
  }

  /// Items of a stream that the server may send before it needs more credit.
  var streamCredit: UInt32 {
    welcome.streamCredit == 0 ? Limits.streamCredit : welcome.streamCredit
  }

  /// The socket has become writable for the first time: greets the server.
  func connectingEnded() throws(LinkFailure) {
    precondition(phase == .connecting, "connected in phase \(phase)")
    let error = socket.connectError()
    guard error == 0 else { throw .connect(errno: error) }
    guard let tls else { return try greet() }
    phase = .securing
    do { try tls.start() } catch { throw .tls(error.description) }
    try flush()
  }

  private func greet() throws(LinkFailure) {
    phase = .greeting
    output.append(Preface.bytes)
    output.appendFrame(.hello, hello)
    authenticate()
    try flush()
  }

  /// Says again who the client is, once before the answer comes.
  func renew() {
    guard !isRenewing, phase == .open else { return }
    authenticate()
  }

  private func authenticate() {
    guard let credentials else { return }
    isRenewing = true
    var message = Auth()
    message.clientID = credentials.clientID
    message.clientSecret = credentials.secret
    output.appendFrame(.auth, message)
  }

  /// Gives the system as much output as it takes now.
  func flush() throws(LinkFailure) {
    if _slowPath(tls != nil), let tls { return try flushSealed(tls) }
    while sent < output.count {
      let offset = sent
      let progress = output.withUnsafeBytes { bytes in
        socket.write(UnsafeRawBufferPointer(rebasing: bytes[offset...]))
      }
      switch progress {
      case .bytes(let count): sent += count
      case .wouldBlock:
        // Move only when at least half can go: each byte then moves once or twice in all.
        if sent > output.count / 2 {
          output.removeFirst(sent)
          sent = 0
        }
        return
      case .closed: throw .closedByServer
      case .failed(let number): throw .broken(errno: number)
      }
    }
    output.removeAll()
    sent = 0
  }

  /// Reads what has arrived.
  ///
  /// - Returns: Whether there may be more in the system.
  func fill() throws(LinkFailure) -> Bool {
    makeRoom()
    if _slowPath(tls != nil), let tls { return try fillSealed(tls) }
    let room = UnsafeMutableRawBufferPointer(rebasing: input[received...])
    switch socket.read(into: room) {
    case .bytes(let count):
      received += count
      lastReceived = MonotonicClock.now()
      return count == room.count
    case .wouldBlock: return false
    case .closed: throw closed
    case .failed(let number): throw .broken(errno: number)
    }
  }

  /// Why the server has closed, if it said so.
  private var closed: LinkFailure {
    guard let goAway else { return .closedByServer }
    return .refused(code: Int32(goAway.code.rawValue), message: goAway.message)
  }

  /// The next frame that is whole and concerns a call: RESPONSE or ITEM.
  ///
  /// Its payload is valid until ``fill()`` is called again. Also takes the handshake's and the
  /// connection's own frames, so `phase` and `goAway` may change.
  ///
  /// - Returns: nil when more bytes are needed.
  func nextFrame() throws(LinkFailure) -> Frame? {
    while let frame = try decodedFrame() {
      switch frame.kind {
      case .response where phase == .open, .item where phase == .open: return frame
      case .welcome where phase == .greeting: try greeted(frame)
      case .granted where isRenewing: try granted(frame)
      case .ping where phase == .open: output.appendFrame(.pong, aux: frame.header.aux)
      case .pong where phase == .open: break
      case .goAway: try noteGoAway(frame)
      default: throw .unexpected(kind: frame.kind)
      }
    }
    return nil
  }

  // MARK: - Steps

  private func decodedFrame() throws(LinkFailure) -> Frame? {
    let bytes = UnsafeRawBufferPointer(rebasing: input[..<received])
    do { return try decoder.next(in: bytes, consumed: &consumed) } catch { throw .frame(error) }
  }

  private func greeted(_ frame: Frame) throws(LinkFailure) {
    do { welcome = try Welcome(decoding: frame.payload) } catch { throw .malformed(error) }
    phase = credentials == nil ? .open : .authenticating
    let agreed =
      hello.maximumFrameBytes == 0
      ? FealtyWire.Limits.defaultFrameBytes : Int(hello.maximumFrameBytes)
    decoder.maximumPayloadBytes = min(agreed, FealtyWire.Limits.maximumFrameBytes)
  }

  private func granted(_ frame: Frame) throws(LinkFailure) {
    isRenewing = false
    let code = frame.header.aux
    guard code == 0 else {
      let status: Status
      do { status = try Status(decoding: frame.payload) } catch { throw .malformed(error) }
      throw .denied(Denial(code: code, status))
    }
    let granted: Granted
    do { granted = try Granted(decoding: frame.payload) } catch { throw .malformed(error) }
    // Before the end, by a fifth of the time.
    renewAt = MonotonicClock.now() &+ UInt64(clamping: granted.expiresInMs) &* 800_000
    if phase == .authenticating { phase = .open }
  }

  private func noteGoAway(_ frame: Frame) throws(LinkFailure) {
    let notice: GoAway
    do { notice = try GoAway(decoding: frame.payload) } catch { throw .malformed(error) }
    guard phase == .open else {
      throw .refused(code: Int32(notice.code.rawValue), message: notice.message)
    }
    goAway = notice
  }

  /// Moves what is left to the front when the end is near, and grows for a frame that does not fit.
  private func makeRoom() {
    if consumed == received {
      consumed = 0
      received = 0
    }
    var needed = Limits.readBytes / 2 + (tls == nil ? 0 : TLSSession.slackBytes)
    let bytes = UnsafeRawBufferPointer(rebasing: input[..<received])
    if let size = decoder.sizeOfNext(in: bytes, consumed: consumed) {
      needed = max(needed, size - (received - consumed))
    }
    guard input.count - received < needed else { return }
    let left = received - consumed
    if input.count - left >= needed {
      input.copyMemory(from: UnsafeRawBufferPointer(rebasing: input[consumed..<received]))
    } else {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(input.count * 2, left + needed),
        alignment: 16
      )
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: input[consumed..<received]))
      input.deallocate()
      input = larger
    }
    consumed = 0
    received = left
  }
}

// MARK: - TLS

extension Link {
  /// Gives the system as much output as it takes now, encrypted.
  private func flushSealed(_ tls: TLSSession) throws(LinkFailure) {
    while true {
      while tls.outputBytes > 0 {
        switch tls.withOutput({ socket.write($0) }) {
        case .bytes(let count): tls.outputSent(count)
        case .wouldBlock: return
        case .closed: throw .closedByServer
        case .failed(let number): throw .broken(errno: number)
        }
      }
      guard tls.isEstablished, sent < output.count else { break }
      let range = sent..<min(output.count, sent + Limits.sealedBytes)
      do throws(TLSFailure) {
        try output.withUnsafeBytes { bytes throws(TLSFailure) in
          try tls.encrypt(UnsafeRawBufferPointer(rebasing: bytes[range]))
        }
      } catch { throw .tls(error.description) }
      sent = range.upperBound
    }
    guard sent == output.count else { return }
    output.removeAll()
    sent = 0
  }

  /// Reads and decrypts what has arrived.
  ///
  /// - Returns: Whether there may be more in the system.
  private func fillSealed(_ tls: TLSSession) throws(LinkFailure) -> Bool {
    let room = UnsafeMutableRawBufferPointer(rebasing: input[received...])
    let wanted = min(sealed.count, room.count - TLSSession.slackBytes)
    switch socket.read(into: UnsafeMutableRawBufferPointer(rebasing: sealed[..<wanted])) {
    case .bytes(let count):
      do throws(TLSFailure) {
        received += try tls.decrypt(UnsafeRawBufferPointer(rebasing: sealed[..<count]), into: room)
      } catch {
        // The alert that says why is the server's only if it leaves now.
        _ = tls.withOutput { $0.isEmpty ? .wouldBlock : socket.write($0) }
        throw .tls(error.description)
      }
      lastReceived = MonotonicClock.now()
      if phase == .securing, tls.isEstablished { try greet() }
      if tls.isFinished, consumed == received { throw closed }
      return count == wanted
    case .wouldBlock: return false
    case .closed: throw closed
    case .failed(let number): throw .broken(errno: number)
    }
  }
}
