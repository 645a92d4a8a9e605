import FealtyActors

// Starting and stopping under planned faults, for every simulation.
extension SimulatedServer {
  /// Starts; what fails before the planned fault struck is a violation.
  ///
  /// - Returns: false where it struck meanwhile.
  func start(unless hasStruck: () -> Bool) throws -> Bool {
    do throws(EngineFailure) {
      _ = try start()
    } catch {
      guard hasStruck() else { throw Violation("the server does not start: \(error)") }
      return false
    }
    guard let failure else { return true }
    guard hasStruck() else { throw Violation("the server stopped by itself: \(failure)") }
    return false
  }

  /// Stops; what fails before the planned fault struck is a violation.
  func stop(unless hasStruck: () -> Bool) throws {
    do throws(EngineFailure) {
      try stop()
    } catch {
      guard hasStruck() else { throw Violation("the server does not stop: \(error)") }
    }
  }
}
