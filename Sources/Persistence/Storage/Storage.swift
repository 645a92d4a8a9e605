/// The one data directory: every touch of a disk goes through it (CF1), real or simulated.
///
/// The names are those of entries in the directory, without a path. A name that was made, changed
/// or removed counts only after ``syncDirectory()`` (CF6).
package protocol Storage: AnyObject, Sendable {
  /// The names of all entries, sorted.
  func list() throws(StorageError) -> [String]

  /// Opens a file.
  func open(_ name: String, _ mode: StorageOpenMode) throws(StorageError) -> any StorageFile

  /// Gives a file another name, and replaces what had that name.
  func rename(_ name: String, to newName: String) throws(StorageError)

  /// Takes a name away.
  func unlink(_ name: String) throws(StorageError)

  /// Makes the names durable.
  func syncDirectory() throws(StorageError)

  /// Takes the lock of the whole directory, or fails at once with ``StorageError/isBusy``.
  ///
  /// The file `name` is made if need be, and never deleted (CF7).
  func lock(_ name: String) throws(StorageError) -> any StorageLock
}

/// How to open a file.
package enum StorageOpenMode: Equatable, Sendable {
  /// An existing file, to read and to sync.
  case read
  /// An existing file, to read in whole pages of 4096 bytes into aligned memory, without a copy in
  /// the system's cache; fails with ``StorageError/isUnsupported`` where that cannot be.
  case readPastCache
  /// An existing file, to write in whole pages of 4096 bytes from aligned memory, without a copy in
  /// the system's cache; fails with ``StorageError/isUnsupported`` where that cannot be.
  case writePastCache
  /// An existing file, to read and write.
  case readWrite
  /// A new file; one of that name is emptied first.
  case create
}

/// An open file.
///
/// Offsets are explicit; there is no position.
///
/// `readSome` and `writeSome` are one call of the system each, and may be interrupted or do less
/// than they were asked to. Use ``read(into:at:)`` and ``write(_:at:)``, which go on until all is
/// done.
package protocol StorageFile: AnyObject, Sendable {
  /// The name under which it was opened, for errors.
  var name: String { get }

  /// Reads some bytes; 0 means the end of the file.
  func readSome(
    into buffer: UnsafeMutableRawBufferPointer,
    at offset: UInt64
  ) throws(StorageError) -> Int

  /// Writes some bytes.
  func writeSome(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(StorageError) -> Int

  /// Makes the written bytes durable. When it throws, nobody knows what is: never call it again.
  func sync() throws(StorageError)

  /// Bytes in the file.
  func size() throws(StorageError) -> UInt64

  /// Forgets what memory holds of the file, so that the next read asks the disk (CR2).
  func dropCache() throws(StorageError)

  /// Ends the use of the file. It is a programmer error to use it afterwards.
  func close() throws(StorageError)
}

/// A lock that is held until it is released or the process ends.
package protocol StorageLock: AnyObject, Sendable {
  func release() throws(StorageError)
}
