import FealtyWire
import Glibc

/// A server for tests: real sockets on loopback, answers by a script.
///
/// Each connection has a thread of its own, which calls the script for every frame after the
/// handshake. Ends with the value that holds it.
final class FakeServer: Sendable {
  /// A frame that a client sent.
  struct Received: Sendable {
    let connection: Int
    let kind: FrameKind
    let flags: FrameFlags
    let method: UInt16
    let stream: UInt32
    let aux: UInt32
    let payload: [UInt8]

    func message<M: Message>(_ type: M.Type = M.self) throws -> M { try M(bytes: payload) }
  }

  typealias Script = @Sendable (FakeSession, Received) -> Void

  let port: Int
  /// Every frame that has arrived, handshakes included.
  let frames: AsyncStream<Received>

  private let listener: Int32
  private let welcome: Welcome
  private let script: Script
  private let continuation: AsyncStream<Received>.Continuation

  init(
    shards: Int = 1,
    maximumInFlight: Int = 1000,
    streamCredit: Int = 8,
    script: @escaping Script
  ) throws {
    var welcome = Welcome()
    welcome.version = 1
    welcome.server = "fake"
    welcome.shards = UInt32(shards)
    welcome.maximumInFlight = UInt32(maximumInFlight)
    welcome.streamCredit = UInt32(streamCredit)
    self.welcome = welcome
    self.script = script
    (frames, continuation) = AsyncStream.makeStream(of: Received.self)
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = listener
    let status = withUnsafeMutableBytes(of: &address) { raw -> Int32 in
      guard let start = raw.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return -1 }
      guard bind(descriptor, start, size) == 0, listen(descriptor, 128) == 0 else { return -1 }
      return getsockname(descriptor, start, &size)
    }
    guard status == 0 else { throw FakeServerError.cannotListen(errno) }
    port = Int(UInt16(bigEndian: address.sin_port))
    startAccepting()
  }

  deinit {
    // Wakes the accepting thread, which then closes the descriptor.
    shutdown(listener, Int32(SHUT_RDWR))
    continuation.finish()
  }

  /// The first frame of a kind that arrives from now on.
  func next(_ kind: FrameKind) async throws -> Received {
    for await frame in frames where frame.kind == kind { return frame }
    throw FakeServerError.ended
  }

  private func startAccepting() {
    let (listener, welcome, script, continuation) = (listener, welcome, script, continuation)
    FakeThread.start {
      var count = 0
      while true {
        let descriptor = accept(listener, nil, nil)
        guard descriptor >= 0 else { break }
        let session = FakeSession(descriptor: descriptor, index: count, welcome: welcome)
        FakeThread.start { session.run(script, log: continuation) }
        count += 1
      }
      close(listener)
    }
  }
}

enum FakeServerError: Error {
  case cannotListen(Int32)
  case ended
}

/// A thread that ends when its work does.
enum FakeThread {
  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  static func start(_ body: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let status = pthread_create(
      &thread,
      nil,
      { raw in
        guard let raw else { return nil }
        Unmanaged<Work>.fromOpaque(raw).takeRetainedValue().body()
        return nil
      },
      work.toOpaque()
    )
    precondition(status == 0, "pthread_create: \(status)")
    pthread_detach(thread)
  }
}
