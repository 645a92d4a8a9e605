/// The names of everything in a data directory.
///
/// What fits none of them is left alone (CF8).
package enum FileNames {
  /// The lock, never deleted.
  package static let lock = "lock"

  /// Which log the directory holds, and in which format.
  package static let identity = "identity"

  /// In a directory in which a restore has not ended.
  package static let restoring = "restoring"

  static let temporarySuffix = ".tmp"
  private static let segmentPrefix = "log-"
  private static let manifestPrefix = "snapshot-"
  private static let manifestSuffix = ".manifest"
  private static let blocksSuffix = ".blocks"
  private static let archivePrefix = "archive-"
  private static let keptPrefix = "kept-"
  private static let digits = 10

  /// What a name is.
  enum Kind: Equatable {
    case lock
    case identity
    case segment(UInt64)
    case manifest(UInt64)
    case blocks(UInt64)
    case archive(UInt64)
    /// What recovery or repair has copied aside.
    case kept
    /// A restore has not ended: nobody else may use the directory.
    case restoring
    /// Left by a crash; only the lock's holder may remove it.
    case temporary
    case unknown
  }

  static func segment(_ ordinal: UInt64) -> String { segmentPrefix + padded(ordinal) }
  static func manifest(_ sequence: UInt64) -> String {
    manifestPrefix + padded(sequence) + manifestSuffix
  }
  static func blocks(_ sequence: UInt64) -> String {
    manifestPrefix + padded(sequence) + blocksSuffix
  }
  static func archive(_ ordinal: UInt64) -> String { archivePrefix + padded(ordinal) }
  static func kept(_ number: Int, of name: String) -> String {
    keptPrefix + padded(UInt64(number)) + "-" + name
  }

  static func kind(of name: String) -> Kind {
    if name.hasSuffix(temporarySuffix) {
      switch kind(of: String(name.dropLast(temporarySuffix.count))) {
      case .identity, .segment, .manifest, .blocks, .archive, .kept, .restoring: return .temporary
      case .lock, .temporary, .unknown: return .unknown
      }
    }
    if name == lock { return .lock }
    if name == identity { return .identity }
    if name == restoring { return .restoring }
    if name.hasPrefix(keptPrefix) { return .kept }
    if let ordinal = number(name, segmentPrefix, "") { return .segment(ordinal) }
    if let sequence = number(name, manifestPrefix, manifestSuffix) { return .manifest(sequence) }
    if let sequence = number(name, manifestPrefix, blocksSuffix) { return .blocks(sequence) }
    if let ordinal = number(name, archivePrefix, "") { return .archive(ordinal) }
    return .unknown
  }

  private static func padded(_ value: UInt64) -> String {
    let text = String(value)
    precondition(text.utf8.count <= digits, "number \(value) does not fit into a file name")
    return String(repeating: "0", count: digits - text.utf8.count) + text
  }

  private static func number(_ name: String, _ prefix: String, _ suffix: String) -> UInt64? {
    guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return nil }
    let middle = name.utf8.dropFirst(prefix.utf8.count).dropLast(suffix.utf8.count)
    guard middle.count == digits else { return nil }
    guard middle.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else {
      return nil
    }
    guard let value = UInt64(String(decoding: middle, as: UTF8.self)), value > 0 else { return nil }
    return value
  }
}
