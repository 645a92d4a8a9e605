import CLinux
import FealtyWire
import Glibc

/// A client of bytes over a real, blocking socket, with a time limit on every read.
final class TestClient {
  private let socket: Int32
  private var received: [UInt8] = []

  /// How long a read waits for what must come, seconds.
  private static let patience = 20

  init(port: UInt16) throws {
    socket = clinux_connect("127.0.0.1", port)
    guard socket >= 0 else { throw TestFailure("cannot connect: error \(errno)") }
    var limit = timeval(tv_sec: Self.patience, tv_usec: 0)
    setsockopt(
      socket,
      SOL_SOCKET,
      SO_RCVTIMEO,
      &limit,
      socklen_t(MemoryLayout<timeval>.size)
    )
    _ = clinux_no_delay(socket)
  }

  deinit { Glibc.close(socket) }

  /// Connects and shakes hands.
  static func greeted(port: UInt16, shard: UInt32 = 0) throws -> (TestClient, Welcome) {
    let client = try TestClient(port: port)
    try client.send(ClientFrames.hello(shard: shard))
    return (client, try client.receive().welcome)
  }

  /// Sends all bytes, or fails where the server has closed.
  func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw TestFailure("cannot send: error \(errno)") }
      sent += count
    }
  }

  /// Sends without waiting; how many bytes were taken.
  func sendWhatFits(_ bytes: [UInt8]) -> Int {
    let count = bytes.withUnsafeBytes {
      Glibc.send(
        socket,
        $0.baseAddress,
        $0.count,
        Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
      )
    }
    return max(0, count)
  }

  /// The next frame.
  func receive() throws -> ReceivedFrame {
    while true {
      if let frame = try nextDecoded() { return frame }
      guard try fill() else { throw TestFailure("the server closed the connection") }
    }
  }

  /// Whatever comes until the server closes.
  func receiveUntilClosed() throws -> [ReceivedFrame] {
    var frames: [ReceivedFrame] = []
    while true {
      while let frame = try nextDecoded() { frames.append(frame) }
      guard try fill() else { return frames }
    }
  }

  /// Says that nothing more will be sent.
  func finish() { shutdown(socket, Int32(SHUT_WR)) }

  /// False at the end, also when it is a reset.
  private func fill() throws -> Bool {
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    let count = buffer.withUnsafeMutableBytes { recv(socket, $0.baseAddress, $0.count, 0) }
    if count < 0, errno == EAGAIN { throw TestFailure("nothing came in \(Self.patience) s") }
    guard count > 0 else { return false }
    received += buffer[..<count]
    return true
  }

  private func nextDecoded() throws -> ReceivedFrame? {
    var decoder = FrameDecoder(maximumPayloadBytes: 64 << 20)
    var consumed = 0
    let frame = try received.withUnsafeBytes { raw in
      try decoder.next(in: raw, consumed: &consumed).map { ReceivedFrame($0) }
    }
    received.removeFirst(consumed)
    return frame
  }
}
