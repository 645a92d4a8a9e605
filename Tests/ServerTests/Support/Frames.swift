import FealtyWire

/// A frame that was received, with its payload copied.
struct ReceivedFrame: Equatable {
  var kind: FrameKind
  var flags: FrameFlags
  var stream: UInt32
  var aux: UInt32
  var payload: [UInt8]
}

/// Bytes of frames, as a client makes them.
enum ClientFrames {
  static func hello(
    shard: UInt32 = 0,
    minimumVersion: UInt32 = 1,
    maximumVersion: UInt32 = 1,
    preface: [UInt8] = Preface.bytes
  ) -> [UInt8] {
    var hello = Hello()
    hello.minimumVersion = minimumVersion
    hello.maximumVersion = maximumVersion
    hello.client = "tests"
    hello.shard = shard
    var bytes = OutputBuffer()
    bytes.append(preface)
    bytes.appendFrame(.hello, hello)
    return bytes.bytes()
  }

  static func request(
    _ method: UInt16,
    stream: UInt32,
    _ payload: [UInt8] = [],
    flags: FrameFlags = [],
    timeoutMilliseconds: UInt32 = 0
  ) -> [UInt8] {
    var bytes = OutputBuffer()
    let start = bytes.beginFrame(
      .request,
      flags: flags,
      method: method,
      stream: stream,
      aux: timeoutMilliseconds
    )
    bytes.append(payload)
    bytes.endFrame(start)
    return bytes.bytes()
  }

  static func control(_ kind: FrameKind, stream: UInt32 = 0, aux: UInt32 = 0) -> [UInt8] {
    var bytes = OutputBuffer()
    bytes.appendFrame(kind, stream: stream, aux: aux)
    return bytes.bytes()
  }

  /// The frames in `bytes`, which must be whole.
  static func decode(_ bytes: [UInt8]) throws -> [ReceivedFrame] {
    var decoder = FrameDecoder(maximumPayloadBytes: 64 << 20)
    return try bytes.withUnsafeBytes { raw in
      var frames: [ReceivedFrame] = []
      var consumed = 0
      while let frame = try decoder.next(in: raw, consumed: &consumed) {
        frames.append(.init(frame))
      }
      guard consumed == raw.count else {
        throw TestFailure("\(raw.count - consumed) bytes left over")
      }
      return frames
    }
  }
}

extension ReceivedFrame {
  init(_ frame: Frame) {
    kind = frame.kind
    flags = frame.header.flags
    stream = frame.header.stream
    aux = frame.header.aux
    payload = [UInt8](frame.payload)
  }

  /// The payload of a GOAWAY.
  var goAway: GoAway { get throws { try GoAway(bytes: payload) } }
  /// The payload of a RESPONSE that is not OK.
  var status: Status { get throws { try Status(bytes: payload) } }
  /// The payload of a WELCOME.
  var welcome: Welcome { get throws { try Welcome(bytes: payload) } }
}

/// Something did not happen as the test needs it.
struct TestFailure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
