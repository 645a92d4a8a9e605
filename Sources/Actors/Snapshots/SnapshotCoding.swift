internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

/// Sections of a snapshot.
///
/// Numbers stand in the file.
enum SnapshotSection {
  /// Each a `StoredProgramme`.
  static let programmes: UInt8 = 1
  /// Each a `StoredMember`.
  static let members: UInt8 = 2
  /// Each a `StoredCard`.
  static let cards: UInt8 = 3
  /// A day of request ids: 8 bytes of the day, then pairs of 8 bytes: tag, packed position.
  static let requests: UInt8 = 4
  /// Receipts: pairs of 8 bytes: tag, packed position.
  static let receipts: UInt8 = 5
  /// Each a `StoredReceipt`.
  static let parkedSales: UInt8 = 6
  /// Each a `StoredHeldEvents`.
  static let heldEvents: UInt8 = 7
  /// Each a `StoredArticle`, in the order of their numbers.
  static let articles: UInt8 = 10
  /// Each a `StoredAccess`.
  static let access: UInt8 = 60
  /// The same as ``requests`` and ``receipts``, each a ``PackedIndex``.
  static let packedRequests: UInt8 = 8
  static let packedReceipts: UInt8 = 9

  /// Each an `AuditEntry`.
  static let audit: UInt8 = 50

  /// Each a `StoredCodeSheet`.
  static let codeSheets: UInt8 = 30

  /// Each a `StoredWebhook`.
  static let webhooks: UInt8 = 20

  /// Whether records of a section are packed from slots of an index.
  static func isPacked(_ section: UInt8) -> Bool {
    section == packedRequests || section == packedReceipts
  }
}

extension MemberActor {
  /// Writes a `StoredMember`.
  ///
  /// On the shard's thread, between two turns. `program`: the programme's name in UTF-8.
  nonisolated func store(program: [UInt8], to out: inout OutputBuffer) {
    inPlace { member in store(member, program: program, to: &out) }
  }

  private nonisolated func store(
    _ place: UnsafeMutablePointer<Member>,
    program: [UInt8],
    to out: inout OutputBuffer
  ) {
    out.writeFixed64(1, number)
    out.writeNonZero(2, UInt64(place.pointee.version))
    out.writeBytes(3, program)
    out.writeNonEmpty(4, place.pointee.id)
    out.writeNonZero(5, UInt64(place.pointee.stage.rawValue))
    out.writeNonZero(6, place.pointee.enrolledAt.milliseconds)
    out.writeNonZero(7, place.pointee.lastRecordedAt.milliseconds)
    out.writeNonZero(8, last)
    for lot in place.pointee.lots { out.writeLot(9, lot, version: 0) }
    for account in place.pointee.accounts {
      out.writeMessage(10) { out in
        out.writeNonZero(1, UInt64(account.token))
        out.writeNonZero(2, account.debt.rawValue)
        out.writeNonZero(3, account.issued.rawValue)
        out.writeNonZero(4, account.redeemed.rawValue)
        out.writeNonZero(5, account.expired.rawValue)
        out.writeNonZero(6, account.reversed.rawValue)
        out.writeNonZero(7, account.unrecovered.rawValue)
      }
    }
    if place.pointee.hasDetails { store(place.pointee.details, to: &out) }
  }

  private nonisolated func store(_ details: MemberDetails, to out: inout OutputBuffer) {
    out.writeNonEmpty(11, details.tier)
    for segment in details.segments { out.writeString(12, segment) }
    for card in details.cards { out.writeString(13, card) }
    if details.profile != FealtyLoyalty.Profile() {
      out.writeMessage(14, FealtyWire.Profile(details.profile))
    }
    for hold in details.holds { out.writeHold(15, hold) }
    for use in details.capUses { out.writeCapUse(16, use) }
    for reversal in details.reversals {
      out.writeMessage(17) { out in
        out.writeNonZero(1, UInt64(reversal.version))
        out.writeNonZero(2, UInt64(reversal.by))
        out.writeNonZero(3, reversal.points.rawValue)
        if reversal.isFull { out.writeBool(4, true) }
        out.writeNonZero(5, reversal.position)
      }
    }
    for hold in details.endedHolds {
      out.writeMessage(18) { out in
        out.writeNonZero(1, UInt64(hold.id))
        out.writeNonZero(2, UInt64(hold.onTransaction))
        out.writeNonZero(3, UInt64(hold.kind.rawValue))
        if hold.wasCaptured { out.writeBool(4, true) }
      }
    }
    if details.hasExtras { out.writeExtras(details.extras) }
    out.writeNonZero(26, UInt64(details.otherEntries))
  }
}

/// A `StoredMember`, read.
struct LoadedMember {
  var number: UInt64 = 0
  var programID = ""
  var last: UInt64 = 0
  var member: Member

  /// Reads it; lots and accounts by way of arrays that are used again, for millions come at once.
  init(
    _ bytes: UnsafeRawBufferPointer,
    _ lots: inout [FealtyLoyalty.Lot],
    _ accounts: inout [Account]
  ) throws(DecodingError) {
    lots.removeAll(keepingCapacity: true)
    accounts.removeAll(keepingCapacity: true)
    var fields = FieldReader(bytes)
    var id = ""
    var version: UInt32 = 0
    var stage = FealtyLoyalty.Stage.none
    var enrolledAt = Timestamp(milliseconds: 0)
    var recordedAt = Timestamp(milliseconds: 0)
    var details: MemberDetails?
    var isAtEnd = false
    while !isAtEnd {
      let tag = try fields.nextTag()
      switch tag >> 3 {
      case 0: isAtEnd = true
      case 1: number = try fields.readFixed64()
      case 2: version = try fields.readNumber(UInt32.self)
      case 3: programID = try fields.readString()
      case 4: id = try fields.readString()
      case 5: stage = .init(rawValue: try fields.readNumber(UInt8.self)) ?? .none
      case 6: enrolledAt = Timestamp(milliseconds: try fields.readInt())
      case 7: recordedAt = Timestamp(milliseconds: try fields.readInt())
      case 8: last = try fields.readVarint()
      case 9: lots.append(try fields.readLot(version: 0))
      case 10: accounts.append(try fields.readAccount())
      default:
        var rare = details ?? MemberDetails()
        try rare.readField(tag, from: &fields)
        details = rare
      }
    }
    member = Member(
      id: id,
      version: version,
      stage: stage,
      enrolledAt: enrolledAt,
      lastRecordedAt: recordedAt,
      lots: Self.copy(lots),
      accounts: accounts,
      details: details
    )
  }

  /// With room for no more.
  private static func copy(_ lots: [FealtyLoyalty.Lot]) -> [FealtyLoyalty.Lot] {
    guard !lots.isEmpty else { return [] }
    return Array(unsafeUninitializedCapacity: lots.count) { room, count in
      count = lots.count
      _ = room.initialize(from: lots)
    }
  }
}

extension MemberDetails {
  fileprivate mutating func readField(
    _ tag: UInt32,
    from fields: inout FieldReader
  ) throws(DecodingError) {
    switch tag >> 3 {
    case 11: tier = try fields.readString()
    case 12: segments.append(try fields.readString())
    case 13: cards.append(try fields.readString())
    case 14:
      let bytes = try fields.readBytes()
      profile = FealtyLoyalty.Profile(try FealtyWire.Profile(decoding: bytes))
    case 15: holds.append(try fields.readHold())
    case 26: otherEntries = try fields.readNumber(UInt32.self)
    case 16: capUses.append(try fields.readCapUse())
    case 17:
      let numbers = try fields.readNumbers(count: 5)
      reversals.append(
        Reversal(
          version: UInt32(clamping: numbers[1]),
          by: UInt32(clamping: numbers[2]),
          points: Points(Int64(bitPattern: numbers[3])),
          isFull: numbers[4] != 0,
          position: numbers[5]
        )
      )
    case 18:
      let numbers = try fields.readNumbers(count: 4)
      endedHolds.append(
        EndedHold(
          id: UInt32(clamping: numbers[1]),
          onTransaction: UInt32(clamping: numbers[2]),
          kind: HoldKind(rawValue: UInt8(clamping: numbers[3])) ?? .lock,
          wasCaptured: numbers[4] != 0
        )
      )
    case 19...25, 40, 41, 60, 210, 220: try extras.readField(tag, from: &fields)
    default: try fields.skip(tag)
    }
  }
}

extension FieldReader {
  fileprivate mutating func readAccount() throws(DecodingError) -> Account {
    let numbers = try readNumbers(count: 7)
    return Account(
      token: TokenNumber(clamping: numbers[1]),
      debt: Points(Int64(bitPattern: numbers[2])),
      issued: Points(Int64(bitPattern: numbers[3])),
      redeemed: Points(Int64(bitPattern: numbers[4])),
      expired: Points(Int64(bitPattern: numbers[5])),
      reversed: Points(Int64(bitPattern: numbers[6])),
      unrecovered: Points(Int64(bitPattern: numbers[7]))
    )
  }
}
