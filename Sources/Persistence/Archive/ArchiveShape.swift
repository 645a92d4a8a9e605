/// How the bodies of records are taken apart before they are compressed.
///
/// A body is a row of tagged fields, as protobuf writes them. The shape says of which fields the
/// bytes are such rows themselves, and how the values of others are best written. It is advice for
/// compression and nothing more: any body comes back byte for byte, whatever its shape. Each
/// archive carries its own, so a later shape reads earlier archives.
///
/// ```
/// count of roots (1 byte), each: kind, node
/// count of nodes (1 byte), each: last field of the prefix (0 = none), count of fields, each:
///   field number (1 byte), coding (1 byte), node of a message (1 byte, else 0)
/// ```
package struct ArchiveShape: Equatable, Sendable {
  /// How the values of a field are written.
  package enum Coding: UInt8, Sendable, CaseIterable {
    /// As they are.
    case plain = 0
    /// Taken apart by another node.
    case message = 1
    /// A number, as the difference to the one before.
    case delta = 2
    /// A text that comes again, as its number in the archive's table.
    case text = 3
    /// A row of pairs of numbers, the first of each pair growing.
    case pairs = 4
    /// Decimal digits, as the difference to the number before.
    case digits = 5
    /// Sixteen bytes that begin with six of a time.
    case stamped = 6
  }

  /// A field that is not plain.
  package struct Field: Equatable, Sendable {
    var number: UInt8
    var coding: Coding
    var node: UInt8

    package init(_ number: UInt8, _ coding: Coding, node: UInt8 = 0) {
      precondition(number > 0 && number < ArchiveShape.fieldLimit, "field \(number)")
      self.number = number
      self.coding = coding
      self.node = node
    }
  }

  /// A kind of message.
  package struct Node: Equatable, Sendable {
    /// The fields from the beginning up to this number, all of them bytes, are one text; 0 = none.
    var prefix: UInt8
    var fields: [Field]

    package init(prefix: UInt8 = 0, _ fields: [Field] = []) {
      self.prefix = prefix
      self.fields = fields
    }
  }

  /// Field numbers below this are taken apart; the last one stands for the prefix.
  static let fieldLimit: UInt8 = 63
  static let prefixField = 63
  static let nodeLimit = 32

  /// Messages inside messages, at most.
  static let depthLimit = 8

  private(set) var roots: [UInt8: UInt8] = [:]
  private(set) var nodes: [Node] = []

  /// One entry for each node and field: its coding and node.
  private var table: [(coding: Coding, node: UInt8)] = []

  /// - Parameters:
  ///   - roots: Which node the bodies of a kind of records are; others stay whole.
  ///   - nodes: At most 32, numbered from 0.
  package init(roots: [UInt8: UInt8], nodes: [Node]) {
    precondition(nodes.count <= Self.nodeLimit, "\(nodes.count) nodes")
    let known = UInt8(nodes.count)
    precondition(roots.values.allSatisfy { $0 < known }, "a root without a node")
    precondition(
      nodes.allSatisfy { $0.fields.allSatisfy { $0.node < max(1, known) } },
      "a message without a node"
    )
    self.roots = roots
    self.nodes = nodes
    table = Array(repeating: (.plain, 0), count: nodes.count * 64)
    for (index, node) in nodes.enumerated() {
      for field in node.fields {
        table[index * 64 + Int(field.number)] = (field.coding, field.node)
      }
    }
  }

  /// Bodies stay whole.
  package static let none = ArchiveShape(roots: [:], nodes: [])

  package static func == (one: ArchiveShape, other: ArchiveShape) -> Bool {
    one.roots == other.roots && one.nodes == other.nodes
  }

  @inline(__always)
  func field(_ node: Int, _ number: Int) -> (coding: Coding, node: UInt8) {
    table[node * 64 + number]
  }

  @inline(__always)
  func prefix(of node: Int) -> UInt8 { nodes[node].prefix }

  // MARK: - Bytes

  func encoded() -> [UInt8] {
    var bytes = [UInt8(roots.count)]
    for (kind, node) in roots.sorted(by: { $0.key < $1.key }) { bytes += [kind, node] }
    bytes.append(UInt8(nodes.count))
    for node in nodes {
      bytes += [node.prefix, UInt8(node.fields.count)]
      for field in node.fields { bytes += [field.number, field.coding.rawValue, field.node] }
    }
    return bytes
  }

  /// - Throws: ``ArchiveFault/malformed``.
  init(_ cursor: inout ArchiveCursor) throws(ArchiveFault) {
    var roots: [UInt8: UInt8] = [:]
    for _ in 0..<Int(try cursor.byte()) {
      let kind = try cursor.byte()
      roots[kind] = try cursor.byte()
    }
    let count = try cursor.byte()
    guard Int(count) <= Self.nodeLimit, roots.values.allSatisfy({ $0 < count }) else {
      throw .malformed
    }
    var nodes: [Node] = []
    for _ in 0..<count {
      var node = Node(prefix: try cursor.byte())
      for _ in 0..<Int(try cursor.byte()) {
        let number = try cursor.byte()
        let coding = Coding(rawValue: try cursor.byte())
        let child = try cursor.byte()
        guard let coding, number > 0, number < Self.fieldLimit, child < count else {
          throw .malformed
        }
        node.fields.append(Field(number, coding, node: child))
      }
      nodes.append(node)
    }
    self.init(roots: roots, nodes: nodes)
  }
}

/// Why bytes of an archive are not what was written.
enum ArchiveFault: Error, Equatable, Sendable {
  /// They end before they should.
  case truncated
  /// A checksum says so.
  case wrongChecksum
  /// The checksum is right, and the version is one that this code does not know.
  case newerFormat(UInt16)
  /// They do not inflate to what they declare.
  case notInflated
  /// A constant, a length or a number is not what it must be.
  case malformed
  /// A batch's own checksum, or that of the one before it, is another.
  case wrongBatch(UInt64)
}

/// Reads forward through bytes of which nothing is known, with every bound checked.
struct ArchiveCursor {
  private let bytes: [UInt8]
  private(set) var offset: Int
  private let end: Int

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "\(range)")
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
  }

  init(_ bytes: [UInt8]) { self.init(bytes, 0..<bytes.count) }

  var isAtEnd: Bool { offset == end }

  @inline(__always)
  mutating func byte() throws(ArchiveFault) -> UInt8 {
    guard offset < end else { throw .truncated }
    defer { offset += 1 }
    return bytes[offset]
  }

  @inline(__always)
  mutating func varint() throws(ArchiveFault) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 64 {
      let next = try byte()
      value |= UInt64(next & 0x7f) &<< shift
      if next < 0x80 { return value }
      shift += 7
    }
    throw .malformed
  }

  /// A number that counts things or bytes.
  @inline(__always)
  mutating func count(atMost limit: Int) throws(ArchiveFault) -> Int {
    let value = try varint()
    guard value <= UInt64(limit) else { throw .malformed }
    return Int(value)
  }

  @inline(__always)
  mutating func take(_ count: Int) throws(ArchiveFault) -> ArraySlice<UInt8> {
    guard count >= 0, count <= end - offset else { throw .truncated }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  /// A little-endian integer of its full width.
  @inline(__always)
  mutating func fixed<T: FixedWidthInteger & UnsignedInteger>(
    _ type: T.Type
  ) throws(ArchiveFault) -> T {
    var value: T = 0
    var shift = 0
    for byte in try take(MemoryLayout<T>.size) {
      value |= T(truncatingIfNeeded: byte) << T(shift)
      shift += 8
    }
    return value
  }
}

extension [UInt8] {
  @inline(__always)
  mutating func appendVarint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest &>>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func appendFixed<T: FixedWidthInteger>(_ value: T) {
    for shift in stride(from: 0, to: MemoryLayout<T>.size * 8, by: 8) {
      append(UInt8(truncatingIfNeeded: value >> T(shift)))
    }
  }
}

/// Small numbers of either sign become small numbers.
@inline(__always)
func zigzag(_ difference: UInt64) -> UInt64 {
  let signed = Int64(bitPattern: difference)
  return UInt64(bitPattern: (signed &<< 1) ^ (signed &>> 63))
}

@inline(__always)
func unzigzag(_ value: UInt64) -> UInt64 {
  (value &>> 1) ^ (0 &- (value & 1))
}
