/// The hash by which uses of caps tell cards, stores, terminals and values of tags apart.
///
/// FNV-1a over the bytes, then the final mix of SplitMix64. It is stored with each use, so it never
/// changes. With 64 bits two of a programme's ten million cards share one with a chance of
/// 1 in 370,000.
package enum CapKey {
  /// The hash of a name; 0 for an empty one alone.
  package static func hash(_ name: UnsafeRawBufferPointer) -> UInt64 {
    guard name.count > 0 else { return 0 }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
    return max(1, hash ^ hash >> 31)
  }

  /// The hash of a terminal: stores number their terminals alike, so its store belongs to it.
  package static func joined(store: UInt64, terminal: UInt64) -> UInt64 {
    var hash = store &* 0x9E37_79B9_7F4A_7C15 ^ terminal
    hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
    return hash ^ hash >> 31
  }

  /// The hash of a name that is at hand as a `String`.
  package static func hash(_ name: String) -> UInt64 {
    var name = name
    return name.withUTF8 { hash(UnsafeRawBufferPointer($0)) }
  }
}
