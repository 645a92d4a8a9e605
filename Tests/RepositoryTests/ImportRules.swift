internal import Foundation

/// Which modules the files of one folder may import.
///
/// Mirrors the table of `docs/architecture.md`.
struct ImportRule: Sendable {
  var folder: String
  /// Modules of this package.
  var own: [String]
  /// Modules of the system.
  var system: [String]

  static let all: [ImportRule] = [
    ImportRule(
      folder: "Sources/Wire",
      own: ["CLinux", "CZlib"],
      system: ["Glibc", "Synchronization"]
    ),
    // For the prefetch instruction alone.
    ImportRule(folder: "Sources/Loyalty", own: ["CLinux"], system: []),
    ImportRule(
      folder: "Sources/Persistence",
      own: ["CLinux", "CZlib"],
      system: ["Glibc", "Synchronization"]
    ),
    ImportRule(folder: "Sources/TLS", own: [], system: ["Glibc"]),
    ImportRule(
      folder: "Sources/Actors",
      own: ["FealtyLoyalty", "FealtyWire", "FealtyPersistence", "CLinux"],
      system: ["Glibc", "Synchronization"]
    ),
    ImportRule(
      folder: "Sources/Server",
      own: [
        "FealtyActors", "FealtyLoyalty", "FealtyWire", "FealtyPersistence", "FealtyTLS", "CLinux",
        "CZlib",
      ],
      system: ["Glibc", "Synchronization", "Foundation"]
    ),
    ImportRule(
      folder: "Sources/Client",
      own: ["FealtyWire", "FealtyTLS", "CLinux"],
      system: ["Glibc", "Synchronization"]
    ),
    ImportRule(
      folder: "Sources/fealty",
      own: ["FealtyServer", "FealtyClient", "FealtyWire", "FealtyPersistence"],
      system: ["Glibc", "Synchronization", "Foundation"]
    ),
    ImportRule(
      folder: "Sources/wiregen",
      own: ["FealtyWire"],
      system: ["Glibc", "Foundation"]
    ),
  ]

  /// What breaks the table or does not say its access level.
  func findings(path: String, text: SwiftText) throws -> [Finding] {
    try Import.all(in: text).compactMap { found in
      if !found.hasLevel {
        return Finding(path: path, line: found.line, rule: "import without an access level")
      }
      return (own + system).contains(found.module)
        ? nil
        : Finding(path: path, line: found.line, rule: "\(folder) may not import \(found.module)")
    }
  }
}

/// One import of a file.
struct Import: Equatable {
  var line: Int
  var module: String
  var hasLevel: Bool

  static func all(in text: SwiftText) throws -> [Import] {
    let expression = try Regex(
      #"^\s*(@\w+(\(\w+\))?\s+)*"#
        + #"(?<level>(public|package|internal|private|fileprivate)\s+)?import\s+"#
        + #"((struct|class|enum|protocol|func|typealias|let|var)\s+)?(?<module>\w+)"#
    )
    return text.code.enumerated().compactMap { index, line in
      guard line.contains("import ") else { return nil }
      guard let match = line.firstMatch(of: expression),
        let module = match["module"]?.substring
      else { return nil }
      return Import(
        line: index + 1,
        module: String(module),
        hasLevel: match["level"]?.substring != nil
      )
    }
  }
}
