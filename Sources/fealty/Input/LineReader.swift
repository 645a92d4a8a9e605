internal import Glibc

/// Reads a text file line by line without holding more than one line and one block of it.
///
/// A line is handed out as bytes inside the reader's buffer, valid during the call only.
struct LineReader: ~Copyable {
  /// The longest line that is taken; a basket of 1,000 lines is below a fifth of it.
  private static let longestLine = 4 << 20

  private let path: String
  private let descriptor: Int32
  private var buffer: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0
  private var atEnd = false

  /// The number of the line handed out last, from 1.
  private(set) var lineNumber = 0

  /// Bytes of the file that have been read so far.
  private(set) var bytesRead = 0

  /// Opens a file, or standard input for `-`.
  init(path: String) throws(CommandFailure) {
    self.path = path
    self.descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    self.buffer = .allocate(byteCount: 1 << 20, alignment: 16)
    guard descriptor >= 0 else { throw .system("opening \(path)", errno) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    buffer.deallocate()
  }

  /// How many lines a file has, for a progress bar; 0 for standard input.
  static func countLines(of path: String) throws(CommandFailure) -> Int {
    if path == "-" { return 0 }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system("opening \(path)", errno) }
    defer { close(descriptor) }
    var block = [UInt8](repeating: 0, count: 1 << 20)
    var lines = 0
    while true {
      let count = block.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system("reading \(path)", errno) }
      if count == 0 { return lines }
      block[..<count].withUnsafeBytes { bytes in lines += bytes.count { $0 == 0x0A } }
    }
  }

  /// Calls `body` with the next line that is not empty; false at the file's end.
  mutating func next(
    _ body: (UnsafeRawBufferPointer) throws(CommandFailure) -> Void
  ) throws(CommandFailure) -> Bool {
    while true {
      guard let length = try nextLength() else { return false }
      let line = UnsafeRawBufferPointer(rebasing: buffer[start..<start + length])
      start = min(start + length + 1, end)
      lineNumber += 1
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
      try body(line)
      return true
    }
  }

  /// The length of the line that begins at `start`, after reading as much as it takes.
  private mutating func nextLength() throws(CommandFailure) -> Int? {
    var searched = 0
    while true {
      let rest = end - start - searched
      if rest > 0, let base = buffer.baseAddress {
        let from = base + start + searched
        if let found = memchr(from, 0x0A, rest) {
          return found - UnsafeMutableRawPointer(base + start)
        }
      }
      searched = end - start
      if atEnd { return searched > 0 ? searched : nil }
      try fill()
    }
  }

  private mutating func fill() throws(CommandFailure) {
    if start > 0, let base = buffer.baseAddress {
      memmove(base, base + start, end - start)
      end -= start
      start = 0
    }
    if end == buffer.count { try grow() }
    while true {
      let count = read(descriptor, buffer.baseAddress.map { $0 + end }, buffer.count - end)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system("reading \(path)", errno) }
      if count == 0 { atEnd = true }
      end += count
      bytesRead += count
      return
    }
  }

  private mutating func grow() throws(CommandFailure) {
    guard buffer.count < Self.longestLine else {
      throw CommandFailure(.damaged, "\(path): line \(lineNumber + 1) is longer than 4 MiB")
    }
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: buffer.count * 2, alignment: 16)
    larger.copyMemory(from: UnsafeRawBufferPointer(buffer))
    buffer.deallocate()
    buffer = larger
  }
}

/// A whole small file: a programme, a request.
enum WholeFile {
  /// Reads a file, or standard input for `-`.
  static func read(_ path: String) throws(CommandFailure) -> [UInt8] {
    let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system("opening \(path)", errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = block.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system("reading \(path)", errno) }
      if count == 0 { return bytes }
      bytes += block[..<count]
    }
  }
}
