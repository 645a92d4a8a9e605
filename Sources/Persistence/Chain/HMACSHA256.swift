/// A code that only who knows the key can make, of RFC 2104 with SHA-256.
package enum HMACSHA256 {
  private static let blockBytes = 64

  /// The 32 bytes for the parts of a message, one after the other.
  package static func code(key: [UInt8], _ parts: [[UInt8]]) -> [UInt8] {
    var key = key
    if key.count > blockBytes {
      var hash = SHA256()
      hash.update(key)
      key = hash.finish().bytes
    }
    key += [UInt8](repeating: 0, count: blockBytes - key.count)
    var inner = SHA256()
    inner.update(key.map { $0 ^ 0x36 })
    for part in parts { inner.update(part) }
    var outer = SHA256()
    outer.update(key.map { $0 ^ 0x5c })
    outer.update(inner.finish().bytes)
    return outer.finish().bytes
  }
}
