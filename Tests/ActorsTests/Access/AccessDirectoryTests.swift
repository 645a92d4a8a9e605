import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Who was granted what")
struct AccessDirectoryTests {
  private let directory = AccessDirectory()
  private let clock = TestClock()
  private let random = CountingRandom()

  /// A client and its secret.
  private func publish(_ id: String) -> String {
    let client = ApiClient(clientID: id, scopes: [.accessPos], version: 1)
    var stored = StoredApiClient(client: client)
    let secret = stored.addSecret(random, now: clock.wallMilliseconds())
    directory.publish(stored, ends: true)
    return secret
  }

  private func refusal(_ id: String, _ secret: String) -> AccessRefusal? {
    switch directory.authenticate(id, secret: secret, clock: clock) {
    case .success: nil
    case .failure(let refusal): refusal
    }
  }

  // Goal: names and secrets that nobody can have take no memory. Method: what is remembered is
  // told to wait from the fourth failure on; these never are.
  @Test func `what is longer than any name or secret is refused and not remembered`() {
    let secret = publish("till")
    let long = String(repeating: "x", count: Limits.identifierBytes + 1)
    for _ in 0..<10 { #expect(refusal(long, "fs_wrong") == .invalidClient) }
    let longSecret = String(repeating: "x", count: Limits.clientSecretBytes + 1)
    for _ in 0..<10 { #expect(refusal("till", longSecret) == .invalidClient) }
    #expect(refusal("till", secret) == nil)
    let shorter = String(repeating: "x", count: Limits.identifierBytes)
    let refusals = (0..<10).map { _ in refusal(shorter, "fs_wrong") }
    #expect(refusals.last == .tooManyFailures(milliseconds: Limits.failureMilliseconds))
    switch directory.grant(token: longSecret, clock: clock) {
    case .success: Issue.record("nobody has this token")
    case .failure(let refusal): #expect(refusal == .tokenExpired)
    }
  }

  @Test func `one client's tokens end its own oldest ones, and nobody else's`() throws {
    let secrets = ["a": publish("a"), "b": publish("b")]
    func token(_ id: String) throws -> String {
      let grant = try directory.authenticate(id, secret: secrets[id] ?? "", clock: clock).get()
      return try #require(directory.token(for: grant, random: random, clock: clock))
    }
    func isGood(_ token: String) -> Bool {
      if case .success = directory.grant(token: token, clock: clock) { true } else { false }
    }
    let other = try token("b")
    let first = try token("a")
    for _ in 1..<Limits.tokensOfClient { _ = try token("a") }
    #expect(isGood(first))
    let last = try token("a")
    #expect(!isGood(first) && isGood(last) && isGood(other))
  }
}
