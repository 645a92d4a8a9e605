internal import Foundation

/// One row of the table of faults in `docs/testing.md`, with the tests that it cites.
struct FaultRow {
  struct Citation: Equatable {
    /// Relative to `Tests/`.
    var file: String
    var sentence: String
  }

  var number: String
  var tests: [Citation]

  /// Rows that begin with a fault's number.
  ///
  /// Their last cell cites tests as `` `File.swift`: `sentence` · `sentence` ``, files separated by
  /// `<br>`.
  static func all(in text: String) throws -> [FaultRow] {
    let number = try Regex(#"^\|\s*(?<number>[SPCNXU]\d+)\s*\|"#)
    return try text.split(separator: "\n").compactMap { line in
      guard let match = line.firstMatch(of: number),
        let found = match["number"]?.substring,
        let cell = line.split(separator: "|", omittingEmptySubsequences: true).dropLast(0).last(
          where: { !$0.allSatisfy { $0 == " " } }
        )
      else { return nil }
      return FaultRow(number: String(found), tests: try citations(in: String(cell)))
    }
  }

  /// Whether a source has a test of this name: a function in backticks, or a display name.
  static func names(_ sentence: String, in source: String) -> Bool {
    source.contains("`\(sentence)`(") || source.contains("\"\(sentence)\"")
  }

  private static func citations(in cell: String) throws -> [Citation] {
    let span = try Regex("`(?<text>[^`]+)`")
    var file = ""
    return cell.matches(of: span).compactMap { match in
      guard let text = match["text"]?.substring else { return nil }
      if text.hasSuffix(".swift") || text.hasSuffix(".py") {
        file = String(text)
        return nil
      }
      return Citation(file: file, sentence: String(text))
    }
  }
}
