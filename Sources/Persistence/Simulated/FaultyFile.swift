/// An open file of the simulated directory.
final class FaultyFile: StorageFile, @unchecked Sendable {
  // All its calls are the storage's, under whose lock they run; one owner closes it.
  let name: String
  let node: SimulatedNode
  private let storage: FaultyStorage
  private var isClosed = false

  init(name: String, node: SimulatedNode, storage: FaultyStorage) {
    self.name = name
    self.node = node
    self.storage = storage
  }

  func readSome(
    into buffer: UnsafeMutableRawBufferPointer,
    at offset: UInt64
  ) throws(StorageError) -> Int {
    precondition(!isClosed, "\(name) is closed")
    return try unsafe storage.read(self, into: buffer, at: offset)
  }

  func writeSome(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(StorageError) -> Int {
    precondition(!isClosed, "\(name) is closed")
    return try unsafe storage.write(self, bytes, at: offset)
  }

  func sync() throws(StorageError) {
    precondition(!isClosed, "\(name) is closed")
    try storage.sync(self)
  }

  func size() throws(StorageError) -> UInt64 {
    precondition(!isClosed, "\(name) is closed")
    return try storage.simple(.size, self) { UInt64(node.visible.count) }
  }

  func dropCache() throws(StorageError) {
    precondition(!isClosed, "\(name) is closed")
    try storage.simple(.dropCache, self) { node.dropCache() }
  }

  func close() throws(StorageError) {
    precondition(!isClosed, "\(name) is closed twice")
    isClosed = true
    try storage.simple(.close, self) {}
  }
}

/// The lock of the simulated directory.
///
/// It falls with the process, that is, with this object.
final class FaultyLock: StorageLock, @unchecked Sendable {
  // The storage has a lock of its own.
  private let storage: FaultyStorage

  init(storage: FaultyStorage) { self.storage = storage }

  deinit { storage.unlock() }

  func release() throws(StorageError) { storage.unlock() }
}
