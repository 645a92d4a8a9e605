import FealtyClient
import Foundation
import Testing

/// A real file system of a few megabytes is filled and freed while tills earn.
@Suite("A disk that is full")
struct DiskFullTests {
  @Test(.enabled(if: Resources.canMount, "mounting needs a name space"), .timeLimit(.minutes(1)))
  func `S7: changes are refused, reads go on, nothing is lost, and service returns by itself`()
    async throws
  {
    let directory = TemporaryDirectory()
    let server = try ServerProcess.start(
      data: directory.path,
      options: ["--segment-bytes", "\(4 << 20)"],
      megabytes: 24
    )
    let till = Till(client: try server.client(attempts: 1))
    // On a disk this small the log has room once its next segment lies ready.
    try await whenThereIsRoom { try await till.putProgramme() }
    try await whenThereIsRoom { try await till.enrol("ada") }
    var acknowledged = try await earnUntilRefused(till, round: 0) {
      try fill(server.path(directory.path + "/ballast"))
    }

    // Refused again and again, at once, and reads go on meanwhile.
    for attempt in 0..<50 {
      try await refused(till, receipt: "refused-\(attempt)")
      #expect(try await till.available("ada") == acknowledged)
    }
    #expect(try await till.transactions(of: "ada").count == Int(acknowledged))

    try FileManager.default.removeItem(atPath: server.path(directory.path + "/ballast"))
    acknowledged += try await whenThereIsRoom { try await earn(till, "after").points }
    acknowledged += try await earnUntilRefused(till, round: 1) {
      try fill(server.path(directory.path + "/ballast"))
    }
    #expect(try await till.available("ada") == acknowledged)
    #expect(try await till.verifyLedger().balanced)

    // What was refused has left nothing behind: the files alone say the same.
    let copy = TemporaryDirectory()
    try FileManager.default.removeItem(atPath: server.path(directory.path + "/ballast"))
    try FileManager.default.removeItem(atPath: copy.path)
    try FileManager.default.copyItem(atPath: server.path(directory.path), toPath: copy.path)
    till.client.close()
    server.kill()
    let again = try ServerProcess.start(data: copy.path)
    let other = Till(client: try again.client())
    #expect(try await other.available("ada") == acknowledged)
    #expect(try await other.verifyLedger().balanced)
    #expect(again.stop() == 0)
  }

  /// Earns one point for a basket of many lines, so that few of them fill a segment.
  private func earn(_ till: Till, _ receipt: String) async throws -> EarnResponse {
    let line = BasketLine(sku: String(repeating: "x", count: 200), quantity: 1)
    return try await till.client.points.earn(
      EarnRequest(
        envelope: till.envelope(),
        member: MemberReference(reference: .memberID("ada")),
        basket: Basket(
          currency: "EUR",
          lines: [BasketLine(sku: "A", quantity: 1, amountMinor: 100)]
            + [BasketLine](repeating: line, count: 300),
          receiptNumber: receipt
        )
      )
    )
  }

  /// Takes all the space that is left.
  private func fill(_ path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    #expect(descriptor >= 0)
    defer { close(descriptor) }
    let zeros = [UInt8](repeating: 0, count: 64 << 10)
    var size = zeros.count
    while size > 0 {
      let count = write(descriptor, zeros, size)
      if count < size { size /= 2 }
    }
    #expect(errno == ENOSPC)
  }

  /// Earns one point at a time on several lanes, fills the disk, and goes on until all are refused.
  ///
  /// - Returns: How many points were acknowledged.
  private func earnUntilRefused(
    _ till: Till,
    round: Int,
    _ fillDisk: () throws -> Void
  ) async throws -> Int64 {
    let lanes = (0..<16).map { lane in
      Task {
        var points: Int64 = 0
        while true {
          do {
            let receipt = "\(round)-\(lane)-\(points)"
            points += try await earn(till, receipt).points
          } catch let error as ClientError {
            #expect(error.code == .resourceExhausted)
            #expect(error.reason == .logFull)
            return points
          }
        }
      }
    }
    try fillDisk()
    var sum: Int64 = 0
    for lane in lanes { sum += try await lane.value }
    return sum
  }

  private func refused(_ till: Till, receipt: String) async throws {
    do {
      _ = try await earn(till, receipt)
      Issue.record("it was accepted")
    } catch let error as ClientError {
      #expect(error.reason == .logFull)
    }
  }

  /// Tries until the log takes it, which the test's time limit bounds.
  private func whenThereIsRoom<Value>(_ change: () async throws -> Value) async throws -> Value {
    while true {
      do {
        return try await change()
      } catch let error as ClientError where error.reason == .logFull {
        try await Task.sleep(for: .milliseconds(5))
      }
    }
  }
}
