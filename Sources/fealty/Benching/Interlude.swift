/// Something that is done to the server once, in the middle of a load test, to see what the load
/// notices of it.
protocol Interlude: AnyObject {
  /// What it is called in a report, and in the names of its fields.
  var name: String { get }

  /// Monotonic nanoseconds; nil = not yet.
  var beganAt: Int64? { get }
  var endedAt: Int64? { get }

  func begin() throws(CommandFailure)

  /// Looks whether it has ended, without waiting.
  func goOn() throws(CommandFailure)
}

extension Interlude {
  var isRunning: Bool { beganAt != nil && endedAt == nil }

  /// From beginning to end, nanoseconds.
  var nanoseconds: Int64 {
    guard let beganAt, let endedAt else { return 0 }
    return endedAt - beganAt
  }
}
