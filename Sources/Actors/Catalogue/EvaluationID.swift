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

  /// Until when an earn may refer to it.
  func validUntil(_ programme: PublishedProgramme) -> Timestamp {
    Timestamp(milliseconds: Int64(madeAt) * 1_000)
      .adding(milliseconds: programme.evaluationValidMilliseconds)
  }

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
    var out = OutputBuffer(capacity: Self.textLength)
    appendText(to: &out)
    return String(decoding: out.bytes(), as: UTF8.self)
  }

  /// Appends the text form.
  func appendText(to out: inout OutputBuffer) {
    let low = UInt64(madeAt) << 32 | UInt64(owner)
    out.appendUninitialized(Self.textLength) { room in
      // 60 bits, the five at the border, 60 bits, and the last three with two zero bits.
      Self.store(ruleSetVersion >> 4, to: room, at: 0)
      room[12] = Self.digit(ruleSetVersion << 1 | low >> 63)
      Self.store(low >> 3, to: room, at: 13)
      room[25] = Self.digit(low << 2)
      return Self.textLength
    }
  }

  /// Stores the twelve digits of 60 bits.
  @inline(__always)
  private static func store(_ bits: UInt64, to room: UnsafeMutableRawBufferPointer, at start: Int) {
    for place in 0..<12 { room[start + place] = digit(bits >> UInt64(55 - 5 * place)) }
  }

  /// The digit of the last five bits.
  @inline(__always)
  private static func digit(_ bits: UInt64) -> UInt8 {
    let bits = UInt8(truncatingIfNeeded: bits) & 31
    // Of the letters I, L, O and U are left out.
    let letter = bits + (bits > 17 ? 1 : 0) + (bits > 19 ? 1 : 0) + (bits > 21 ? 1 : 0)
    return bits < 10 ? 48 + bits : 55 + letter + (bits > 26 ? 1 : 0)
  }

  /// Whether it is an evaluation of this member (0 = a guest) under this programme.
  func belongs(to programme: PublishedProgramme, member: UInt64) -> Bool {
    owner == Self.owner(programme, member)
  }

  private static func owner(_ programme: PublishedProgramme, _ member: UInt64) -> UInt32 {
    var mixed = (member ^ UInt64(programme.index) << 48) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 32
    return UInt32(truncatingIfNeeded: mixed &* 0xC4CE_B9FE_1A85_EC53 >> 32)
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

extension Shard {
  /// The command under the rules of the evaluation that an earn refers to.
  ///
  /// `member`: the buyer's number; 0 = a guest.
  ///
  /// - Returns: The command, and whether the sale is priced anew.
  func pinned(
    _ command: CommandContext,
    to evaluation: UnsafeRawBufferPointer,
    member: UInt64
  ) -> (command: CommandContext, isRepriced: Bool) {
    guard !evaluation.isEmpty else { return (command, isRepriced: false) }
    guard let id = EvaluationID(evaluation) else { return (command, isRepriced: true) }
    var pinned = command
    let (programme, isRepriced) = programme(
      for: id,
      member: member,
      current: command.programme,
      now: command.now
    )
    pinned.programme = programme
    return (pinned, isRepriced)
  }

  /// Puts the earn on the desk under the rules of the evaluation that it refers to, which it does.
  ///
  /// - Throws: What reading its basket under them throws.
  func pin(_ call: RoutedCall, _ command: inout CommandContext) throws(RequestFault) {
    let (pinned, isRepriced) = pinned(
      command,
      to: evaluation.evaluationID,
      member: member(call, command.programme)?.number ?? 0
    )
    if pinned.programme !== command.programme {
      try evaluation.read(call.head.payload, as: .earn, in: pinned.programme)
    }
    evaluation.isRepriced = isRepriced
    command = pinned
  }
}

extension PublishedProgramme {
  /// How long an evaluation's rules are kept for the earn, milliseconds.
  var evaluationValidMilliseconds: Int64 {
    settings.evaluationValidMs == 0 ? 600_000 : settings.evaluationValidMs
  }
}
