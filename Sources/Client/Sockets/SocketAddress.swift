internal import CLinux
internal import Glibc

/// Where a server listens, as the system wants it.
struct SocketAddress: Sendable {
  /// Address family, such as AF_INET.
  let family: Int32

  /// The system's encoding of address and port.
  let bytes: [UInt8]

  /// Looks a host up.
  ///
  /// Names may block for as long as the system's resolver does; numbers do not.
  ///
  /// - Parameters:
  ///   - host: A name, an IPv4 or an IPv6 address.
  ///   - port: 1 to 65,535.
  /// - Returns: At least one address, in the resolver's order.
  /// - Throws: ``LinkFailure/unresolved(host:reason:)``.
  static func resolve(host: String, port: UInt16) throws(LinkFailure) -> [SocketAddress] {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(host, String(port), &hints, &list)
    guard status == 0 else {
      throw .unresolved(host: host, reason: String(cString: gai_strerror(status)))
    }
    defer { freeaddrinfo(list) }
    var addresses: [SocketAddress] = []
    var next = list
    while let entry = next?.pointee {
      if let address = entry.ai_addr {
        let raw = UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen))
        addresses.append(SocketAddress(family: entry.ai_family, bytes: Array(raw)))
      }
      next = entry.ai_next
    }
    guard !addresses.isEmpty else { throw .unresolved(host: host, reason: "no address") }
    return addresses
  }
}
