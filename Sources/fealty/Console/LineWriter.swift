internal import Glibc

/// Writes lines to a file that is complete under its name, or absent: it is written beside it
/// first.
struct LineWriter: ~Copyable {
  private let path: String
  private let temporary: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var finished = false

  /// Begins the file, for everybody to read unless it is `secret`.
  init(path: String, secret: Bool = false) throws(CommandFailure) {
    self.path = path
    self.temporary = "\(path).part"
    self.descriptor = open(
      temporary,
      O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC,
      secret ? 0o600 : 0o644
    )
    guard descriptor >= 0 else { throw .system("creating \(temporary)", errno) }
  }

  deinit {
    close(descriptor)
    if !finished { unlink(temporary) }
  }

  mutating func write(_ line: String) throws(CommandFailure) {
    buffer += line.utf8
    buffer.append(0x0A)
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Gives the file its name.
  mutating func finish() throws(CommandFailure) {
    try flush()
    guard rename(temporary, path) == 0 else { throw .system("renaming \(temporary)", errno) }
    finished = true
  }

  private mutating func flush() throws(CommandFailure) {
    var start = 0
    while start < buffer.count {
      let count = buffer.withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress?.advanced(by: start), bytes.count - start)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .system("writing \(temporary)", errno) }
      start += count
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
