/// The names of everything in a backup's directory.
///
/// A segment's bytes come in pieces, each as long as the log had grown between two backups: no file
/// is changed once it has its name.
enum BackupNames {
  enum Kind: Equatable {
    case lock
    case manifest(UInt64)
    case file(BackupFile.Content)
    case temporary
    case unknown
  }

  private static let prefix = "backup-"
  private static let suffix = ".manifest"
  private static let chainPrefix = "chain-"
  private static let digits = 10

  static func manifest(_ sequence: UInt64) -> String { prefix + padded(sequence) + suffix }

  /// The chain, as the backup of a sequence has found it.
  static func chain(_ sequence: UInt64) -> String { chainPrefix + padded(sequence) }

  /// A piece of a segment: the segment's name, and where in it the piece begins.
  static func piece(_ ordinal: UInt64, at offset: UInt64) -> String {
    FileNames.segment(ordinal) + "." + padded(offset)
  }

  static func kind(of name: String) -> Kind {
    if name.hasSuffix(FileNames.temporarySuffix) {
      switch kind(of: String(name.dropLast(FileNames.temporarySuffix.count))) {
      case .manifest, .file: return .temporary
      case .lock, .temporary, .unknown: return .unknown
      }
    }
    if name == FileNames.lock { return .lock }
    if name.hasPrefix(prefix), name.hasSuffix(suffix) {
      let middle = name.dropFirst(prefix.count).dropLast(suffix.count)
      return number(middle).map { .manifest($0) } ?? .unknown
    }
    if name.hasPrefix(chainPrefix) {
      return number(name.dropFirst(chainPrefix.count)).map { .file(.chain($0)) } ?? .unknown
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count == 2, case .segment(let ordinal) = FileNames.kind(of: String(parts[0])),
      let offset = number(parts[1])
    {
      return .file(.piece(ordinal: ordinal, offset: offset))
    }
    switch FileNames.kind(of: name) {
    case .archive(let ordinal): return .file(.archive(ordinal))
    case .manifest(let sequence): return .file(.snapshotManifest(sequence))
    case .blocks(let sequence): return .file(.snapshotBlocks(sequence))
    case .lock, .identity, .segment, .chain, .kept, .restoring, .temporary, .unknown:
      return .unknown
    }
  }

  private static func padded(_ value: UInt64) -> String {
    let text = String(value)
    precondition(text.utf8.count <= digits, "number \(value) does not fit into a file name")
    return String(repeating: "0", count: digits - text.utf8.count) + text
  }

  private static func number(_ text: Substring) -> UInt64? {
    guard text.utf8.count == digits, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return UInt64(text)
  }
}
