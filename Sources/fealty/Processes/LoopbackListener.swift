internal import Glibc

/// A socket that listens on loopback, at a port that the system chooses: for what commands play
/// beside the server.
struct LoopbackListener {
  let descriptor: Int32
  let port: UInt16

  /// `purpose`: what the failure names, such as "webhooks".
  init(for purpose: String) throws(CommandFailure) {
    let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let length = size
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(made, pointer, length) == 0 && listen(made, 64) == 0
          && getsockname(made, pointer, &size) == 0
      }
    }
    guard isBound else {
      throw CommandFailure(.system, "no socket for \(purpose): \(String(cString: strerror(errno)))")
    }
    descriptor = made
    port = UInt16(bigEndian: address.sin_port)
  }
}
