/// A function, initialiser or subscript and the lines that its body spans.
struct FunctionLength: Equatable {
  /// The line of the declaration, counted from 1.
  var line: Int
  /// Lines from the brace that opens the body to the one that closes it, both counted.
  var bodyLines: Int

  /// Every function of a source that has a body, in the order of their declarations.
  static func all(in text: SwiftText) -> [FunctionLength] {
    let bytes = Array(text.code.joined(separator: "\n").utf8)
    var found: [FunctionLength] = []
    var line = 1
    for index in bytes.indices {
      if bytes[index] == 0x0A { line += 1 }
      guard let end = declaration(bytes, index),
        let open = bodyStart(bytes, from: end)
      else { continue }
      let close = matchingBrace(bytes, from: open)
      let lines = bytes[open...close].count { $0 == 0x0A } + 1
      found.append(FunctionLength(line: line, bodyLines: lines))
    }
    return found
  }

  /// The index after the keyword, where a declaration with a possible body begins at `index`.
  private static func declaration(_ bytes: [UInt8], _ index: Int) -> Int? {
    // The first letters of the keywords: a look at each byte of the tree.
    guard [0x66, 0x69, 0x64, 0x73].contains(bytes[index]) else { return nil }
    if index > 0, isWord(bytes[index - 1]) || bytes[index - 1] == 0x2E { return nil }
    for keyword in ["func", "init", "deinit", "subscript"] {
      let end = index + keyword.utf8.count
      guard end < bytes.count, bytes[index..<end].elementsEqual(keyword.utf8) else { continue }
      let next = bytes[end]
      switch keyword {
      case "func" where next == 0x20: return end
      case "deinit" where next == 0x20: return end
      case "init" where [0x28, 0x3C, 0x3F, 0x21].contains(next): return end
      case "subscript" where next == 0x28 || next == 0x3C: return end
      default: continue
      }
    }
    return nil
  }

  /// The brace that opens the body; nil for a requirement of a protocol, which has none.
  private static func bodyStart(_ bytes: [UInt8], from start: Int) -> Int? {
    var depth = 0
    for index in start..<bytes.count {
      switch bytes[index] {
      case 0x28, 0x5B: depth += 1
      case 0x29, 0x5D:
        depth -= 1
        if depth < 0 { return nil }
      case 0x7B where depth == 0: return index
      case 0x7D where depth == 0: return nil
      case 0x0A where depth == 0 && !continues(bytes, after: index): return nil
      default: break
      }
    }
    return nil
  }

  /// Whether the next line goes on with a signature.
  private static func continues(_ bytes: [UInt8], after newline: Int) -> Bool {
    guard let first = bytes[newline...].firstIndex(where: { $0 > 0x20 }) else { return false }
    let rest = bytes[first...]
    return ["{", "->", "where ", "throws", "async", "(", "rethrows"].contains {
      rest.starts(with: $0.utf8)
    }
  }

  private static func matchingBrace(_ bytes: [UInt8], from open: Int) -> Int {
    var depth = 0
    for index in open..<bytes.count {
      if bytes[index] == 0x7B { depth += 1 }
      if bytes[index] == 0x7D { depth -= 1 }
      if depth == 0 { return index }
    }
    return bytes.count - 1
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x60: true
    default: byte >= 0x80
    }
  }
}
