internal import FealtyClient
internal import FealtyWire

/// Sends the baskets of a file through a server, each as a durable earn, with many in flight.
///
/// - Guarantees: a member's baskets are executed in the file's order, for all of them travel on the
///   one connection to the member's home shard. A basket whose connection is lost is sent again
///   under the same request id, so that none counts twice.
/// - Fails: when the file is damaged, or the server stays away for longer than 30 seconds.
final class Replay {
  private struct Slot {
    var sequence = 0
    var member = 0
    var lines = 0
    var startedAt: Int64 = 0
    var basketID = ""
  }

  private static let patience: Int64 = 30_000_000_000

  private let client: PipelinedClient
  private let programID: String
  private let members: [ReplayMember]
  private let memberIndex: [String: Int]
  private let depth: Int

  /// By member: the connection to its home shard.
  private let connectionOfMember: [Int]

  // Unchecked: one thread uses these, and no access spans another.
  @exclusivity(unchecked) private var slots: [Slot] = []
  @exclusivity(unchecked) private var freeSlots: [Int] = []
  @exclusivity(unchecked) private var sent = 0
  private var sheet: AwardSheet?

  /// The basket that is sent next, and its request.
  @exclusivity(unchecked) private var basket = ReplayBasket()
  @exclusivity(unchecked) private var request = OutputBuffer(capacity: 4_096)

  @exclusivity(unchecked) private(set) var result: ReplayResult

  /// Prepares a replay with `depth` baskets in flight on each connection, 1 or more.
  ///
  /// The client has one connection for each shard.
  init(client: PipelinedClient, programID: String, members: [ReplayMember], depth: Int) {
    self.client = client
    self.programID = programID
    self.members = members
    self.depth = depth
    memberIndex = Dictionary(
      members.enumerated().map { ($1.memberID, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var connections = [Int](repeating: 0, count: client.shardCount)
    for index in 0..<client.connectionCount {
      connections[client.shard(ofConnection: index)] = index
    }
    connectionOfMember = members.map { member in
      let home = StableHash.hash(program: programID, member: member.memberID)
      return connections[StableHash.shard(home, count: client.shardCount)]
    }
    result = ReplayResult(members: members.count)
  }

  /// Enrols the members, or brings their tiers and segments up to date.
  func enrol() throws(CommandFailure) {
    var bar = ProgressBar("Enrolling", total: members.count, unit: "members")
    try client.performMany(members.count, "enrolling") { (client, index) throws(ClientError) in
      try client.submit(
        MembersMethods.enrol,
        members[index].enrolment(programID: programID),
        tag: UInt64(index)
      )
    } completed: { _, done in
      bar.update(done)
    }
    bar.finish(members.count)
  }

  /// Sends all baskets of a file and waits for their answers.
  ///
  /// - Parameters:
  ///   - path: NDJSON, in order of time.
  ///   - total: How many there are, for the progress bar; 0 = not known.
  ///   - perBasket: Where to write each basket's award; nil = nowhere.
  /// - Throws: `.damaged` for the file, `.unavailable` when the server stays away.
  func run(path: String, total: Int, perBasket: String?) throws(CommandFailure) {
    if let perBasket { sheet = try AwardSheet(path: perBasket) }
    var reader = try LineReader(path: path)
    var bar = ProgressBar("Replaying", total: total, unit: "baskets")
    let startedAt = Monotonic.now()
    var more = true
    while more {
      let number = reader.lineNumber + 1
      more = try reader.next { (line) throws(CommandFailure) in
        do throws(JSONCursor.Failure) { try basket.read(line) } catch {
          throw CommandFailure(.damaged, "\(path):\(number): \(error.what) at byte \(error.offset)")
        }
        try send()
      }
      bar.update(result.answered)
    }
    while client.inFlight > 0 || client.lostCalls > 0 { try collect(wait: true) }
    result.seconds = Double(Monotonic.now() - startedAt) / 1e9
    bar.finish(result.answered)
    try sheet?.finish()
  }

  // MARK: - Steps

  /// Sends the basket that has been read.
  private func send() throws(CommandFailure) {
    guard let member = memberIndex[basket.memberID] else {
      throw CommandFailure(
        .damaged,
        "basket \(basket.basketID) is of member \(basket.memberID), who is not in the members file"
      )
    }
    let connection = connectionOfMember[member]
    while client.inFlight(onConnection: connection) >= depth
      || client.room(onConnection: connection) == 0
    {
      try collect(wait: true)
    }
    if freeSlots.isEmpty {
      freeSlots.append(slots.count)
      slots.append(Slot())
    }
    let slot = freeSlots.removeLast()
    slots[slot] = Slot(
      sequence: sent,
      member: member,
      lines: basket.lineCount,
      startedAt: Monotonic.now(),
      basketID: basket.basketID
    )
    sent += 1
    request.removeAll()
    basket.writeEarn(programID: programID, to: &request)
    do throws(ClientError) {
      try request.withUnsafeBytes { (bytes) throws(ClientError) in
        _ = try client.submit(
          PointsMethods.earn,
          encoded: bytes,
          tag: UInt64(slot),
          connection: connection
        )
      }
    } catch {
      throw CommandFailure(error, during: "basket \(basket.basketID)")
    }
    // Hand over what has gathered now and then, so that the server works while we read on.
    if sent % 16 == 0 { try collect(wait: false) }
  }

  private func collect(wait: Bool) throws(CommandFailure) {
    client.poll(timeout: wait ? .milliseconds(200) : .zero) { completion in
      guard !completion.outcomeUnknown else { return }
      finish(Int(completion.tag), completion)
    }
    if client.brokenConnections > 0 { try mend() }
    if let failure = sheet?.failure { throw failure }
  }

  private func finish(_ index: Int, _ completion: borrowing Completion) {
    let slot = slots[index]
    freeSlots.append(index)
    result.latency.record(Int64(completion.receivedAt) - slot.startedAt)
    if let error = completion.error {
      result.refuse(error, basketID: slot.basketID)
      sheet?.skip(slot.sequence)
      return
    }
    do {
      try result.add(completion.payload, lines: slot.lines, member: slot.member)
      sheet?.add(
        result.earned,
        sequence: slot.sequence,
        basketID: slot.basketID,
        memberID: members[slot.member].memberID
      )
    } catch {
      result.refuse(
        ClientError(.malformedResponse, message: "the answer cannot be read: \(error)"),
        basketID: slot.basketID
      )
      sheet?.skip(slot.sequence)
    }
  }

  /// Connects anew and sends again what was in flight.
  private func mend() throws(CommandFailure) {
    let limit = Monotonic.now() + Self.patience
    while client.brokenConnections > 0 {
      do {
        try client.reconnect()
      } catch {
        guard Monotonic.now() < limit else {
          throw CommandFailure(.unavailable, "the server stays away: \(error.message)")
        }
      }
      guard client.brokenConnections > 0 else { break }
      // A connection that is going away answers what it has first. With none left, this is a pause.
      client.poll(timeout: .milliseconds(200)) { completion in
        guard !completion.outcomeUnknown else { return }
        finish(Int(completion.tag), completion)
      }
    }
    client.resubmit()
  }
}
