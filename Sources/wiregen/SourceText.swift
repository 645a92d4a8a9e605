/// Source code under construction: lines with an indentation.
struct SourceText {
  private(set) var text = ""
  private var depth = 0

  /// Appends a line; an empty one has no indentation.
  mutating func line(_ content: String = "") {
    if !content.isEmpty { text += String(repeating: "  ", count: depth) + content }
    text += "\n"
  }

  /// Appends `opening`, what `body` writes one step further in, and `closing`.
  mutating func block(
    _ opening: String,
    closing: String = "}",
    _ body: (inout SourceText) -> Void
  ) {
    line(opening)
    depth += 1
    body(&self)
    depth -= 1
    line(closing)
  }

  /// Appends a doc comment: the first sentence, then the rest as a paragraph of its own.
  mutating func doc(_ comment: String, otherwise fallback: String) {
    let sentence = Self.sentence(comment.isEmpty ? fallback : comment)
    let parts = Self.split(sentence)
    for (index, part) in parts.enumerated() {
      if index > 0 { line("///") }
      for row in Self.wrap(part, width: 96 - 2 * depth) { line("/// " + row) }
    }
  }

  /// Begins with a capital and ends with a full stop.
  private static func sentence(_ text: String) -> String {
    let capital = text.first.map { first in
      // A symbol of the schema, such as `min(…)` or `yyyy-mm-dd`, keeps its case.
      let word = text.prefix { $0 != " " && $0 != ";" }
      return word.contains { "(_-".contains($0) } ? String(first) : first.uppercased()
    }
    let whole = (capital ?? "") + text.dropFirst()
    return whole.hasSuffix(".") || whole.hasSuffix("?") ? whole : whole + "."
  }

  private static func split(_ text: String) -> [String] {
    guard let end = text.firstRange(of: ". ") else { return [text] }
    return [String(text[..<end.lowerBound]) + ".", String(text[end.upperBound...])]
  }

  private static func wrap(_ text: String, width: Int) -> [String] {
    var rows: [String] = []
    var row = ""
    for word in text.split(separator: " ") {
      if !row.isEmpty, row.count + 1 + word.count > width {
        rows.append(row)
        row = ""
      }
      row += (row.isEmpty ? "" : " ") + word
    }
    return rows + [row]
  }
}
