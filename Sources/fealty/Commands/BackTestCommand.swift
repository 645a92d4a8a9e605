internal import FealtyClient
internal import FealtyServer
internal import FealtyWire

/// `fealty backtest`: what past sales would have given under a draft of the programme.
enum BackTestCommand {
  private static let from = Option.text(
    "from",
    "DATE",
    "the first day, yyyy-mm-dd in the programme's time zone, or an instant in UTC; required"
  )
  private static let to = Option.text(
    "to",
    "DATE",
    "the day, or the instant, before which the period ends; required"
  )
  private static let connect = Option.endpoint(
    "connect",
    "the server; the default is 127.0.0.1:7411"
  )
  private static let data = Option.text(
    "data",
    "DIR",
    "start a server of its own on that data directory instead"
  )
  private static let top = Option.integer(
    "top",
    default: 10,
    in: 1...1000,
    "members to name, those with the largest differences"
  )
  private static let plot = Option.text("plot", "FILE", "draw weeks and differences there, SVG")
  private static let json = Option.flag("json", "the result as JSON")

  /// Bytes of a draft that one request takes.
  private static let draftBytes = (1 << 20) - 4096

  static let command: Command = Command(
    "backtest",
    "values past sales by a draft programme",
    details: """
      Values the sales of a period again, as the server has them in its log, as if the draft had
      been applied before the first of them, and shows what is different: points and cost by week
      and promotion, and the members with the largest differences. Promotions that are on the
      server and not in the draft stay as they are. Nothing is changed: the state's hash is shown
      from before and after. docs/operations.md says what is exact and what is not.
      """,
    positionals: [Positional("DRAFT", "the programme as it might be, JSON; - = standard input")],
    options: [
      from.specification, to.specification, connect.specification, data.specification,
      top.specification, plot.specification, json.specification,
    ]
  ) { (arguments) async throws(CommandFailure) in
    guard arguments.has(from), arguments.has(to) else {
      throw command.misuse("--from and --to are required")
    }
    guard !arguments.has(data) || arguments[connect] == nil else {
      throw command.misuse("--connect and --data exclude each other")
    }
    let draft = try ProgrammeFile.read(arguments.positionals[0])
    guard arguments.has(data) else {
      return try await run(draft, arguments, at: arguments[connect] ?? .local)
    }
    let server = try LocalServer.start(dataDirectory: arguments[data])
    let code: ExitCode
    do throws(CommandFailure) {
      code = try await run(draft, arguments, at: server.endpoint)
    } catch {
      server.kill()
      throw error
    }
    try server.stop()
    return code
  }

  private static func run(
    _ draft: Programme,
    _ arguments: Arguments,
    at endpoint: Endpoint
  ) async throws(CommandFailure) -> ExitCode {
    let client = try makeClient(endpoint)
    defer { client.close() }
    let programme = try await current(draft.programID, client, endpoint)
    let zone = draft.timeZone.isEmpty ? programme.timeZone : draft.timeZone
    guard let days = LocalDays(zone: zone) else {
      throw CommandFailure(.configuration, "there is no time zone \(zone)")
    }
    let request = BackTestRequest(
      envelope: Envelope(programID: draft.programID),
      draft: draft,
      fromMs: try instant(arguments[from], "from", days),
      toMs: try instant(arguments[to], "to", days),
      differences: UInt32(arguments[top])
    )
    guard request.fromMs < request.toMs else { throw command.misuse("--to lies not after --from") }
    let bytes = request.serialized().count
    guard bytes <= draftBytes else {
      throw CommandFailure(
        .configuration,
        "the draft takes \(bytes.grouped) of \(draftBytes.grouped) bytes; leave out what "
          + "promotions stay as they are"
      )
    }
    let result = try await collect(request, client, endpoint)
    guard let total = result.total else {
      throw CommandFailure(.damaged, "the server's answer has no total")
    }
    let report = BackTestReport(
      result: result,
      total: total,
      currency: draft.currency.isEmpty ? programme.currency : draft.currency,
      days: days,
      names: ProgrammeFile.names(of: programme).merging(ProgrammeFile.names(of: draft)) { $1 }
    )
    if arguments.has(plot) {
      let title = "\(draft.programID): \(arguments[from]) to \(arguments[to])"
      var writer = try LineWriter(path: arguments[plot])
      try writer.write(BackTestPlot(result: result, title: title, days: days).svg)
      try writer.finish()
    }
    Console.write(arguments[json] ? report.json() + "\n" : report.text)
    return .ok
  }

  // MARK: - Parts

  private static func makeClient(_ endpoint: Endpoint) throws(CommandFailure) -> FealtyClient {
    var configuration = FealtyClient.Configuration()
    configuration.connections = 1
    configuration.tls = endpoint.security.tls
    configuration.credentials = endpoint.security.credentials
    configuration.maximumFrameBytes = 16 << 20
    configuration.clientName = "fealty/\(Version.program)"
    configuration.retry.maximumAttempts = 2
    do {
      return try FealtyClient(
        host: endpoint.host,
        port: Int(endpoint.port),
        configuration: configuration
      )
    } catch {
      throw failure(error, endpoint)
    }
  }

  /// The programme as the server has it.
  private static func current(
    _ programID: String,
    _ client: FealtyClient,
    _ endpoint: Endpoint
  ) async throws(CommandFailure) -> Programme {
    do {
      let answer = try await client.programmes.getProgramme(
        GetProgrammeRequest(envelope: Envelope(programID: programID)),
        options: CallOptions(timeout: .seconds(60))
      )
      return answer.programme ?? Programme()
    } catch let error as ClientError {
      throw failure(error, endpoint)
    } catch {
      throw CommandFailure(.defect, "GetProgramme: \(error)")
    }
  }

  private static func collect(
    _ request: BackTestRequest,
    _ client: FealtyClient,
    _ endpoint: Endpoint
  ) async throws(CommandFailure) -> BackTestResult {
    var result = BackTestResult()
    var bar: ProgressBar?
    var batches = 0
    do {
      let options = CallOptions(timeout: .seconds(86_400))
      for try await part in client.operations.backTest(request, options: options) {
        if case .progress(let progress) = part.part {
          if bar == nil {
            bar = ProgressBar("Reading", total: Int(clamping: progress.all), unit: "batches")
          }
          batches = Int(clamping: progress.all)
          bar?.update(Int(clamping: progress.done))
        } else {
          bar?.finish(batches)
          bar = nil
          result.add(part)
        }
      }
      return result
    } catch let error as ClientError {
      throw failure(error, endpoint)
    } catch {
      throw CommandFailure(.defect, "BackTest: \(error)")
    }
  }

  private static func failure(_ error: ClientError, _ endpoint: Endpoint) -> CommandFailure {
    guard error.code == .unavailable else { return CommandFailure(error, during: "backtest") }
    return CommandFailure(
      .unavailable,
      "no Fealty server answers at \(endpoint): \(error.message); start one with fealty serve"
    )
  }

  /// A day of the programme's time zone, or an instant in UTC.
  private static func instant(
    _ text: String,
    _ option: String,
    _ days: LocalDays
  ) throws(CommandFailure) -> Int64 {
    if let instant = Array(text.utf8).withUnsafeBytes({ CalendarTime.milliseconds($0) }) {
      return instant
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    if parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      let year = Int64(parts[0]), let month = Int64(parts[1]), let day = Int64(parts[2]),
      let start = days.start(year: year, month: month, day: day)
    {
      return start
    }
    throw command.misuse("--\(option) needs a day such as 2026-01-31, not '\(text)'")
  }
}
