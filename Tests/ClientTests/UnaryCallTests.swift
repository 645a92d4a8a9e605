import FealtyClient
import FealtyWire
import Testing

@Suite("Calls that answer once")
struct UnaryCallTests {
  @Test func `greets with versions and asks for each shard once`() async throws {
    let server = try FakeServer(shards: 3) { session, frame in
      if frame.kind == .request { session.respond(frame.stream, frame.earnAnswer) }
    }
    let client = try FealtyClient(host: "127.0.0.1", port: server.port)
    var shards: Set<UInt32> = []
    for await frame in server.frames where frame.kind == .hello {
      let hello: Hello = try frame.message()
      #expect(hello.minimumVersion == 1 && hello.maximumVersion == 1)
      #expect(!hello.client.isEmpty)
      shards.insert(hello.shard)
      if shards.count == 3 { break }
    }
    #expect(shards == [1, 2, 3])
    client.close()
  }

  @Test func `gives the answer to the call that asked`() async throws {
    let server = try FakeServer { session, frame in
      session.respond(frame.stream, frame.earnAnswer)
    }
    let client = try FealtyClient(host: "localhost", port: server.port)
    for sequence in UInt64(1)...20 {
      let answer = try await client.points.earn(Requests.earn(sequence: sequence))
      #expect(answer.points == Int64(sequence))
    }
  }

  @Test func `keeps calls of many tasks apart when answers come in another order`() async throws {
    // Nothing is answered before all hundred calls are there, and then the last comes first.
    let server = try FakeServer { session, frame in
      session.kept.append(frame)
      guard session.kept.count == 100 else { return }
      for request in session.kept.reversed() {
        session.respond(request.stream, request.earnAnswer)
      }
    }
    let client = try FealtyClient(host: "127.0.0.1", port: server.port)
    try await withThrowingTaskGroup(of: (UInt64, Int64).self) { group in
      for sequence in UInt64(1)...100 {
        group.addTask {
          (sequence, try await client.points.earn(Requests.earn(sequence: sequence)).points)
        }
      }
      for try await (asked, answered) in group { #expect(answered == Int64(asked)) }
    }
  }

  @Test func `waits with calls beyond what the server takes at once`() async throws {
    // A server that takes two at a time answers each pair only when it is complete.
    let server = try FakeServer(maximumInFlight: 2) { session, frame in
      session.kept.append(frame)
      guard session.kept.count == 2 else { return }
      for request in session.kept { session.respond(request.stream, request.earnAnswer) }
      session.kept = []
    }
    let client = try FealtyClient(host: "127.0.0.1", port: server.port)
    let sum = try await withThrowingTaskGroup(of: Int64.self) { group in
      for sequence in UInt64(1)...10 {
        group.addTask { try await client.points.earn(Requests.earn(sequence: sequence)).points }
      }
      return try await group.reduce(0, +)
    }
    #expect(sum == 55)
  }

  @Test func `sends each request to the shard of its member`() async throws {
    let server = try FakeServer(shards: 2) { session, frame in
      session.respond(frame.stream, frame.earnAnswer)
    }
    let client = try FealtyClient(host: "127.0.0.1", port: server.port)
    // Both connections must be open before a wrong one can be told from a right one.
    var shardOf: [Int: UInt32] = [:]
    var greetings = server.frames.makeAsyncIterator()
    while shardOf.count < 2, let frame = await greetings.next() {
      if frame.kind == .hello { shardOf[frame.connection] = try frame.message(Hello.self).shard }
    }
    _ = try await client.points.earn(Requests.earn(member: "warm-up"))
    _ = await greetings.next()
    // The second connection's WELCOME may still be under way; from its first call on it is open.
    var isOpen = false
    for number in 0..<2000 {
      let member = "member-\(number)"
      _ = try await client.points.earn(Requests.earn(member: member))
      guard let frame = await greetings.next() else { break }
      let hash = StableHash.hash(program: "demo", member: member)
      let wanted = UInt32(1 + StableHash.shard(hash, count: 2))
      if wanted == 2, shardOf[frame.connection] == 2 { isOpen = true }
      if isOpen { #expect(shardOf[frame.connection] == wanted) }
    }
    #expect(isOpen)
  }

  @Test func `carries metadata in front of the request`() async throws {
    let server = try FakeServer { session, frame in
      session.respond(frame.stream, EarnResponse())
    }
    let client = try FealtyClient(host: "127.0.0.1", port: server.port)
    _ = try await client.points.earn(
      Requests.earn(sequence: 5),
      options: CallOptions(metadata: [("till", "7")])
    )
    let frame = try await server.next(.request)
    #expect(frame.flags == .head)
    try frame.payload.withUnsafeBytes { bytes in
      var rest = bytes
      let head = try CallHead.take(from: &rest)
      #expect(head.metadata == [Metadata(key: "till", value: "7")])
      #expect(try EarnRequest(decoding: rest).envelope?.terminalSequence == 5)
    }
  }

  @Test func `reads compressed answers`() async throws {
    let server = try FakeServer { session, frame in
      var answer = GetMemberResponse()
      answer.segments = (0..<5000).map { "segment-\($0 % 10)" }
      session.respondCompressing(frame.stream, answer)
    }
    let client = try FealtyClient(host: "127.0.0.1", port: server.port)
    let answer = try await client.members.getMember(Requests.member())
    #expect(answer.segments.count == 5000)
    #expect(answer.segments.last == "segment-9")
  }

  @Test func `calls methods that only the schema knows`() async throws {
    let server = try FakeServer { session, frame in
      session.respond(frame.stream, frame.earnAnswer)
    }
    let client = try FealtyClient(host: "127.0.0.1", port: server.port)
    let schema = MethodSchema(PointsMethods.earn, summary: "")
    let bytes = try await client.call(schema, encoded: Requests.earn(sequence: 9).serialized())
    #expect(try EarnResponse(bytes: bytes).points == 9)
  }

  @Test func `answers the server's pings`() async throws {
    let server = try FakeServer { session, frame in
      if frame.kind == .request {
        session.send(.ping, aux: 77)
        session.respond(frame.stream, frame.earnAnswer)
      }
    }
    let client = try FealtyClient(host: "127.0.0.1", port: server.port)
    _ = try await client.points.earn(Requests.earn())
    #expect(try await server.next(.pong).aux == 77)
  }
}
