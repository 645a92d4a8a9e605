internal import CLinux
internal import FealtyActors

/// The kernel's generator, 64 numbers a call.
///
/// A number is handed out once, so what it names cannot be guessed from earlier ones.
package final class SystemRandom: RandomSource {
  private struct State: Sendable {
    var numbers: [UInt64] = .init(repeating: 0, count: SystemRandom.numbersPerCall)
    var used = SystemRandom.numbersPerCall
  }

  /// Numbers that one call of the kernel brings: 512 bytes, so that the call costs little a number.
  private static let numbersPerCall = 64

  private let state = Guarded(State())

  package init() {}

  package func next() -> UInt64 {
    state.withLock { state in
      if state.used == Self.numbersPerCall {
        let filled = state.numbers.withUnsafeMutableBytes {
          clinux_random($0.baseAddress, $0.count)
        }
        // Identifiers that can be guessed would be worse than no server.
        precondition(filled, "the kernel's random generator failed")
        state.used = 0
      }
      let number = state.numbers[state.used]
      state.numbers[state.used] = 0
      state.used += 1
      return number
    }
  }
}
