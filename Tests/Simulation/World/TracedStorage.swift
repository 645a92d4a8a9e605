import FealtyPersistence

/// A simulated disk whose calls are part of the trace, and which may leave a promise out so that
/// the checks can be checked.
final class TracedStorage: Storage, @unchecked Sendable {
  // For the one thread of the simulation.
  enum Cheat {
    case none
    /// Says "synced" and does nothing (S4), for files or for names.
    case skipsFileSync, skipsDirectorySync
  }

  private let disk: FaultyStorage
  private let trace: Trace
  private let cheat: Cheat

  init(_ disk: FaultyStorage, _ trace: Trace, cheat: Cheat = .none) {
    self.disk = disk
    self.trace = trace
    self.cheat = cheat
  }

  func list() throws(StorageError) -> [String] {
    trace.note("list")
    return try disk.list()
  }

  func open(_ name: String, _ mode: StorageOpenMode) throws(StorageError) -> any StorageFile {
    trace.note("open", 0, bytes: Array(name.utf8))
    return TracedFile(try disk.open(name, mode), trace, skipsSync: cheat == .skipsFileSync)
  }

  func rename(_ name: String, to newName: String) throws(StorageError) {
    trace.note("rename", 0, bytes: Array(newName.utf8))
    try disk.rename(name, to: newName)
  }

  func unlink(_ name: String) throws(StorageError) {
    trace.note("unlink", 0, bytes: Array(name.utf8))
    try disk.unlink(name)
  }

  func syncDirectory() throws(StorageError) {
    trace.note("sync directory")
    if cheat != .skipsDirectorySync { try disk.syncDirectory() }
  }

  func lock(_ name: String) throws(StorageError) -> any StorageLock { try disk.lock(name) }
}

private final class TracedFile: StorageFile, @unchecked Sendable {
  // For the one thread of the simulation.
  private let file: any StorageFile
  private let trace: Trace
  private let skipsSync: Bool

  init(_ file: any StorageFile, _ trace: Trace, skipsSync: Bool) {
    self.file = file
    self.trace = trace
    self.skipsSync = skipsSync
  }

  var name: String { file.name }

  func readSome(
    into buffer: UnsafeMutableRawBufferPointer,
    at offset: UInt64
  ) throws(StorageError) -> Int {
    try file.readSome(into: buffer, at: offset)
  }

  func writeSome(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(StorageError) -> Int {
    trace.note("write", Int(offset), bytes: bytes)
    return try file.writeSome(bytes, at: offset)
  }

  func sync() throws(StorageError) {
    trace.note("sync")
    if !skipsSync { try file.sync() }
  }

  func size() throws(StorageError) -> UInt64 { try file.size() }
  func dropCache() throws(StorageError) { try file.dropCache() }
  func close() throws(StorageError) { try file.close() }
}
