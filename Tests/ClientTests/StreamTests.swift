import FealtyClient
import FealtyWire
import Testing

@Suite("Server streams")
struct StreamTests {
  private static func item(_ number: Int) -> Transaction {
    var transaction = Transaction()
    transaction.transactionID = "t-\(number)"
    return transaction
  }

  @Test func `grants credit as items are read`() async throws {
    // The server keeps to its credit of 4 and has 25 items: it cannot end without more credit.
    final class Sender: @unchecked Sendable {
      // Used by the connection's thread only.
      var credit = 4
      var sent = 0
      var stream: UInt32 = 0
    }
    let sender = Sender()
    let server = try FakeServer(streamCredit: 4) { session, frame in
      switch frame.kind {
      case .request: sender.stream = frame.stream
      case .credit: sender.credit += Int(frame.aux)
      default: return
      }
      while sender.credit > 0, sender.sent < 25 {
        session.item(sender.stream, UInt32(sender.sent), Self.item(sender.sent))
        sender.sent += 1
        sender.credit -= 1
        if sender.sent == 25 { session.send(.response, stream: sender.stream) }
      }
    }
    let client = try FealtyClient(host: "127.0.0.1", port: server.port)
    var names: [String] = []
    for try await transaction in client.points.streamTransactions(Requests.transactions()) {
      names.append(transaction.transactionID)
    }
    #expect(names == (0..<25).map { "t-\($0)" })
  }

  @Test func `ends with the server's refusal after the items before it`() async throws {
    let server = try FakeServer { session, frame in
      session.item(frame.stream, 0, Self.item(0))
      session.refuse(frame.stream, .dataLoss, .reasonNone)
    }
    let client = try FealtyClient(host: "127.0.0.1", port: server.port)
    var count = 0
    let error = await failure {
      for try await _ in client.points.streamTransactions(Requests.transactions()) { count += 1 }
    }
    #expect(count == 1)
    #expect(error?.code == .dataLoss)
  }

  @Test func `cancels the call when the reader stops early`() async throws {
    let server = try FakeServer { session, frame in
      if frame.kind == .request { session.item(frame.stream, 0, Self.item(0)) }
    }
    let client = try FealtyClient(host: "127.0.0.1", port: server.port)
    for try await _ in client.points.streamTransactions(Requests.transactions()) { break }
    let request = try await server.next(.request)
    #expect(try await server.next(.cancel).stream == request.stream)
  }

  @Test func `gives up a server that ignores its credit`() async throws {
    let server = try FakeServer(streamCredit: 2) { session, frame in
      for number in 0..<50 { session.item(frame.stream, UInt32(number), Self.item(number)) }
    }
    var configuration = FealtyClient.Configuration()
    configuration.retry.maximumAttempts = 1
    let client = try FealtyClient(
      host: "127.0.0.1",
      port: server.port,
      configuration: configuration
    )
    let stream = client.points.streamTransactions(Requests.transactions())
    // Nothing is read before the server has been cut off for it and greeted anew.
    _ = try await server.next(.request)
    _ = try await server.next(.hello)
    let error = await failure { for try await _ in stream {} }
    #expect(error?.code == .unavailable)
  }

  @Test func `does not repeat a stream of which items were read`() async throws {
    let server = try FakeServer { session, frame in
      session.item(frame.stream, 0, Self.item(0))
      session.cut()
    }
    let client = try FealtyClient(host: "127.0.0.1", port: server.port)
    var count = 0
    let error = await failure {
      for try await _ in client.points.streamTransactions(Requests.transactions()) { count += 1 }
    }
    #expect(count == 1)
    #expect(error?.code == .unavailable)
  }

  @Test func `refuses to call a stream as if it answered once`() async throws {
    let client = try FealtyClient(host: "127.0.0.1", port: try unusedPort())
    let error = await failure {
      _ = try await client.call(
        PointsMethods.streamTransactions,
        Requests.transactions()
      )
    }
    #expect(error?.code == .invalidArgument)
  }
}
