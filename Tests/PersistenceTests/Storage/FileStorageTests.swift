internal import Glibc
import Testing

@testable import FealtyPersistence

@Suite("Files of a real directory")
struct FileStorageTests {
  @Test func `S16: a second lock is refused at once, and the first one's end frees it`() throws {
    let directory = try TemporaryDirectory()
    let lock = try directory.storage().lock(FileNames.lock)
    let error = #expect(throws: StorageError.self) {
      try directory.storage().lock(FileNames.lock)
    }
    #expect(error?.isBusy == true)
    try lock.release()
    try directory.storage().lock(FileNames.lock).release()
  }

  @Test func `S16: the lock holds although its file was removed`() throws {
    let directory = try TemporaryDirectory()
    let lock = try directory.storage().lock(FileNames.lock)
    try directory.storage().unlink(FileNames.lock)
    let error = #expect(throws: StorageError.self) {
      try directory.storage().lock(FileNames.lock)
    }
    #expect(error?.isBusy == true)
    try lock.release()
  }

  @Test func `S16: a log that is open is busy for a second process, which touches nothing`() throws
  {
    let directory = try TemporaryDirectory()
    let log = try openLog(try directory.storage())
    let before = try directory.storage().list()
    let error = #expect(throws: LogFailure.self) {
      try LogRecovery.inspect(
        try directory.storage(),
        newLogID: testLogID,
        options: smallOptions()
      )
    }
    #expect(error?.family == .busy)
    #expect(try directory.storage().list() == before)
    try log.close()
    try openLog(try directory.storage()).close()
  }

  @Test func `CF3: files get mode 0600, a new directory 0700`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path + "/data/"
    let storage = try FileStorage(path: path, create: true)
    let file = try storage.open("one", .create)
    #expect(mode(of: path) == 0o700)
    #expect(mode(of: path + "one") == 0o600)
    try file.close()
    try storage.unlink("one")
    rmdir(path)
    #expect(throws: StorageError.self) {
      try FileStorage(path: directory.path + "/missing", create: false)
    }
    #expect(throws: StorageError.self) {
      try FileStorage(path: directory.path + "/missing/deeper", create: true)
    }
  }

  @Test func `reads and writes go where they are told, and end at the end`() throws {
    let directory = try TemporaryDirectory()
    let storage = try directory.storage()
    let file = try storage.open("one", .create)
    try file.write([1, 2, 3], at: 10)
    try file.write([9], at: 11)
    try file.sync()
    try file.dropCache()
    #expect(try file.size() == 13)
    #expect(try file.read(100, at: 9) == [0, 1, 9, 3])
    #expect(try file.read(100, at: 13).isEmpty)
    try file.close()
    try storage.rename("one", to: "two")
    try storage.syncDirectory()
    #expect(try storage.list() == ["two"])
    let error = #expect(throws: StorageError.self) { try storage.open("one", .read) }
    #expect(error?.isMissing == true)
    #expect(error?.description.contains("one") == true)
  }

  private func mode(of path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }
}
