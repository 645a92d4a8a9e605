import FealtyWire
import Foundation
import Testing

@testable import FealtyServer

/// Streams end over real sockets, whenever they are cancelled.
@Suite("The end of a stream")
struct StreamEndTests {
  private static let transactions = 70

  /// A server on a directory of its own, with a member that has more transactions than a stream may
  /// send without credit.
  private func withServer(_ body: (TestClient, UInt16) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "fealty-stream-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    var configuration = ServerConfiguration(directory: path)
    configuration.port = 0
    configuration.shardCount = 2
    configuration.segmentBytes = 16 << 20
    configuration.drainMilliseconds = 2_000
    configuration.connection.farewellMilliseconds = 100
    let server = Server(configuration: configuration, log: Log(level: .error))
    let port = try server.start().port
    defer { try? server.stop() }
    let (client, _) = try TestClient.greeted(port: port)
    try setUp(client)
    try body(client, port)
  }

  private func setUp(_ client: TestClient) throws {
    let base = Promotion(
      promotionID: "base",
      name: "1 point per 1.00",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100))
    )
    let programme = Programme(
      programID: "p",
      defaultTokenID: "points",
      tokens: [Token(tokenID: "points", name: "Points")],
      promotions: [base]
    )
    try answered(client, MethodID.putProgramme, 1) {
      PutProgrammeRequest(envelope: $0, programme: programme)
    }
    try answered(client, MethodID.enrol, 2) {
      EnrolRequest(envelope: $0, member: Self.ada, mode: .create)
    }
    for number in 0..<Self.transactions {
      try answered(client, MethodID.earn, 3 + UInt32(number)) {
        EarnRequest(
          envelope: $0,
          member: Self.ada,
          basket: Basket(lines: [BasketLine(sku: "A", quantity: 1, amountMinor: 100)])
        )
      }
    }
  }

  private static let ada = MemberReference(reference: .memberID("ada"))

  private func envelope(_ number: UInt32) -> Envelope {
    let now = UInt64(Date().timeIntervalSince1970 * 1_000)
    let id =
      withUnsafeBytes(of: (now << 16).bigEndian) { Array($0) } + [0, 0, 0, 0]
      + withUnsafeBytes(of: number.bigEndian) { Array($0) }
    return Envelope(programID: "p", requestID: id)
  }

  private func answered(
    _ client: TestClient,
    _ method: UInt16,
    _ stream: UInt32,
    _ request: (Envelope) -> any Message
  ) throws {
    try client.send(
      ClientFrames.request(method, stream: stream, request(envelope(stream)).serialized())
    )
    let frame = try client.receive()
    #expect(frame.stream == stream && frame.aux == 0)
  }

  private func streamRequest(_ stream: UInt32) -> [UInt8] {
    ClientFrames.request(
      MethodID.streamTransactions,
      stream: stream,
      StreamTransactionsRequest(envelope: envelope(stream), member: Self.ada).serialized()
    )
  }

  @Test func `a stream that is cancelled in the same breath gets its end, and its number is free`()
    throws
  {
    try withServer { client, port in
      // On both shards: the member's own, and the other.
      for shard in UInt32(1)...2 {
        let (client, _) = try TestClient.greeted(port: port, shard: shard)
        for _ in 0..<3 {
          try client.send(streamRequest(500) + ClientFrames.control(.cancel, stream: 500))
          var frames = [try client.receive()]
          while frames.last?.kind == .item { frames.append(try client.receive()) }
          #expect(frames.last?.kind == .response)
          #expect(frames.last?.aux == UInt32(Code.cancelled.rawValue))
        }
        try client.send(streamRequest(500) + ClientFrames.control(.credit, stream: 500, aux: 100))
        for _ in 0..<Self.transactions { #expect(try client.receive().kind == .item) }
        let end = try client.receive()
        #expect(end.kind == .response && end.aux == 0)
      }
    }
  }
}
