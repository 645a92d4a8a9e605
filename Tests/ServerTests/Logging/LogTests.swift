import FealtyActors
import Testing

@testable import FealtyServer

@Suite("The server's log")
struct LogTests {
  private func lines(_ format: Log.Format, level: LogLevel, _ body: (Log) -> Void) -> [String] {
    let lines = Guarded<[String]>([])
    body(
      Log(level: level, format: format, clock: FixedClock()) { line in
        lines.withLock { $0.append(line) }
      }
    )
    return lines.withLock { $0 }
  }

  @Test func `writes text that a person can read`() {
    let written = lines(.text, level: .info) { log in
      log(.info, "listening", ["address": "127.0.0.1:7330", "shards": 2])
      log(.error, "stopped", ["reason": "no space \"left\"\n"])
    }
    #expect(
      written == [
        "2026-11-21T06:07:08.009Z info    listening address=127.0.0.1:7330 shards=2\n",
        "2026-11-21T06:07:08.009Z error   stopped reason=\"no space \\\"left\\\"\\n\"\n",
      ]
    )
  }

  @Test func `writes JSON that a machine can read`() {
    let written = lines(.json, level: .info) { log in
      log(.warning, "recovery", ["notice": "cut at \u{1}", "bytes": 12])
    }
    #expect(
      written == [
        "{\"time\":\"2026-11-21T06:07:08.009Z\",\"level\":\"warning\",\"event\":\"recovery\","
          + "\"notice\":\"cut at \\u0001\",\"bytes\":12}\n"
      ]
    )
  }

  @Test(
    "writes nothing above its level",
    arguments: [(level: LogLevel.error, count: 1), (.warning, 2), (.info, 3), (.debug, 4)]
  )
  func level(level: LogLevel, count: Int) {
    let written = lines(.text, level: level) { log in
      for level in LogLevel.allCases { log(level, "event") }
    }
    #expect(written.count == count)
  }
}

private struct FixedClock: FealtyActors.Clock {
  func wallMilliseconds() -> Int64 { 1_795_241_228_009 }
  func monotonicNanoseconds() -> Int64 { 0 }
}
