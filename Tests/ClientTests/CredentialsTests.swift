import FealtyWire
import Testing

@testable import FealtyClient

@Suite("A client with credentials")
struct CredentialsTests {
  private func configuration() -> FealtyClient.Configuration {
    var configuration = FealtyClient.Configuration()
    configuration.connections = 1
    configuration.credentials = ClientCredentials(clientID: "till", secret: "s")
    return configuration
  }

  @Test func `says who it is before its first call, and again before that ends`() async throws {
    let server = try FakeServer { session, frame in
      switch frame.kind {
      case .auth: session.grant(expiresInMs: 3_000)
      case .ping: session.send(.pong, aux: frame.aux)
      case .request: session.respond(frame.stream, frame.earnAnswer)
      default: break
      }
    }
    var configuration = configuration()
    configuration.pingInterval = .seconds(1)
    let client = try FealtyClient(
      host: "127.0.0.1",
      port: server.port,
      configuration: configuration
    )
    _ = try await client.points.earn(Requests.earn(sequence: 1))
    let first = try await server.next(.auth)
    #expect(try first.message(Auth.self) == Auth(clientID: "till", clientSecret: "s"))
    #expect(try await server.next(.request).connection == first.connection)
    // On the same connection, without a call in between.
    #expect(try await server.next(.auth).connection == first.connection)
    _ = try await client.points.earn(Requests.earn(sequence: 2))
  }

  @Test func `says again who it is where the grant has ended, and repeats the call`()
    async throws
  {
    let server = try FakeServer { session, frame in
      switch frame.kind {
      case .auth: session.grant(expiresInMs: 900_000)
      case .request where session.kept.isEmpty:
        session.kept.append(frame)
        session.refuse(frame.stream, .unauthenticated, .tokenExpired)
      case .request: session.respond(frame.stream, frame.earnAnswer)
      default: break
      }
    }
    let client = try FealtyClient(
      host: "127.0.0.1",
      port: server.port,
      configuration: configuration()
    )
    #expect(try await client.points.earn(Requests.earn(sequence: 7)).points == 7)
    let sent = try await server.next(.request)
    _ = try await server.next(.auth)
    #expect(try await server.next(.request).payload == sent.payload)
  }

  @Test func `gives up at once where it is not taken for who it says it is`() async throws {
    let server = try FakeServer { session, frame in
      if frame.kind == .auth { session.deny(.unauthenticated, .invalidClient) }
    }
    var configuration = configuration()
    configuration.retry.maximumAttempts = 1_000
    let client = try FealtyClient(
      host: "127.0.0.1",
      port: server.port,
      configuration: configuration
    )
    let error = await #expect(throws: ClientError.self) {
      try await client.points.earn(Requests.earn(sequence: 1))
    }
    #expect(error?.code == .unauthenticated && error?.reason == .invalidClient)
    #expect(throws: ClientError.self) {
      var configuration = PipelinedClient.Configuration()
      configuration.credentials = ClientCredentials(clientID: "till", secret: "s")
      _ = try PipelinedClient(host: "127.0.0.1", port: server.port, configuration: configuration)
    }
  }
}
