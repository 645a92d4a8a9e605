internal import FealtyClient
internal import FealtyWire

/// `fealty call`: any method of the schema, from the command line.
enum CallCommand {
  private static let json = Option.text(
    "json",
    "JSON",
    default: "{}",
    "the request; @FILE reads a file, - standard input"
  )
  private static let connect = Option.endpoint(
    "connect",
    "the server; the default is 127.0.0.1:7411"
  )
  private static let list = Option.flag("list", "list the methods")
  private static let timeout = Option.integer(
    "timeout",
    "S",
    default: 10,
    in: 1...86_400,
    "how long the answer may take"
  )
  private static let token = Option.text(
    "access-token-file",
    "FILE",
    "a file with an access token, for which this one call is made; - reads standard input"
  )
  private static let compact = Option.flag("compact", "the answer on one line")

  static let command: Command = Command(
    "call",
    "calls a method and shows its answer as JSON",
    details: """
      fealty call Programmes/GetProgramme --json '{"envelope":{"programId":"p"}}'

      Names and fields stand in docs/reference.md; --list shows the methods. A request that changes
      something gets a request id unless it has one. A method that streams answers one JSON a line.
      When the server refuses, the status goes to standard error as JSON, and the exit code is 1.

      An access token, as Access/GenerateAccessToken gave it, is read from a file, or from
      standard input: arguments are for everybody to see.
      """,
    positionals: [Positional("SERVICE/METHOD", "such as Points/Earn", .optional)],
    options: [
      json.specification, connect.specification, list.specification, timeout.specification,
      compact.specification, token.specification,
    ]
  ) { (arguments) async throws(CommandFailure) in
    if arguments[list] {
      Console.write(methods())
      return .ok
    }
    guard let name = arguments.positionals.first else {
      throw command.misuse("SERVICE/METHOD is missing")
    }
    return try await call(name, arguments)
  }

  private static func methods() -> String {
    var table = Table([("method", .left), ("what it does", .left)])
    for method in SchemaRegistry.methods {
      table.add("\(method.service)/\(method.name)", method.summary)
    }
    return table.text
  }

  private static func call(
    _ name: String,
    _ arguments: Arguments
  ) async throws(CommandFailure) -> ExitCode {
    let parts = name.split(separator: "/")
    guard parts.count == 2,
      let method = SchemaRegistry.method(service: String(parts[0]), name: String(parts[1]))
    else { throw CommandFailure(.usage, "there is no method '\(name)'; see fealty call --list") }
    let request = try encode(try text(of: arguments[json]), for: method)
    let endpoint = arguments[connect] ?? .local
    var configuration = FealtyClient.Configuration()
    configuration.connections = 1
    configuration.tls = endpoint.security.tls
    configuration.credentials = endpoint.security.credentials
    configuration.maximumFrameBytes = 16 << 20
    configuration.clientName = "fealty/\(Version.program)"
    // A person waits: a server that is not there is said at once.
    configuration.retry.maximumAttempts = 2
    var options = CallOptions(timeout: .seconds(arguments[timeout]))
    if arguments.has(token) {
      options.metadata = [("authorization", "Bearer \(try accessToken(arguments[token]))")]
    }
    do {
      let client = try FealtyClient(
        host: endpoint.host,
        port: Int(endpoint.port),
        configuration: configuration
      )
      defer { client.close() }
      if method.serverStreaming {
        for try await item in client.stream(method, encoded: request, options: options) {
          try show(item, method, pretty: false)
        }
      } else {
        let answer = try await client.call(method, encoded: request, options: options)
        try show(answer, method, pretty: !arguments[compact])
      }
      return .ok
    } catch let error as ClientError {
      throw failure(error, name, endpoint)
    } catch let error as CommandFailure {
      throw error
    } catch {
      throw CommandFailure(.defect, "\(name): \(error)")
    }
  }

  private static func accessToken(_ file: String) throws(CommandFailure) -> String {
    let text = String(decoding: try WholeFile.read(file), as: UTF8.self)
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 1 else {
      throw CommandFailure(.usage, "\(file) has to hold an access token and nothing else")
    }
    return String(words[0])
  }

  private static func text(of option: String) throws(CommandFailure) -> String {
    if option == "-" { return String(decoding: try WholeFile.read("-"), as: UTF8.self) }
    guard option.hasPrefix("@") else { return option }
    return String(decoding: try WholeFile.read(String(option.dropFirst())), as: UTF8.self)
  }

  private static func encode(
    _ text: String,
    for method: MethodSchema
  ) throws(CommandFailure) -> [UInt8] {
    do { return try method.request.bytes(json: text) } catch {
      throw CommandFailure(
        .usage,
        "the request is no \(method.request.name): \(error); see docs/reference.md"
      )
    }
  }

  private static func show(
    _ bytes: [UInt8],
    _ method: MethodSchema,
    pretty: Bool
  ) throws(CommandFailure) {
    do { Console.line(try method.response.json(decoding: bytes, pretty: pretty)) } catch {
      throw CommandFailure(.damaged, "\(method.name): the answer cannot be read: \(error)")
    }
  }

  private static func failure(
    _ error: ClientError,
    _ name: String,
    _ endpoint: Endpoint
  ) -> CommandFailure {
    if let status = error.status {
      Console.note(status.json() + "\n")
    } else if error.code == .unavailable {
      return CommandFailure(
        .unavailable,
        "no Fealty server answers at \(endpoint): \(error.message); start one with fealty serve"
      )
    }
    return CommandFailure(error, during: name)
  }
}
