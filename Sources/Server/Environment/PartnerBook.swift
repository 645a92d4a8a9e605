internal import CLinux
internal import FealtyActors
internal import Glibc

/// The journal of simulated partners: a file that outlives the process, as a partner's books do.
///
/// Nothing of the server's state is in it.
///
/// Proof for `@unchecked Sendable`: constants; a line is one `write` to a file opened with
/// `O_APPEND`.
final class PartnerBook: @unchecked Sendable {
  /// What the file had when it was opened.
  let lines: [String]
  private let descriptor: Int32
  private let log: Log

  /// Opens the file, or makes it.
  init(path: String, log: Log) throws(ServerFailure) {
    self.log = log
    descriptor = clinux_open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .configuration("\(path): \(ErrorNumber.text(errno))") }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &part, part.count)
      guard count >= 0 else {
        let code = errno
        close(descriptor)
        throw .configuration("\(path): \(ErrorNumber.text(code))")
      }
      if count == 0 { break }
      bytes += part[..<count]
    }
    // A last line without its end is of a process that was killed in the middle of it.
    let end = (bytes.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\n").map(String.init)
    if end < bytes.count { append("") }
  }

  deinit { close(descriptor) }

  func append(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard written != bytes.count else { return }
    log(.error, "the partners' book", ["failure": .init(ErrorNumber.text(errno))])
  }
}
