import FealtyClient
import FealtyWire
import Foundation
import Testing

/// Thousands of real connections that misbehave, beside one till that does not.
@Suite("Clients in their thousands that do harm", .serialized)
struct HostileConnectionTests {
  /// How long 99 of 100 calls of the honest till take at most while others misbehave: what a
  /// cashier does not notice, of a debug build that shares two processors with those others.
  private static let patience = Duration.milliseconds(500)

  @Test(.timeLimit(.minutes(1)))
  func `N1: a thousand clients that never read cost bounded memory and disturb nobody`()
    async throws
  {
    #expect(Resources.raiseOpenFiles() > 2_000)
    let directory = TemporaryDirectory()
    let (server, till) = try await serve(directory)
    try await putLargeAnswer(till)
    _ = try await honestP99(till, calls: 50, round: 0)
    let before = server.residentBytes

    // Each asks for 12 MB in all and reads nothing: 12 GB, if nothing stopped it.
    let request = GetProgrammeRequest(envelope: till.envelope())
    let requests = (1...600).flatMap { stream in
      RawConnection.request(MethodID.getProgramme, stream: stream, request)
    }
    let opening = RawConnection.greeting + requests
    var hostile: [RawConnection] = []
    for _ in 0..<1_000 {
      let connection = try RawConnection(port: server.port, slight: true)
      connection.send(opening)
      hostile.append(connection)
    }
    let p99 = try await honestP99(till, calls: 1_000, round: 1)
    #expect(p99 < Self.patience, "\(p99)")
    let peak = server.residentBytes
    #expect(peak - before < 256 << 20, "\(before >> 20) MiB before, \(peak >> 20) MiB")
    #expect(try await till.verifyLedger().balanced)
    withExtendedLifetime(hostile) {}
    #expect(server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `N2: five thousand connections that never finish their handshake are gone in fixed time`()
    async throws
  {
    #expect(Resources.raiseOpenFiles() > 6_000)
    let directory = TemporaryDirectory()
    let (server, till) = try await serve(directory)
    _ = try await honestP99(till, calls: 50, round: 0)
    let before = server.residentBytes

    let start = ContinuousClock.now
    var hostile: [RawConnection] = []
    for number in 0..<5_000 {
      let connection = try RawConnection(port: server.port)
      // Nothing at all, or all of the greeting but its last byte, or anything between.
      connection.send(RawConnection.greeting.prefix(number % RawConnection.greeting.count))
      hostile.append(connection)
    }
    let p99 = try await honestP99(till, calls: 1_000, round: 1)
    #expect(p99 < Self.patience, "\(p99)")
    let grown = server.residentBytes - before
    #expect(grown < 64 << 20, "\(grown >> 20) MiB for 5,000 connections")

    while !hostile.isEmpty {
      hostile.removeAll { $0.drain() == nil }
      await Task.yield()
    }
    // Five seconds for the handshake, one for the farewell, and what the machine needs for 5,000.
    #expect(ContinuousClock.now - start < .seconds(9))
    let info = try await till.client.operations.getServerInfo(GetServerInfoRequest())
    #expect(info.connections < 20)
    #expect(server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `five thousand connections that are silent after their handshake cost next to nothing`()
    async throws
  {
    #expect(Resources.raiseOpenFiles() > 6_000)
    let directory = TemporaryDirectory()
    let (server, till) = try await serve(directory)
    _ = try await honestP99(till, calls: 50, round: 0)
    let before = server.residentBytes
    var silent: [RawConnection] = []
    for _ in 0..<5_000 {
      let connection = try RawConnection(port: server.port)
      connection.send(RawConnection.greeting)
      silent.append(connection)
    }
    #expect(try await honestP99(till, calls: 1_000, round: 1) < Self.patience)
    let info = try await till.client.operations.getServerInfo(GetServerInfoRequest())
    #expect(info.connections >= 5_000)
    let grown = server.residentBytes - before
    #expect(grown < 64 << 20, "\(grown >> 20) MiB for 5,000 connections")
    // They were greeted, and nobody was sent away.
    for connection in silent { #expect((connection.drain() ?? 0) > 0) }
    #expect(server.stop() == 0)
  }

  /// A server with a programme, and an honest till with a member.
  private func serve(_ directory: TemporaryDirectory) async throws -> (ServerProcess, Till) {
    let server = try ServerProcess.start(data: directory.path + "/data")
    let till = Till(client: try server.client())
    try await till.putProgramme()
    try await till.enrol("ada")
    return (server, till)
  }

  /// Durable earns one after the other; the time that 99 of 100 take at most.
  private func honestP99(_ till: Till, calls: Int, round: Int) async throws -> Duration {
    var times: [Duration] = []
    let clock = ContinuousClock()
    for call in 0..<calls {
      times.append(
        try await clock.measure {
          _ = try await till.earn(1, for: "ada", receipt: "\(round)-\(call)")
        }
      )
    }
    return times.sorted()[calls * 99 / 100]
  }

  /// Makes `GetProgramme` answer with about 20 KiB.
  private func putLargeAnswer(_ till: Till) async throws {
    let promotions = (0..<20).map { number in
      Promotion(
        promotionID: "large-\(number)",
        name: String(repeating: "x", count: 1_000),
        mechanic: .rate(Rate(points: 1, perAmountMinor: 100_000_000))
      )
    }
    _ = try await till.client.programmes.putPromotions(
      PutPromotionsRequest(envelope: till.envelope(), promotions: promotions)
    )
    let programme = try await till.client.programmes.getProgramme(
      GetProgrammeRequest(envelope: till.envelope())
    )
    #expect(programme.serialized().count > 20_000)
  }
}
