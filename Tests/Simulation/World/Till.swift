import FealtyServer
import FealtyWire

/// A frame that a till received.
struct TillFrame {
  var kind: FrameKind
  var stream: UInt32
  var aux: UInt32
  var payload: [UInt8]
}

/// One client's connection: what it has sent that is not delivered yet, and what it waits for.
struct Till {
  /// What a request was for.
  enum Purpose {
    case operation(Operation)
    case query(Query)
    case deed(Deed)
  }

  struct Waiting {
    var stream: UInt32
    var purpose: Purpose
  }

  let number: Int
  var socket: Int32?
  private(set) var isGreeted = false
  /// Bytes on their way to the server.
  private(set) var outbox: [UInt8] = []
  private var inbox: [UInt8] = []
  /// What has no answer yet, oldest first.
  private(set) var waiting: [Waiting] = []
  private var nextStream: UInt32 = 0
  /// It does not read for a while.
  var isStalled = false

  init(number: Int) { self.number = number }

  mutating func connect(_ socket: Int32, shard: UInt32) {
    self.socket = socket
    isGreeted = false
    isStalled = false
    inbox = []
    nextStream = 0
    var bytes = OutputBuffer()
    bytes.append(Preface.bytes)
    bytes.appendFrame(
      .hello,
      Hello(minimumVersion: 1, maximumVersion: 1, client: "simulation", shard: shard)
    )
    outbox = bytes.bytes()
  }

  /// The connection is gone; returns what now has an unknown outcome.
  mutating func disconnect() -> [Waiting] {
    defer { waiting = [] }
    socket = nil
    isGreeted = false
    outbox = []
    inbox = []
    return waiting
  }

  mutating func send(
    _ purpose: Purpose,
    method: UInt16,
    payload: [UInt8],
    timeoutMilliseconds: UInt32
  ) {
    nextStream += 1
    waiting.append(Waiting(stream: nextStream, purpose: purpose))
    var bytes = OutputBuffer()
    let start = bytes.beginFrame(
      .request,
      method: method,
      stream: nextStream,
      aux: timeoutMilliseconds
    )
    bytes.append(payload)
    bytes.endFrame(start)
    outbox += bytes.bytes()
  }

  /// Takes up to `limit` bytes of the outbox.
  mutating func takeOutbox(limit: Int) -> [UInt8] {
    let count = min(limit, outbox.count)
    defer { outbox.removeFirst(count) }
    return Array(outbox[..<count])
  }

  /// Takes bytes of the server; returns the frames that are whole now.
  mutating func received(_ bytes: [UInt8]) throws -> [TillFrame] {
    inbox += bytes
    var decoder = FrameDecoder(maximumPayloadBytes: 1 << 20)
    var consumed = 0
    var frames: [TillFrame] = []
    try inbox.withUnsafeBytes { raw in
      while let frame = try decoder.next(in: raw, consumed: &consumed) {
        frames.append(
          TillFrame(
            kind: frame.kind,
            stream: frame.header.stream,
            aux: frame.header.aux,
            payload: [UInt8](frame.payload)
          )
        )
      }
    }
    inbox.removeFirst(consumed)
    return frames
  }

  mutating func greeted() { isGreeted = true }

  mutating func answerPing(_ token: UInt32) {
    var bytes = OutputBuffer()
    bytes.appendFrame(.pong, aux: token)
    outbox += bytes.bytes()
  }

  /// What a request that has no answer yet is for.
  func purpose(of stream: UInt32) -> Purpose? {
    waiting.first { $0.stream == stream }?.purpose
  }

  /// The request that a RESPONSE answers.
  mutating func answered(_ stream: UInt32) -> Purpose? {
    guard let index = waiting.firstIndex(where: { $0.stream == stream }) else { return nil }
    return waiting.remove(at: index).purpose
  }
}

/// A question that changes nothing.
final class Query {
  enum Subject {
    case member(Int)
    case transactions(Int, cursor: String)
    case stream(Int)
    case card(String)
    /// A request under the id of another, which has its answer.
    case impostor([UInt8])
    case ledger
  }

  let subject: Subject
  /// Transactions that a stream has brought so far.
  var items: [String] = []
  /// The member's version that was known when it was asked.
  let floor: UInt32

  init(_ subject: Subject, floor: UInt32 = 0) {
    self.subject = subject
    self.floor = floor
  }

  var request: (method: UInt16, payload: [UInt8]) {
    var envelope = Envelope(programID: Requests.programID)
    switch subject {
    case .member(let member):
      let request = GetMemberRequest(envelope: envelope, member: Requests.reference(member))
      return (MethodID.getMember, request.serialized())
    case .transactions(let member, let cursor):
      let request = ListTransactionsRequest(
        envelope: envelope,
        member: Requests.reference(member),
        limit: 20,
        cursor: cursor
      )
      return (MethodID.listTransactions, request.serialized())
    case .stream(let member):
      let request = StreamTransactionsRequest(
        envelope: envelope,
        member: Requests.reference(member)
      )
      return (MethodID.streamTransactions, request.serialized())
    case .card(let card):
      let member = MemberReference(reference: .cardNumber(card))
      return (
        MethodID.getMember, GetMemberRequest(envelope: envelope, member: member).serialized()
      )
    case .impostor(let id):
      envelope.requestID = id
      return Requests.redeem(envelope, .sale, 0, 1_000_000)
    case .ledger:
      return (MethodID.verifyLedger, VerifyLedgerRequest(envelope: envelope).serialized())
    }
  }
}
