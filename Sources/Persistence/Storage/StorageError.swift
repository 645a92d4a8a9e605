internal import Glibc

/// A call on a file or on the directory that failed, with what an operator needs to find out why.
///
/// Recoverable only if ``isFull``; otherwise the process ends (CL6).
package struct StorageError: Error, Equatable, Sendable {
  /// What was being done.
  package enum Operation: String, Equatable, Sendable {
    case createDirectory, openDirectory, list, open, read, write, sync, size, dropCache, close
    case rename, unlink, syncDirectory, lock
  }

  package let operation: Operation

  /// The file's name inside the directory, or the directory's path.
  package let name: String

  /// Bytes from the start of the file, for reads and writes; else 0.
  package let offset: UInt64

  /// The `errno` of the call.
  ///
  /// A write that wrote nothing counts as `EIO`.
  package let code: Int32

  package init(_ operation: Operation, _ name: String, offset: UInt64 = 0, code: Int32) {
    self.operation = operation
    self.name = name
    self.offset = offset
    self.code = code
  }

  /// No space, quota or allowed file size is left (S7).
  package var isFull: Bool { code == ENOSPC || code == EDQUOT || code == EFBIG }

  /// The process or the system has no more descriptors, so that nothing was opened (P4).
  package var isOutOfDescriptors: Bool { operation == .open && (code == EMFILE || code == ENFILE) }

  /// There is no such file.
  package var isMissing: Bool { code == ENOENT }

  /// A signal came before anything had happened: the same call may be made again.
  package var isInterruption: Bool { code == EINTR }

  /// The file system knows no way past its cache.
  package var isUnsupported: Bool { operation == .open && code == EINVAL }

  /// The file system takes writes through its cache alone.
  package var isUnsupportedWrite: Bool { operation == .write && code == EINVAL }

  /// Another process holds the lock.
  package var isBusy: Bool { operation == .lock && code == EWOULDBLOCK }
}

extension StorageError: CustomStringConvertible {
  package var description: String {
    let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    return "\(operation.rawValue) of \(name) at byte \(offset): \(reason) (errno \(code))"
  }
}
