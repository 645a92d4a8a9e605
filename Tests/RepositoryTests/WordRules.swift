internal import Foundation

/// A word or call that has no place in some folders.
struct WordRule: Sendable {
  /// Words of which each breach contains one: where none is, the pattern is not tried.
  var words: [String]
  /// Matched in code alone, comments and strings left out.
  var pattern: String
  /// Folders that the rule holds in.
  var folders: [String]
  /// Files or folders that may all the same, with a reason at their entry.
  var exceptions: [String] = []
  var reason: String

  func findings(path: String, text: SwiftText) throws -> [Finding] {
    guard folders.contains(where: { path.hasPrefix($0 + "/") }),
      !exceptions.contains(where: { path == $0 || path.hasPrefix($0 + "/") })
    else { return [] }
    guard text.mentions(words) else { return [] }
    let expression = try Regex(pattern).wordBoundaryKind(.simple)
    return text.code.enumerated().compactMap { index, line in
      line.firstMatch(of: expression) == nil
        ? nil : Finding(path: path, line: index + 1, rule: reason)
    }
  }

  /// The rules of the house on words in code.
  static let all: [WordRule] = [
    WordRule(
      words: ["print("],
      pattern: #"(^|[^\w.])print\("#,
      folders: ["Sources"],
      reason: "no print: what is for people goes through Console"
    ),
    WordRule(
      words: ["Task.detached"],
      pattern: #"\bTask\.detached\b"#,
      folders: ["Sources", "Tests", "benchmarks", "Examples"],
      reason: "no Task.detached: each long-lived part has an owner that ends it"
    ),
    WordRule(
      words: ["Task"],
      pattern: #"\bTask\s*(<[^>]*>)?\s*(\([^)]*\)\s*)?\{"#,
      folders: ["Sources"],
      exceptions: ownedTasks,
      reason: "no Task { } but in the files that RepositoryTests lists"
    ),
    WordRule(
      words: ["sleep"],
      pattern: #"(^|[^\w.])(u|nano)?sleep\(|\bThread\.sleep\b"#,
      folders: ["Tests"],
      reason: "no sleeping thread: other tests wait for it; await what is waited for"
    ),
    WordRule(
      words: ["clinux_"],
      pattern: #"\bclinux_(?!prefetch\b)"#,
      folders: ["Sources/Loyalty"],
      reason: "of CLinux the domain uses the prefetch instruction alone: no clock, no socket"
    ),
    WordRule(
      words: ["try!"],
      pattern: #"\btry!"#,
      folders: ["Sources", "Tests"],
      reason: "no try!"
    ),
    WordRule(
      words: ["as!"],
      pattern: #"\bas!\s"#,
      folders: ["Sources"],
      reason: "no as!: a cast that cannot fail needs no cast"
    ),
    WordRule(
      words: ["Mutex"],
      pattern: #"\bMutex\s*[<(]"#,
      folders: ["Sources"],
      reason:
        "no Synchronization.Mutex: the thread sanitizer misreports it; use the lock of the target"
    ),
    WordRule(
      words: ["Double", "Float"],
      pattern: #"\b(Double|Float)\b"#,
      folders: ["Sources/Loyalty"],
      reason: "no floating point in the domain: arithmetic on points is exact"
    ),
    WordRule(
      words: ["SystemRandom", "ContinuousClock", "SuspendingClock", "Date()", ".random("],
      pattern:
        #"\b(SystemRandomNumberGenerator|ContinuousClock|SuspendingClock|Date\(\)|\.random\()"#,
      folders: ["Sources/Wire", "Sources/Loyalty", "Sources/Persistence", "Sources/Actors"],
      reason: "no clock and no chance of one's own below Server: they are injected"
    ),
  ]

  /// Files whose unstructured tasks are owned: what starts them keeps the handle and ends them.
  static let ownedTasks: [String] = []
}

/// Marks of unfinished work, wherever they stand.
func unfinishedMarks(path: String, text: SwiftText) throws -> [Finding] {
  let marks = try Regex(#"\b(FIX[M]E|X{3}|HACK)\b|\bTO[D]O\b(?!\(#\d+\))"#).wordBoundaryKind(
    .simple
  )
  let stub = try Regex(#"(fatalError|preconditionFailure)\(\s*"(not implemented|unimplemented)"#)
  let beginnings = ["TO", "FIX", "XX", "HACK", "implemented"]
  return text.lines.enumerated().compactMap { index, line in
    guard !text.comments[index].isEmpty, beginnings.contains(where: line.contains) else {
      return nil
    }
    if line.firstMatch(of: stub) != nil {
      return Finding(path: path, line: index + 1, rule: "a stub")
    }
    return text.comments[index].firstMatch(of: marks) == nil
      ? nil : Finding(path: path, line: index + 1, rule: "unfinished work without an issue")
  }
}

/// Promises to the compiler that no comment proves, on their line or on the line before them.
func unprovenPromises(path: String, text: SwiftText) throws -> [Finding] {
  let promise = try Regex(#"@unchecked\s+Sendable|\bnonisolated\(unsafe\)|\btry\?"#)
    .wordBoundaryKind(.simple)
  guard text.mentions(["@unchecked", "nonisolated(unsafe)", "try?"]) else { return [] }
  return text.code.enumerated().compactMap { index, line in
    guard let match = line.firstMatch(of: promise) else { return nil }
    var above = index - 1
    // The attributes and the lines of the same declaration stand between it and its comment.
    while above > 0, text.lines[above].drop(while: { $0 == " " }).first == "@" { above -= 1 }
    let near = [index, above].filter { $0 >= 0 }
    guard near.allSatisfy({ text.comments[$0].allSatisfy { $0 == " " } }) else { return nil }
    return Finding(path: path, line: index + 1, rule: "\(line[match.range]) without a comment")
  }
}
