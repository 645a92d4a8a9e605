internal import Foundation

/// A Markdown document, without what stands in its code.
struct Document {
  let path: String
  /// Lines with fenced code blanked and code spans emptied.
  let lines: [String]

  init(path: String, text: String) {
    self.path = path
    var isFenced = false
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let bare = line.drop { $0 == " " }
      if bare.hasPrefix("```") || bare.hasPrefix("~~~") {
        isFenced.toggle()
        return ""
      }
      return isFenced ? "" : String(line)
    }
  }

  /// The lines of the headings of the first level, counted from 1.
  var titles: [Int] {
    lines.indices.filter { lines[$0].hasPrefix("# ") }.map { $0 + 1 }
  }

  /// The names that a link into this document may have after `#`, as GitHub makes them.
  var anchors: Set<String> {
    var seen: [String: Int] = [:]
    var result: Set<String> = []
    for line in lines where line.hasPrefix("#") {
      let title = line.drop { $0 == "#" }.drop { $0 == " " }.lowercased()
      let slug = String(
        title.compactMap { character -> Character? in
          if character == " " { return "-" }
          return character.isLetter || character.isNumber || character == "-" || character == "_"
            ? character : nil
        }
      )
      let count = seen[slug, default: 0]
      result.insert(count == 0 ? slug : "\(slug)-\(count)")
      seen[slug] = count + 1
    }
    return result
  }

  /// The targets of links and images, with their lines; a target within code is none.
  func links() throws -> [(line: Int, target: String)] {
    let span = try Regex("`[^`]*`")
    let link = try Regex(#"\]\((?<target>[^)\s]+)(\s+"[^"]*")?\)"#)
    return lines.enumerated().flatMap { index, line in
      line.replacing(span, with: "").matches(of: link).compactMap { match in
        match["target"]?.substring.map { (index + 1, String($0)) }
      }
    }
  }

  /// Links of this document that lead nowhere in the tree.
  func brokenLinks(in tree: RepositoryTree) throws -> [Finding] {
    try links().compactMap { line, target in
      guard !target.contains("://"), !target.hasPrefix("mailto:") else { return nil }
      let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let file = String(parts[0])
      let resolved = file.isEmpty ? path : Self.resolve(file, from: path)
      let url = tree.root.appendingPathComponent(resolved)
      guard FileManager.default.fileExists(atPath: url.path) else {
        return Finding(path: path, line: line, rule: "no such file: \(target)")
      }
      guard parts.count == 2, resolved.hasSuffix(".md") else { return nil }
      let document = Document(path: resolved, text: try tree.text(resolved))
      return document.anchors.contains(String(parts[1]))
        ? nil : Finding(path: path, line: line, rule: "no such heading: \(target)")
    }
  }

  /// A relative target, seen from the root of the tree.
  static func resolve(_ target: String, from path: String) -> String {
    var parts = path.split(separator: "/").dropLast().map(String.init)
    for part in target.split(separator: "/") {
      switch part {
      case ".": continue
      case "..": _ = parts.popLast()
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}
