import FealtyWire
import Testing

@testable import FealtyServer

@Suite("Single calls in the log")
struct TracingTests {
  typealias Method = EchoHandler.Method

  /// A request as it is: an envelope in field 1, its trace id in field 9.
  private static func request(_ traceID: String) -> [UInt8] {
    GetServerInfoRequest(envelope: Envelope(traceID: traceID)).serialized()
  }

  private static func head(_ key: String, _ value: String) -> [UInt8] {
    let head = CallHead(metadata: [Metadata(key: key, value: value)]).serialized()
    return [UInt8(head.count)] + head
  }

  private static func status(_ code: Code, _ reason: Reason) -> [UInt8] {
    Status(code: code, reason: reason, message: "no").serialized()
  }

  private func lines(
    _ level: LogLevel = .debug,
    _ body: (SimulatedLoop, Int32) throws -> Void
  ) throws -> [String] {
    let lines = Guarded<[String]>([])
    let log = Log(level: level, format: .text, clock: ManualClock()) { line in
      lines.withLock { $0.append(line) }
    }
    let loop = SimulatedLoop(log: log)
    try body(loop, try loop.connectAndGreet())
    return lines.withLock { $0 }.filter { $0.contains(" call ") }
  }

  @Test(
    "a refused call is a line with the trace id that the caller gave",
    arguments: [
      (head: [], envelope: "till-7/42", logged: "trace_id=till-7/42\n"),
      (head("trace", "0af7651"), "", "trace_id=0af7651\n"),
      (head("traceparent", "00-4bf9-00f0-01"), "", "trace_id=00-4bf9-00f0-01\n"),
      (head("trace", "from-the-head"), "from-the-envelope", "trace_id=from-the-envelope\n"),
      (head("colour", "blue"), "", "trace_id=\"\"\n"),
      ([], "two\nlines", "trace_id=\"two\\nlines\"\n"),
    ] as [(head: [UInt8], envelope: String, logged: String)]
  )
  func refused(head: [UInt8], envelope: String, logged: String) throws {
    let lines = try lines { loop, socket in
      loop.handler.refusal = Self.status(.notFound, .memberNotFound)
      _ = try loop.exchange(
        socket,
        ClientFrames.request(
          MethodID.getServerInfo,
          stream: 5,
          head + Self.request(envelope),
          flags: head.isEmpty ? [] : .head
        )
      )
    }
    #expect(lines.count == 1)
    let line = lines.first ?? ""
    #expect(
      line.contains("call refused method=Operations/GetServerInfo status=5 reason=MEMBER_NOT_FOUND")
    )
    #expect(line.hasSuffix(logged), "\(line)")
  }

  @Test func `a long trace id is cut`() throws {
    let lines = try lines { loop, socket in
      loop.handler.refusal = Self.status(.notFound, .memberNotFound)
      let long = String(repeating: "x", count: 5_000)
      _ = try loop.exchange(
        socket,
        ClientFrames.request(MethodID.getServerInfo, stream: 1, Self.request(long))
      )
    }
    #expect(lines.first?.hasSuffix("=\(String(repeating: "x", count: 128))\n") == true)
  }

  @Test func `a call that took long is a line, one that did not is none`() throws {
    let lines = try lines { loop, socket in
      loop.transport.send(
        ClientFrames.request(Method.held, stream: 1, Self.request("slow-one"))
          + ClientFrames.request(Method.echo, stream: 2, Self.request("quick-one")),
        to: socket
      )
      loop.settle()
      loop.advance(milliseconds: 200)
      loop.handler.release()
      loop.settle()
    }
    #expect(lines.count == 1)
    #expect(lines.first?.contains("call slow method=4 status=0") == true)
    #expect(lines.first?.hasSuffix("trace_id=slow-one\n") == true)
  }

  @Test func `the wait for the disk counts`() throws {
    let lines = try lines { loop, socket in
      loop.transport.send(
        ClientFrames.request(Method.gated, stream: 1, Self.request("slow-disk")),
        to: socket
      )
      loop.settle()
      loop.advance(milliseconds: 300)
      loop.handler.makeDurable(1)
      loop.settle()
    }
    #expect(lines.count == 1)
    #expect(lines.first?.contains("call slow") == true)
  }

  @Test(arguments: [LogLevel.info, .warning, .error])
  func `at other levels nothing is noted of single calls`(level: LogLevel) throws {
    let lines = try lines(level) { loop, socket in
      loop.handler.refusal = Self.status(.notFound, .memberNotFound)
      _ = try loop.exchange(socket, ClientFrames.request(Method.echo, stream: 1, []))
      #expect(loop.loop.slots.allSatisfy { $0.traces.isEmpty && $0.tracesGated.isEmpty })
    }
    #expect(lines.isEmpty)
  }
}
