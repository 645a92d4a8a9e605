/// The system refused what a transport cannot do without.
package struct TransportFailure: Error, Equatable, Sendable {
  /// The call that failed.
  package var operation: String
  /// Its error number.
  package var code: Int32

  package init(operation: String, code: Int32) {
    self.operation = operation
    self.code = code
  }
}
