import Foundation

/// Files of the repository that tests read.
enum RepositoryFiles {
  /// The folder with `Package.swift`; links are followed, for the sources may be linked into a
  /// package.
  static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let schema = root.appendingPathComponent("Sources/Wire/Schema")

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }
}
