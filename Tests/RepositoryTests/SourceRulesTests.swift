internal import Foundation
internal import Testing

/// Goal: what a formatter cannot see stays true of every file.
///
/// Method: read the tree as text, and compare with an empty list, so that a failure prints each
/// place.
@Suite("The source tree")
struct SourceRulesTests {
  let tree = RepositoryTree.current
  static let all = ["Sources", "Tests", "Examples", "benchmarks", "Package.swift"]

  @Test func `is seen`() {
    #expect(tree.paths.contains("Package.swift"))
    #expect(tree.swiftFiles(in: ["Sources"]).count > 20)
  }

  @Test func `imports what the architecture allows, and says at which level`() throws {
    var findings: [Finding] = []
    for path in tree.swiftFiles(in: ["Sources"]) {
      let rule = ImportRule.all.first { path.hasPrefix($0.folder + "/") }
      guard let rule else {
        findings.append(Finding(path: path, line: 0, rule: "a folder without a rule for imports"))
        continue
      }
      findings += try rule.findings(path: path, text: try tree.source(path))
    }
    #expect(findings == [])
  }

  @Test func `keeps generated code to the imports of its folder`() throws {
    let generated = tree.paths.filter { $0.hasSuffix(".swift") && $0.contains("/Generated/") }
    let findings = try generated.flatMap { path in
      try ImportRule.all.filter { path.hasPrefix($0.folder + "/") }
        .flatMap { try $0.findings(path: path, text: try tree.source(path)) }
    }
    #expect(findings == [])
  }

  @Test func `keeps files to 500 lines and lines to 100 columns`() throws {
    var findings: [Finding] = []
    for path in tree.swiftFiles(in: Self.all) {
      let lines = try tree.source(path).lines
      if lines.count > 501 {
        findings.append(Finding(path: path, line: 0, rule: "\(lines.count - 1) lines"))
      }
      for (index, line) in lines.enumerated() where line.count > 100 {
        findings.append(Finding(path: path, line: index + 1, rule: "\(line.count) columns"))
      }
    }
    #expect(findings == [])
  }

  @Test func `keeps functions to 70 lines`() throws {
    let findings = try tree.swiftFiles(in: Self.all).flatMap { path in
      FunctionLength.all(in: try tree.source(path))
        .filter { $0.bodyLines > 70 }
        .map { Finding(path: path, line: $0.line, rule: "a function of \($0.bodyLines) lines") }
    }
    #expect(findings == [])
  }

  @Test func `uses no word or call that its folder keeps out`() throws {
    let findings = try tree.swiftFiles(in: Self.all).flatMap { path in
      let text = try tree.source(path)
      return try WordRule.all.flatMap { try $0.findings(path: path, text: text) }
    }
    #expect(findings == [])
  }

  @Test func `has no mark of unfinished work`() throws {
    let findings = try tree.swiftFiles(in: Self.all).flatMap { path in
      try unfinishedMarks(path: path, text: try tree.source(path))
    }
    #expect(findings == [])
  }

  @Test func `proves each promise that the compiler cannot check`() throws {
    let findings = try tree.swiftFiles(in: ["Sources"]).flatMap { path in
      try unprovenPromises(path: path, text: try tree.source(path))
    }
    #expect(findings == [])
  }

  @Test func `names no file after its being useful`() {
    let vague = ["Utils", "Utilities", "Helpers", "Helper", "Common", "Misc", "Extensions"]
    let findings = tree.swiftFiles(in: ["Sources", "Tests"]).filter { path in
      let name = path.split(separator: "/").last?.dropLast(".swift".count) ?? ""
      return vague.contains { name == $0 || name.hasSuffix("+" + $0) }
    }
    #expect(findings == [])
  }

  @Test func `lists only files that exist`() {
    let listed = WordRule.all.flatMap(\.exceptions)
    let missing = listed.filter { entry in
      !tree.paths.contains { $0 == entry || $0.hasPrefix(entry + "/") }
    }
    #expect(missing == [])
  }
}
