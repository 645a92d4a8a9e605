internal import Glibc

@testable import FealtyPersistence

/// A directory of the real file system that is gone with this value.
final class TemporaryDirectory {
  let path: String

  init() throws {
    var template = Array("/tmp/fealty-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw StorageError(.createDirectory, "/tmp", code: errno)
    }
    path = template.withUnsafeBufferPointer { characters in
      characters.baseAddress.map { String(cString: $0) } ?? ""
    }
  }

  func storage() throws -> FileStorage { try FileStorage(path: path, create: false) }

  deinit {
    guard let storage = try? FileStorage(path: path, create: false),
      let names = try? storage.list()
    else { return }
    for name in names { try? storage.unlink(name) }
    rmdir(path)
  }
}
