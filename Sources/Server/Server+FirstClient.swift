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
    // Before the client is made: a secret that could not be written would be lost.
    let descriptor = clinux_open(file, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw .configuration("\(file): \(ErrorNumber.text(errno))")
    }
    defer { close(descriptor) }
    guard fchmod(descriptor, 0o600) == 0 else {
      throw .configuration("\(file): \(ErrorNumber.text(errno))")
    }
    let made = Guarded<String?>(nil)
    shard.post { shard in
      shard.makeFirstClient(firstClient) { secret in made.signal { $0 = secret ?? "" } }
    }
    guard let secret = made.wait(milliseconds: patience, { $0 }) else {
      throw .configuration("the first client was not made within \(patience / 1_000) s")
    }
    var text = Array((secret + "\n").utf8)
    guard write(descriptor, &text, text.count) == text.count, fsync(descriptor) == 0 else {
      throw .configuration("\(file): \(ErrorNumber.text(errno))")
    }
  }
}
