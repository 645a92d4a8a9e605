import FealtyWire
import Glibc

/// One connection of a ``FakeServer``.
///
/// Used by its own thread only, which runs the script.
final class FakeSession: @unchecked Sendable {
  /// How many connections came before it.
  let index: Int
  /// Requests that the script keeps to answer later.
  var kept: [FakeServer.Received] = []

  private let descriptor: Int32
  private let welcome: Welcome
  private var output = OutputBuffer()
  private var isOpen = true

  init(descriptor: Int32, index: Int, welcome: Welcome) {
    self.descriptor = descriptor
    self.index = index
    self.welcome = welcome
  }

  deinit {
    close(descriptor)
  }

  // MARK: - For scripts

  /// Answers a call with its response.
  func respond<M: Message>(_ stream: UInt32, _ message: M) {
    output.appendFrame(.response, stream: stream, message)
  }

  /// Answers a call with its response in a compressed frame.
  func respondCompressing<M: Message>(_ stream: UInt32, _ message: M) {
    let start = output.beginFrame(.response, stream: stream)
    message.encode(into: &output)
    output.endFrameCompressing(start)
  }

  /// Refuses a call.
  func refuse(_ stream: UInt32, _ code: Code, _ reason: Reason, retryAfterMs: Int64 = 0) {
    var status = Status()
    status.code = code
    status.reason = reason
    status.message = "refused by the script"
    status.retryAfterMs = retryAfterMs
    output.appendFrame(
      .response,
      stream: stream,
      aux: UInt32(bitPattern: code.rawValue),
      status
    )
  }

  /// Sends an item of a stream.
  func item<M: Message>(_ stream: UInt32, _ index: UInt32, _ message: M) {
    output.appendFrame(.item, stream: stream, aux: index, message)
  }

  /// Sends a frame without payload.
  func send(_ kind: FrameKind, stream: UInt32 = 0, aux: UInt32 = 0) {
    output.appendFrame(kind, stream: stream, aux: aux)
  }

  /// Takes a client for who it says it is.
  func grant(expiresInMs: Int64) {
    output.appendFrame(.granted, Granted(expiresInMs: expiresInMs))
  }

  /// Does not.
  func deny(_ code: Code, _ reason: Reason) {
    let status = Status(code: code, reason: reason, message: "denied by the script")
    output.appendFrame(.granted, aux: UInt32(bitPattern: code.rawValue), status)
  }

  /// Says that calls after `lastStream` are not handled.
  func goAway(lastStream: UInt32) {
    var notice = GoAway()
    notice.lastStream = lastStream
    notice.code = .unavailable
    notice.message = "going away"
    output.appendFrame(.goAway, notice)
  }

  /// Sends bytes that are no frame.
  func sendGarbage(_ bytes: [UInt8]) { output.append(bytes) }

  /// Cuts the connection; what has been answered before still leaves.
  func cut() { isOpen = false }

  // MARK: - Running

  func run(_ script: FakeServer.Script, log: AsyncStream<FakeServer.Received>.Continuation) {
    var input = [UInt8](repeating: 0, count: 1 << 20)
    var (consumed, received) = (0, 0)
    var decoder = FrameDecoder(maximumPayloadBytes: FealtyWire.Limits.defaultFrameBytes)
    var isGreeted = false
    while isOpen {
      if consumed > 0 {
        input.replaceSubrange(0..<received - consumed, with: input[consumed..<received])
        (consumed, received) = (0, received - consumed)
      }
      let filled = received
      let count = input.withUnsafeMutableBytes { raw in
        recv(descriptor, raw.baseAddress.map { $0 + filled }, raw.count - filled, 0)
      }
      guard count > 0 else { break }
      received += count
      if !isGreeted {
        guard received >= Preface.size else { continue }
        precondition(Array(input[..<Preface.size]) == Preface.bytes, "no preface")
        consumed = Preface.size
        isGreeted = true
      }
      let end = received
      input.withUnsafeBytes { raw in
        let bytes = UnsafeRawBufferPointer(rebasing: raw[..<end])
        while isOpen, let frame = nextFrame(&decoder, bytes, &consumed) {
          log.yield(frame)
          act(on: frame, script)
        }
      }
      guard flush() else { break }
    }
    shutdown(descriptor, Int32(SHUT_RDWR))
  }

  private func nextFrame(
    _ decoder: inout FrameDecoder,
    _ bytes: UnsafeRawBufferPointer,
    _ consumed: inout Int
  ) -> FakeServer.Received? {
    do {
      guard let frame = try decoder.next(in: bytes, consumed: &consumed) else { return nil }
      return FakeServer.Received(
        connection: index,
        kind: frame.kind,
        flags: frame.header.flags,
        method: frame.header.method,
        stream: frame.header.stream,
        aux: frame.header.aux,
        payload: Array(frame.payload)
      )
    } catch {
      preconditionFailure("the client sent a damaged frame: \(error)")
    }
  }

  private func act(on frame: FakeServer.Received, _ script: FakeServer.Script) {
    guard frame.kind == .hello else { return script(self, frame) }
    do {
      let hello: Hello = try frame.message()
      var answer = welcome
      answer.shard = hello.shard == 0 ? 0 : (hello.shard - 1) % max(1, welcome.shards)
      output.appendFrame(.welcome, answer)
    } catch {
      preconditionFailure("the client's HELLO is no message: \(error)")
    }
  }

  private func flush() -> Bool {
    var sent = 0
    while sent < output.count {
      let offset = sent
      let count = output.withUnsafeBytes { bytes in
        Glibc.send(
          descriptor,
          bytes.baseAddress.map { $0 + offset },
          bytes.count - offset,
          Int32(MSG_NOSIGNAL)
        )
      }
      guard count > 0 else { return false }
      sent += count
    }
    output.removeAll()
    return true
  }
}
