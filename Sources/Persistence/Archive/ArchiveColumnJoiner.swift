/// Puts bodies together that stand in the columns of an archive of format 1.
struct ArchiveColumnJoiner {
  let tables: ArchiveTables

  /// Bytes that all bodies of the block may have.
  let limit: Int

  /// Appends a body to `out`.
  ///
  /// - Throws: ``ArchiveFault``.
  func join(
    _ node: Int,
    _ columns: ArchiveColumnReader,
    to out: inout [UInt8],
    depth: Int = 0
  ) throws(ArchiveFault) {
    guard depth < ArchiveShape.depthLimit else { throw .malformed }
    let shape = tables.shape
    let tags = node * 256
    if shape.prefix(of: node) > 0 {
      try joinText(tags + ArchiveShape.prefixField * 4, columns, to: &out)
    }
    while true {
      let tag = try columns.varint(tags)
      if tag == 0 { return }
      guard tag >> 3 > 0, tag >> 3 < UInt64(ArchiveShape.fieldLimit) else { throw .malformed }
      guard out.count <= limit else { throw .malformed }
      out.appendVarint(tag)
      let number = Int(tag >> 3)
      let column = tags + number * 4
      let (coding, child) = shape.field(node, number)
      switch tag & 7 {
      case 0:
        let value = try columns.varint(column)
        out.appendVarint(coding == .delta ? columns.value(value, in: column) : value)
      case 1: out += try columns.take(8, column)
      case 5: out += try columns.take(4, column)
      case 2:
        try joinBytes(coding, Int(child), column, columns, to: &out, depth: depth)
      default: throw .malformed
      }
    }
  }

  private func joinBytes(
    _ coding: ArchiveShape.Coding,
    _ child: Int,
    _ column: Int,
    _ columns: ArchiveColumnReader,
    to out: inout [UInt8],
    depth: Int
  ) throws(ArchiveFault) {
    if coding == .plain || coding == .delta {
      let count = try columns.varint(column + 1)
      out.appendVarint(count)
      out += try columns.take(count, column)
      return
    }
    // Its length is known when it is there; most have one byte of it.
    let mark = out.count
    out.append(0)
    switch coding {
    case .message: try join(child, columns, to: &out, depth: depth + 1)
    case .text: try joinText(column, columns, to: &out)
    case .pairs: try joinPairs(column, columns, to: &out)
    case .digits: try joinDigits(column, columns, to: &out)
    case .stamped: try joinStamped(column, columns, to: &out)
    case .plain, .delta: throw .malformed
    }
    let count = out.count - mark - 1
    if count < 0x80 {
      out[mark] = UInt8(count)
      return
    }
    var length: [UInt8] = []
    length.appendVarint(UInt64(count))
    out.replaceSubrange(mark...mark, with: length)
  }

  private func joinText(
    _ column: Int,
    _ columns: ArchiveColumnReader,
    to out: inout [UInt8]
  ) throws(ArchiveFault) {
    let upper = try columns.varint(column)
    guard upper > 0 else {
      out += try columns.take(try columns.varint(column + 2), column + 2)
      return
    }
    guard upper <= UInt64(Limits.archiveTexts) else { throw .malformed }
    let number = Int(upper - 1) << 8 | Int(try columns.byte(column + 1))
    guard number < tables.textCount, out.count <= limit else { throw .malformed }
    out += tables.text(number)
  }

  private func joinPairs(
    _ column: Int,
    _ columns: ArchiveColumnReader,
    to out: inout [UInt8]
  ) throws(ArchiveFault) {
    let count = try columns.varint(column)
    guard count > 0 else {
      out += try columns.take(try columns.varint(column + 3), column + 3)
      return
    }
    var expected: UInt64 = 0
    for _ in 1..<count {
      let first = expected &+ unzigzag(try columns.varint(column + 1))
      out.appendVarint(first)
      out.appendVarint(try columns.varint(column + 2))
      expected = first &+ 1
    }
  }

  private func joinDigits(
    _ column: Int,
    _ columns: ArchiveColumnReader,
    to out: inout [UInt8]
  ) throws(ArchiveFault) {
    let difference = try columns.varint(column)
    guard difference > 0 else {
      out += try columns.take(try columns.varint(column + 1), column + 1)
      return
    }
    out += Array(String(columns.value(difference - 1, in: column)).utf8)
  }

  private func joinStamped(
    _ column: Int,
    _ columns: ArchiveColumnReader,
    to out: inout [UInt8]
  ) throws(ArchiveFault) {
    let difference = try columns.varint(column)
    guard difference > 0 else {
      out += try columns.take(try columns.varint(column + 1), column + 1)
      return
    }
    let time = columns.value(difference - 1, in: column)
    for shift in stride(from: 40, through: 0, by: -8) {
      out.append(UInt8(truncatingIfNeeded: time >> UInt64(shift)))
    }
    out += try columns.take(10, column + 2)
  }
}
