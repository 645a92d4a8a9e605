import Foundation
import Testing

@testable import FealtyActors

@Suite("What fields may be")
struct FieldRulesTests {
  // Goal: who reads why a field was refused reads what is allowed there.
  @Test(arguments: [
    ("basket.lines", "at most 1000 lines"),
    ("basket.lines[7].quantity", "0 to 10000"),
    ("basket.lines[999].amount_minor", "-1000000000000 to 1000000000000"),
    ("basket.currency", "leave it empty"),
    ("tier", "one of the programme's tiers"),
    ("promotions[0].activate_at_ms", "in the future"),
    ("programme.promotions[12].activate_at_ms", "in the future"),
    ("to_version", "ListPromotionVersions"),
    ("profile.birthday", "yyyy-mm-dd"),
    ("ops[3].redeem.purpose", "at most 256 bytes"),
    ("ops[15]", "says what it does"),
  ])
  func `say what is allowed`(path: String, words: String) {
    let sentence = FieldRules.sentence(path)
    #expect(sentence.hasPrefix("\(path) cannot be taken: "), "\(sentence)")
    #expect(sentence.contains(words), "\(sentence)")
  }

  @Test func `are known of each field that the sources refuse by its name`() throws {
    // Links are followed, for the sources may be linked into a package.
    var root = URL(filePath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<4 { root.deleteLastPathComponent() }
    var paths: Set<String> = []
    for module in ["Actors", "Loyalty"] {
      let folder = root.appending(path: "Sources/\(module)")
      let files = try #require(
        FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
      )
      for case let file as URL in files where file.pathExtension == "swift" {
        let text = try String(contentsOf: file, encoding: .utf8)
        for match in text.matches(of: /(?:invalidField|\.field)\("([a-z_.]+)"\)/) {
          paths.insert(String(match.output.1))
        }
      }
    }
    #expect(paths.count > 30)
    for path in paths.sorted() {
      #expect(FieldRules.sentence(path).contains("cannot be taken"), "\(path)")
    }
  }
}
