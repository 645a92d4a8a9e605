internal import Foundation

/// Swift source split by what a line holds: code alone, and comments alone.
///
/// Both keep the lines of the original, so that a finding names the right one. Strings are emptied
/// in the code (their quotes stay), what is interpolated into them included. A lexer and no parser:
/// it knows comments, which nest, and plain, multi-line and raw strings; a bare regex literal it
/// does not.
struct SwiftText {
  /// The source with comments and the inside of strings replaced by blanks.
  let code: [String]
  /// The source with all but the comments replaced by blanks.
  let comments: [String]
  /// The source as it is.
  let lines: [String]
  /// The bytes of ``code``, lines and all, for a first search.
  let codeBytes: Data

  init(_ source: String) {
    var scanner = Scanner(bytes: Array(source.utf8))
    scanner.scan()
    code = Self.split(scanner.code)
    codeBytes = Data(scanner.code)
    comments = Self.split(scanner.comments)
    lines = Self.split(Array(source.utf8))
  }

  /// Whether the code holds one of the words anywhere.
  func mentions(_ words: [String]) -> Bool {
    words.contains { codeBytes.range(of: Data($0.utf8)) != nil }
  }

  private static func split(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

/// The walk over the bytes.
///
/// Each step moves `index` forward and fills blanks where a side has nothing.
private struct Scanner {
  let bytes: [UInt8]
  var code: [UInt8]
  var comments: [UInt8]
  var index = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
    code = bytes
    comments = bytes.map { $0 == 0x0A ? 0x0A : 0x20 }
  }

  mutating func scan() {
    while index < bytes.count { step() }
  }

  /// Takes one comment, one string, or one byte of code.
  private mutating func step() {
    // Most bytes are none of / " #, and every byte of the tree comes by.
    guard [0x2F, 0x22, 0x23].contains(bytes[index]) else {
      index += 1
      return
    }
    if starts("//") {
      while index < bytes.count, bytes[index] != 0x0A { takeComment() }
    } else if starts("/*") {
      takeBlockComment()
    } else if let hashes = rawHashes() {
      takeString(hashes: hashes)
    } else {
      index += 1
    }
  }

  private mutating func takeBlockComment() {
    var depth = 0
    repeat {
      if starts("/*") {
        depth += 1
        takeComment()
      } else if starts("*/") {
        depth -= 1
        takeComment()
      }
      takeComment()
    } while depth > 0 && index < bytes.count
  }

  /// How many `#` stand before the quote of a string that begins here; nil where none begins.
  private func rawHashes() -> Int? {
    var quote = index
    while quote < bytes.count, bytes[quote] == 0x23 { quote += 1 }
    guard quote < bytes.count, bytes[quote] == 0x22 else { return nil }
    return quote - index
  }

  private mutating func takeString(hashes: Int) {
    index += hashes
    let isMultiline = starts("\"\"\"")
    let delimiter = String(repeating: "\"", count: isMultiline ? 3 : 1)
    let end = delimiter + String(repeating: "#", count: hashes)
    let escape = "\\" + String(repeating: "#", count: hashes)
    index += delimiter.utf8.count
    while index < bytes.count, !starts(end) {
      if bytes[index] == 0x0A, !isMultiline { return }
      if starts(escape + "(") {
        takeInterpolation(escape.utf8.count)
      } else if starts(escape) {
        for _ in 0...escape.utf8.count { blank() }
      } else {
        blank()
      }
    }
    index = min(index + end.utf8.count, bytes.count)
  }

  /// Takes `\( … )`, with the strings inside it, and blanks it all.
  private mutating func takeInterpolation(_ escapeBytes: Int) {
    let start = index
    index += escapeBytes
    var depth = 0
    repeat {
      if bytes[index] == 0x28 { depth += 1 }
      if bytes[index] == 0x29 { depth -= 1 }
      step()
    } while depth > 0 && index < bytes.count
    for at in start..<min(index, bytes.count) where bytes[at] != 0x0A { code[at] = 0x20 }
  }

  private func starts(_ prefix: String) -> Bool {
    bytes[index] == prefix.utf8.first && bytes[index...].starts(with: prefix.utf8)
  }

  private mutating func blank() {
    guard index < bytes.count else { return }
    if bytes[index] != 0x0A { code[index] = 0x20 }
    index += 1
  }

  private mutating func takeComment() {
    guard index < bytes.count else { return }
    comments[index] = bytes[index]
    blank()
  }
}
