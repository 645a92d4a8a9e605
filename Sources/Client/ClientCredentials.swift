/// Who a client is, for servers where not everybody may call.
///
/// Said on each connection before its first call, and again before the server forgets it.
public struct ClientCredentials: Sendable, Hashable {
  /// The name that the server knows the client by.
  public var clientID: String

  /// One of its secrets.
  public var secret: String

  /// Makes credentials.
  public init(clientID: String, secret: String) {
    self.clientID = clientID
    self.secret = secret
  }
}

extension ClientCredentials: CustomStringConvertible, CustomDebugStringConvertible {
  /// The client's name; never the secret.
  public var description: String { clientID }

  /// The same.
  public var debugDescription: String { clientID }
}
