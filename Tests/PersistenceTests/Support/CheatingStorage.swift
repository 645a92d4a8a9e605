@testable import FealtyPersistence

/// A storage that leaves a promise out: tests must notice.
final class CheatingStorage: Storage {
  enum Cheat: Sendable { case skipsFileSync, skipsDirectorySync }

  private let disk: any Storage
  private let cheat: Cheat

  init(_ disk: any Storage, _ cheat: Cheat) {
    self.disk = disk
    self.cheat = cheat
  }

  func list() throws(StorageError) -> [String] { try disk.list() }

  func open(_ name: String, _ mode: StorageOpenMode) throws(StorageError) -> any StorageFile {
    let file = try disk.open(name, mode)
    return cheat == .skipsFileSync ? CheatingFile(file) : file
  }

  func rename(_ name: String, to newName: String) throws(StorageError) {
    try disk.rename(name, to: newName)
  }

  func unlink(_ name: String) throws(StorageError) { try disk.unlink(name) }

  func syncDirectory() throws(StorageError) {
    if cheat != .skipsDirectorySync { try disk.syncDirectory() }
  }

  func lock(_ name: String) throws(StorageError) -> any StorageLock { try disk.lock(name) }
}

/// Says "synced" and does nothing (S4).
private final class CheatingFile: StorageFile {
  private let file: any StorageFile

  init(_ file: any StorageFile) { self.file = file }

  var name: String { file.name }

  func readSome(
    into buffer: UnsafeMutableRawBufferPointer,
    at offset: UInt64
  ) throws(StorageError) -> Int {
    try file.readSome(into: buffer, at: offset)
  }

  func writeSome(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(StorageError) -> Int {
    try file.writeSome(bytes, at: offset)
  }

  func sync() throws(StorageError) {}
  func size() throws(StorageError) -> UInt64 { try file.size() }
  func dropCache() throws(StorageError) { try file.dropCache() }
  func close() throws(StorageError) { try file.close() }
}
