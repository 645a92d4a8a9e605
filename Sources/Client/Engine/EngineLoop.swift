internal import FealtyWire

/// The I/O thread of an async client: connects, sends, receives, retries.
///
/// - Owns: the connections and every call from its start to its end.
/// - Guarantees: each call ends exactly once; every attempt of a call sends the same bytes.
/// - Suspends: only in ``Poller``, until a socket, a command or an alarm needs it (and in the
///   system's resolver when the host is a name).
/// - Fails: never as a whole; connections fail and are made again until the client is closed.
final class EngineLoop {
  /// Where the server is, and how connections to it are encrypted.
  struct Place: Sendable {
    var host: String
    var port: UInt16
    var encryption: Encryption?
  }

  // MARK: - State

  let configuration: FealtyClient.Configuration
  let place: Place
  let poller: Poller
  private let inbox: Inbox
  private var commands: [EngineCommand] = []

  var connections: [EngineConnection] = [EngineConnection(index: 0)]
  var alarms = AlarmQueue()

  /// Calls without a connection, oldest first.
  ///
  /// Those that ended meanwhile are skipped.
  var waiting: ArraySlice<PendingCall> = []

  /// Shards of the server, as the last WELCOME said; 0 = not known yet.
  var shardCount = 0

  /// Indices of connections with something to write.
  private var dirty: [Int] = []

  /// Which connection is tried first for the next call.
  var turn = 0

  var isStopping = false

  private static let wakeToken = UInt64.max

  // MARK: - Lifecycle

  init(
    _ place: Place,
    configuration: FealtyClient.Configuration,
    inbox: Inbox
  ) throws(LinkFailure) {
    self.place = place
    self.configuration = configuration
    self.inbox = inbox
    poller = try Poller()
    guard poller.add(inbox.wakeDescriptor, .reading, token: Self.wakeToken) else {
      throw .system(operation: "epoll_ctl", errno: 0)
    }
  }

  /// Runs until the client is closed.
  func run() {
    open(connections[0])
    while !isStopping {
      takeCommands()
      ringAlarms()
      flush()
      guard !isStopping else { break }
      let now = MonotonicClock.now()
      let due = alarms.nextDue
      let wait = due == .max ? UInt64.max : due > now ? due - now : 0
      for index in 0..<poller.wait(nanoseconds: wait) {
        let event = poller.event(index)
        if event.token == Self.wakeToken {
          inbox.acknowledgeWake()
        } else {
          serve(connections[Int(event.token)], event)
        }
      }
    }
    endEverything()
  }

  // MARK: - Commands

  private func takeCommands() {
    inbox.take(into: &commands)
    for command in commands { act(on: command) }
    commands.removeAll(keepingCapacity: true)
  }

  private func act(on command: EngineCommand) {
    switch command {
    case .start(let call): start(call)
    case .cancel(let call): cancel(call)
    case .credit(let call, let items): grant(items, to: call)
    case .stop: isStopping = true
    }
  }

  private func ringAlarms() {
    let now = MonotonicClock.now()
    while let alarm = alarms.popDue(now: now) { alarm.ring(in: self) }
  }

  private func endEverything() {
    let closed = ClientError(unavailable: .closedByOwner)
    for command in inbox.closeAndTakeRest() {
      if case .start(let call) = command { end(call, .failure(closed)) }
    }
    for connection in connections {
      for (_, call) in connection.calls.removeAll() { end(call, .failure(closed)) }
      connection.link = nil
    }
    for call in waiting { end(call, .failure(closed)) }
    waiting = []
    for alarm in alarms.all {
      if let call = alarm as? PendingCall { end(call, .failure(closed)) }
    }
  }

  // MARK: - Output

  /// Notes that a connection has something to write.
  func touch(_ connection: EngineConnection) {
    guard !connection.isDirty else { return }
    connection.isDirty = true
    dirty.append(connection.index)
  }

  private func flush() {
    while let index = dirty.popLast() {
      connections[index].isDirty = false
      write(connections[index])
    }
  }

  /// Gives the system what it takes; asks to be told when it takes more.
  func write(_ connection: EngineConnection) {
    guard let link = connection.link, link.phase != .connecting else { return }
    do { try link.flush() } catch { return lose(connection, error) }
    guard link.hasOutput != connection.watchesOutput else { return }
    connection.watchesOutput = link.hasOutput
    poller.change(
      link.descriptor,
      link.hasOutput ? .readingAndWriting : .reading,
      token: UInt64(connection.index)
    )
  }
}
