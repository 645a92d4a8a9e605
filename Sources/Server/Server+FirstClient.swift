internal import CLinux
internal import FealtyActors
internal import Glibc

// Where nobody is a client yet, somebody must be the first: it is made when the server starts, by
// whoever may start it, and its secret is written where only they can read it.

extension Server {
  /// The first client's name.
  static let firstClient = "admin"

  /// How long its record may take to be durable, milliseconds.
  private static let patience: Int64 = 30_000

  /// Makes the first client, if it is wanted and there is none.
  static func makeFirstClient(_ file: String, on shard: Shard) throws(ServerFailure) {
    let found = Guarded<String??>(nil)
    shard.post { shard in
      let secret = shard.makeFirstSecret()
      found.signal { $0 = .some(secret) }
    }
    guard let answer = found.wait(milliseconds: patience, { $0 }) else {
      throw .configuration("within \(patience / 1_000) s nobody said whether there is a client")
    }
    guard let secret = answer else { return }
    // Before the client is made: a secret that could not be written would be lost.
    let descriptor = clinux_open(file, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw .configuration("\(file): \(ErrorNumber.text(errno))")
    }
    defer { close(descriptor) }
    guard fchmod(descriptor, 0o600) == 0 else {
      throw .configuration("\(file): \(ErrorNumber.text(errno))")
    }
    try write(secret + "\n", to: descriptor, of: file)
    let made = Guarded<Bool?>(nil)
    shard.post { shard in
      shard.makeFirstClient(firstClient, secret: secret) { made.signal { $0 = true } }
    }
    guard made.wait(milliseconds: patience, { $0 }) != nil else {
      throw .configuration("the first client was not made within \(patience / 1_000) s")
    }
  }

  /// Writes a text and its file's name to the disk.
  private static func write(
    _ text: String,
    to descriptor: Int32,
    of file: String
  ) throws(ServerFailure) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .configuration("\(file): \(ErrorNumber.text(errno))") }
      rest = rest.dropFirst(count)
    }
    guard fsync(descriptor) == 0 else {
      throw .configuration("\(file): \(ErrorNumber.text(errno))")
    }
    let end = file.lastIndex(of: "/")
    let folder = end.map { $0 == file.startIndex ? "/" : String(file[..<$0]) } ?? "."
    let directory = clinux_open(folder, O_RDONLY | O_DIRECTORY, 0)
    guard directory >= 0 else { throw .configuration("\(folder): \(ErrorNumber.text(errno))") }
    defer { close(directory) }
    guard fsync(directory) == 0 else {
      throw .configuration("\(folder): \(ErrorNumber.text(errno))")
    }
  }
}
