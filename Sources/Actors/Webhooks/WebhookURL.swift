/// Where a webhook is delivered to, taken apart.
package struct WebhookURL: Equatable, Sendable {
  package let isEncrypted: Bool
  /// A name or an address; of an IPv6 address without its brackets.
  package let host: String
  package let port: UInt16
  /// What the request line names: path and query.
  package let target: String
  /// What the `Host` header says.
  package let authority: String

  /// Reads `http://host[:port][/path][?query]`, and the same with `https`; nil for anything else,
  /// such as a name before the host.
  package init?(_ text: String) {
    let schemes: [(prefix: String, isEncrypted: Bool, port: UInt16)] = [
      ("https://", true, 443), ("http://", false, 80),
    ]
    guard let scheme = schemes.first(where: { text.hasPrefix($0.prefix) }) else { return nil }
    isEncrypted = scheme.isEncrypted
    let rest = text.dropFirst(scheme.prefix.count)
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    authority = String(rest[..<end])
    guard !authority.contains("@"), !authority.contains("\\") else { return nil }
    let path = rest[end...].prefix { $0 != "#" }
    target = path.first == "/" ? String(path) : "/" + path
    guard let (host, port) = Self.parts(authority, defaultPort: scheme.port) else { return nil }
    self.host = host
    self.port = port
  }

  private static func parts(_ authority: String, defaultPort: UInt16) -> (String, UInt16)? {
    var host = authority[...]
    var port = defaultPort
    let hasPort = authority.last != "]" && authority.contains(":")
    if hasPort, let colon = authority.lastIndex(of: ":") {
      guard let number = UInt16(authority[authority.index(after: colon)...]), number > 0 else {
        return nil
      }
      port = number
      host = authority[..<colon]
    }
    if host.first == "[" {
      guard host.last == "]" else { return nil }
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    return host.isEmpty ? nil : (String(host), port)
  }
}
