import FealtyTLS
import Testing

@Suite("A TLS session")
struct TLSSessionTests {
  /// Both ends, until neither has anything to say.
  private func shakeHands(_ client: TLSPeer, _ server: TLSSession) throws {
    var room = [UInt8](repeating: 0, count: 64 << 10)
    for _ in 0..<8 {
      let forth = client.take()
      if !forth.isEmpty {
        let count = try forth.withUnsafeBytes { bytes in
          try room.withUnsafeMutableBytes { try server.decrypt(bytes, into: $0) }
        }
        #expect(count == 0)
      }
      let back = server.withOutput { [UInt8]($0) }
      server.outputSent(back.count)
      if !back.isEmpty { #expect(try client.receive(back) == []) }
    }
  }

  @Test("is established for the name or the address", arguments: ["localhost", "127.0.0.1"])
  func established(host: String) throws {
    let server = try TLSSession(TestCertificates.server())
    let client = try TLSPeer(TestCertificates.client(), host: host)
    try shakeHands(client, server)
    #expect(client.session.isEstablished && server.isEstablished)
    #expect(client.session.protocolName == "TLSv1.3")
  }

  @Test(
    "is refused by a client that does not trust the server",
    arguments: [
      (server: "server", authority: "other", host: "localhost"),
      ("other-server", "ca", "localhost"), ("expired", "ca", "localhost"),
      ("server", "ca", "elsewhere.example"), ("server", "ca", "127.0.0.2"), ("server", "ca", "::1"),
    ]
  )
  func distrusted(server: String, authority: String, host: String) throws {
    let server = try TLSSession(TestCertificates.server(server))
    let client = try TLSPeer(TestCertificates.client(authority: authority), host: host)
    #expect(throws: TLSFailure.self) { try shakeHands(client, server) }
    #expect(!client.session.isEstablished)
    guard case .broken(let reason) = client.session.failure else {
      Issue.record("no failure")
      return
    }
    #expect(reason.contains("certificate verify failed"))
  }

  @Test(
    "takes a client's certificate where one is asked for",
    arguments: [(own: "client", true), (nil, false), ("other-server", false), ("expired", false)]
      as [(String?, Bool)]
  )
  func clients(own: String?, allowed: Bool) throws {
    let server = try TLSSession(TestCertificates.server(clients: "ca"))
    let client = try TLSPeer(TestCertificates.client(own: own))
    guard allowed else {
      #expect(throws: TLSFailure.self) { try shakeHands(client, server) }
      #expect(!server.isEstablished)
      return
    }
    try shakeHands(client, server)
    #expect(server.isEstablished)
  }

  @Test func `carries bytes of any size both ways, however they are cut`() throws {
    let server = try TLSSession(TestCertificates.server())
    let client = try TLSPeer(TestCertificates.client())
    try shakeHands(client, server)
    for size in [1, 100, 16_383, 16_384, 16_385, 200_000] {
      let plain = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      let sealed = try client.seal(plain)
      var arrived: [UInt8] = []
      var room = [UInt8](repeating: 0, count: 64 << 10)
      for start in stride(from: 0, to: sealed.count, by: 10_007) {
        let part = sealed[start..<min(sealed.count, start + 10_007)]
        let count = try part.withUnsafeBytes { bytes in
          try room.withUnsafeMutableBytes { try server.decrypt(bytes, into: $0) }
        }
        arrived += room[..<count]
      }
      #expect(arrived == plain)
      try plain.withUnsafeBytes { try server.encrypt($0) }
      let back = server.withOutput { [UInt8]($0) }
      server.outputSent(back.count)
      #expect(try client.receive(back) == plain)
    }
    server.finish()
    #expect(try client.receive(server.withOutput { [UInt8]($0) }) == [])
    #expect(client.session.isFinished)
  }

  @Test func `breaks at a record with any byte changed`() throws {
    for index in [0, 1, 3, 5, 20, 40] {
      let server = try TLSSession(TestCertificates.server())
      let client = try TLSPeer(TestCertificates.client())
      try shakeHands(client, server)
      var sealed = try client.seal([UInt8](repeating: 1, count: 30))
      sealed[index] ^= 0x40
      var room = [UInt8](repeating: 0, count: 64 << 10)
      // A length that has grown waits for more, which never comes.
      let outcome = Result {
        try sealed.withUnsafeBytes { bytes in
          try room.withUnsafeMutableBytes { try server.decrypt(bytes, into: $0) }
        }
      }
      if case .success(let count) = outcome { #expect(count == 0 && index == 3) }
    }
  }

  @Test func `says which file it cannot use`() throws {
    let certificate = try TestCertificates.file("server.pem")
    let foreign = try TestCertificates.file("client.key")
    for (key, word) in [(foreign, "client.key"), ("/nowhere/key.pem", "/nowhere/key.pem")] {
      let failure = #expect(throws: TLSFailure.self) {
        try TLSContext.server(
          TLSContext.Identity(certificateFile: certificate, keyFile: key)
        )
      }
      #expect(failure?.description.contains(word) == true)
    }
    let failure = #expect(throws: TLSFailure.self) {
      try TLSContext.client(authorityFile: foreign)
    }
    #expect(failure?.description.contains("client.key") == true)
  }
}
