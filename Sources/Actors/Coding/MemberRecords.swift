internal import FealtyLoyalty
internal import FealtyWire

// Records about members themselves, read in one pass over their bytes: what made them and what was
// answered is stepped over. A log may begin with millions of them; by way of the generated messages
// one takes twice as long.

/// What a replay takes from a `MemberEnrolledRecord`.
struct RecordedEnrolment {
  private(set) var programID = ""
  private(set) var memberID = ""
  private(set) var enrolment = Enrolment(stage: .none)

  /// Reads the record's body.
  init(_ record: UnsafeRawBufferPointer) throws(DecodingError) {
    var fields = FieldReader(record)
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0: return
      case 2 << 3 | 2: programID = try fields.readString()
      case 3 << 3 | 2: memberID = try fields.readString()
      case 4 << 3:
        let stage = try fields.readStage()
        enrolment.stage = .init(rawValue: UInt8(clamping: stage)) ?? .active
      case 5 << 3 | 2: enrolment.tier = try fields.readString()
      case 6 << 3 | 2: enrolment.segments.append(try fields.readString())
      case 7 << 3 | 2:
        let card = try fields.readString()
        enrolment.cards = card.isEmpty ? [] : [card]
      case 8 << 3 | 2: enrolment.profile = FealtyLoyalty.Profile(try fields.readProfile())
      case 220 << 3:
        enrolment.tierKeptUntil = Timestamp(storedExpiry: try fields.readInt())
      default: try fields.skip(tag)
      }
    }
  }
}

extension MemberChange {
  /// Reads the body of a `MemberChangedRecord`.
  ///
  /// `cards`: those that the member has; asked for where one is added.
  init(
    record: UnsafeRawBufferPointer,
    cards: () -> [String]
  ) throws(DecodingError) {
    self.init()
    var fields = FieldReader(record)
    var segments: [String] = []
    var (replacesSegments, changesSuspension, isSuspended) = (false, false, false)
    var card = ""
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0:
        if replacesSegments { self.segments = segments }
        if changesSuspension { isExpirySuspended = isSuspended }
        if !card.isEmpty { self.cards = cards() + [card] }
        return
      case 4 << 3:
        let stage = try fields.readStage()
        self.stage = stage == 0 ? nil : .init(rawValue: UInt8(clamping: stage))
      case 5 << 3 | 2:
        let tier = try fields.readString()
        self.tier = tier.isEmpty ? nil : tier
      case 6 << 3 | 2: segments.append(try fields.readString())
      case 7 << 3 | 2: card = try fields.readString()
      case 8 << 3 | 2: profile = FealtyLoyalty.Profile(try fields.readProfile())
      case 9 << 3: replacesSegments = try fields.readVarint() != 0
      case 10 << 3:
        let instant = Int64(bitPattern: try fields.readVarint())
        effectiveAt = instant == 0 ? nil : Timestamp(milliseconds: instant)
      case 11 << 3: changesSuspension = try fields.readVarint() != 0
      case 12 << 3: isSuspended = try fields.readVarint() != 0
      case 210 << 3 | 2: cardMark = CardMark(try MemberCard(decoding: fields.readBytes()))
      case 220 << 3 | 2: tierGrant = try fields.readTierGrant()
      case 231 << 3 | 2: segmentSwaps.append(try fields.readSegmentSwap())
      case 230 << 3 | 2: segmentChanges.append(try fields.readSegmentChange())
      default: try fields.skip(tag)
      }
    }
  }
}

extension FieldReader {
  /// The number of a `Stage`.
  fileprivate mutating func readStage() throws(DecodingError) -> Int32 {
    Int32(truncatingIfNeeded: try readVarint())
  }

  fileprivate mutating func readSegmentChange() throws(DecodingError) -> SegmentChange {
    SegmentChange(try StoredSegmentChange(decoding: try readBytes()))
  }

  fileprivate mutating func readSegmentSwap() throws(DecodingError) -> SegmentSwaps.Swap {
    let stored = try StoredSegmentSwap(decoding: try readBytes())
    return SegmentSwaps.Swap(load: stored.load, at: Timestamp(storedExpiry: stored.atMs))
  }

  fileprivate mutating func readProfile() throws(DecodingError) -> FealtyWire.Profile {
    try FealtyWire.Profile(decoding: try readBytes())
  }
}

extension SegmentChange {
  fileprivate init(_ stored: StoredSegmentChange) {
    self.init(
      segment: stored.segmentID,
      isMember: !stored.removed,
      from: Timestamp(milliseconds: stored.fromMs),
      to: Timestamp(storedExpiry: stored.toMs)
    )
  }

  /// As a `MemberChangedRecord` has it.
  var stored: StoredSegmentChange {
    StoredSegmentChange(
      segmentID: segment,
      removed: !isMember,
      fromMs: from.milliseconds,
      toMs: to.storedExpiry
    )
  }
}

extension OutputBuffer {
  /// What a `MemberChangedRecord` says of segments; `member`: as it is after the change.
  mutating func writeSegments(of change: MemberChange, _ member: Member) {
    for swap in change.segmentSwaps {
      writeMessage(231, StoredSegmentSwap(load: swap.load, atMs: swap.at.storedExpiry))
    }
    guard !change.segmentChanges.isEmpty else {
      for segment in change.segments ?? [] { writeString(6, segment) }
      if change.segments != nil { writeBool(9, true) }
      return
    }
    // For those who follow; a replay knows them by the changes.
    for segment in member.segments { writeString(6, segment) }
    for change in change.segmentChanges { writeMessage(230, change.stored) }
  }
}
