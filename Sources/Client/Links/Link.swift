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
    /// The system connects. Goes to `greeting`.
    case connecting
    /// HELLO has been written, WELCOME has not come. Goes to `open`.
    case greeting
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
  /// - Throws: ``LinkFailure/connect(errno:)``.
  init(
    to address: SocketAddress,
    shard: UInt32,
    client: String,
    maximumFrameBytes: Int
  ) throws(LinkFailure) {
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
      throw error
    }
  }

  deinit {
    input.deallocate()
  }

  // MARK: - Use

  /// The system's number of the socket, for a poller.
  var descriptor: Int32 { socket.descriptor }

  /// Whether bytes wait for the system to take them.
  var hasOutput: Bool { output.count > sent }

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
    phase = .greeting
    output.append(Preface.bytes)
    output.appendFrame(.hello, hello)
    try flush()
  }

  /// Gives the system as much output as it takes now.
  func flush() throws(LinkFailure) {
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
    let room = UnsafeMutableRawBufferPointer(rebasing: input[received...])
    switch socket.read(into: room) {
    case .bytes(let count):
      received += count
      lastReceived = MonotonicClock.now()
      return count == room.count
    case .wouldBlock: return false
    case .closed:
      if let goAway { throw .refused(code: Int32(goAway.code.rawValue), message: goAway.message) }
      throw .closedByServer
    case .failed(let number): throw .broken(errno: number)
    }
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
    phase = .open
    let agreed =
      hello.maximumFrameBytes == 0
      ? FealtyWire.Limits.defaultFrameBytes : Int(hello.maximumFrameBytes)
    decoder.maximumPayloadBytes = min(agreed, FealtyWire.Limits.maximumFrameBytes)
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
    var needed = Limits.readBytes / 2
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
