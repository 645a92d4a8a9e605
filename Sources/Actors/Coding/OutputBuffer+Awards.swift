internal import FealtyLoyalty
internal import FealtyWire

// An award with its lines, written straight into the reply: most of what an evaluation answers.

extension OutputBuffer {
  /// The `AppliedPromotion`s of what is on the desk, as far as they were asked for.
  mutating func writeAwards(
    _ field: UInt32,
    of desk: EvaluationDesk,
    programme: PublishedProgramme
  ) {
    switch desk.explanation {
    case .none: return
    case .full:
      for applied in desk.appliedInFull(programme) { writeMessage(field, applied) }
      return
    case .applied: break
    }
    desk.evaluation.lineAwards.withUnsafeBufferPointer { lineAwards in
      var next = 0
      for award in desk.evaluation.awards {
        writeAward(field, award, lineAwards: lineAwards, next: &next, programme: programme)
      }
    }
  }

  /// An `AppliedPromotion`, with the lines that begin at `next`.
  mutating func writeAward(
    _ field: UInt32,
    _ award: Award,
    lineAwards: UnsafeBufferPointer<LineAward>,
    next: inout Int,
    programme: PublishedProgramme
  ) {
    writeMessage(field) { out in
      out.writeBytes(1, programme.promotionIDBytes(award.promotion))
      out.writeNonZero(2, UInt64(award.promotionVersion))
      out.writeBytes(3, programme.tokenIDBytes(award.token))
      out.writeNonZero(4, award.points.rawValue)
      out.writeNonZero(5, award.beforeCap.rawValue)
      if award.eligibleAmount != 0 { out.writeSInt64(6, award.eligibleAmount) }
      out.writeNonZero(7, award.eligibleQuantity)
      let first = next
      while next < lineAwards.count, lineAwards[next].promotion == award.promotion { next += 1 }
      out.writeLinePoints(UnsafeBufferPointer(rebasing: lineAwards[first..<next]))
    }
  }

  /// Fields 8 of an `AppliedPromotion`: its `LinePoints`.
  private mutating func writeLinePoints(_ lines: UnsafeBufferPointer<LineAward>) {
    var written = 0
    while written < lines.count {
      let left = lines.count - written
      appendUninitialized(left * Self.shortLineBytes + 2) { room in
        var length = 0
        while written < lines.count, let size = Self.storeShort(lines[written], room, length) {
          length += size
          written += 1
        }
        return length
      }
      if written < lines.count {
        writeLongLinePoints(lines[written])
        written += 1
      }
    }
  }

  /// Bytes of a `LinePoints` whose line and points take a byte each: two for each field and two
  /// around them.
  private static let shortLineBytes = 6

  /// Stores a line's points at an offset of memory that has two bytes more than they take.
  ///
  /// - Returns: How many bytes; nil, and nothing stored, where a number takes more than one byte.
  @inline(__always)
  private static func storeShort(
    _ award: LineAward,
    _ room: UnsafeMutableRawBufferPointer,
    _ offset: Int
  ) -> Int? {
    let line = UInt64(award.line)
    let points = UInt64(bitPattern: award.points.rawValue)
    guard line < 0x80, points &- 1 < 0x7F else { return nil }
    // Tag 8, length, tag 1, line, tag 2, points; line 0 is left out.
    let whole: UInt64 = 0x10_0008_0442 | line << 24 | points << 40
    let withoutLine: UInt64 = 0x10_0242 | points << 24
    room.storeBytes(
      of: (line == 0 ? withoutLine : whole).littleEndian,
      toByteOffset: offset,
      as: UInt64.self
    )
    return line == 0 ? shortLineBytes - 2 : shortLineBytes
  }

  @inline(never)
  private mutating func writeLongLinePoints(_ award: LineAward) {
    writeMessage(8) { out in
      out.writeNonZero(1, UInt64(award.line))
      out.writeNonZero(2, award.points.rawValue)
    }
  }
}

extension OutputBuffer {
  /// The `StoredAward`s of a record, field 16.
  mutating func writeStoredAwards(_ awards: [Award], lines: [LineAward], field: UInt32 = 16) {
    var next = 0
    for award in awards {
      writeMessage(field) { out in out.writeStoredAward(award, lineAwards: lines, next: &next) }
    }
  }

  private mutating func writeStoredAward(
    _ award: Award,
    lineAwards: [LineAward],
    next: inout Int
  ) {
    writeNonZero(1, UInt64(award.promotion))
    writeNonZero(2, UInt64(award.promotionVersion))
    writeNonZero(3, UInt64(award.token))
    writeNonZero(4, award.points.rawValue)
    writeNonZero(5, (award.beforeCap - award.points).rawValue)
    writeNonZero(6, award.eligibleAmount)
    writeNonZero(7, award.eligibleQuantity)
    if next < lineAwards.count, lineAwards[next].promotion == award.promotion {
      writeMessage(8) { out in
        while next < lineAwards.count, lineAwards[next].promotion == award.promotion {
          out.writeVarint(UInt64(lineAwards[next].line))
          out.writeVarint(UInt64(lineAwards[next].points.rawValue))
          next += 1
        }
      }
    }
    if award.isBonus { writeBool(9, true) }
  }
}
