internal import Synchronization

/// What a client was granted when it said who it is.
///
/// Constant but for its end, which a change of the client brings about: every call looks.
package final class AccessGrant: Sendable {
  package let clientID: String
  /// The client's, see ``AccessDirectory/name(of:)``.
  let number: UInt32
  package let scopes: AccessScopes
  /// Monotonic nanoseconds.
  package let expiresAtNanoseconds: Int64
  /// The programmes that the client sees, in UTF-8; empty = all.
  let programmes: [[UInt8]]
  /// The only terminal that it may be, in UTF-8; empty = any.
  let terminal: [UInt8]
  private let life: ClientLife
  private let gate: RateGate?

  init(
    clientID: String,
    number: UInt32,
    scopes: AccessScopes,
    expiresAtNanoseconds: Int64,
    programmes: [[UInt8]],
    terminal: [UInt8],
    life: ClientLife,
    gate: RateGate?
  ) {
    self.clientID = clientID
    self.number = number
    self.scopes = scopes
    self.expiresAtNanoseconds = expiresAtNanoseconds
    self.programmes = programmes
    self.terminal = terminal
    self.life = life
    self.gate = gate
  }

  /// Whether it still holds.
  ///
  /// `now`: monotonic nanoseconds.
  @inline(__always)
  package func isGood(at now: Int64) -> Bool { now < expiresAtNanoseconds && !life.hasEnded }

  /// Counts a call.
  ///
  /// - Returns: 0, or the nanoseconds after which the call may come again.
  @inline(__always)
  package func admit(at now: Int64) -> Int64 {
    guard let gate else { return 0 }
    return gate.admit(at: now)
  }

  /// Whether a request for this programme, from this terminal, is one of the client's.
  func sees(_ program: UnsafeRawBufferPointer) -> Bool {
    programmes.isEmpty || programmes.contains { $0.elementsEqual(program) }
  }

  func isTerminal(_ name: UnsafeRawBufferPointer) -> Bool {
    terminal.isEmpty || terminal.elementsEqual(name)
  }
}

/// Whether what a client was granted so far still holds.
final class ClientLife: Sendable {
  private let ended = Atomic<Bool>(false)

  @inline(__always)
  var hasEnded: Bool { ended.load(ordering: .relaxed) }

  func end() { ended.store(true, ordering: .relaxed) }
}

/// So many calls a second, over all threads: calls may come early by as many as one second has.
final class RateGate: Sendable {
  let callsPerSecond: UInt32
  private let interval: Int64
  /// When the next call would be due if they came evenly, monotonic nanoseconds.
  private let due = Atomic<Int64>(0)

  init(callsPerSecond: UInt32) {
    self.callsPerSecond = callsPerSecond
    interval = 1_000_000_000 / Int64(max(1, callsPerSecond))
  }

  /// Counts a call.
  ///
  /// - Returns: 0, or the nanoseconds after which the call may come again.
  func admit(at now: Int64) -> Int64 {
    var before = due.load(ordering: .relaxed)
    while true {
      let early = before - now - 1_000_000_000 + interval
      guard early <= 0 else { return early }
      let outcome = due.compareExchange(
        expected: before,
        desired: max(before, now) + interval,
        ordering: .relaxed
      )
      if outcome.exchanged { return 0 }
      before = outcome.original
    }
  }
}
