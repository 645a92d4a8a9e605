/// Why there is no TLS, or why one connection's has ended.
package enum TLSFailure: Error, Hashable, Sendable {
  /// The library is missing or is another: install OpenSSL 3; retrying does not help before.
  case unavailable(String)
  /// A file of certificates or a key cannot be used: mend it.
  case unusable(file: String, reason: String)
  /// A host name or a setting that the library refuses.
  case refused(String)
  /// The peer, or what came of it, broke the rules or is not trusted: the connection is over.
  case broken(String)
}

extension TLSFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unavailable(let sentence), .refused(let sentence): sentence
    case .unusable(let file, let reason): "\(file): \(reason)"
    case .broken(let reason): "TLS: \(reason)"
    }
  }
}
