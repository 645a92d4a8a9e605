internal import Testing

/// Goal: the checks themselves notice.
///
/// Method: feed each a text that breaks its rule and one that does not.
@Suite("The checks of the repository")
struct CheckerTests {
  @Test(
    "tell code from comments and strings",
    arguments: [
      (#"let a = 1 // print("x")"#, "let a = 1 "),
      (#"let a = "print(1)" + b"#, #"let a = "        " + b"#),
      (##"let a = #"a " print"# + b"##, ##"let a = #"         "# + b"##),
      (#"/* a /* b */ c */ let d"#, "                  let d"),
      (#"let a = "\(f("x")) y" + b"#, #"let a = "           " + b"#),
      (#"let a = "\"" + b"#, #"let a = "  " + b"#),
    ]
  )
  func stripping(source: String, code: String) {
    let found = SwiftText(source).code.joined()
    #expect(found.padded(to: source.count) == code.padded(to: source.count))
  }

  @Test func `keep the lines of a string of many lines`() {
    let text = SwiftText("let a = \"\"\"\n  print(1)\n  \"\"\"\nlet b = 2 // c")
    #expect(text.code.count == 4)
    #expect(text.code[1].allSatisfy { $0 == " " })
    #expect(text.code[3].hasPrefix("let b = 2"))
    #expect(text.comments[3].hasSuffix("// c"))
  }

  @Test func `measure functions, initialisers and subscripts, and no requirement`() {
    let source = """
      protocol P {
        func required(_ a: Int) -> Int
        init(a: Int)
      }
      struct S {
        init(a: Int = f { 1 }) {
          self.init()
        }
        func long(
          a: Int
        ) throws -> Int
        where Int: P {
          "}"
          return 1
        }
        subscript(a: Int) -> Int { a }
      }
      """
    #expect(
      FunctionLength.all(in: SwiftText(source)) == [
        FunctionLength(line: 6, bodyLines: 3),
        FunctionLength(line: 9, bodyLines: 4),
        FunctionLength(line: 16, bodyLines: 1),
      ]
    )
  }

  @Test(
    "find banned words in code",
    arguments: [
      ("Sources/Wire/A.swift", "print(1)", 1),
      ("Sources/Wire/A.swift", "imprint(1); a.print(1) // print(1)", 0),
      ("Sources/fealty/A.swift", "print(1)", 1),
      ("Tests/WireTests/A.swift", "Task.detached {", 1),
      ("Sources/Actors/A.swift", "Task(priority: .low) { a }", 1),
      ("Sources/Actors/A.swift", "withTaskGroup { a }", 0),
      ("Sources/Wire/A.swift", "let a = try! b()", 1),
      ("Tests/WireTests/A.swift", "usleep(1)", 1),
      ("Tests/WireTests/A.swift", "Thread.sleep(forTimeInterval: 1)", 1),
      ("Tests/WireTests/A.swift", "try await Task.sleep(for: .seconds(1)); asleep(1)", 0),
      ("Sources/Actors/A.swift", "let m = Mutex<Int>(0)", 1),
      ("Sources/Loyalty/A.swift", "let m: Double = 1", 1),
      ("Sources/Client/A.swift", "let m: Double = 1", 0),
      ("Sources/Loyalty/A.swift", "clinux_socket(1)", 1),
      ("Sources/Loyalty/A.swift", "clinux_prefetch(a)", 0),
      ("Sources/Actors/A.swift", "clinux_socket(1)", 0),
      ("Sources/Actors/A.swift", "let a = Int.random(in: 0...1)", 1),
    ]
  )
  func words(path: String, source: String, count: Int) throws {
    let text = SwiftText(source)
    #expect(try WordRule.all.flatMap { try $0.findings(path: path, text: text) }.count == count)
  }

  @Test(
    "find unfinished work",
    arguments: [
      ("// TO" + "DO: later", 1), ("// TO" + "DO(#12): later", 0), ("// FIX" + "ME", 1),
      ("let todo = 1", 0), (#"fatalError("not "# + #"implemented")"#, 1),
    ]
  )
  func marks(source: String, count: Int) throws {
    #expect(try unfinishedMarks(path: "a", text: SwiftText(source)).count == count)
  }

  @Test(
    "find promises without a comment",
    arguments: [
      ("final class A: @unchecked Sendable {}", 1),
      ("// Guarded by the lock.\nfinal class A: @unchecked Sendable {}", 0),
      ("// Why.\n@usableFromInline\nnonisolated(unsafe) var a = 1", 0),
      ("let a = 1\nnonisolated(unsafe) var a = 1", 1),
      ("let a = try? b()", 1),
      ("let a = try? b()  // A missing file means none.", 0),
    ]
  )
  func promises(source: String, count: Int) throws {
    #expect(try unprovenPromises(path: "a", text: SwiftText(source)).count == count)
  }

  @Test(
    "find imports that the table keeps out",
    arguments: [
      ("internal import Foundation", 1), ("internal import Glibc", 0), ("import Glibc", 1),
      ("internal import FealtyLoyalty", 1), ("package import struct CZlib.z_stream", 0),
      ("// import Foundation", 0),
    ]
  )
  func imports(source: String, count: Int) throws {
    let wire = ImportRule.all[0]
    let path = "Sources/Wire/A.swift"
    #expect(try wire.findings(path: path, text: SwiftText(source)).count == count)
  }

  @Test func `find titles, headings and links outside code`() throws {
    let document = Document(
      path: "docs/a.md",
      text: """
        # A title

        ```sh
        # a comment [x](nowhere.md)
        ```

        ## Who waits, and why?
        ## Who waits, and why?
        See [b](b.md), `[c](c.md)` and ![d](../d.png "D").
        """
    )
    #expect(document.titles == [1])
    #expect(document.anchors == ["a-title", "who-waits-and-why", "who-waits-and-why-1"])
    #expect(try document.links().map(\.target) == ["b.md", "../d.png"])
    #expect(Document.resolve("../d.png", from: "docs/a.md") == "d.png")
  }

  @Test func `find a link that leads nowhere`() throws {
    let text = "# A\n[a](#a) [b](#b) [c](missing.md) [d](https://example.org/x) [e](README.md)"
    let document = Document(path: "README.md", text: text)
    let rules = try document.brokenLinks(in: .current).map(\.rule)
    // The heading is looked up in the file on disk, which has neither.
    #expect(rules.contains("no such file: missing.md"))
    #expect(rules.contains("no such heading: #b"))
    #expect(!rules.contains { $0.contains("README.md") || $0.contains("example.org") })
  }

  @Test func `read the rows of the table of faults`() throws {
    let rows = try FaultRow.all(
      in: "| S1 | killed | `A/B.swift`: `one test` · `two`<br>`C.swift`: `three` |\n| S9 | rot | |"
    )
    #expect(rows.map(\.number) == ["S1", "S9"])
    #expect(rows[0].tests.map(\.file) == ["A/B.swift", "A/B.swift", "C.swift"])
    #expect(rows[0].tests.map(\.sentence) == ["one test", "two", "three"])
    #expect(rows[1].tests.isEmpty)
    #expect(FaultRow.names("one test", in: "@Test func `one test`() {"))
    #expect(FaultRow.names("one test", in: "@Test(\"one test\", arguments: [1])"))
    #expect(!FaultRow.names("one test", in: "// one test"))
  }
}

extension String {
  /// The text with blanks up to a length, so that trailing ones do not matter.
  fileprivate func padded(to count: Int) -> String {
    self + String(repeating: " ", count: max(0, count - self.count))
  }
}
