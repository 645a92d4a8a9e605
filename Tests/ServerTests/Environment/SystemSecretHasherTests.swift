import FealtyActors
import Testing

@testable import FealtyServer

@Suite("Hashing secrets with the system's library")
struct SystemSecretHasherTests {
  private let pin = Array("4711".utf8)

  @Test func `knows the secret again, and no other`() throws {
    let hasher = SystemSecretHasher()
    try #require(hasher.failure == nil)
    let stored = try hasher.hash(pin)
    #expect(String(decoding: stored, as: UTF8.self).hasPrefix("$y$"))
    #expect(try hasher.verify(pin, against: stored))
    for wrong in ["4712", "471", "47110", " 4711"] {
      #expect(try !hasher.verify(Array(wrong.utf8), against: stored), "\(wrong)")
    }
  }

  @Test func `salts each hash anew`() throws {
    let hasher = SystemSecretHasher()
    let first = try hasher.hash(pin)
    let second = try hasher.hash(pin)
    #expect(first != second)
    #expect(try hasher.verify(pin, against: second))
  }

  @Test func `takes any bytes but 0, up to the limit`() throws {
    let hasher = SystemSecretHasher()
    let longest = [UInt8](repeating: 0xFF, count: FealtyActors.Limits.secretBytes)
    let stored = try hasher.hash(longest)
    #expect(try hasher.verify(longest, against: stored))
    #expect(try !hasher.verify(longest.dropLast(), against: stored))
    for unusable in [[], longest + [1], [0x31, 0, 0x32]] {
      #expect(throws: SecretHashFailure.unusableSecret) { try hasher.hash(unusable) }
      #expect(throws: SecretHashFailure.unusableSecret) {
        try hasher.verify(unusable, against: stored)
      }
    }
  }

  @Test(
    "says that a stored hash is none",
    arguments: ["", "4711", "*0", "$y$", "$nothing$abc", "$y$j9T$\0"]
  )
  func damaged(stored: String) {
    #expect(throws: SecretHashFailure.unknownHash) {
      try SystemSecretHasher().verify(pin, against: Array(stored.utf8))
    }
  }

  @Test func `says what to install where the library is missing`() throws {
    let hasher = SystemSecretHasher(library: "libcrypt.so.none")
    let failure = try #require(hasher.failure)
    guard case .unavailable(let sentence) = failure else {
      Issue.record("\(failure)")
      return
    }
    #expect(sentence.contains("libcrypt1"))
    #expect(throws: failure) { try hasher.hash(pin) }
    #expect(throws: failure) { try hasher.verify(pin, against: [0x24]) }
  }

  @Test func `says when the library is too old`() throws {
    // The C library has neither of the functions.
    let hasher = SystemSecretHasher(library: "libc.so.6")
    guard case .unavailable(let sentence)? = hasher.failure else {
      Issue.record("the C library hashes secrets")
      return
    }
    #expect(sentence.contains("yescrypt"))
  }

  @Test func `compares hashes byte by byte`() {
    #expect(SystemSecretHasher.isEqual([1, 2, 3], [1, 2, 3]))
    for other in [[], [1, 2], [1, 2, 3, 4], [0, 2, 3], [1, 2, 0x83]] as [[UInt8]] {
      #expect(!SystemSecretHasher.isEqual([1, 2, 3], other))
    }
  }

  @Test func `works on several threads at once`() throws {
    let hasher = SystemSecretHasher()
    let stored = try hasher.hash(pin)
    let pin = pin
    let right = Guarded(0)
    let threads = try (0..<4).map { index in
      try PlatformThread(name: "hash \(index)") {
        let secret = index % 2 == 0 ? pin : Array("0000".utf8)
        let verdict = Result { try hasher.verify(secret, against: stored) }
        if case .success(index % 2 == 0) = verdict { right.withLock { $0 += 1 } }
      }
    }
    for thread in threads { thread.join() }
    #expect(right.withLock { $0 } == 4)
  }
}
