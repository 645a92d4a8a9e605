import FealtyWire
import Foundation
import Testing

@Suite("docs/protocol.md")
struct ProtocolDocumentTests {
  /// A fenced block: its language, what stands behind it, its lines.
  private struct Block {
    let language: String
    let name: String
    let content: String
  }

  private static func blocks() throws -> [Block] {
    var blocks: [Block] = []
    var open: (language: String, name: String)?
    var content: [Substring] = []
    for line in try RepositoryFiles.text("docs/protocol.md").split(
      separator: "\n",
      omittingEmptySubsequences: false
    ) {
      guard line.hasPrefix("```") else {
        content.append(line)
        continue
      }
      if let begun = open {
        blocks.append(
          Block(
            language: begun.language,
            name: begun.name,
            content: content.joined(separator: "\n")
          )
        )
        open = nil
      } else {
        let words = line.dropFirst(3).split(separator: " ").map(String.init)
        open = (words.first ?? "", words.count > 1 ? words[1] : "")
        content = []
      }
    }
    return blocks
  }

  private struct Golden {
    let kind: FrameKind
    var flags: FrameFlags = []
    var method: UInt16 = 0
    var stream: UInt32 = 0
    var aux: UInt32 = 0
    var message: (any Message.Type)?
  }

  private static let golden: [String: Golden] = [
    "hello": Golden(kind: .hello, message: Hello.self),
    "welcome": Golden(kind: .welcome, message: Welcome.self),
    "earn-request": Golden(
      kind: .request,
      method: MethodID.earn,
      stream: 1,
      aux: 2000,
      message: EarnRequest.self
    ),
    "earn-response": Golden(kind: .response, stream: 1, message: EarnResponse.self),
    "earn-refused": Golden(
      kind: .response,
      stream: 2,
      aux: UInt32(Code.failedPrecondition.rawValue),
      message: Status.self
    ),
    "cancel": Golden(kind: .cancel, stream: 3),
    "ping-with-head": Golden(
      kind: .request,
      flags: .head,
      method: MethodID.getServerInfo,
      stream: 4
    ),
    "compressed-response": Golden(
      kind: .response,
      flags: .compressed,
      stream: 5,
      message: GetProgrammeResponse.self
    ),
    "item": Golden(kind: .item, stream: 6, aux: 1, message: Transaction.self),
    "credit": Golden(kind: .credit, stream: 6, aux: 1),
    "stream-end": Golden(kind: .response, stream: 6),
    "ping": Golden(kind: .ping, aux: 0xCAFE),
    "pong": Golden(kind: .pong, aux: 0xCAFE),
    "go-away": Golden(kind: .goAway, message: GoAway.self),
    "auth": Golden(kind: .auth, message: Auth.self),
    "granted": Golden(kind: .granted, message: Granted.self),
  ]

  @Test func `has golden frames that decode and encode to the same bytes`() throws {
    let blocks = try Self.blocks()
    let frames = blocks.indices.filter { blocks[$0].language == "frame" }
    #expect(Set(frames.map { blocks[$0].name }) == Set(Self.golden.keys))
    for index in frames {
      let name = blocks[index].name
      let expected = try #require(Self.golden[name])
      let encoded = bytes(blocks[index].content)
      let json = index > 0 && blocks[index - 1].language == "json" ? blocks[index - 1].content : nil
      try encoded.withUnsafeBytes { raw in
        var decoder = FrameDecoder(maximumPayloadBytes: Limits.defaultFrameBytes)
        var consumed = 0
        let frame = try #require(try decoder.next(in: raw, consumed: &consumed), "\(name)")
        #expect(consumed == raw.count, "\(name)")
        #expect(frame.kind == expected.kind, "\(name)")
        #expect(frame.header.flags == expected.flags, "\(name)")
        #expect(frame.header.method == expected.method, "\(name)")
        #expect(frame.header.stream == expected.stream, "\(name)")
        #expect(frame.header.aux == expected.aux, "\(name)")
        try check(name, frame, expected, json: json)
        var buffer = OutputBuffer()
        let start = buffer.beginFrame(
          expected.kind,
          flags: expected.flags,
          method: expected.method,
          stream: expected.stream,
          aux: expected.aux
        )
        buffer.append(frame.payload)
        buffer.endFrame(start)
        #expect(buffer.bytes() == encoded, "\(name)")
      }
    }
  }

  private func check(_ name: String, _ frame: Frame, _ expected: Golden, json: String?) throws {
    if expected.flags == .head {
      var rest = frame.payload
      #expect(
        try CallHead.take(from: &rest)
          == CallHead(metadata: [Metadata(key: "trace", value: "0af7651")])
      )
      #expect(rest.isEmpty)
      return
    }
    guard let type = expected.message else {
      #expect(frame.payload.isEmpty, "\(name)")
      return
    }
    let payload =
      expected.flags == .compressed
      ? try frame.inflatedPayload(limit: Limits.defaultFrameBytes) : Array(frame.payload)
    try check(name, type, payload, json: json)
  }

  private func check<M: Message>(
    _ name: String,
    _ type: M.Type,
    _ payload: [UInt8],
    json: String?
  ) throws {
    let message = try M(bytes: payload)
    #expect(message.serialized() == payload, "\(name)")
    if let json { #expect(try M(json: json) == message, "\(name)") }
  }

  @Test func `lists every status code and every reason`() throws {
    let rows = try RepositoryFiles.text("docs/protocol.md").split(separator: "\n").compactMap {
      line -> [String]? in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count > 3, Int32(cells[1]) != nil else { return nil }
      return Array(cells[1...])
    }
    func has(_ value: EnumSchema.Value) -> Bool {
      rows.contains { $0[0] == "\(value.number)" && $0[1] == value.name }
    }
    for value in Code.schema.values { #expect(has(value), "code \(value.name)") }
    for value in Reason.schema.values where value.number != 0 {
      #expect(has(value), "reason \(value.name)")
      let row = rows.first { $0[1] == value.name }
      #expect(Code.schema.number(named: row?[2] ?? "") != nil, "code of \(value.name)")
    }
    for kind in FrameKind.allCases {
      #expect(
        rows.contains { $0[0] == "\(kind.rawValue)" && $0[1] == "\(kind)".uppercased() },
        "kind \(kind)"
      )
    }
  }

  @Test func `has hashes of members as we compute them`() throws {
    var count = 0
    for line in try RepositoryFiles.text("docs/protocol.md").split(separator: "\n")
    where line.contains("`0x") {
      let cells = line.split(separator: "|").map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
      }
      guard cells.count == 4, let shard = Int(cells[3]) else { continue }
      let hash = StableHash.hash(program: cells[0], member: cells[1])
      #expect(hash == UInt64(cells[2].dropFirst(2), radix: 16), "\(line)")
      #expect(StableHash.shard(hash, count: 4) == shard, "\(line)")
      count += 1
    }
    #expect(count == 4)
  }
}
