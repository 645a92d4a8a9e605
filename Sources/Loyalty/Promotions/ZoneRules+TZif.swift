// A TZif file (RFC 8536), big-endian. Versions 2 and later hold the data twice; the second block,
// with 64-bit times, is the one read.
//
// | offset | size | field                                                             |
// | 0      | 4    | "TZif"                                                            |
// | 4      | 1    | version: 0, '2', '3' or '4'                                       |
// | 5      | 15   | reserved                                                          |
// | 20     | 6×4  | counts: isut, isstd, leap, time, type, char                       |
// | 44     |      | time × 4 or 8: transitions, seconds                               |
// |        |      | time × 1: index of the type that begins at each                   |
// |        |      | type × 6: offset (4, signed), is daylight time (1), name (1)      |
// |        |      | char × 1, leap × 8 or 12, isstd × 1, isut × 1: not used           |
// | end    |      | newline, POSIX TZ rule for all later times, newline (version ≥ 2) |
//
// Valid if and only if every count fits the file and every type index is below `type`. The rule at
// the end is unrolled into transitions up to the year 2200; after that the last offset stays.
extension ZoneRules {
  /// Reads a compiled zone, such as `/usr/share/zoneinfo/America/New_York`.
  ///
  /// - Returns: The rules, or `nil` where the bytes are not a whole TZif file or its rule for later
  ///   times is not one that POSIX describes.
  package init?(tzif bytes: [UInt8]) {
    var reader = TZifReader(bytes: bytes)
    guard var block = reader.readHeader() else { return nil }
    if block.version >= 0x32 {
      guard reader.skip(block.length(timeSize: 4)), let second = reader.readHeader() else {
        return nil
      }
      block = second
    }
    let timeSize = block.version >= 0x32 ? 8 : 4
    guard block.types > 0, let zone = reader.readTransitions(block, timeSize: timeSize) else {
      return nil
    }
    var transitions = zone.transitions
    if block.version >= 0x32 {
      guard let rule = reader.readFooter() else { return nil }
      if !rule.isEmpty {
        guard let posix = PosixZone(rule) else { return nil }
        let last = transitions.last?.atSeconds ?? -8_000_000_000
        transitions += posix.transitions(after: last, until: 2_200)
      }
    }
    self.init(initialOffsetSeconds: zone.initialOffsetSeconds, transitions: transitions)
  }
}

private struct TZifReader {
  struct Header {
    var version: UInt8
    var counts: [Int]
    var leaps: Int { counts[2] }
    var times: Int { counts[3] }
    var types: Int { counts[4] }

    /// Bytes of the data block that the header announces.
    func length(timeSize: Int) -> Int {
      times * (timeSize + 1) + types * 6 + counts[5] + leaps * (timeSize + 4) + counts[1]
        + counts[0]
    }
  }

  let bytes: [UInt8]
  var position = 0

  mutating func readHeader() -> Header? {
    guard bytes.count - position >= 44 else { return nil }
    guard Array(bytes[position..<position + 4]) == Array("TZif".utf8) else { return nil }
    let version = bytes[position + 4]
    let counts = (0..<6).map { Int(integer(at: position + 20 + 4 * $0, size: 4)) }
    guard counts.allSatisfy({ 0...1_000_000 ~= $0 }) else { return nil }
    position += 44
    return Header(version: version, counts: counts)
  }

  mutating func skip(_ count: Int) -> Bool {
    guard count <= bytes.count - position else { return false }
    position += count
    return true
  }

  mutating func readTransitions(_ header: Header, timeSize: Int) -> ZoneRules? {
    guard header.length(timeSize: timeSize) <= bytes.count - position else { return nil }
    let indexes = position + header.times * timeSize
    let types = indexes + header.times
    var transitions: [ZoneRules.Transition] = []
    for index in 0..<header.times {
      let type = Int(bytes[indexes + index])
      guard type < header.types else { return nil }
      transitions.append(
        ZoneRules.Transition(
          atSeconds: integer(at: position + index * timeSize, size: timeSize),
          offsetSeconds: Int32(integer(at: types + type * 6, size: 4))
        )
      )
    }
    position += header.length(timeSize: timeSize)
    return ZoneRules(
      initialOffsetSeconds: Int32(integer(at: types, size: 4)),
      transitions: transitions
    )
  }

  /// The rule between the two newlines, or `nil` where they are not there.
  mutating func readFooter() -> [UInt8]? {
    guard position < bytes.count, bytes[position] == 0x0A else { return nil }
    guard let end = bytes[(position + 1)...].firstIndex(of: 0x0A) else { return nil }
    return Array(bytes[(position + 1)..<end])
  }

  private func integer(at offset: Int, size: Int) -> Int64 {
    var value: UInt64 = 0
    for index in 0..<size { value = value << 8 | UInt64(bytes[offset + index]) }
    return size == 4
      ? Int64(Int32(truncatingIfNeeded: value)) : Int64(truncatingIfNeeded: value)
  }
}
