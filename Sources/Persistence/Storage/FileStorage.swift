internal import CLinux
internal import Glibc

/// A real directory of a real file system.
///
/// Directories get mode 0700 and files 0600; every descriptor is closed on `exec`; nothing is ever
/// opened to append, for then Linux's `pwrite` ignores the offset (CF2, CF3).
package final class FileStorage: Storage {
  /// The path, for messages.
  package let path: String

  private let directory: Int32

  /// Opens a directory, and makes it first if it is missing and `create` says so.
  ///
  /// Parents are not made: a mistyped path should not become a second, empty server.
  package init(path: String, create: Bool) throws(StorageError) {
    self.path = path
    if create { try Self.make(path) }
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StorageError(.openDirectory, path, code: errno) }
    directory = descriptor
  }

  deinit {
    let status = Glibc.close(directory)
    precondition(status == 0 || errno != EBADF, "the directory's descriptor was closed by another")
  }

  package func list() throws(StorageError) -> [String] {
    // A descriptor of its own: reading a directory moves a position that duplicates would share.
    let descriptor = unsafe openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StorageError(.list, path, code: errno) }
    guard let stream = unsafe fdopendir(descriptor) else {
      let code = errno
      _ = Glibc.close(descriptor)
      throw StorageError(.list, path, code: code)
    }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { characters in
          unsafe String(cString: characters)
        }
      }
      if name != "." && name != ".." { names.append(name) }
      guard names.count <= Limits.directoryEntries else {
        _ = unsafe closedir(stream)
        throw StorageError(.list, path, code: EFBIG)
      }
      errno = 0
    }
    let code = errno
    let status = unsafe closedir(stream)
    guard code == 0 else { throw StorageError(.list, path, code: code) }
    guard status == 0 else { throw StorageError(.list, path, code: errno) }
    return names.sorted()
  }

  package func open(
    _ name: String,
    _ mode: StorageOpenMode
  ) throws(StorageError) -> any StorageFile {
    let flags =
      switch mode {
      case .read: O_RDONLY
      case .readPastCache: O_RDONLY | clinux_direct_flag()
      case .writePastCache: O_WRONLY | clinux_direct_flag()
      case .readWrite: O_RDWR
      case .create: O_RDWR | O_CREAT | O_TRUNC
      }
    while true {
      let descriptor = unsafe openat(directory, name, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
      if descriptor >= 0 { return PosixFile(name: name, descriptor: descriptor) }
      guard errno == EINTR else { throw StorageError(.open, name, code: errno) }
    }
  }

  package func rename(_ name: String, to newName: String) throws(StorageError) {
    guard unsafe renameat(directory, name, directory, newName) == 0 else {
      throw StorageError(.rename, name, code: errno)
    }
  }

  package func unlink(_ name: String) throws(StorageError) {
    guard unsafe unlinkat(directory, name, 0) == 0 else {
      throw StorageError(.unlink, name, code: errno)
    }
  }

  package func syncDirectory() throws(StorageError) {
    guard fsync(directory) == 0 else { throw StorageError(.syncDirectory, path, code: errno) }
  }

  /// Locks the directory itself as well as the file.
  ///
  /// The file is what an operator sees; the directory is what still excludes a second process when
  /// somebody has removed the file meanwhile (S16).
  package func lock(_ name: String) throws(StorageError) -> any StorageLock {
    let own = unsafe openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0 else { throw StorageError(.lock, path, code: errno) }
    guard flock(own, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      _ = Glibc.close(own)
      throw StorageError(.lock, path, code: code)
    }
    let file = unsafe openat(directory, name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else {
      let code = errno
      _ = Glibc.close(own)
      throw StorageError(.lock, name, code: code)
    }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      _ = Glibc.close(file)
      _ = Glibc.close(own)
      throw StorageError(.lock, name, code: code)
    }
    return PosixLock(name: name, descriptors: [own, file])
  }

  private static func make(_ path: String) throws(StorageError) {
    let isNew = unsafe mkdir(path, 0o700) == 0
    guard isNew || errno == EEXIST else {
      throw StorageError(.createDirectory, path, code: errno)
    }
    // The name counts only after its parent's sync (CF6), and whoever made it may not have come so
    // far. A directory that was there, in a parent that may not be read, was made by an operator.
    let parent = parent(of: path)
    let descriptor = unsafe Glibc.open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 && !isNew && errno == EACCES { return }
    guard descriptor >= 0 else { throw StorageError(.openDirectory, parent, code: errno) }
    let status = fsync(descriptor)
    let code = errno
    guard Glibc.close(descriptor) == 0 else { throw StorageError(.close, parent, code: errno) }
    guard status == 0 else { throw StorageError(.syncDirectory, parent, code: code) }
  }

  private static func parent(of path: String) -> String {
    var parts = path.utf8[...]
    while parts.count > 1, parts.last == UInt8(ascii: "/") { parts = parts.dropLast() }
    guard let slash = parts.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == parts.startIndex ? "/" : String(decoding: parts[..<slash], as: UTF8.self)
  }
}

/// A descriptor of a regular file.
private final class PosixFile: StorageFile, @unchecked Sendable {
  let name: String
  // Changed only by `close`, which ends every use: whoever closes has to have no reader left. That
  // is the proof for `@unchecked Sendable`; the calls themselves are safe from any thread.
  private var descriptor: Int32

  init(name: String, descriptor: Int32) {
    precondition(descriptor >= 0, "no descriptor for \(name)")
    self.name = name
    self.descriptor = descriptor
  }

  deinit {
    guard descriptor >= 0 else { return }
    let status = Glibc.close(descriptor)
    precondition(status == 0 || errno != EBADF, "descriptor of \(name) was closed by another")
  }

  func readSome(
    into buffer: UnsafeMutableRawBufferPointer,
    at offset: UInt64
  ) throws(StorageError) -> Int {
    precondition(descriptor >= 0, "\(name) is closed")
    let count = unsafe pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
    guard count >= 0 else { throw StorageError(.read, name, offset: offset, code: errno) }
    return count
  }

  func writeSome(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(StorageError) -> Int {
    precondition(descriptor >= 0, "\(name) is closed")
    let count = unsafe pwrite(descriptor, bytes.baseAddress, bytes.count, off_t(offset))
    guard count >= 0 else { throw StorageError(.write, name, offset: offset, code: errno) }
    return count
  }

  func sync() throws(StorageError) {
    precondition(descriptor >= 0, "\(name) is closed")
    guard fdatasync(descriptor) == 0 else { throw StorageError(.sync, name, code: errno) }
  }

  func size() throws(StorageError) -> UInt64 {
    precondition(descriptor >= 0, "\(name) is closed")
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw StorageError(.size, name, code: errno)
    }
    return UInt64(status.st_size)
  }

  func dropCache() throws(StorageError) {
    precondition(descriptor >= 0, "\(name) is closed")
    let code = posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    guard code == 0 else { throw StorageError(.dropCache, name, code: code) }
  }

  func close() throws(StorageError) {
    precondition(descriptor >= 0, "\(name) is closed twice")
    let status = Glibc.close(descriptor)
    let code = errno
    descriptor = -1
    guard status == 0 else { throw StorageError(.close, name, code: code) }
  }
}

/// The locks of one directory.
private final class PosixLock: StorageLock, @unchecked Sendable {
  private let name: String
  // Touched by `release` and `deinit` alone, which the owner never runs at the same time.
  private var descriptors: [Int32]

  init(name: String, descriptors: [Int32]) {
    self.name = name
    self.descriptors = descriptors
  }

  deinit {
    for descriptor in descriptors { _ = Glibc.close(descriptor) }
  }

  func release() throws(StorageError) {
    var code: Int32 = 0
    for descriptor in descriptors where Glibc.close(descriptor) != 0 { code = errno }
    descriptors = []
    guard code == 0 else { throw StorageError(.close, name, code: code) }
  }
}
