import FealtyClient
import FealtyWire
import Testing

@Suite("Calls that fail")
struct FailureTests {
  @Test(
    "maps a refusal to its code and reason",
    arguments: [
      (Code.invalidArgument, Reason.invalidField, ClientError.Code.invalidArgument),
      (.notFound, .memberNotFound, .notFound),
      (.alreadyExists, .duplicateTransaction, .alreadyExists),
      (.failedPrecondition, .insufficientPoints, .failedPrecondition),
      (.aborted, .versionConflict, .aborted),
      (.resourceExhausted, .logFull, .resourceExhausted),
      (.unimplemented, .unknownMethod, .unimplemented),
      (.permissionDenied, .reasonNone, .permissionDenied),
      (.unauthenticated, .reasonNone, .unauthenticated),
      (.internal, .reasonNone, .internal),
      (.dataLoss, .reasonNone, .dataLoss),
      (Code(rawValue: 99), .reasonNone, .unknown),
    ]
  )
  func refusal(code: Code, reason: Reason, expected: ClientError.Code) async throws {
    let server = try FakeServer { session, frame in session.refuse(frame.stream, code, reason) }
    let client = try FealtyClient(host: "127.0.0.1", port: server.port)
    let error = await failure { _ = try await client.points.earn(Requests.earn()) }
    #expect(error?.code == expected)
    #expect(error?.reason == reason)
    #expect(error?.status?.message == "refused by the script")
    #expect(error?.requestID.count == 16)
  }

  @Test func `ends a read at its deadline and tells the server`() async throws {
    let server = try FakeServer { _, _ in }
    let client = try FealtyClient(host: "127.0.0.1", port: server.port)
    let options = CallOptions(timeout: .milliseconds(300))
    let error = await failure {
      _ = try await client.members.getMember(Requests.member(), options: options)
    }
    #expect(error?.code == .deadlineExceeded)
    let request = try await server.next(.request)
    #expect((1...300).contains(request.aux))
    #expect(try await server.next(.cancel).stream == request.stream)
  }

  @Test func `does not know the outcome of a change whose deadline passed`() async throws {
    let server = try FakeServer { _, _ in }
    let client = try FealtyClient(host: "127.0.0.1", port: server.port)
    let options = CallOptions(timeout: .milliseconds(300))
    let error = await failure {
      _ = try await client.points.earn(Requests.earn(), options: options)
    }
    #expect(error?.code == .outcomeUnknown)
    #expect(error?.cause == .deadlineExceeded)
    let sent = try await server.next(.request).earn
    #expect(error?.requestID == sent.envelope?.requestID)
  }

  @Test func `tells the server when a task is cancelled`() async throws {
    let server = try FakeServer { _, _ in }
    let client = try FealtyClient(host: "127.0.0.1", port: server.port)
    let task = Task { try await client.points.earn(Requests.earn()) }
    let request = try await server.next(.request)
    task.cancel()
    #expect(try await server.next(.cancel).stream == request.stream)
    let error = await failure { _ = try await task.value }
    #expect(error?.code == .cancelled)
  }

  @Test func `does not send what was cancelled before`() async throws {
    let server = try FakeServer { session, frame in
      session.respond(frame.stream, frame.earnAnswer)
    }
    let client = try FealtyClient(host: "127.0.0.1", port: server.port)
    let task = Task {
      // Cancelled from within, so that the call begins in a cancelled task for certain.
      withUnsafeCurrentTask { $0?.cancel() }
      return try await client.points.earn(Requests.earn(sequence: 1))
    }
    let error = await failure { _ = try await task.value }
    #expect(error?.code == .cancelled)
    _ = try await client.points.earn(Requests.earn(sequence: 2))
    #expect(try await server.next(.request).earn.envelope?.terminalSequence == 2)
  }

  @Test func `says unavailable when nothing was ever sent`() async throws {
    let port = try unusedPort()
    var configuration = FealtyClient.Configuration()
    configuration.retry.maximumAttempts = 3
    configuration.retry.initialBackoff = .milliseconds(1)
    let client = try FealtyClient(host: "127.0.0.1", port: port, configuration: configuration)
    let error = await failure { _ = try await client.points.earn(Requests.earn()) }
    #expect(error?.code == .unavailable)
    #expect(error?.requestID.count == 16)
  }

  @Test func `fails what is under way when it is closed`() async throws {
    let server = try FakeServer { _, _ in }
    let client = try FealtyClient(host: "127.0.0.1", port: server.port)
    let task = Task { try await client.points.earn(Requests.earn()) }
    _ = try await server.next(.request)
    client.close()
    let error = await failure { _ = try await task.value }
    #expect(error?.code == .outcomeUnknown)
    let after = await failure { _ = try await client.points.earn(Requests.earn()) }
    #expect(after?.code == .unavailable)
  }

  @Test func `refuses to send metadata that is too large`() async throws {
    let client = try FealtyClient(host: "127.0.0.1", port: try unusedPort())
    let options = CallOptions(metadata: [("key", String(repeating: "x", count: 9000))])
    let error = await failure {
      _ = try await client.points.earn(Requests.earn(), options: options)
    }
    #expect(error?.code == .invalidArgument)
  }

  @Test func `keeps members out of its description`() {
    let error = ClientError(
      .notFound,
      reason: .memberNotFound,
      message: "member m-4711 does not exist",
      requestID: [0xAB, 0x01]
    )
    #expect(error.description == "notFound (MEMBER_NOT_FOUND)")
    #expect(error.debugDescription.contains("m-4711"))
    #expect(error.debugDescription.contains("ab01"))
  }
}

/// A port that nobody listens on: one that a server had and gave back.
func unusedPort() throws -> Int {
  try FakeServer { _, _ in }.port
}

/// The client's error that `body` ends with.
func failure(_ body: () async throws -> Void) async -> ClientError? {
  do {
    try await body()
    Issue.record("the call succeeded")
  } catch let error as ClientError {
    return error
  } catch {
    Issue.record("the error is no ClientError: \(error)")
  }
  return nil
}
