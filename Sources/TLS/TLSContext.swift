/// What all connections of one server or one client share: certificates, key, whom to trust.
///
/// Protocol versions 1.3 and 1.2, no resumption, no renegotiation: connections live long, so a
/// handshake saved is not worth a secret kept.
///
/// Proof for `@unchecked Sendable`: set up before it is handed out, and only read from then on,
/// which the library allows on any number of threads.
package final class TLSContext: @unchecked Sendable {
  package enum Role: Sendable {
    case server
    case client
  }

  package let role: Role
  let openSSL: OpenSSL
  let pointer: OpaquePointer
  let channels: OpaquePointer

  /// A certificate with those that signed it, and its key, as PEM files.
  package struct Identity: Sendable, Equatable {
    package var certificateFile: String
    package var keyFile: String

    package init(certificateFile: String, keyFile: String) {
      self.certificateFile = certificateFile
      self.keyFile = keyFile
    }
  }

  /// Makes a server's context.
  ///
  /// - Parameters:
  ///   - identity: What clients are shown.
  ///   - clientAuthorityFile: PEM file of authorities, of one of which a client must show a
  ///     certificate; nil = none is asked for.
  /// - Returns: A context for sessions of a server.
  /// - Throws: ``TLSFailure``.
  package static func server(
    _ identity: Identity,
    clientAuthorityFile: String? = nil
  ) throws(TLSFailure) -> TLSContext {
    let context = try TLSContext(.server)
    try context.use(identity)
    if let file = clientAuthorityFile {
      try context.trust(file)
      guard let names = context.openSSL.readNames(file) else {
        throw .unusable(file: file, reason: context.openSSL.takeError())
      }
      context.openSSL.setNames(context.pointer, names)
      context.openSSL.setVerify(
        context.pointer,
        OpenSSL.verifyPeer | OpenSSL.requirePeer,
        nil
      )
    }
    return context
  }

  /// Makes a client's context, which trusts nobody but the authorities named.
  ///
  /// - Parameters:
  ///   - authorityFile: PEM file of authorities; nil = the system's.
  ///   - identity: What a server is shown that asks; nil = nothing.
  /// - Returns: A context for sessions of a client.
  /// - Throws: ``TLSFailure``.
  package static func client(
    authorityFile: String? = nil,
    identity: Identity? = nil
  ) throws(TLSFailure) -> TLSContext {
    let context = try TLSContext(.client)
    if let authorityFile {
      try context.trust(authorityFile)
    } else {
      guard context.openSSL.loadSystemAuthorities(context.pointer) == 1 else {
        throw .unavailable("the system's authorities: \(context.openSSL.takeError())")
      }
    }
    if let identity { try context.use(identity) }
    context.openSSL.setVerify(context.pointer, OpenSSL.verifyPeer, nil)
    return context
  }

  private init(_ role: Role) throws(TLSFailure) {
    let openSSL = try OpenSSL.shared.get()
    let channels = try TLSChannel.kind(openSSL)
    let method = role == .server ? openSSL.serverMethod() : openSSL.clientMethod()
    guard let pointer = openSSL.newContext(method) else {
      throw .unavailable("no TLS context: \(openSSL.takeError())")
    }
    self.role = role
    self.openSSL = openSSL
    self.pointer = pointer
    self.channels = channels
    _ = openSSL.setOptions(pointer, OpenSSL.options)
    _ = openSSL.controlContext(pointer, OpenSSL.setModeControl, OpenSSL.releaseBuffers, nil)
    _ = openSSL.controlContext(pointer, OpenSSL.setSessionCacheControl, 0, nil)
    _ = openSSL.setTickets(pointer, 0)
    // A key that needs a password would make the library ask on the terminal.
    openSSL.setPassword(pointer) { _, _, _, _ in 0 }
    guard
      openSSL.controlContext(
        pointer,
        OpenSSL.setMinimumVersionControl,
        OpenSSL.minimumVersion,
        nil
      ) == 1,
      openSSL.setSuites(pointer, Self.suites) == 1,
      openSSL.setCiphers(pointer, Self.ciphers) == 1
    else { throw .unavailable("no cipher of TLS 1.2 or 1.3: \(openSSL.takeError())") }
  }

  deinit { openSSL.freeContext(pointer) }

  /// Of TLS 1.3; the first is the fastest where the processor has instructions for it.
  private static let suites =
    "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256"
  /// Of TLS 1.2: forward secrecy and authenticated encryption alone.
  private static let ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20"

  private func use(_ identity: Identity) throws(TLSFailure) {
    guard openSSL.useChain(pointer, identity.certificateFile) == 1 else {
      throw .unusable(file: identity.certificateFile, reason: openSSL.takeError())
    }
    guard openSSL.useKey(pointer, identity.keyFile, OpenSSL.pem) == 1 else {
      throw .unusable(file: identity.keyFile, reason: openSSL.takeError())
    }
    guard openSSL.checkKey(pointer) == 1 else {
      throw .unusable(
        file: identity.keyFile,
        reason: "it is not the key of \(identity.certificateFile)"
      )
    }
  }

  private func trust(_ file: String) throws(TLSFailure) {
    guard openSSL.loadAuthorities(pointer, file) == 1 else {
      throw .unusable(file: file, reason: openSSL.takeError())
    }
  }
}
