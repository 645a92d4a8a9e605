import Foundation
import Testing

@testable import fealty

@Suite("Texts and times")
struct TextTests {
  @Test(
    "instants in UTC",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2017-01-01T11:53:26Z", 1_483_271_606_000),
      ("2000-02-29T23:59:59.125Z", 951_868_799_125), ("1969-12-31T23:59:59Z", -1000),
      ("2100-03-01T00:00:00Z", 4_107_542_400_000),
    ] as [(String, Int64)]
  )
  func instants(text: String, expected: Int64) {
    #expect(Array(text.utf8).withUnsafeBytes { CalendarTime.milliseconds($0) } == expected)
    let day = text.prefix(10)
    #expect(CalendarTime.text(milliseconds: expected).hasPrefix(day))
  }

  @Test(
    "what is no instant in UTC is none",
    arguments: [
      "", "2017-01-01", "2017-01-01T11:53:26", "2017-01-01T11:53:26+01:00", "2017-01-01T24:00:00Z",
      "2017-1-01T11:53:26ZZ", "2017-01-01T11:53:26.Z",
    ]
  )
  func noInstants(text: String) {
    #expect(Array(text.utf8).withUnsafeBytes { CalendarTime.milliseconds($0) } == nil)
  }

  @Test func `numbers as people read them`() {
    #expect(0.grouped == "0")
    #expect(999.grouped == "999")
    #expect((-1_234_567).grouped == "-1,234,567")
    #expect(Int64.min.grouped == "-9,223,372,036,854,775,808")
    #expect(1.005.fixed(1) == "1.0")
    #expect(0.06.fixed(1) == "0.1")
    #expect((-12.5).fixed(0) == "-13")
    #expect(3.14159.fixed(2) == "3.14")
    #expect(readable(nanoseconds: 812_400) == "812 µs")
    #expect(readable(nanoseconds: 1_240_000) == "1.24 ms")
    #expect(readable(bytes: 3 << 20) == "3.0 MiB")
  }

  @Test func `JSON lines are JSON, whatever is in the texts`() throws {
    let line = JSONLine.object { writer in
      writer.field("text", "a\"b\\c\nd\u{1}é")
      writer.field("number", -5)
      writer.object("inner") { $0.field("flag", true) }
      writer.field("ratio", 2.345, places: 1)
    }
    let value = try #require(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    )
    #expect(value["text"] as? String == "a\"b\\c\nd\u{1}é")
    #expect(value["number"] as? Int == -5)
    #expect((value["inner"] as? [String: Any])?["flag"] as? Bool == true)
    #expect(value["ratio"] as? Double == 2.3)
    #expect(!line.contains("\n"))
  }

  @Test func `lines are read whole over the ends of blocks`() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/lines"
    let long = String(repeating: "x", count: 3_000_000)
    try "first\n\n\(long)\r\nlast".write(toFile: path, atomically: true, encoding: .utf8)
    var reader = try LineReader(path: path)
    var lengths: [Int] = []
    while try reader.next({ lengths.append($0.count) }) {}
    #expect(lengths == [5, 3_000_001, 4])
    #expect(reader.lineNumber == 4)
    #expect(try LineReader.countLines(of: path) == 3)
  }

  @Test func `a file is complete under its name or not there`() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/out"
    do {
      var writer = try LineWriter(path: path)
      try writer.write("half")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
    var writer = try LineWriter(path: path)
    try writer.write("one")
    try writer.write("two")
    try writer.finish()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "one\ntwo\n")
  }
}
