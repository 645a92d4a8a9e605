import FealtyClient
import FealtyWire
import Glibc
import Testing

@Suite("The pipelined form")
struct PipelinedClientTests {
  private func client(
    _ server: FakeServer,
    _ change: (inout PipelinedClient.Configuration) -> Void = { _ in }
  ) throws -> PipelinedClient {
    var configuration = PipelinedClient.Configuration()
    change(&configuration)
    return try PipelinedClient(host: "127.0.0.1", port: server.port, configuration: configuration)
  }

  /// Polls until nothing is in flight; gives tag and points of each answer.
  private func collect(_ client: PipelinedClient) -> [UInt64: Int64] {
    var answers: [UInt64: Int64] = [:]
    while client.inFlight > 0 {
      client.poll(timeout: .seconds(10)) { completion in
        do {
          let answer = try completion.message(as: EarnResponse.self)
          let earlier = answers.updateValue(answer.points, forKey: completion.tag)
          #expect(earlier == nil)
        } catch {
          Issue.record("no answer: \(error)")
        }
      }
    }
    return answers
  }

  @Test func `answers 100,000 calls, each with its own answer`() throws {
    let calls = UInt64(100_000)
    let server = try FakeServer { session, frame in
      session.respond(frame.stream, frame.earnAnswer)
    }
    let client = try client(server) { $0.connections = 4 }
    var request = Requests.earn()
    var answered = [Bool](repeating: false, count: Int(calls))
    var submitted: UInt64 = 0
    var wrong = 0
    let start = threadNanoseconds()
    while submitted < calls || client.inFlight > 0 {
      while submitted < calls, client.inFlight < 1600 {
        request.envelope?.terminalSequence = submitted
        try client.submit(PointsMethods.earn, request, tag: submitted)
        submitted += 1
      }
      client.poll(timeout: .seconds(10)) { completion in
        do {
          let answer = try completion.message(as: EarnResponse.self)
          let tag = completion.tag
          // A plain comparison: #expect costs more than the call that is measured here.
          if answer.points != Int64(tag) || answered[Int(tag)] { wrong += 1 }
          answered[Int(tag)] = true
        } catch {
          Issue.record("no answer: \(error)")
        }
      }
    }
    let spent = (threadNanoseconds() - start) / calls
    #expect(wrong == 0)
    #expect(answered.allSatisfy { $0 })
    print("pipelined form: \(spent) ns of the caller's thread a call, outside the system")
  }

  @Test func `submits from within a completion`() throws {
    let server = try FakeServer { session, frame in
      session.respond(frame.stream, frame.earnAnswer)
    }
    let client = try client(server)
    try client.submit(PointsMethods.earn, Requests.earn(sequence: 0), tag: 0)
    var last: UInt64 = 0
    while client.inFlight > 0 {
      client.poll(timeout: .seconds(10)) { completion in
        last = completion.tag
        guard last < 50 else { return }
        do {
          try client.submit(
            PointsMethods.earn,
            Requests.earn(sequence: last + 1),
            tag: last + 1
          )
        } catch {
          Issue.record("not submitted: \(error)")
        }
      }
    }
    #expect(last == 50)
  }

  @Test func `sends what was encoded before, and only adds the request id`() async throws {
    let server = try FakeServer { session, frame in
      session.respond(frame.stream, frame.earnAnswer)
    }
    let client = try client(server)
    let named = Requests.earn(sequence: 1, id: client.makeRequestID()).serialized()
    try client.submit(PointsMethods.earn, encoded: named, tag: 1)
    try Requests.earn(sequence: 2).serialized().withUnsafeBytes { bytes in
      _ = try client.submit(PointsMethods.earn, encoded: bytes, tag: 2)
    }
    #expect(collect(client) == [1: 1, 2: 2])
    #expect(try await server.next(.request).payload == named)
    let second = try await server.next(.request).earn
    #expect(second.envelope?.requestID.count == 16)
    #expect(second.envelope?.terminalSequence == 2)
  }

  @Test func `spreads calls over the shards of their members`() throws {
    let server = try FakeServer(shards: 4) { session, frame in
      session.respond(frame.stream, frame.earnAnswer)
    }
    let client = try client(server) { $0.connections = 8 }
    #expect(client.shardCount == 4)
    #expect(client.connectionCount == 8)
    var used: Set<Int> = []
    for number in 0..<200 {
      let member = "member-\(number)"
      let connection = try client.submit(
        PointsMethods.earn,
        Requests.earn(member: member, sequence: 1),
        tag: UInt64(number)
      )
      let hash = StableHash.hash(program: "demo", member: member)
      #expect(client.shard(ofConnection: connection) == StableHash.shard(hash, count: 4))
      used.insert(connection)
    }
    #expect(used == Set(0..<8))
    #expect(collect(client).count == 200)
  }

  @Test func `takes as many calls as the server grants and no more`() throws {
    let server = try FakeServer(maximumInFlight: 3) { session, frame in
      session.respond(frame.stream, frame.earnAnswer)
    }
    let client = try client(server)
    #expect(client.room(onConnection: 0) == 3)
    for tag in UInt64(0)..<3 { try client.submit(PointsMethods.earn, Requests.earn(), tag: tag) }
    #expect(client.room(onConnection: 0) == 0)
    #expect {
      try client.submit(PointsMethods.earn, Requests.earn(), tag: 3)
    } throws: { ($0 as? ClientError)?.code == .resourceExhausted }
    #expect(collect(client).count == 3)
    #expect(client.room(onConnection: 0) == 3)
  }

  @Test func `completes calls of a lost connection and sends them again unchanged`() async throws {
    // The first connection answers one call and is cut; the second answers everything.
    let server = try FakeServer { session, frame in
      if session.index == 0, !session.kept.isEmpty { return session.cut() }
      session.kept.append(frame)
      session.respond(frame.stream, frame.earnAnswer)
    }
    let client = try client(server)
    for tag in UInt64(1)...5 {
      try client.submit(PointsMethods.earn, Requests.earn(sequence: tag), tag: tag)
    }
    var answered: [UInt64] = []
    var unknown: [UInt64] = []
    while client.inFlight > 0 {
      client.poll(timeout: .seconds(10)) { completion in
        if completion.isOK { return answered.append(completion.tag) }
        let (isUnknown, code, error) = (
          completion.outcomeUnknown, completion.code, completion.error
        )
        #expect(isUnknown && code == 14)
        #expect(error?.code == .outcomeUnknown)
        unknown.append(completion.tag)
      }
    }
    #expect((answered + unknown).sorted() == [1, 2, 3, 4, 5])
    #expect(!unknown.isEmpty)
    #expect(client.brokenConnections == 1)
    #expect(client.lostCalls == unknown.count)
    #expect {
      try client.submit(PointsMethods.earn, Requests.earn(), tag: 9)
    } throws: { ($0 as? ClientError)?.code == .unavailable }

    #expect(try client.reconnect() == 1)
    #expect(client.resubmit() == unknown.count)
    #expect(client.lostCalls == 0)
    let answers = collect(client)
    #expect(answers.keys.sorted() == unknown.sorted())
    #expect(answers.allSatisfy { $0.key == UInt64($0.value) })

    var payloads: [UInt64: Set<[UInt8]>] = [:]
    var seen = 0
    for await frame in server.frames where frame.kind == .request {
      payloads[frame.earn.envelope?.terminalSequence ?? 0, default: []].insert(frame.payload)
      seen += frame.connection == 1 ? 1 : 0
      if seen == unknown.count { break }
    }
    #expect(payloads.values.allSatisfy { $0.count == 1 })
  }

  @Test func `knows which calls a leaving server has not begun`() throws {
    let server = try FakeServer { session, frame in
      guard session.index == 0 else { return session.respond(frame.stream, frame.earnAnswer) }
      session.kept.append(frame)
      guard session.kept.count == 3 else { return }
      session.goAway(lastStream: session.kept[0].stream)
      session.respond(session.kept[0].stream, session.kept[0].earnAnswer)
    }
    let client = try client(server)
    for tag in UInt64(1)...3 {
      try client.submit(PointsMethods.earn, Requests.earn(sequence: tag), tag: tag)
    }
    var refused: [UInt64] = []
    while client.inFlight > 0 {
      client.poll(timeout: .seconds(10)) { completion in
        let (tag, isUnknown, error) = (
          completion.tag, completion.outcomeUnknown, completion.error
        )
        if completion.isOK { return #expect(tag == 1) }
        #expect(!isUnknown)
        #expect(error?.code == .unavailable)
        refused.append(tag)
      }
    }
    #expect(refused == [2, 3])
    try client.reconnect()
    #expect(client.resubmit() == 2)
    #expect(collect(client) == [2: 2, 3: 3])
  }

  @Test func `hands out refusals with their status`() throws {
    let server = try FakeServer { session, frame in
      session.refuse(frame.stream, .failedPrecondition, .insufficientPoints)
    }
    let client = try client(server)
    try client.submit(PointsMethods.earn, Requests.earn(), tag: 1)
    var error: ClientError?
    while client.inFlight > 0 {
      client.poll(timeout: .seconds(10)) { error = $0.error }
    }
    #expect(error?.code == .failedPrecondition)
    #expect(error?.reason == .insufficientPoints)
  }

  @Test func `returns when nothing comes in time`() throws {
    let server = try FakeServer { _, _ in }
    let client = try client(server)
    try client.submit(PointsMethods.earn, Requests.earn(), tag: 1)
    for timeout in [Duration.zero, .microseconds(200), .milliseconds(3)] {
      let start = PipelinedClient.now()
      #expect(client.poll(timeout: timeout) { _ in } == 0)
      let waited = Duration.nanoseconds(Int64(PipelinedClient.now() - start))
      #expect(waited >= timeout)
    }
    #expect(client.inFlight == 1)
  }

  @Test func `cannot connect where nobody listens`() throws {
    let port = try unusedPort()
    #expect {
      _ = try PipelinedClient(host: "127.0.0.1", port: port)
    } throws: { ($0 as? ClientError)?.code == .unavailable }
  }

  /// Processor time that this thread has spent outside the system, in nanoseconds.
  private func threadNanoseconds() -> UInt64 {
    var usage = rusage()
    // 1 is RUSAGE_THREAD, which Glibc shows to GNU sources only.
    getrusage(1, &usage)
    return UInt64(usage.ru_utime.tv_sec) * 1_000_000_000 + UInt64(usage.ru_utime.tv_usec) * 1000
  }
}
