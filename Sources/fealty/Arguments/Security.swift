internal import FealtyClient

/// How a command's connections are encrypted, and who calls: options of every command that has
/// `--connect`.
struct Security: Sendable, Equatable {
  var tls: ClientTLS?
  var credentials: ClientCredentials?

  /// Nothing is encrypted, and nobody says who calls.
  init() {}

  private static let tls = Option.flag(
    "tls",
    "encrypt, trusting the system's authorities; implied by the other options of TLS"
  )
  private static let authority = Option.text(
    "tls-ca",
    "FILE",
    "authorities to trust instead, PEM"
  )
  private static let certificate = Option.text(
    "tls-cert",
    "FILE",
    "this client's own certificate, PEM"
  )
  private static let key = Option.text("tls-key", "FILE", "its key, PEM")
  private static let name = Option.text(
    "tls-name",
    "NAME",
    "the name that the server's certificate must have, if not that of --connect"
  )

  private static let client = Option.text(
    "client-id",
    "ID",
    "who calls, where the server asks; with --client-secret-file"
  )
  private static let secret = Option.text(
    "client-secret-file",
    "FILE",
    "a file with nothing but the client's secret"
  )

  private static let tlsOptions: [OptionSpecification] = [
    tls.specification, authority.specification, certificate.specification, key.specification,
    name.specification,
  ]

  static let options: [OptionSpecification] =
    tlsOptions + [client.specification, secret.specification]

  /// What the arguments say; nil where they say nothing.
  init?(_ arguments: Arguments) {
    guard Self.options.contains(where: { arguments.has($0.name) }) else { return nil }
    if arguments.has(Self.client), arguments.has(Self.secret) {
      // A file that cannot be read gives no secret, which no server takes.
      let bytes = (try? WholeFile.read(arguments[Self.secret])) ?? []
      let text = String(decoding: bytes, as: UTF8.self)
      credentials = ClientCredentials(
        clientID: arguments[Self.client],
        secret: String(text.prefix { !$0.isWhitespace })
      )
    }
    guard Self.tlsOptions.contains(where: { arguments.has($0.name) }) else { return }
    var tls = ClientTLS()
    tls.authorityFile = arguments.given(Self.authority)
    tls.certificateFile = arguments.given(Self.certificate)
    tls.keyFile = arguments.given(Self.key)
    tls.serverName = arguments.given(Self.name)
    self.tls = tls
  }
}

extension Arguments {
  /// The server that a command is to call; nil where nothing says which.
  ///
  /// Options of ``Security`` alone mean the local one.
  subscript(_ option: Option<Endpoint?>) -> Endpoint? {
    let given = value(of: option)
    guard option.specification.name == "connect", let security = Security(self) else {
      return given
    }
    var endpoint = given ?? .local
    endpoint.security = security
    return endpoint
  }

  fileprivate func given(_ option: Option<String>) -> String? {
    has(option) ? self[option] : nil
  }
}
