import Testing

@testable import fealty

@Suite("Command lines")
struct ArgumentsTests {
  private static let count = Option.integer("count", default: 3, in: 1...10, "how many")
  private static let name = Option.text("name", "NAME", default: "ada", "who")
  private static let loud = Option.flag("loud", "loudly")
  private static let peer = Option.endpoint("peer", "where")
  private static let command = Command(
    "greet",
    "greets",
    positionals: [Positional("WORD", "what to say"), Positional("MORE", "more", .any)],
    options: [count.specification, name.specification, loud.specification, peer.specification]
  ) { _ in .ok }

  private func parse(_ words: String...) throws -> Arguments {
    try Arguments(parsing: words, for: Self.command)
  }

  @Test func `options stand anywhere, in both forms, and have defaults`() throws {
    let some = try parse("--count", "7", "hello", "--name=bo", "--loud", "there")
    #expect(some.positionals == ["hello", "there"])
    #expect(some[Self.count] == 7)
    #expect(some[Self.name] == "bo")
    #expect(some[Self.loud] == true)
    #expect(some.has(Self.peer) == false)

    let none = try parse("hello")
    #expect(none[Self.count] == 3)
    #expect(none[Self.name] == "ada")
    #expect(none[Self.loud] == false)
    #expect(none[Self.peer]?.port == nil)
  }

  @Test func `the last of a repeated option wins, and two dashes end the options`() throws {
    let arguments = try parse("--count=1", "--count=2", "--", "--loud")
    #expect(arguments[Self.count] == 2)
    #expect(arguments.positionals == ["--loud"])
  }

  @Test(
    "a wrong command line is refused with a reason",
    arguments: [
      ([], "WORD is missing"),
      (["hello", "--nothing"], "unknown option --nothing"),
      (["hello", "--count"], "--count needs a number from 1 to 10"),
      (["hello", "--count", "11"], "not '11'"),
      (["hello", "--count=x"], "not 'x'"),
      (["hello", "--loud=yes"], "--loud takes no value"),
      (["hello", "--peer", "somewhere"], "--peer needs HOST:PORT"),
      (["hello", "--name", ""], "--name needs a text"),
    ] as [([String], String)]
  )
  func refusals(words: [String], reason: String) {
    let failure = #expect(throws: CommandFailure.self) {
      try Arguments(parsing: words, for: Self.command)
    }
    #expect(failure?.code == .usage)
    #expect(failure?.message.contains(reason) == true, "\(failure?.message ?? "")")
    #expect(failure?.message.hasSuffix("see fealty greet --help") == true)
  }

  @Test(
    "endpoints",
    arguments: [
      ("127.0.0.1:7411", "127.0.0.1", 7411), ("[::1]:80", "::1", 80),
      ("till.local:0", "till.local", 0),
      ("::1:80", nil, 0), (":80", nil, 0), ("host", nil, 0), ("host:70000", nil, 0),
      ("host:", nil, 0),
    ] as [(String, String?, UInt16)]
  )
  func endpoints(text: String, host: String?, port: UInt16) {
    let endpoint = Endpoint(text)
    #expect(endpoint?.host == host)
    if host != nil {
      #expect(endpoint?.port == port)
      #expect(endpoint?.description == text)
    }
  }
}
