/// How names of the schema become Swift names.
enum SwiftNames {
  private static let keywords: Set<String> = [
    "associatedtype", "as", "break", "case", "catch", "class", "continue", "default", "defer",
    "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for",
    "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil",
    "operator", "private", "protocol", "public", "repeat", "rethrows", "return", "self", "static",
    "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var",
    "where", "while",
  ]

  /// `request_id` becomes `requestID`, `lot_ids` becomes `lotIDs`, `at_ms` becomes `atMs`.
  static func property(_ name: String) -> String {
    let joined = name.split(separator: "_").enumerated().map { index, word in
      guard index > 0 else { return String(word) }
      switch word {
      case "id": return "ID"
      case "ids": return "IDs"
      default: return capitalized(String(word))
      }
    }.joined()
    return keywords.contains(joined) ? "`\(joined)`" : joined
  }

  /// `EvaluateBasket` becomes `evaluateBasket`.
  static func method(_ name: String) -> String {
    let lowered = name.prefix(1).lowercased() + name.dropFirst()
    return keywords.contains(lowered) ? "`\(lowered)`" : lowered
  }

  /// `return_policy` becomes `ReturnPolicy`.
  static func type(_ name: String) -> String {
    name.split(separator: "_").map { capitalized(String($0)) }.joined()
  }

  private static func capitalized(_ word: String) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }
}
