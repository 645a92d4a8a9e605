internal import Glibc

/// The TLS of one connection: bytes of the network in and out, bytes of the protocol out and in.
///
/// - Owns: the session's state and the encrypted bytes that wait to be sent. Reads no socket and
///   waits for nothing.
/// - Guarantees: all that was received is used at once; nothing of the peer's is handed out before
///   the handshake has checked what it had to.
/// - Fails: for good, with ``TLSFailure/broken(_:)``; what it still has to say to the peer (an
///   alert) waits among the output.
///
/// Proof for `@unchecked Sendable`: one thread's at a time; it changes hands with its connection,
/// through an inbox whose lock orders the two.
package final class TLSSession: @unchecked Sendable {
  private let context: TLSContext
  private let session: OpaquePointer
  private var openSSL: OpenSSL { context.openSSL }

  /// What of the bytes received the library has not taken; empty between two calls.
  private var received = UnsafeRawBufferPointer(start: nil, count: 0)

  /// `output[outputStart..<outputEnd]` waits to be sent.
  private var output = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var outputStart = 0
  private var outputEnd = 0

  /// Whether the handshake is done.
  package private(set) var isEstablished = false
  /// Whether the peer has said that it sends no more.
  package private(set) var isFinished = false
  /// Why nothing more can be read or written.
  package private(set) var failure: TLSFailure?

  /// Room beyond the bytes received that ``decrypt(_:into:)`` needs: a record that had begun.
  package static let slackBytes = 18 << 10

  /// Begins a session.
  ///
  /// - Parameters:
  ///   - context: Whose.
  ///   - host: For a client: the name or address that the server's certificate must be for.
  /// - Throws: ``TLSFailure``.
  package init(_ context: TLSContext, host: String? = nil) throws(TLSFailure) {
    let openSSL = context.openSSL
    guard let session = openSSL.newSession(context.pointer) else {
      throw .unavailable("no TLS session: \(openSSL.takeError())")
    }
    guard let channel = openSSL.newChannel(context.channels) else {
      openSSL.freeSession(session)
      throw .unavailable("no TLS channel: \(openSSL.takeError())")
    }
    self.context = context
    self.session = session
    openSSL.setData(channel, Unmanaged.passUnretained(self).toOpaque())
    openSSL.setInitialized(channel, 1)
    // The session owns the channel from now on, in both directions.
    openSSL.setChannel(session, channel, channel)
    switch context.role {
    case .server: openSSL.setAccepting(session)
    case .client:
      openSSL.setConnecting(session)
      guard let host else { throw .refused("a client's TLS needs the name of the server") }
      try expect(host)
    }
  }

  deinit {
    openSSL.freeSession(session)
    output.deallocate()
  }

  /// A client begins the handshake.
  package func start() throws(TLSFailure) {
    let status = openSSL.shakeHands(session)
    if status != 1 { try check(status) }
  }

  /// The version spoken, such as `TLSv1.3`.
  package var protocolName: String {
    openSSL.protocolName(session).map { String(cString: $0) } ?? ""
  }

  // MARK: - In

  /// Takes what was received.
  ///
  /// - Parameters:
  ///   - bytes: All of them are used.
  ///   - plain: Where what they held goes; at least ``slackBytes`` larger than they are.
  /// - Returns: How many bytes were written there.
  /// - Throws: ``TLSFailure/broken(_:)``; what was decrypted before is lost.
  package func decrypt(
    _ bytes: UnsafeRawBufferPointer,
    into plain: UnsafeMutableRawBufferPointer
  ) throws(TLSFailure) -> Int {
    precondition(plain.count >= bytes.count + Self.slackBytes, "\(plain.count) bytes of room")
    if let failure { throw failure }
    received = bytes
    defer { received = UnsafeRawBufferPointer(start: nil, count: 0) }
    var total = 0
    while total < plain.count {
      var count = 0
      let status = openSSL.read(
        session,
        plain.baseAddress.map { $0 + total },
        plain.count - total,
        &count
      )
      if status == 1 {
        total += count
        continue
      }
      try check(status)
      isEstablished = isEstablished || openSSL.isEstablished(session) == 1
      return total
    }
    preconditionFailure("\(total) bytes of plaintext from \(bytes.count) received")
  }

  // MARK: - Out

  /// Encrypts bytes for the peer; they wait among the output.
  ///
  /// It is a programmer error to do so before ``isEstablished``.
  package func encrypt(_ plain: UnsafeRawBufferPointer) throws(TLSFailure) {
    precondition(isEstablished, "plaintext before the end of the handshake")
    if let failure { throw failure }
    guard plain.count > 0 else { return }
    var count = 0
    let status = openSSL.write(session, plain.baseAddress, plain.count, &count)
    if status != 1 { try check(status) }
    assert(count == plain.count, "\(count) of \(plain.count) bytes were encrypted")
  }

  /// Tells the peer that nothing more will be sent.
  package func finish() {
    guard isEstablished, failure == nil else { return }
    // Zero: the peer has not said so yet, which nobody waits for.
    if openSSL.shutDown(session) < 0 { _ = openSSL.takeError() }
  }

  /// Encrypted bytes that wait to be sent.
  package var outputBytes: Int { outputEnd - outputStart }

  /// The bytes that wait to be sent, during the call.
  package func withOutput<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    body(UnsafeRawBufferPointer(rebasing: output[outputStart..<outputEnd]))
  }

  /// So many of the bytes that wait were sent.
  package func outputSent(_ count: Int) {
    outputStart += count
    precondition(outputStart <= outputEnd, "\(count) bytes sent of fewer")
    if outputStart == outputEnd {
      outputStart = 0
      outputEnd = 0
    }
  }

  /// Gives memory back that a connection at rest does not need.
  package func shrink() {
    guard outputStart == outputEnd else { return }
    output.deallocate()
    output = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }

  // MARK: - The library's side

  func takeReceived(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, received.count)
    guard count > 0 else { return 0 }
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: received[..<count]))
    received = UnsafeRawBufferPointer(rebasing: received[count...])
    return count
  }

  func addOutput(_ bytes: UnsafeRawBufferPointer) {
    if output.count - outputEnd < bytes.count { makeRoom(bytes.count) }
    UnsafeMutableRawBufferPointer(rebasing: output[outputEnd...]).copyMemory(from: bytes)
    outputEnd += bytes.count
  }

  private func makeRoom(_ count: Int) {
    let waiting = outputBytes
    var capacity = max(output.count, Self.firstOutputBytes)
    while capacity < waiting + count { capacity *= 2 }
    let larger =
      capacity == output.count
      ? output : UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
    if waiting > 0 {
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: output[outputStart..<outputEnd]))
    }
    if capacity != output.count {
      output.deallocate()
      output = larger
    }
    outputStart = 0
    outputEnd = waiting
  }

  /// A handshake's answer fits.
  private static let firstOutputBytes = 4 << 10

  // MARK: - Steps

  /// Names the server that the certificate must be for.
  private func expect(_ host: String) throws(TLSFailure) {
    if Self.isAddress(host) {
      guard openSSL.setAddress(openSSL.parameters(session), host) == 1 else {
        throw .refused("\(host) is no address: \(openSSL.takeError())")
      }
      return
    }
    guard openSSL.setHost(session, host) == 1 else {
      throw .refused("\(host) is no host name: \(openSSL.takeError())")
    }
    let named = host.withCString { name in
      openSSL.controlSession(
        session,
        OpenSSL.setHostNameControl,
        0,
        UnsafeMutableRawPointer(mutating: name)
      )
    }
    guard named == 1 else { throw .refused("\(host) is no host name: \(openSSL.takeError())") }
  }

  private static func isAddress(_ host: String) -> Bool {
    var room = (UInt64(0), UInt64(0))
    return inet_pton(AF_INET, host, &room) == 1 || inet_pton(AF_INET6, host, &room) == 1
  }

  /// What a call that did not succeed means: nothing, the peer's end, or ours.
  private func check(_ status: CInt) throws(TLSFailure) {
    switch openSSL.errorKind(session, status) {
    case OpenSSL.errorWantRead: return
    case OpenSSL.errorFinished: isFinished = true
    default:
      let reason = openSSL.takeError()
      let verified = openSSL.verifyResult(session)
      let cause = verified == 0 ? nil : openSSL.verifyReason(verified)
      let broken = TLSFailure.broken(cause.map { "\(reason): \(String(cString: $0))" } ?? reason)
      failure = broken
      throw broken
    }
  }
}
