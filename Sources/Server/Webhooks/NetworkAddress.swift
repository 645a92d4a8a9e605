internal import CLinux
internal import Glibc

/// An address of a host, as the system takes it.
struct NetworkAddress: Equatable, Sendable {
  /// `sockaddr_in` or `sockaddr_in6`.
  let bytes: [UInt8]
  let family: Int32

  /// The address alone, in network order: 4 or 16 bytes.
  var octets: [UInt8] {
    family == AF_INET ? Array(bytes[4..<8]) : Array(bytes[8..<24])
  }

  /// The addresses of a host, in the order in which they are to be tried.
  ///
  /// Waits for a name server; an address stands for itself at once.
  static func resolve(_ host: String, port: UInt16, isNumeric: Bool = false) -> [NetworkAddress] {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_NUMERICSERV | (isNumeric ? AI_NUMERICHOST : 0)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, "\(port)", &hints, &found) == 0 else { return [] }
    defer { freeaddrinfo(found) }
    var addresses: [NetworkAddress] = []
    var next = found
    while let entry = next?.pointee {
      next = entry.ai_next
      guard let address = entry.ai_addr, entry.ai_family == AF_INET || entry.ai_family == AF_INET6
      else { continue }
      let bytes = UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen))
      addresses.append(NetworkAddress(bytes: Array(bytes), family: entry.ai_family))
    }
    return addresses
  }

  // MARK: - Which addresses are whose

  /// Whether the address is one of the open internet: no machine of the operator's own, nothing
  /// that only a network of theirs reaches, and nothing that is no single host.
  var isPublic: Bool { Self.isPublic(octets) }

  static func isPublic(_ octets: [UInt8]) -> Bool {
    if octets.count == 4 { return !reserved4.contains { $0.contains(octets) } }
    // Addresses of version 4 in their disguises.
    for (prefix, place) in embedded where octets.starts(with: prefix) {
      return isPublic(Array(octets[place..<place + 4]))
    }
    // All of the rest but this is not assigned to hosts of the internet.
    guard octets[0] & 0xE0 == 0x20 else { return false }
    return !reserved6.contains { $0.contains(octets) }
  }

  private struct Range: Sendable {
    let prefix: [UInt8]
    let bits: Int

    func contains(_ octets: [UInt8]) -> Bool {
      let whole = bits / 8
      guard octets.prefix(whole).elementsEqual(prefix.prefix(whole)) else { return false }
      let rest = bits % 8
      return rest == 0 || octets[whole] >> (8 - rest) == prefix[whole] >> (8 - rest)
    }
  }

  /// Of the registry of special addresses, and multicast.
  private static let reserved4 = [
    Range(prefix: [0], bits: 8), Range(prefix: [10], bits: 8), Range(prefix: [100, 64], bits: 10),
    Range(prefix: [127], bits: 8), Range(prefix: [169, 254], bits: 16),
    Range(prefix: [172, 16], bits: 12), Range(prefix: [192, 0, 0], bits: 24),
    Range(prefix: [192, 0, 2], bits: 24), Range(prefix: [192, 88, 99], bits: 24),
    Range(prefix: [192, 168], bits: 16), Range(prefix: [198, 18], bits: 15),
    Range(prefix: [198, 51, 100], bits: 24), Range(prefix: [203, 0, 113], bits: 24),
    Range(prefix: [224], bits: 4), Range(prefix: [240], bits: 4),
  ]

  private static let reserved6 = [
    // Tunnels and tests; documentation, twice.
    Range(prefix: [0x20, 0x01, 0x00], bits: 23), Range(prefix: [0x20, 0x01, 0x0d, 0xb8], bits: 32),
    Range(prefix: [0x3f, 0xff, 0x00], bits: 20),
  ]

  /// What begins an address that has one of version 4 in it, and where that stands.
  private static let embedded: [(prefix: [UInt8], place: Int)] = [
    ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff], 12),
    ([0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0], 12), ([0x20, 0x02], 2),
  ]
}
