package import FealtyActors
package import FealtyPersistence

/// Why a server cannot start, or could not stop in good order.
package enum ServerFailure: Error, Sendable {
  /// The address is reachable from other machines, and connections are not encrypted, or there is
  /// no client, so that anybody may call.
  case addressNotAllowed(String)
  /// A setting cannot work; the sentence says which and why.
  case configuration(String)
  /// The address cannot be listened on; the error number says why.
  case cannotListen(host: String, port: UInt16, code: Int32)
  /// The system has no more threads, descriptors or memory.
  case system(operation: String, code: Int32)
  /// The data directory cannot be opened.
  case directory(StorageError)
  /// Recovery, or the end of the log, failed.
  case engine(EngineFailure)

  /// With what the process should end.
  package var exitCode: ExitCode {
    switch self {
    case .addressNotAllowed, .configuration: .configuration
    case .cannotListen: .unavailable
    case .system: .system
    case .directory: .ioFailure
    case .engine(let failure):
      switch failure.family {
      case .busy: .directoryBusy
      case .damage: .damage
      case .newerFormat: .configuration
      case .io: .ioFailure
      }
    }
  }
}

extension ServerFailure: CustomStringConvertible {
  /// One line for the operator.
  package var description: String {
    switch self {
    case .addressNotAllowed(let host):
      "\(host) is not a loopback address: that takes --tls-cert, --tls-key and a client "
        + "(--first-client makes one); or listen on 127.0.0.1 or ::1"
    case .configuration(let sentence): sentence
    case .cannotListen(let host, let port, let code):
      "cannot listen on \(host) port \(port): \(ErrorNumber.text(code))"
    case .system(let operation, let code):
      "the system refused \(operation): \(ErrorNumber.text(code))"
    case .directory(let error): "\(error)"
    case .engine(let failure): failure.description
    }
  }
}
