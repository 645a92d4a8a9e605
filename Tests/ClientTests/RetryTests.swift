import FealtyClient
import FealtyWire
import Testing

@Suite("Trying again")
struct RetryTests {
  private func configuration(attempts: Int = 5) -> FealtyClient.Configuration {
    var configuration = FealtyClient.Configuration()
    configuration.retry.maximumAttempts = attempts
    configuration.retry.initialBackoff = .milliseconds(1)
    return configuration
  }

  @Test func `sends the same bytes and request id after a cut connection`() async throws {
    let server = try FakeServer { session, frame in
      guard session.index >= 2 else { return session.cut() }
      session.respond(frame.stream, frame.earnAnswer)
    }
    let client = try FealtyClient(
      host: "127.0.0.1",
      port: server.port,
      configuration: configuration()
    )
    let answer = try await client.points.earn(Requests.earn(sequence: 3))
    #expect(answer.points == 3)

    var attempts: [FakeServer.Received] = []
    for await frame in server.frames where frame.kind == .request {
      attempts.append(frame)
      if attempts.count == 3 { break }
    }
    #expect(Set(attempts.map(\.payload)).count == 1)
    let id = try #require(attempts[0].earn.envelope?.requestID)
    #expect(id.count == 16)
    #expect(id[6] >> 4 == 7, "UUID version")
    #expect(id[8] >> 6 == 2, "UUID variant")
  }

  @Test func `leaves a request id alone that the caller gave`() async throws {
    let server = try FakeServer { session, frame in
      session.respond(frame.stream, frame.earnAnswer)
    }
    let client = try FealtyClient(host: "127.0.0.1", port: server.port)
    let id = client.makeRequestID()
    _ = try await client.points.earn(Requests.earn(id: id))
    #expect(try await server.next(.request).earn.envelope?.requestID == id)
  }

  @Test func `does not know the outcome when retries of a change run out`() async throws {
    let server = try FakeServer { session, _ in session.cut() }
    let client = try FealtyClient(
      host: "127.0.0.1",
      port: server.port,
      configuration: configuration(attempts: 3)
    )
    let error = await failure { _ = try await client.points.earn(Requests.earn()) }
    #expect(error?.code == .outcomeUnknown)
    #expect(error?.cause == .unavailable)
    var attempts: [FakeServer.Received] = []
    for await frame in server.frames where frame.kind == .request {
      attempts.append(frame)
      if attempts.count == 3 { break }
    }
    #expect(attempts.allSatisfy { $0.earn.envelope?.requestID == error?.requestID })
  }

  @Test func `a read whose retries run out is just unavailable`() async throws {
    let server = try FakeServer { session, _ in session.cut() }
    let client = try FealtyClient(
      host: "127.0.0.1",
      port: server.port,
      configuration: configuration(attempts: 2)
    )
    let error = await failure { _ = try await client.members.getMember(Requests.member()) }
    #expect(error?.code == .unavailable)
  }

  @Test(
    "tries again when the server says that it may help",
    arguments: [
      (Code.resourceExhausted, Reason.overloaded), (.unavailable, .shuttingDown),
      (.aborted, .inProgress),
    ]
  )
  func retryable(code: Code, reason: Reason) async throws {
    let server = try FakeServer { session, frame in
      session.kept.append(frame)
      if session.kept.count < 3 {
        session.refuse(frame.stream, code, reason, retryAfterMs: 2)
      } else {
        session.respond(frame.stream, frame.earnAnswer)
      }
    }
    let client = try FealtyClient(
      host: "127.0.0.1",
      port: server.port,
      configuration: configuration()
    )
    #expect(try await client.points.earn(Requests.earn(sequence: 4)).points == 4)
    var payloads: [[UInt8]] = []
    for await frame in server.frames where frame.kind == .request {
      payloads.append(frame.payload)
      if payloads.count == 3 { break }
    }
    #expect(Set(payloads).count == 1)
  }

  @Test func `an overloaded server has not executed anything`() async throws {
    let server = try FakeServer { session, frame in
      session.refuse(frame.stream, .resourceExhausted, .overloaded)
    }
    let client = try FealtyClient(
      host: "127.0.0.1",
      port: server.port,
      configuration: configuration(attempts: 2)
    )
    let error = await failure { _ = try await client.points.earn(Requests.earn()) }
    #expect(error?.code == .resourceExhausted)
    #expect(error?.reason == .overloaded)
  }

  @Test func `a change in progress elsewhere has an unknown outcome`() async throws {
    let server = try FakeServer { session, frame in
      session.refuse(frame.stream, .aborted, .inProgress)
    }
    let client = try FealtyClient(
      host: "127.0.0.1",
      port: server.port,
      configuration: configuration(attempts: 2)
    )
    let error = await failure { _ = try await client.points.earn(Requests.earn()) }
    #expect(error?.code == .outcomeUnknown)
    #expect(error?.cause == .aborted)
  }

  @Test func `does not wait for an attempt that would come after the deadline`() async throws {
    let server = try FakeServer { session, frame in
      session.refuse(frame.stream, .resourceExhausted, .overloaded, retryAfterMs: 3_600_000)
    }
    let client = try FealtyClient(
      host: "127.0.0.1",
      port: server.port,
      configuration: configuration()
    )
    let error = await failure { _ = try await client.points.earn(Requests.earn()) }
    #expect(error?.code == .resourceExhausted)
    #expect(error?.retryAfter == .seconds(3600))
  }

  @Test func `goes elsewhere with calls that a leaving server has not begun`() async throws {
    // The first connection answers its first call after the notice, and says that the second was
    // never begun; the second connection answers what is left.
    let server = try FakeServer { session, frame in
      guard session.index == 0 else { return session.respond(frame.stream, frame.earnAnswer) }
      session.kept.append(frame)
      guard session.kept.count == 2 else { return }
      session.goAway(lastStream: session.kept[0].stream)
      session.respond(session.kept[0].stream, session.kept[0].earnAnswer)
    }
    let client = try FealtyClient(
      host: "127.0.0.1",
      port: server.port,
      configuration: configuration()
    )
    async let one = client.points.earn(Requests.earn(sequence: 1))
    async let two = client.points.earn(Requests.earn(sequence: 2))
    #expect(try await one.points == 1)
    #expect(try await two.points == 2)
  }

  @Test(
    "takes damaged bytes for a lost connection",
    arguments: [
      [UInt8](repeating: 0xFF, count: 64),
      // A frame of 4 bytes whose checksum is wrong.
      [4, 0, 0, 0, 1, 2, 3, 4, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4],
    ]
  )
  func damaged(bytes: [UInt8]) async throws {
    let server = try FakeServer { session, frame in
      if session.index == 0 {
        session.sendGarbage(bytes)
      } else {
        session.respond(frame.stream, frame.earnAnswer)
      }
    }
    let client = try FealtyClient(
      host: "127.0.0.1",
      port: server.port,
      configuration: configuration()
    )
    #expect(try await client.points.earn(Requests.earn(sequence: 8)).points == 8)
  }
}
