internal import FealtyActors
internal import FealtyTLS
internal import FealtyWire

// What leaves a connection with TLS: pieces of the same two buffers in the same order, encrypted
// into the session's own, from which the socket takes them.

extension Connection {
  /// Sends as much as the socket takes.
  ///
  /// - Returns: False when the connection is gone.
  func flushSealed(_ transport: any Transport, nowNanoseconds now: Int64) -> Bool {
    guard let tls else { preconditionFailure("a connection without TLS") }
    while true {
      guard seal(tls) else { return false }
      guard sealedBytes > 0 else { return true }
      switch sendSealed(tls, transport) {
      case .bytes:
        blockedAt = 0
        guard sealedBytes == 0 else {
          isBlocked = true
          blockedAt = now
          return true
        }
      case .wouldBlock:
        isBlocked = true
        if blockedAt == 0 { blockedAt = now }
        return true
      case .ended, .failed:
        return false
      }
    }
  }

  /// Tells the peer that nothing more comes; all that could leave has left.
  func sealFarewell(_ transport: any Transport) {
    guard let tls else { return }
    tls.finish()
    sealedBytes = tls.outputBytes
    // What the socket does not take of so little, the peer finds out by the end of the stream.
    if sealedBytes > 0 { _ = sendSealed(tls, transport) }
    tls.outputSent(sealedBytes)
    sealedBytes = 0
  }

  /// Sends what the session has to say of its end, if the socket takes it.
  func sendAlert(_ transport: any Transport) {
    guard let tls else { return }
    _ = sendSealed(tls, transport)
  }

  /// Takes what was received.
  ///
  /// `plain`: at least ``TLSSession/slackBytes`` larger than `bytes`.
  ///
  /// - Returns: How many bytes were written to `plain`; nil where the connection is over.
  func unseal(
    _ bytes: UnsafeRawBufferPointer,
    into plain: UnsafeMutableRawBufferPointer
  ) -> Int? {
    guard let tls else { preconditionFailure("a connection without TLS") }
    defer { sealedBytes = tls.outputBytes }
    do {
      return try tls.decrypt(bytes, into: plain)
    } catch {
      return nil
    }
  }

  // MARK: - Steps

  /// Encrypts what may leave, until there is enough for one write.
  private func seal(_ tls: TLSSession) -> Bool {
    guard tls.isEstablished else { return true }
    defer { sealedBytes = tls.outputBytes }
    while tls.outputBytes < Limits.sealedBytes {
      let readyLeft = ready.bytes.count - readySent
      let gatedLeft = gatedReleased - (gatedBase + gatedSent)
      guard readyLeft + gatedLeft > 0 else { return true }
      let takesGated = gatedGoesFirst || readyLeft == 0
      let count = min(takesGated ? gatedLeft : readyLeft, Limits.sealedBytes)
      let buffer = takesGated ? gated : ready
      let start = takesGated ? gatedSent : readySent
      do throws(TLSFailure) {
        try buffer.bytes.withUnsafeBytes { bytes throws(TLSFailure) in
          try tls.encrypt(UnsafeRawBufferPointer(rebasing: bytes[start..<start + count]))
        }
      } catch {
        return false
      }
      advance(count, readyLeft: readyLeft, gatedLeft: gatedLeft)
    }
    return true
  }

  private func sendSealed(_ tls: TLSSession, _ transport: any Transport) -> TransferOutcome {
    let outcome = tls.withOutput {
      transport.write(socket, $0, UnsafeRawBufferPointer(start: nil, count: 0))
    }
    if case .bytes(let count) = outcome { tls.outputSent(count) }
    sealedBytes = tls.outputBytes
    return outcome
  }
}
