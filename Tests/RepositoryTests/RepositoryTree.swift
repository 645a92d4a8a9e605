internal import Foundation
internal import Testing

/// The working tree that these tests read: every text file of the repository, by its relative path.
struct RepositoryTree: Sendable {
  /// The folder that holds `Package.swift`.
  let root: URL
  /// Paths relative to ``root``, sorted; built and fetched things left out.
  let paths: [String]
  /// The Swift sources among them, split into code and comments; generated ones too.
  let sources: [String: SwiftText]

  /// The tree that this very file lies in.
  ///
  /// Links are followed, so that a package of links sees it whole.
  static let current = RepositoryTree(
    root: URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  )

  init(root: URL) {
    self.root = root
    var found: [String] = []
    var open = [""]
    while let folder = open.popLast() {
      let names = try? FileManager.default.contentsOfDirectory(
        at: root.appendingPathComponent(folder),
        includingPropertiesForKeys: [.isDirectoryKey, .isSymbolicLinkKey]
      )
      for url in names ?? [] {
        let path = folder.isEmpty ? url.lastPathComponent : folder + "/" + url.lastPathComponent
        guard !Self.isLeftOut(path) else { continue }
        let values = try? url.resourceValues(forKeys: [.isDirectoryKey, .isSymbolicLinkKey])
        if values?.isSymbolicLink == true { continue }
        if values?.isDirectory == true { open.append(path) } else { found.append(path) }
      }
    }
    paths = found.sorted()
    var sources: [String: SwiftText] = [:]
    for path in paths where path.hasSuffix(".swift") {
      let data = FileManager.default.contents(atPath: root.appendingPathComponent(path).path)
      sources[path] = SwiftText(String(decoding: data ?? Data(), as: UTF8.self))
    }
    self.sources = sources
  }

  /// The text of a file; a file that is not UTF-8 is read with replacement characters.
  func text(_ path: String) throws -> String {
    let data = try Data(contentsOf: root.appendingPathComponent(path))
    return String(decoding: data, as: UTF8.self)
  }

  /// Swift files under the folders, generated ones left out.
  func swiftFiles(in folders: [String]) -> [String] {
    paths.filter { path in
      path.hasSuffix(".swift") && !path.contains("/Generated/")
        && folders.contains { path.hasPrefix($0 + "/") || path == $0 }
    }
  }

  /// The split source of a file that ``swiftFiles(in:)`` named.
  func source(_ path: String) throws -> SwiftText {
    try #require(sources[path], "\(path) is no Swift source of this tree")
  }

  /// Every document of the project.
  var documents: [String] { paths.filter { $0.hasSuffix(".md") } }

  /// Whether a path is built, fetched, hidden or written by a run, or is data kept as it came.
  private static func isLeftOut(_ path: String) -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let isHidden = name.hasPrefix(".") && ![".ci", ".gitignore", ".swift-format"].contains(name)
    return isHidden || name == "__pycache__" || name == "Package.resolved"
      || name.hasSuffix(".ndjson") || name.hasSuffix(".profraw")
      || path == "benchmarks/data/journey" || path == "benchmarks/results/tmp"
  }
}
