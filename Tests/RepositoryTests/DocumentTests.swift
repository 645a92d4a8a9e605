internal import Foundation
internal import Testing

@Suite("The documents")
struct DocumentTests {
  let tree = RepositoryTree.current

  @Test func `have one title each`() throws {
    let findings = try tree.documents.compactMap { path in
      let titles = Document(path: path, text: try tree.text(path)).titles
      return titles.count == 1
        ? nil : Finding(path: path, line: titles.last ?? 0, rule: "\(titles.count) titles")
    }
    #expect(findings == [])
  }

  @Test func `link to files and headings that exist`() throws {
    let findings = try tree.documents.flatMap { path in
      try Document(path: path, text: try tree.text(path)).brokenLinks(in: tree)
    }
    #expect(findings == [])
  }

  @Test func `are all on the map`() throws {
    let map = Document(path: "docs/README.md", text: try tree.text("docs/README.md"))
    let targets = Set(try map.links().map { Document.resolve($0.target, from: map.path) })
    let missing = tree.documents.filter { path in
      path.hasPrefix("docs/") && path != map.path && !targets.contains(path)
    }
    #expect(missing == [])
  }

  @Test(
    "are all there",
    arguments: [
      "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "docs/README.md",
      "docs/architecture.md", "docs/glossary.md", "docs/operations.md", "docs/performance.md",
      "docs/protocol.md", "docs/reference.md", "docs/semantics.md", "docs/storage-format.md",
      "docs/testing.md",
    ]
  )
  func presence(path: String) throws {
    #expect(try tree.text(path).count > 200)
  }

  @Test func `begin with a README under 200 lines`() throws {
    let lines = try tree.text("README.md").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 200)
  }

  /// What the README shows is what CI compiles: each of its lines stands, in this order, in the
  /// example.
  @Test func `show the client that the example builds`() throws {
    let example = tree.swiftFiles(in: ["Examples/Till/Sources"]).first
    let built = try tree.text(try #require(example)).split(separator: "\n").map(Self.bare)
    let readme = try tree.text("README.md")
    let block = readme.split(separator: "```swift\n").dropFirst().first?.split(separator: "```")
      .first
    let shown = try #require(block).split(separator: "\n").map(Self.bare).filter { !$0.isEmpty }
    #expect(shown.count > 5)
    var rest = built[...]
    for line in shown {
      let place = try #require(rest.firstIndex(of: line), "not in the example: \(line)")
      rest = rest[(place + 1)...]
    }
  }

  @Test func `say for each fault which tests cover it, and name tests that exist`() throws {
    let rows = try FaultRow.all(in: try tree.text("docs/testing.md"))
    let sources = try tree.paths.filter { $0.hasPrefix("Tests/") }.map { ($0, try tree.text($0)) }
    let wanted = [
      "S1", "S2", "S3", "S5", "S6", "S7", "S8", "S9", "S16", "S17", "N6", "N7", "X1",
    ]
    #expect(wanted.filter { number in !rows.contains { $0.number == number } } == [])
    var findings: [String] = []
    for row in rows {
      if row.tests.isEmpty { findings.append("\(row.number) has no test") }
      for test in row.tests {
        let file = sources.first { $0.0 == "Tests/" + test.file }
        guard let file, FaultRow.names(test.sentence, in: file.1) else {
          findings.append("\(row.number): no \(test.file) with a test `\(test.sentence)`")
          continue
        }
      }
    }
    #expect(findings == [])
  }

  /// A path of the machine that built it, or a registry, has no place in what others clone.
  @Test func `name no machine and no registry, nor does any other file`() throws {
    let home = tree.root.deletingLastPathComponent().path
    let places = [
      "/" + "work/", "/home" + "/", "/Users" + "/", "." + "library/", "pypi." + "org",
      "pythonhosted." + "org", "registry.npm" + "js", "proxy.golang" + ".org", "crates" + ".io",
      "deb.debian" + ".org", "archive.ubuntu" + ".com",
    ]
    let wanted = home.count > 1 ? places + [home + "/"] : places
    var findings: [Finding] = []
    for path in tree.paths {
      let text = try tree.text(path)
      let data = Data(text.utf8)
      let present = wanted.filter { data.range(of: Data($0.utf8)) != nil }
      guard !present.isEmpty else { continue }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() {
        for place in present where line.contains(place) {
          findings.append(Finding(path: path, line: index + 1, rule: "names \(place)"))
        }
      }
    }
    #expect(findings == [])
  }

  private static func bare(_ line: Substring) -> String {
    line.trimmingCharacters(in: .whitespaces)
  }
}
