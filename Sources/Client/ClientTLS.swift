internal import FealtyTLS

/// How connections are encrypted, and whom they may lead to.
///
/// The server's certificate must be valid, signed by an authority that is trusted, and for the name
/// that the client connects to. Uses the machine's OpenSSL 3.
public struct ClientTLS: Sendable, Hashable {
  /// PEM file of the authorities that are trusted; nil = those of the system.
  public var authorityFile: String?

  /// The name or address that the certificate must be for; nil = the host connected to.
  public var serverName: String?

  /// PEM files of the client's own certificate and key, for servers that ask for one; both or none.
  public var certificateFile: String?

  /// See ``certificateFile``.
  public var keyFile: String?

  /// The system's authorities, and no certificate of the client's own.
  public init() {}

  /// Reads the files.
  func context() throws(ClientError) -> TLSContext {
    guard (certificateFile == nil) == (keyFile == nil) else {
      throw ClientError(
        .invalidArgument,
        message: "a certificate needs its key, and a key its certificate"
      )
    }
    var identity: TLSContext.Identity?
    if let certificateFile, let keyFile {
      identity = TLSContext.Identity(certificateFile: certificateFile, keyFile: keyFile)
    }
    do {
      return try TLSContext.client(authorityFile: authorityFile, identity: identity)
    } catch {
      throw ClientError(.invalidArgument, message: "\(error)")
    }
  }
}

/// Encrypts the connections of one client.
struct Encryption: Sendable {
  let context: TLSContext
  /// The name or address that the certificate must be for.
  let host: String

  /// - Returns: nil where nothing is to be encrypted.
  init?(_ tls: ClientTLS?, host: String) throws(ClientError) {
    guard let tls else { return nil }
    context = try tls.context()
    self.host = tls.serverName ?? host
  }

  func session() throws(LinkFailure) -> TLSSession {
    do { return try TLSSession(context, host: host) } catch { throw .tls(error.description) }
  }
}
