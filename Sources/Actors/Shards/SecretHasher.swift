/// Why a secret could not be hashed or compared.
package enum SecretHashFailure: Error, Hashable, Sendable {
  /// The system lacks what it takes; the sentence says what, for the operator. Retrying is no use.
  case unavailable(String)
  /// The secret is empty, too long, or holds a byte 0.
  case unusableSecret
  /// The stored hash is none that the system knows.
  case unknownHash
}

/// Hashes short secrets of people (PINs), slowly on purpose.
///
/// Each call takes tens of milliseconds and megabytes: it runs on the pool for blocking work, never
/// on a shard.
package protocol SecretHasher: Sendable {
  /// The hash of a secret with a salt of its own: two calls give two hashes.
  ///
  /// - Parameter secret: 1 to ``Limits/secretBytes`` bytes without a 0.
  /// - Returns: What to store: it names its method, its cost and its salt.
  /// - Throws: ``SecretHashFailure`` where there is nothing to hash, or nothing to hash with.
  func hash(_ secret: [UInt8]) throws(SecretHashFailure) -> [UInt8]

  /// Whether a secret is the one that was hashed.
  ///
  /// Takes as long for a wrong one as for the right one.
  func verify(_ secret: [UInt8], against stored: [UInt8]) throws(SecretHashFailure) -> Bool
}

/// Bounds how many secrets wait for the pool.
final class SecretGate: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `waiting` is read and changed under `lock`.
  private let lock = Lock()
  private var waiting = 0

  /// Whether one more may wait; who is let in calls ``leave()``.
  func enter() -> Bool {
    lock.locked {
      guard waiting < Limits.secretsWaiting else { return false }
      waiting += 1
      return true
    }
  }

  func leave() { lock.locked { waiting -= 1 } }
}

extension Limits {
  /// Length of a secret, bytes: what crypt(3) takes with every method.
  package static let secretBytes = 72
}
