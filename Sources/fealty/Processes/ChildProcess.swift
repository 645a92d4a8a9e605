internal import Glibc

/// A process that this one started; ended with it at the latest.
final class ChildProcess {
  let id: pid_t

  /// The end of the pipe that the child's standard output goes into.
  private let output: Int32

  /// Held open: its closing tells the child that we are gone (`--stop-on-stdin-end`).
  private var input: Int32
  private var status: Int32?

  private init(id: pid_t, output: Int32, input: Int32) {
    self.id = id
    self.output = output
    self.input = input
  }

  deinit {
    if status == nil {
      kill(id, SIGKILL)
      _ = wait()
    }
    close(output)
    if input >= 0 { close(input) }
  }

  /// The path of this program, to start it once more.
  static func ownPath() throws(CommandFailure) -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { bytes -> Int in
      guard let base = bytes.bindMemory(to: CChar.self).baseAddress else { return 0 }
      return readlink("/proc/self/exe", base, bytes.count)
    }
    guard count > 0, count < buffer.count else { throw .system("reading /proc/self/exe", errno) }
    return String(decoding: buffer[..<count], as: UTF8.self)
  }

  /// Starts `path` with `arguments`; standard error is shared with this process.
  static func start(
    _ path: String,
    _ arguments: [String],
    silent: Bool = false
  ) throws(CommandFailure) -> ChildProcess {
    var outputPipe: [Int32] = [0, 0]
    var inputPipe: [Int32] = [0, 0]
    guard pipe(&outputPipe) == 0, pipe(&inputPipe) == 0 else {
      throw .system("making a pipe", errno)
    }
    // No other child may inherit an end: the pipe would then stay open after the process that holds
    // it.
    for descriptor in outputPipe + inputPipe { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, inputPipe[0], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, outputPipe[1], STDOUT_FILENO)
    if silent {
      posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    }

    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var id: pid_t = 0
    let failure = posix_spawn(&id, path, &actions, nil, words, environ)
    close(inputPipe[0])
    close(outputPipe[1])
    guard failure == 0 else {
      close(inputPipe[1])
      close(outputPipe[0])
      throw .system("starting \(path)", failure)
    }
    return ChildProcess(id: id, output: outputPipe[0], input: inputPipe[1])
  }

  /// The next line of the child's standard output; nil when it has closed it.
  func readLine() -> String? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = read(output, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return nil }
      if byte == 0x0A { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
  }

  func signal(_ number: Int32) {
    if status == nil { kill(id, number) }
  }

  /// Waits for the child's end.
  ///
  /// - Returns: Its exit code, or 128 + the signal that ended it.
  func wait() -> Int32 {
    if let status { return status }
    var raw: Int32 = 0
    while waitpid(id, &raw, 0) < 0 {
      guard errno == EINTR else { preconditionFailure("waiting for \(id) failed: \(errno)") }
    }
    let signal = raw & 0x7F
    let code = signal == 0 ? raw >> 8 & 0xFF : 128 + signal
    status = code
    return code
  }
}
