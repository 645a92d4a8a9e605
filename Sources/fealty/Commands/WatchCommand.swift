internal import FealtyClient
internal import FealtyWire

/// `fealty watch`: what happens to a programme's members, a line of JSON each.
enum WatchCommand {
  private static let connect = Option.endpoint(
    "connect",
    "the server; the default is 127.0.0.1:7411"
  )
  private static let cursor = Option.text(
    "cursor",
    "CURSOR",
    "go on behind it, as the end of an earlier watch showed it"
  )
  private static let fromStart = Option.flag(
    "from-start",
    "begin with the oldest record that the server keeps"
  )
  private static let kinds = Option.text(
    "kinds",
    "KIND,…",
    "these kinds alone, such as EARNED,BURNED"
  )
  private static let members = Option.text("members", "ID,…", "these members alone")
  private static let count = Option.integer(
    "count",
    default: 0,
    in: 0...Int.max,
    "end after so many events; 0 = when interrupted"
  )
  private static let untilCaughtUp = Option.flag(
    "until-caught-up",
    "end when everything up to now has been shown"
  )

  static let command: Command = Command(
    "watch",
    "shows what happens to a programme's members",
    details: """
      fealty watch kaffee --kinds EARNED,BURNED

      Each event is a line of JSON; docs/events.md says what stands in it. When the server restarts,
      it goes on where it was. At its end, by --count, --until-caught-up or an error, the cursor
      goes to standard error.
      """,
    positionals: [Positional("PROGRAMME", "whose members")],
    options: [
      connect.specification, cursor.specification, fromStart.specification, kinds.specification,
      members.specification, count.specification, untilCaughtUp.specification,
    ]
  ) { (arguments) async throws(CommandFailure) in
    guard !arguments.has(cursor) || !arguments[fromStart] else {
      throw command.misuse("--cursor and --from-start exclude each other")
    }
    let request = SubscribeRequest(
      envelope: Envelope(programID: arguments.positionals[0]),
      cursor: arguments[cursor],
      fromStart: arguments[fromStart],
      kinds: try wanted(arguments[kinds]),
      memberIDs: arguments[members].split(separator: ",").map(String.init)
    )
    return try await watch(request, arguments)
  }

  private static func wanted(_ list: String) throws(CommandFailure) -> [MemberEventKind] {
    var wanted: [MemberEventKind] = []
    for name in list.split(separator: ",") {
      guard let kind = MemberEventKind.schema.number(named: String(name)), kind != 0 else {
        throw command.misuse("there is no kind of event '\(name)'; see docs/reference.md")
      }
      wanted.append(MemberEventKind(rawValue: kind))
    }
    return wanted
  }

  private static func watch(
    _ request: SubscribeRequest,
    _ arguments: Arguments
  ) async throws(CommandFailure) -> ExitCode {
    let endpoint = arguments[connect] ?? .local
    var configuration = FealtyClient.Configuration()
    configuration.connections = 1
    configuration.tls = endpoint.security.tls
    configuration.credentials = endpoint.security.credentials
    configuration.maximumFrameBytes = 16 << 20
    configuration.clientName = "fealty/\(Version.program)"
    var last = request.cursor
    do {
      let client = try FealtyClient(
        host: endpoint.host,
        port: Int(endpoint.port),
        configuration: configuration
      )
      defer { client.close() }
      var shown = 0
      for try await item in client.memberEvents(request) {
        for event in item.events {
          Console.line(event.json())
          shown += 1
        }
        last = item.cursor
        // Items are shown whole: their cursor stands for all of their events.
        if arguments[count] > 0, shown >= arguments[count] { break }
        if arguments[untilCaughtUp], item.caughtUp { break }
      }
      Console.note("cursor \(last)\n")
      return .ok
    } catch let error as ClientError {
      if !last.isEmpty { Console.note("cursor \(last)\n") }
      throw CommandFailure(error, during: "watching")
    } catch {
      throw CommandFailure(.defect, "watching: \(error)")
    }
  }
}
