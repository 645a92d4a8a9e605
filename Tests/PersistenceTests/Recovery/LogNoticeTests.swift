import Testing

@testable import FealtyPersistence

@Suite("What an operator reads")
struct LogNoticeTests {
  @Test func `each notice names its file and says what was done`() {
    let notices: [(LogNotice, [String])] = [
      (.created, ["new log"]),
      (
        .tornTail(file: "log-1", offset: 512, batch: 9, bytes: 77, kept: "kept-1"),
        ["log-1", "512", "batch 9", "77", "kept-1", "never acknowledged"]
      ),
      (.headRemade(file: "log-2"), ["log-2", "crash"]),
      (.badSnapshot(sequence: 4, error: .recordTooLarge(5)), ["snapshot 4", "5 bytes"]),
      (.temporaryRemoved(file: "log-3.tmp"), ["log-3.tmp", "removed"]),
      (.unknownFile(file: "notes"), ["notes", "left alone"]),
    ]
    for (notice, parts) in notices {
      for part in parts { #expect("\(notice)".contains(part), "\(notice)") }
    }
  }

  @Test func `each failure says what it is and how a supervisor should take it`() {
    let error = StorageError(.sync, "log-1", offset: 5, code: 5)
    let damage = LogDamage(
      .lostSegment,
      file: "log-7",
      offset: 12,
      batch: 34,
      expected: "the file",
      repair: "repair would lose it"
    )
    let failures: [(LogFailure, LogFailure.Family, [String])] = [
      (.directoryBusy(error), .busy, ["another process"]),
      (.io(error), .io, ["sync", "log-1", "byte 5", "errno 5"]),
      (.damaged(damage), .damage, ["log-7", "byte 12", "batch 34", "the file", "would lose"]),
      (.newerFormat(file: "identity", version: 9), .format, ["identity", "9"]),
      (.stopped, .io, ["stopped"]),
      (.truncated(before: 3), .input, ["batch 3"]),
      (.notFound(LogPosition(batch: 2, index: 1)), .input, ["2.1"]),
      (.notOwner(.empty), .input, ["batch 0"]),
    ]
    for (failure, family, parts) in failures {
      #expect(failure.family == family)
      for part in parts { #expect("\(failure)".contains(part), "\(failure)") }
    }
  }
}
