internal import FealtyLoyalty
internal import FealtyWire

/// What an evaluation names itself by, so that the earn that follows uses the same rules.
///
/// Nothing is stored under it. As text 26 characters of Crockford's base 32: 16 bytes, big-endian,
/// two zero bits at the end.
struct EvaluationID: Hashable, Sendable {
  /// The version of the rule set that it was made with.
  var ruleSetVersion: UInt64
  /// Seconds since 1970.
  var madeAt: UInt32
  /// Of programme and member: an id of somebody else's evaluation is none.
  var owner: UInt32

  static let textLength = 26
  private static let digits: StaticString = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

  /// Names an evaluation that is made now.
  ///
  /// `member`: the member's number; 0 = a guest.
  init(_ programme: PublishedProgramme, member: UInt64, now: Timestamp) {
    ruleSetVersion = programme.version
    madeAt = UInt32(clamping: now.milliseconds / 1_000)
    owner = Self.owner(programme, member)
  }

  /// Reads the text form; small letters are taken too.
  init?(_ text: UnsafeRawBufferPointer) {
    guard text.count == Self.textLength else { return nil }
    var high: UInt64 = 0
    var low: UInt64 = 0
    for (place, character) in text.enumerated() {
      guard let digit = Self.value(character) else { return nil }
      // 130 bits: the last two are zero.
      let bits: UInt64 = place == Self.textLength - 1 ? 3 : 5
      guard bits == 5 || digit & 3 == 0 else { return nil }
      high = high << bits | low >> (64 - bits)
      low = low << bits | (bits == 3 ? digit >> 2 : digit)
    }
    ruleSetVersion = high
    madeAt = UInt32(truncatingIfNeeded: low >> 32)
    owner = UInt32(truncatingIfNeeded: low)
  }

  private static func value(_ character: UInt8) -> UInt64? {
    let upper = character >= 97 && character <= 122 ? character - 32 : character
    for index in 0..<32 where digits.utf8Start[index] == upper { return UInt64(index) }
    return nil
  }

  var text: String {
    var bytes: [UInt8] = []
    let low = UInt64(madeAt) << 32 | UInt64(owner)
    for place in 0..<(Self.textLength - 1) {
      let shift = UInt64(123 - 5 * place)
      let digit =
        shift >= 64
        ? ruleSetVersion >> (shift - 64)
        : low >> shift | (shift > 59 ? ruleSetVersion << (64 - shift) : 0)
      bytes.append(Self.digits.utf8Start[Int(truncatingIfNeeded: digit & 31)])
    }
    bytes.append(Self.digits.utf8Start[Int(truncatingIfNeeded: low << 2 & 31)])
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether it is an evaluation of this member (0 = a guest) under this programme.
  func belongs(to programme: PublishedProgramme, member: UInt64) -> Bool {
    owner == Self.owner(programme, member)
  }

  private static func owner(_ programme: PublishedProgramme, _ member: UInt64) -> UInt32 {
    let hash = withUnsafeBytes(of: member.littleEndian) { bytes in
      programme.idBytes.withUnsafeBytes { StableHash.hash(program: $0, member: bytes) }
    }
    return UInt32(truncatingIfNeeded: hash)
  }
}

extension Shard {
  /// The programme that an earn with an evaluation's id is decided by.
  ///
  /// - Returns: The one that the evaluation used, while it is kept; else the one in force, and
  ///   whether that is another: the caller must hear that the sale was priced anew.
  func programme(
    for id: EvaluationID,
    member: UInt64,
    current: PublishedProgramme,
    now: Timestamp
  ) -> (programme: PublishedProgramme, isRepriced: Bool) {
    let validFor = current.evaluationValidMilliseconds
    let age = now.milliseconds / 1_000 - Int64(id.madeAt)
    let isUsable = id.belongs(to: current, member: member) && age <= validFor / 1_000
    if id.ruleSetVersion == current.version { return (current, isRepriced: false) }
    guard isUsable else { return (current, isRepriced: true) }
    let kept = recentProgrammes.find(
      current.index,
      version: id.ruleSetVersion,
      now: now.milliseconds
    )
    return (kept ?? current, isRepriced: kept == nil)
  }
}

extension PublishedProgramme {
  /// How long an evaluation's rules are kept for the earn, milliseconds.
  var evaluationValidMilliseconds: Int64 {
    settings.evaluationValidMs == 0 ? 600_000 : settings.evaluationValidMs
  }
}
