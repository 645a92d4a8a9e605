@testable import FealtyActors

/// "Hashes" a secret by writing it behind a mark: fast, and a test can see what was stored.
struct PlainHasher: SecretHasher {
  static let mark = Array("plain:".utf8)

  func hash(_ secret: [UInt8]) throws(SecretHashFailure) -> [UInt8] {
    guard !secret.isEmpty, !secret.contains(0) else { throw .unusableSecret }
    return Self.mark + secret
  }

  func verify(_ secret: [UInt8], against stored: [UInt8]) throws(SecretHashFailure) -> Bool {
    guard stored.starts(with: Self.mark) else { throw .unknownHash }
    return try hash(secret) == stored
  }
}

/// A system without libcrypt.
struct MissingHasher: SecretHasher {
  func hash(_ secret: [UInt8]) throws(SecretHashFailure) -> [UInt8] {
    throw .unavailable("libcrypt is missing")
  }

  func verify(_ secret: [UInt8], against stored: [UInt8]) throws(SecretHashFailure) -> Bool {
    throw .unavailable("libcrypt is missing")
  }
}
