internal import FealtyPersistence
internal import FealtyWire

/// Secrets and tokens: 32 bytes of chance in text, of which only hashes are kept.
enum SecretText {
  static let secretPrefix = "fs_"
  static let tokenPrefix = "ft_"

  /// A new one.
  static func make(_ prefix: String, _ random: any RandomSource) -> String {
    var text = prefix
    for _ in 0..<4 { text += hexadecimal(random.next(), digits: 16) }
    return text
  }

  /// What names a secret and says nothing about it.
  static func makeID(_ random: any RandomSource) -> String {
    hexadecimal(random.next() >> 32, digits: 8)
  }

  static func makeSalt(_ random: any RandomSource) -> [UInt8] {
    withUnsafeBytes(of: (random.next(), random.next())) { [UInt8]($0) }
  }

  static func hash(salt: [UInt8], _ text: String) -> [UInt8] {
    Digest(of: salt + Array(text.utf8)).bytes
  }

  /// Whether two hashes are equal, in a time that depends on their lengths alone.
  static func isEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    var difference: UInt8 = 0
    for index in a.indices { difference |= a[index] ^ b[index] }
    return difference == 0
  }

  private static func hexadecimal(_ number: UInt64, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}

extension StoredApiClient {
  /// What the client is shown as.
  var shown: ApiClient {
    var shown = client ?? ApiClient()
    shown.secrets = secrets.compactMap(\.secret)
    return shown
  }

  /// Adds a secret, the oldest going where there would be more than two that live.
  ///
  /// - Returns: Its text, which is kept nowhere.
  mutating func addSecret(_ random: any RandomSource, now: Int64) -> String {
    let text = SecretText.make(SecretText.secretPrefix, random)
    addSecret(text, random, now: now)
    return text
  }

  /// The same for a text that was made before.
  mutating func addSecret(_ text: String, _ random: any RandomSource, now: Int64) {
    let salt = SecretText.makeSalt(random)
    secrets.removeAll { !$0.isLive(at: now) }
    while secrets.count >= Limits.liveSecrets { secrets.removeFirst() }
    secrets.append(
      StoredSecret(
        secret: ClientSecret(secretID: SecretText.makeID(random), madeAtMs: now),
        salt: salt,
        hash: SecretText.hash(salt: salt, text)
      )
    )
  }

  private static let noSalt = [UInt8](repeating: 0, count: 16)

  /// Whether a text is one of the secrets that live; compares with each, whichever it is.
  func hasSecret(_ text: String, now: Int64) -> Bool {
    var found = false
    for stored in secrets {
      let isSame = SecretText.isEqual(SecretText.hash(salt: stored.salt, text), stored.hash)
      if isSame, stored.isLive(at: now) { found = true }
    }
    // As much is hashed for a client with fewer secrets, or none.
    for _ in secrets.count..<max(secrets.count, Limits.liveSecrets)
    where SecretText.hash(salt: Self.noSalt, text).isEmpty { found = false }
    return found
  }
}

extension StoredSecret {
  func isLive(at now: Int64) -> Bool {
    guard let secret else { return false }
    return secret.expiresAtMs == 0 || now < secret.expiresAtMs
  }
}

extension Limits {
  /// Secrets of a client that are good at one time: one in use, one on its way to the tills.
  static let liveSecrets = 2
  /// How long what was granted holds, milliseconds.
  package static let grantMilliseconds: Int64 = 15 * 60_000
  /// A secret or a token has 67; nobody's is longer.
  static let clientSecretBytes = 128
  /// Access tokens of one client that are good at one time.
  static let tokensOfClient = 1_000
  /// Access tokens that are good at one time.
  static let accessTokens = 100_000
  /// API clients of one server.
  static let apiClients = 10_000
  /// Entries of the audit that a shard keeps: with their texts about 3 MB.
  static let auditEntries = 10_000
  /// Failures of a client to say who it is, after which further ones are told to wait.
  static let freeFailures = 3
  /// How long after the first of those, milliseconds, doubling to the longest.
  static let failureMilliseconds: Int64 = 1_000
  static let longestFailureMilliseconds: Int64 = 60_000
  /// Names of clients whose failures are remembered.
  static let rememberedFailures = 10_000
}
