internal import FealtyActors
internal import FealtyTLS
internal import FealtyWire

// Two buffers, because answers that need no record may overtake those that wait for the disk. What
// leaves is always whole frames in a row: a write that stops within a frame goes on there.

extension Connection {
  /// Answers that have not left, whether they may or not, bytes.
  @inline(__always)
  package var unsentBytes: Int {
    ready.bytes.count - readySent + gated.bytes.count - gatedSent + sealedBytes
  }

  /// Answers that may leave now, bytes.
  package var sendableBytes: Int {
    ready.bytes.count - readySent + gatedReleased - (gatedBase + gatedSent) + sealedBytes
  }

  /// What was written into the gated buffer so far waits for `batch`.
  package func gate(_ batch: UInt64) {
    marks.append(batch: batch, end: gatedBase + gated.bytes.count)
  }

  /// The batches up to `durable` are durable.
  ///
  /// - Returns: Whether more may leave now.
  package func release(through durable: UInt64) -> Bool {
    guard let end = marks.release(through: durable) else { return false }
    gatedReleased = end
    return true
  }

  /// Sends as much as the socket takes.
  ///
  /// - Returns: False when the connection is gone.
  package func flush(_ transport: any Transport, nowNanoseconds now: Int64) -> Bool {
    if _slowPath(tls != nil) { return flushSealed(transport, nowNanoseconds: now) }
    while true {
      let readyLeft = ready.bytes.count - readySent
      let gatedLeft = gatedReleased - (gatedBase + gatedSent)
      guard readyLeft + gatedLeft > 0 else { return true }
      switch write(transport, readyLeft: readyLeft, gatedLeft: gatedLeft) {
      case .bytes(let count):
        advance(count, readyLeft: readyLeft, gatedLeft: gatedLeft)
        blockedAt = 0
        guard count == readyLeft + gatedLeft else {
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

  // MARK: - Steps

  private func write(
    _ transport: any Transport,
    readyLeft: Int,
    gatedLeft: Int
  ) -> TransferOutcome {
    ready.bytes.withUnsafeBytes { readyBytes in
      gated.bytes.withUnsafeBytes { gatedBytes in
        let fromReady = UnsafeRawBufferPointer(
          rebasing: readyBytes[readySent..<readySent + readyLeft]
        )
        let fromGated = UnsafeRawBufferPointer(
          rebasing: gatedBytes[gatedSent..<gatedSent + gatedLeft]
        )
        if gatedGoesFirst || readyLeft == 0 {
          return transport.write(socket, fromGated, fromReady)
        }
        return transport.write(socket, fromReady, fromGated)
      }
    }
  }

  func advance(_ count: Int, readyLeft: Int, gatedLeft: Int) {
    let gatedFirst = gatedGoesFirst || readyLeft == 0
    let fromFirst = min(count, gatedFirst ? gatedLeft : readyLeft)
    let fromSecond = count - fromFirst
    readySent += gatedFirst ? fromSecond : fromFirst
    gatedSent += gatedFirst ? fromFirst : fromSecond
    let gatedMoved = gatedFirst ? fromFirst : fromSecond
    gatedGoesFirst = gatedMoved < gatedLeft && (gatedMoved > 0 || gatedGoesFirst)

    if readySent == ready.bytes.count {
      ready.bytes.removeAll(keepingCapacity: readySent <= Limits.keptBufferBytes)
      readySent = 0
    } else if readySent > ready.bytes.count / 2 {
      ready.bytes.removeFirst(readySent)
      readySent = 0
    }
    if gatedSent == gated.bytes.count {
      gated.bytes.removeAll(keepingCapacity: gatedSent <= Limits.keptBufferBytes)
    } else if gatedSent > gated.bytes.count / 2 {
      gated.bytes.removeFirst(gatedSent)
    } else {
      return
    }
    gatedBase += gatedSent
    gatedSent = 0
  }
}
