internal import Foundation
internal import Testing

/// Goal: no planted defect is left behind when the code that it breaks moves on.
///
/// Method: what a patch takes away, with the lines around it, must stand in its file exactly once.
@Suite("Planted defects")
struct PlantedDefectTests {
  private let tree = RepositoryTree.current

  private var patches: [String] {
    tree.paths.filter { $0.hasPrefix("Tests/PlantedDefects/") && $0.hasSuffix(".patch") }
  }

  @Test func `are forty or more`() {
    #expect(patches.count >= 40)
  }

  @Test func `all apply to the tree as it is`() throws {
    for path in patches {
      let lines = try tree.text(path).split(separator: "\n", omittingEmptySubsequences: false)
      let file = try #require(lines.first { $0.hasPrefix("+++ b/") }).dropFirst("+++ b/".count)
      let text = "\n" + (try tree.text(String(file)))
      for hunk in hunks(lines) {
        let places = text.ranges(of: "\n" + hunk.joined(separator: "\n") + "\n").count
        #expect(places == 1, "\(path): its lines stand \(places) times in \(file)")
      }
    }
  }

  @Test func `name the tests that find them`() throws {
    for path in patches {
      let lines = try tree.text(path).split(separator: "\n", omittingEmptySubsequences: false)
      let words = try #require(lines.dropFirst().first).split(separator: " ")
      #expect(words.count == 4 && words.starts(with: ["Found", "by:"]), "\(path)")
      for suite in words.last?.split(separator: "|") ?? [] {
        let folder = "Tests/\(words[2])/"
        let isThere = tree.paths.contains {
          $0.hasPrefix(folder) && $0.hasSuffix("/\(suite).swift")
        }
        #expect(isThere, "\(path): there is no \(suite) in \(folder)")
      }
    }
  }

  /// The lines that each part of a patch wants to find.
  private func hunks(_ lines: [Substring]) -> [[Substring]] {
    var hunks: [[Substring]] = []
    for line in lines {
      if line.hasPrefix("@@") {
        hunks.append([])
      } else if !hunks.isEmpty, line.hasPrefix(" ") || line.hasPrefix("-") {
        hunks[hunks.count - 1].append(line.dropFirst())
      }
    }
    return hunks
  }
}
