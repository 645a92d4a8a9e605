internal import FealtyTLS

/// The files that a server's TLS is made of, PEM each.
package struct ServerTLS: Sendable, Equatable {
  /// The server's certificate, and behind it those that signed it.
  package var certificateFile: String
  package var keyFile: String
  /// Authorities of one of which a client must show a certificate; nil = none is asked for.
  package var clientAuthorityFile: String?

  package init(certificateFile: String, keyFile: String, clientAuthorityFile: String? = nil) {
    self.certificateFile = certificateFile
    self.keyFile = keyFile
    self.clientAuthorityFile = clientAuthorityFile
  }

  /// Reads the files.
  ///
  /// - Throws: ``ServerFailure/configuration(_:)``, naming the file and what is wrong with it.
  func context() throws(ServerFailure) -> TLSContext {
    do {
      return try TLSContext.server(
        TLSContext.Identity(certificateFile: certificateFile, keyFile: keyFile),
        clientAuthorityFile: clientAuthorityFile
      )
    } catch {
      throw .configuration("\(error)")
    }
  }
}
