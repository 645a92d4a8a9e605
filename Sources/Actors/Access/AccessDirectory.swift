package import FealtyWire
internal import Synchronization

/// The clients as every thread may ask for them: who is one, and what it was granted.
///
/// Shard 0 publishes each change when it is durable. Tokens live here alone: they end with the
/// process, and whoever had one says again who it is.
///
/// Proof for `@unchecked Sendable`: all but the atomic word is read and changed under `lock`.
package final class AccessDirectory: @unchecked Sendable {
  private let lock = Lock()
  private let guarded = Atomic<Bool>(false)
  private var clients: [String: Known] = [:]
  /// By its number, each client's name; nobody has the first.
  private var names = [""]
  /// By the hash of the token.
  private var tokens: [[UInt8]: AccessGrant] = [:]
  /// Each client's tokens, oldest first.
  private var tokensOf: [String: [[UInt8]]] = [:]
  private var failures: [String: Failures] = [:]

  private struct Known {
    var stored: StoredApiClient
    /// For as long as the process runs.
    var number: UInt32
    var life: ClientLife
    var gate: RateGate?
  }

  /// Stands in for a client that is not there: it has a secret that nobody knows.
  private let nobody = Known(
    stored: StoredApiClient(secrets: [StoredSecret(salt: [0])]),
    number: 0,
    life: ClientLife(),
    gate: nil
  )

  private struct Failures {
    var count = 0
    /// Milliseconds since 1970.
    var waitUntil: Int64 = 0
  }

  package init() {}

  /// Whether there is any client: from the first on, nobody is served who is none.
  @inline(__always)
  package var isGuarded: Bool { guarded.load(ordering: .relaxed) }

  // MARK: - Shard 0's side

  /// A client is so from now on.
  ///
  /// `ends`: whether what it was granted before ends.
  func publish(_ stored: StoredApiClient, ends: Bool) {
    guard let client = stored.client else { return }
    lock.locked {
      let before = clients[client.clientID]
      if ends { before?.life.end() }
      var gate = before?.gate
      if gate?.callsPerSecond != client.callsPerSecond {
        gate =
          client.callsPerSecond == 0 ? nil : RateGate(callsPerSecond: client.callsPerSecond)
      }
      let life = ends ? ClientLife() : before?.life ?? ClientLife()
      let number = before?.number ?? UInt32(names.count)
      if before == nil { names.append(client.clientID) }
      clients[client.clientID] = Known(stored: stored, number: number, life: life, gate: gate)
      guarded.store(true, ordering: .releasing)
    }
  }

  /// Forgets everything, at a start.
  func removeAll() {
    lock.locked {
      clients = [:]
      names = [""]
      tokens = [:]
      tokensOf = [:]
      guarded.store(false, ordering: .releasing)
    }
  }

  /// The client that has a number.
  func name(of number: UInt32) -> String { lock.locked { names[Int(number)] } }

  // MARK: - Granting

  /// Grants what a client may do to whoever has its secret.
  ///
  /// - Parameters:
  ///   - clientID: Who it says it is.
  ///   - secret: By what it proves that.
  ///   - scopes: What is asked for; empty = all that the client may.
  ///   - clock: Now.
  /// - Returns: The grant, or why there is none: the same whether there is such a client or not.
  package func authenticate(
    _ clientID: String,
    secret: String,
    scopes: [AccessScope] = [],
    clock: any Clock
  ) -> Result<AccessGrant, AccessRefusal> {
    // Nothing that is longer is a client's, and none of it is hashed or remembered.
    guard clientID.utf8.count <= Limits.identifierBytes,
      secret.utf8.count <= Limits.clientSecretBytes
    else { return .failure(.invalidClient) }
    let now = clock.wallMilliseconds()
    return lock.locked {
      // For a client that is not there as much is hashed as for one that is.
      let known = clients[clientID] ?? nobody
      guard let client = known.stored.client, known.stored.hasSecret(secret, now: now),
        !client.disabled, client.expiresAtMs == 0 || now < client.expiresAtMs
      else { return .failure(noteFailure(clientID, now: now)) }
      failures[clientID] = nil
      var all = AccessScopes(client.scopes)
      let wanted = AccessScopes(scopes)
      guard all.isSuperset(of: wanted) else {
        return .failure(.scopeMissing(wanted.subtracting(all)))
      }
      if !wanted.isEmpty { all = wanted }
      if all.contains(.admin), client.programIDs.isEmpty { all.insert(.wholeServer) }
      var milliseconds = Limits.grantMilliseconds
      if client.expiresAtMs > 0 { milliseconds = min(milliseconds, client.expiresAtMs - now) }
      return .success(
        AccessGrant(
          clientID: clientID,
          number: known.number,
          scopes: all.union(.open),
          expiresAtNanoseconds: clock.monotonicNanoseconds() + milliseconds * 1_000_000,
          programmes: client.programIDs.map { Array($0.utf8) },
          terminal: Array(client.terminalID.utf8),
          life: known.life,
          gate: known.gate
        )
      )
    }
  }

  /// Makes a token for a grant; nil when there are too many of all clients.
  ///
  /// Where the client has as many as one may have, its oldest ends.
  func token(
    for grant: AccessGrant,
    random: any RandomSource,
    clock: any Clock
  ) -> String? {
    let text = SecretText.make(SecretText.tokenPrefix, random)
    let key = SecretText.hash(salt: [], text)
    let now = clock.monotonicNanoseconds()
    return lock.locked {
      if tokens.count >= Limits.accessTokens { forgetEnded(at: now) }
      guard tokens.count < Limits.accessTokens else { return nil }
      tokens[key] = grant
      tokensOf[grant.clientID, default: []].append(key)
      forgetOldest(of: grant.clientID)
      return text
    }
  }

  /// What a token is good for.
  package func grant(
    token: String,
    clock: any Clock
  ) -> Result<AccessGrant, AccessRefusal> {
    guard token.utf8.count <= Limits.clientSecretBytes else { return .failure(.tokenExpired) }
    let key = SecretText.hash(salt: [], token)
    let now = clock.monotonicNanoseconds()
    return lock.locked {
      guard let grant = tokens[key] else { return .failure(.tokenExpired) }
      if grant.isGood(at: now) { return .success(grant) }
      tokens[key] = nil
      return .failure(.tokenExpired)
    }
  }

  private func forgetEnded(at now: Int64) {
    tokens = tokens.filter { $0.value.isGood(at: now) }
    tokensOf = tokensOf.compactMapValues { keys in
      let kept = keys.filter { tokens[$0] != nil }
      return kept.isEmpty ? nil : kept
    }
  }

  private func forgetOldest(of clientID: String) {
    guard let keys = tokensOf[clientID], keys.count > Limits.tokensOfClient else { return }
    let surplus = keys.count - Limits.tokensOfClient + Limits.tokensOfClient / 8
    for key in keys.prefix(surplus) { tokens[key] = nil }
    tokensOf[clientID] = Array(keys.dropFirst(surplus))
  }

  /// Counts a failure: from the fourth on the answer is to wait, longer each time.
  ///
  /// A right secret passes at any time, so that nobody is locked out by others' failures; secrets
  /// are too long to be guessed.
  private func noteFailure(_ clientID: String, now: Int64) -> AccessRefusal {
    var known = failures[clientID] ?? Failures()
    guard now >= known.waitUntil else {
      return .tooManyFailures(milliseconds: known.waitUntil - now)
    }
    known.count += 1
    if known.count >= Limits.freeFailures {
      let doublings = min(known.count - Limits.freeFailures, 10)
      let wait = Limits.failureMilliseconds << doublings
      known.waitUntil = now + min(wait, Limits.longestFailureMilliseconds)
    }
    if failures.count >= Limits.rememberedFailures { failures = [:] }
    failures[clientID] = known
    return .invalidClient
  }
}

/// Why a caller is not let through.
package enum AccessRefusal: Error, Equatable, Sendable {
  /// It has not said who it is.
  case notAuthenticated
  /// There is no such client, this is not its secret, or it has ended.
  case invalidClient
  /// So many failures that it must wait.
  case tooManyFailures(milliseconds: Int64)
  /// What it was granted has ended, or never was.
  case tokenExpired
  /// It may not do this, for which it would need one of these.
  case scopeMissing(AccessScopes)
  /// It calls too often.
  case rateLimited(nanoseconds: Int64)

  package var status: Status {
    switch self {
    case .notAuthenticated:
      Status(
        code: .unauthenticated,
        reason: .notAuthenticated,
        message: "the caller has not said who it is; send AUTH first"
      )
    case .invalidClient:
      Status(
        code: .unauthenticated,
        reason: .invalidClient,
        message: "there is no such client, or that is not its secret"
      )
    case .tooManyFailures(let milliseconds):
      Status(
        code: .resourceExhausted,
        reason: .rateLimited,
        message: "too many failures to say who it is; wait",
        retryAfterMs: milliseconds
      )
    case .tokenExpired:
      Status(
        code: .unauthenticated,
        reason: .tokenExpired,
        message: "what was granted has ended; authenticate again"
      )
    case .scopeMissing(let scopes):
      Status(
        code: .permissionDenied,
        reason: .scopeMissing,
        message: "this needs \(scopes.names), which the client does not have; an admin may give it"
      )
    case .rateLimited(let nanoseconds):
      Status(
        code: .resourceExhausted,
        reason: .rateLimited,
        message: "the client calls more often than it may",
        // Rounded up: who comes then must find its call due.
        retryAfterMs: (nanoseconds + 999_999) / 1_000_000
      )
    }
  }
}
