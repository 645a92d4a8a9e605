internal import FealtyWire

/// A member of a replay: one line of its members file.
///
/// Beyond the converter's fields it may have `card_number` and `birthday` (yyyy-mm-dd).
struct ReplayMember {
  var memberID = ""
  var tier = ""
  var segments: [String] = []
  var cardNumber = ""
  var birthday = ""

  init(json line: UnsafeRawBufferPointer) throws(JSONCursor.Failure) {
    var cursor = JSONCursor(line)
    var member = ReplayMember()
    try cursor.object { (cursor, key) throws(JSONCursor.Failure) in
      if key.equals("member_id") {
        member.memberID = try cursor.string()
      } else if key.equals("tier") {
        member.tier = try cursor.string()
      } else if key.equals("card_number") {
        member.cardNumber = try cursor.string()
      } else if key.equals("birthday") {
        member.birthday = try cursor.string()
      } else if key.equals("segments") {
        try cursor.array { (cursor) throws(JSONCursor.Failure) in
          member.segments.append(try cursor.string())
        }
      } else {
        try cursor.skipValue()
      }
    }
    try cursor.end()
    guard !member.memberID.isEmpty else {
      throw JSONCursor.Failure(what: "member_id is missing", offset: 0)
    }
    self = member
  }

  private init() {}

  /// Reads all members of a file.
  static func readAll(_ path: String) throws(CommandFailure) -> [ReplayMember] {
    var reader = try LineReader(path: path)
    var members: [ReplayMember] = []
    var more = true
    while more {
      let number = reader.lineNumber + 1
      more = try reader.next { (line) throws(CommandFailure) in
        do throws(JSONCursor.Failure) {
          members.append(try ReplayMember(json: line))
        } catch {
          throw CommandFailure(.damaged, "\(path):\(number): \(error.what) at byte \(error.offset)")
        }
      }
    }
    return members
  }

  func enrolment(programID: String) -> EnrolRequest {
    EnrolRequest(
      envelope: Envelope(programID: programID),
      member: MemberReference(reference: .memberID(memberID)),
      mode: .upsert,
      cardNumber: cardNumber,
      profile: birthday.isEmpty ? nil : Profile(birthday: birthday),
      tier: tier,
      segments: segments,
      replaceSegments: true
    )
  }
}
