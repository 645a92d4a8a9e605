import FealtyPersistence
import Foundation

/// A directory for one thread, used by several: each call under a lock.
///
/// The log's thread writes batches while another makes a segment or stores a snapshot.
final class LockedStorage: Storage, @unchecked Sendable {
  // Proof for `@unchecked Sendable`: every use of `base` is under `lock`.
  private let base: any Storage
  private let lock = NSLock()

  init(_ base: any Storage) { self.base = base }

  fileprivate func locked<Value>(
    _ body: () throws(StorageError) -> Value
  ) throws(StorageError) -> Value {
    lock.lock()
    defer { lock.unlock() }
    return try body()
  }

  func list() throws(StorageError) -> [String] {
    try locked { () throws(StorageError) in try base.list() }
  }

  func open(_ name: String, _ mode: StorageOpenMode) throws(StorageError) -> any StorageFile {
    let file = try locked { () throws(StorageError) in try base.open(name, mode) }
    return LockedFile(file, self)
  }

  func rename(_ name: String, to newName: String) throws(StorageError) {
    try locked { () throws(StorageError) in try base.rename(name, to: newName) }
  }

  func unlink(_ name: String) throws(StorageError) {
    try locked { () throws(StorageError) in try base.unlink(name) }
  }

  func syncDirectory() throws(StorageError) {
    try locked { () throws(StorageError) in try base.syncDirectory() }
  }

  func lock(_ name: String) throws(StorageError) -> any StorageLock {
    try locked { () throws(StorageError) in try base.lock(name) }
  }
}

private final class LockedFile: StorageFile, @unchecked Sendable {
  // As the directory.
  private let base: any StorageFile
  private let directory: LockedStorage

  init(_ base: any StorageFile, _ directory: LockedStorage) {
    self.base = base
    self.directory = directory
  }

  var name: String { base.name }

  func readSome(
    into buffer: UnsafeMutableRawBufferPointer,
    at offset: UInt64
  ) throws(StorageError) -> Int {
    try directory.locked { () throws(StorageError) in try base.readSome(into: buffer, at: offset) }
  }

  func writeSome(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(StorageError) -> Int {
    try directory.locked { () throws(StorageError) in try base.writeSome(bytes, at: offset) }
  }

  func sync() throws(StorageError) {
    try directory.locked { () throws(StorageError) in try base.sync() }
  }

  func size() throws(StorageError) -> UInt64 {
    try directory.locked { () throws(StorageError) in try base.size() }
  }

  func dropCache() throws(StorageError) {
    try directory.locked { () throws(StorageError) in try base.dropCache() }
  }

  func close() throws(StorageError) {
    try directory.locked { () throws(StorageError) in try base.close() }
  }
}
