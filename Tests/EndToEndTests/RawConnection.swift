import FealtyWire
import Foundation

/// A client's socket without the client: what misbehaves in the tests.
final class RawConnection {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let socket: Int32

  /// Connects.
  ///
  /// - Parameters:
  ///   - port: The server's, on loopback.
  ///   - slight: Whether the kernel is to buffer next to nothing, so that what is not read waits in
  ///     the server.
  /// - Throws: ``Failure``.
  init(port: Int, slight: Bool = false) throws {
    socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { throw Failure(description: "socket: error \(errno)") }
    if slight {
      set(SOL_SOCKET, SO_RCVBUF, 2_048)
      set(Int32(IPPROTO_TCP), TCP_MAXSEG, 536)
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else {
      let code = errno
      close(socket)
      throw Failure(description: "connect: error \(code)")
    }
  }

  deinit { close(socket) }

  private func set(_ level: Int32, _ name: Int32, _ value: Int32) {
    var value = value
    setsockopt(socket, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
  }

  /// Sends what the kernel takes, without waiting.
  ///
  /// - Returns: How many bytes it took; -1 where the server has closed.
  @discardableResult
  func send(_ bytes: some Collection<UInt8>) -> Int {
    let count = Array(bytes).withUnsafeBytes {
      Foundation.send(
        socket,
        $0.baseAddress,
        $0.count,
        Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
      )
    }
    return count >= 0 || errno == EAGAIN ? max(0, count) : -1
  }

  /// Reads what is there, without waiting.
  ///
  /// - Returns: How many bytes; nil at the end, also where it is a reset.
  func drain() -> Int? {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    var total = 0
    while true {
      let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      if count == 0 { return nil }
      if count < 0 { return errno == EAGAIN ? total : nil }
      total += count
    }
  }

  /// Preface and HELLO.
  static var greeting: [UInt8] {
    var hello = Hello()
    hello.minimumVersion = 1
    hello.maximumVersion = 1
    var bytes = OutputBuffer()
    bytes.append(Preface.bytes)
    bytes.appendFrame(.hello, hello)
    return bytes.bytes()
  }

  static func request(_ method: UInt16, stream: UInt32, _ request: some Message) -> [UInt8] {
    var bytes = OutputBuffer()
    let start = bytes.beginFrame(.request, method: method, stream: stream)
    request.encode(into: &bytes)
    bytes.endFrame(start)
    return bytes.bytes()
  }
}

/// What the tests need of the system.
enum Resources {
  /// Lets this process and those that it starts open as many files as the system allows.
  ///
  /// - Returns: The limit now.
  static func raiseOpenFiles() -> Int {
    var limit = rlimit()
    let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(kind, &limit) == 0 else { return 0 }
    limit.rlim_cur = limit.rlim_max
    guard setrlimit(kind, &limit) == 0, getrlimit(kind, &limit) == 0 else { return 0 }
    return Int(clamping: limit.rlim_cur)
  }

  /// Whether a small file system can be mounted: as root, or in a name space of its own.
  static let canMount: Bool = {
    let mount = Process()
    mount.executableURL = URL(fileURLWithPath: "/bin/sh")
    mount.arguments = [
      "-c", "unshare -Urm sh -c 'mount -t tmpfs -o size=1m none /mnt' 2>/dev/null",
    ]
    do { try mount.run() } catch { return false }
    mount.waitUntilExit()
    return mount.terminationStatus == 0
  }()
}
