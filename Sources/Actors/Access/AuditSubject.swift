internal import FealtyWire

/// What an administrator's change is about, as its request says it: one table for all methods.
///
/// What is a member's is known by the record, however the request named it.
struct AuditSubject {
  var kind: AuditKind
  /// The fields of the request that name what is changed, as paths; joined by "/".
  var names: [[UInt32]] = []
  /// The request's own field that says why; 0 = it has none.
  var reason: UInt32 = 0

  static func of(_ method: UInt16) -> AuditSubject {
    switch method {
    case MethodID.putProgramme: AuditSubject(kind: .auditProgramme, names: [[1, 1]])
    case MethodID.putPromotions: AuditSubject(kind: .auditPromotion, names: [[2, 1]])
    case MethodID.rollBackPromotion: AuditSubject(kind: .auditPromotion, names: [[2]])
    case MethodID.createToken, MethodID.putToken:
      AuditSubject(kind: .auditToken, names: [[2, 1]])
    case MethodID.putPartnership: AuditSubject(kind: .auditPartnership, names: [[2, 1]])
    case MethodID.putWebhook: AuditSubject(kind: .auditWebhook, names: [[4, 1]])
    case MethodID.deleteWebhook, MethodID.replayWebhook:
      AuditSubject(kind: .auditWebhook, names: [[4]])
    case MethodID.issueCodes: AuditSubject(kind: .auditCode, names: [[4]])
    case MethodID.cancelCode: AuditSubject(kind: .auditCode, names: [[4], [5], [6]])
    case MethodID.dropQuarantined: AuditSubject(kind: .auditQuarantine, names: [[4], [5]])
    // Goes on as the event that the payload is, see `Shard.reward(_:as:_:)`, or the purchase.
    case MethodID.replayQuarantined:
      AuditSubject(kind: .auditQuarantine, names: [[11], [193], [10], [192]])
    case MethodID.creditPoints, MethodID.debitPoints:
      AuditSubject(kind: .auditMember, reason: 6)
    case MethodID.extendExpiry: AuditSubject(kind: .auditMember, reason: 8)
    case MethodID.expirePoints: AuditSubject(kind: .auditMember, reason: 7)
    case MethodID.resolveLateDelivery: AuditSubject(kind: .auditMember, reason: 5)
    case MethodID.commitLoad:
      AuditSubject(kind: .auditProgramme, names: [[7], [5]], reason: 10)
    case MethodID.changeMember: AuditSubject(kind: .auditMember, reason: 10)
    case MethodID.updateStage, MethodID.updateTier:
      AuditSubject(kind: .auditMember, reason: 5)
    case MethodID.resetPin, MethodID.reverseExchange, MethodID.deleteMember:
      AuditSubject(kind: .auditMember, reason: 4)
    default: AuditSubject(kind: .auditMember)
    }
  }

  /// The method that an audited call came as.
  static func method(of call: Call) -> UInt16 {
    switch call.method {
    // Neither is audited when it comes as itself.
    case MethodID.rewardEvent, MethodID.earn: MethodID.replayQuarantined
    default: call.method
    }
  }

  /// The names of what a request changes; a few of many.
  func id(in payload: UnsafeRawBufferPointer) throws(DecodingError) -> String {
    var parts: [String] = []
    for path in names {
      var found = FoundTexts()
      try found.read(path[...], in: payload)
      if !found.isEmpty { parts.append(found.listed) }
    }
    return parts.joined(separator: "/")
  }

  /// Why, as the envelope has it, or else the request itself.
  func reason(in payload: UnsafeRawBufferPointer) throws(DecodingError) -> String {
    let ofEnvelope = try Self.reasonOfEnvelope(payload)
    guard ofEnvelope.isEmpty, reason != 0 else { return ofEnvelope }
    return try Self.last([reason], in: payload)
  }

  static func reasonOfEnvelope(
    _ payload: UnsafeRawBufferPointer
  ) throws(DecodingError) -> String {
    try last([1, 170], in: payload)
  }

  private static func last(
    _ path: [UInt32],
    in payload: UnsafeRawBufferPointer
  ) throws(DecodingError) -> String {
    var found = FoundTexts()
    try found.read(path[...], in: payload)
    return found.last
  }

  /// The field by which an `EnrolRequest` does what is not a till's to do; nil where there is none.
  ///
  /// That lets a member in or out, by its stage, gives one that may be there already another tier
  /// or other segments, or takes its profile away. Tills make active members, and change what these
  /// say of themselves. Whether there is such a member does not matter: a refusal would tell.
  static func officeField(
    ofEnrolment payload: UnsafeRawBufferPointer
  ) throws(DecodingError) -> String? {
    var request = try EnrolRequest(decoding: payload)
    request.profile?.dropParts()
    let mayChange = request.mode != .create
    if request.stage != .stageNone, request.stage != .active || mayChange { return "stage" }
    guard mayChange else { return nil }
    if !request.tier.isEmpty { return "tier" }
    if !request.segments.isEmpty || request.replaceSegments { return "segments" }
    return request.profile == FealtyWire.Profile() ? "profile" : nil
  }
}

/// Texts at a path of a message's fields: some, and how many more there are.
private struct FoundTexts {
  private var texts: [String] = []
  private var more = 0
  private(set) var last = ""

  /// So many names tell what a change was about.
  private static let most = 8

  var isEmpty: Bool { texts.allSatisfy(\.isEmpty) }

  var listed: String {
    texts.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  mutating func read(
    _ path: ArraySlice<UInt32>,
    in message: UnsafeRawBufferPointer
  ) throws(DecodingError) {
    guard let field = path.first else { return }
    let rest = path.dropFirst()
    var fields = FieldReader(message)
    // Of a field that is there twice the last counts, as for everybody who reads the message.
    var own: String?
    while case let tag = try fields.nextTag(), tag != 0 {
      guard tag == field << 3 | 2 else {
        try fields.skip(tag)
        continue
      }
      let bytes = try fields.readBytes()
      if rest.isEmpty {
        own = String(decoding: bytes, as: UTF8.self)
      } else if texts.count < Self.most {
        try read(rest, in: bytes)
      } else {
        more += 1
      }
    }
    guard let own else { return }
    texts.append(own)
    last = own
  }
}
