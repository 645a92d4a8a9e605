internal import FealtyPersistence
internal import FealtyServer

/// A process that rebuilds the ledger of a directory while this one does something else.
///
/// What a forger has put into a record may end it; that is a finding, too.
struct LedgerChild {
  private let process: ChildProcess

  /// `startedAlone`: whether it rebuilds no more than what a start would have.
  init(_ path: String, startedAlone: Bool = false) throws(CommandFailure) {
    process = try ChildProcess.start(
      try ChildProcess.ownPath(),
      ["verify", path, "--ledger"] + (startedAlone ? ["--started"] : []),
      silent: true
    )
  }

  /// Waits for its end.
  func checks() -> [LedgerVerification.Check] {
    var checks: [LedgerVerification.Check] = []
    while let line = process.readLine() {
      if let check = LedgerReport.check(line) { checks.append(check) }
    }
    let code = process.wait()
    if code != 0 {
      let finding = "replaying it ended the process (\(code)): a record is not what a server writes"
      checks.append(.init(name: "ledger", covered: "snapshot and log", findings: [finding]))
    }
    return checks
  }

  /// What such a process does, and says.
  ///
  /// What a start would have is rebuilt in a process of its own where something is to be compared
  /// with it: its memory is gone at once when it ends, while taking millions of members apart takes
  /// as long as loading them.
  static func rebuild(
    _ storage: any Storage,
    _ path: String,
    startedAlone: Bool
  ) throws(CommandFailure) -> [LedgerVerification.Check] {
    if startedAlone {
      let found = LedgerVerification.started(storage: storage, path: path, isLast: true)
      return found.checks + (found.state.map { [LedgerReport.check($0)] } ?? [])
    }
    guard LedgerVerification.hasSnapshots(storage) else {
      return LedgerVerification.run(storage: storage, path: path)
    }
    var checks = try LedgerChild(path, startedAlone: true).checks()
    guard let place = checks.firstIndex(where: { LedgerReport.state($0) != nil }),
      let state = LedgerReport.state(checks.remove(at: place))
    else { return checks }
    return checks + [LedgerVerification.compared(state, storage: storage, path: path)]
  }
}

/// What the child says: a check a line.
enum LedgerReport {
  private static let separator: Character = "\u{1F}"

  /// `check` as a line.
  static func line(_ check: LedgerVerification.Check) -> String {
    ([check.name, check.covered] + check.findings)
      .map { $0.replacing("\n", with: " ").replacing(String(separator), with: " ") }
      .joined(separator: String(separator))
  }

  /// The check of a line; nil for another text.
  static func check(_ line: String) -> LedgerVerification.Check? {
    let parts = line.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 2 else { return nil }
    return LedgerVerification.Check(
      name: parts[0],
      covered: parts[1],
      findings: Array(parts.dropFirst(2))
    )
  }

  // MARK: - States

  private static let stateName = "state"

  /// A state as a check that found nothing.
  static func check(_ state: LedgerVerification.State) -> LedgerVerification.Check {
    LedgerVerification.Check(
      name: stateName,
      covered: "\(state.snapshot ?? 0) \(state.replayStart) \(state.tail)",
      findings: state.hashes.sorted { $0.key < $1.key }.map { kind, hash in
        hash.map(String.init).joined(separator: " ") + "=" + kind
      }
    )
  }

  /// The state of such a check; nil for another one.
  static func state(_ check: LedgerVerification.Check) -> LedgerVerification.State? {
    let numbers = check.covered.split(separator: " ").compactMap { UInt64($0) }
    guard check.name == stateName, numbers.count == 3 else { return nil }
    var state = LedgerVerification.State(
      snapshot: numbers[0] == 0 ? nil : numbers[0],
      replayStart: numbers[1],
      tail: numbers[2],
      hashes: [:]
    )
    for finding in check.findings {
      let parts = finding.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      state.hashes[String(parts[1])] = parts[0].split(separator: " ").compactMap { UInt8($0) }
    }
    return state
  }
}
