package import FealtyPersistence
internal import FealtyWire

// What the archive has to know about the bodies of records: how they are taken apart, and what
// stays out of them.

extension ArchivePolicy {
  /// The policy of a server.
  ///
  /// `days`: how long records are kept; nil = for ever. Never less than
  /// ``Limits/archiveYoungestMilliseconds``. `bytes`: of all archives; nil = any number.
  package static func ofServer(days: Int?, bytes: UInt64?) -> ArchivePolicy {
    var policy = ArchivePolicy(
      shape: .ofRecords,
      redact: { head, body in withoutSecrets(head.kind, body) },
      keptMilliseconds: days.map { Int64($0) * 86_400_000 },
      keptBytes: bytes
    )
    policy.redactedKinds = Set(secrets.keys)
    policy.keepsChain = true
    policy.youngestMilliseconds = Limits.archiveYoungestMilliseconds
    return policy
  }

  /// A field that stays out of the archive, or a message of which fields stay out.
  private indirect enum Secret {
    case field
    case inside([UInt32: Secret])
  }

  /// The fields that stay out, by kind of record and number: `profile`, for names, addresses and
  /// birthdays; `exchange.membership_number`, which may be an e-mail; the hash of a PIN,
  /// `guard.pin`; `voucher_key`; `payload`; and the `secrets` of webhooks.
  ///
  /// The chain is over what is left, so what is added here changes it: a chain that was begun
  /// before would not fit any more.
  private static let secrets: [UInt8: [UInt32: Secret]] = [
    UInt8(RecordKind.memberEnrolled.rawValue): [8: .field],
    UInt8(RecordKind.memberChanged.rawValue): [8: .field],
    UInt8(RecordKind.pointsPosted.rawValue): [45: .inside([60: .field])],
    UInt8(RecordKind.memberGuarded.rawValue): [2: .inside([1: .field])],
    // Its member has a guard, and that a PIN.
    UInt8(RecordKind.memberImported.rawValue): [
      3: .inside([23: .inside([1: .field])]), 8: .field,
    ],
    UInt8(RecordKind.programmeChanged.rawValue): [6: .field],
    // Who sent a payload that could not be read may have written anything into it.
    UInt8(RecordKind.eventHeld.rawValue): [7: .field],
    UInt8(RecordKind.webhookChanged.rawValue): [4: .field],
  ]

  /// A body without what is personal or secret; nil if it has nothing of the kind.
  ///
  /// The bytes of all other fields stay as they are.
  static func withoutSecrets(_ kind: UInt8, _ body: ArraySlice<UInt8>) -> [UInt8]? {
    guard let fields = secrets[kind] else { return nil }
    return body.withUnsafeBytes { bytes in
      do throws(DecodingError) {
        // Nearly all have none: what has to be left out is known without taking a body apart.
        guard try hasField(of: secretFields[Int(kind)], bytes) else { return nil }
        return try without(fields, bytes)
      } catch {
        // Something may hide in what cannot be read: nothing of it is kept.
        return []
      }
    }
  }

  /// Of each kind a bit for each number in ``secrets``.
  private static let secretFields: [UInt64] = (0...255).map { kind in
    (secrets[kind] ?? [:]).keys.reduce(0) { $0 | 1 << UInt64($1) }
  }

  /// Whether a message has any of the fields; reads all of it, as ``without(_:_:)`` does.
  private static func hasField(
    of numbers: UInt64,
    _ bytes: UnsafeRawBufferPointer
  ) throws(DecodingError) -> Bool {
    var fields = FieldReader(bytes)
    var hasAny = false
    while !fields.isAtEnd {
      let tag = try fields.nextTag()
      if tag >> 3 < 64, numbers & 1 &<< UInt64(tag >> 3) != 0 { hasAny = true }
      try fields.skip(tag)
    }
    return hasAny
  }

  private static func without(
    _ secrets: [UInt32: Secret],
    _ bytes: UnsafeRawBufferPointer
  ) throws(DecodingError) -> [UInt8]? {
    var kept: [UInt8] = []
    var hasSecret = false
    var start = 0
    var fields = FieldReader(bytes)
    while !fields.isAtEnd {
      let tag = try fields.nextTag()
      var value = fields
      try fields.skip(tag)
      let end = fields.offset
      switch secrets[tag >> 3] {
      case .field?: hasSecret = true
      case .inside(let inner)? where tag & 7 == WireType.lengthDelimited.rawValue:
        if let rest = try without(inner, try value.readBytes()) {
          hasSecret = true
          var out = OutputBuffer()
          out.writeBytes(tag >> 3, rest)
          kept += out.bytes()
        } else {
          kept += bytes[start..<end]
        }
      case .inside?, nil: kept += bytes[start..<end]
      }
      start = end
    }
    return hasSecret ? kept : nil
  }
}

extension ArchiveShape {
  /// The messages of `records.proto` that most bytes of a log are of.
  static let ofRecords = ArchiveShape(
    roots: [
      UInt8(RecordKind.pointsPosted.rawValue): Message.posted.rawValue,
      UInt8(RecordKind.saleParked.rawValue): Message.parked.rawValue,
      // Its names have the field's number of a stored line.
      UInt8(RecordKind.articleLearned.rawValue): Message.storedLine.rawValue,
    ],
    nodes: Message.allCases.map(\.node)
  )

  /// A node for each message; `other` stands for all whose fields are numbers alone.
  private enum Message: UInt8, CaseIterable {
    case posted, context, lot, draw, capUse, award, line, inputs, other, parked, storedLine

    var node: Node {
      switch self {
      case .posted:
        Node([
          Field(1, .message, node: Message.context.rawValue),
          Field(5, .message, node: Message.lot.rawValue),
          Field(6, .message, node: Message.draw.rawValue),
          Field(9, .message, node: Message.draw.rawValue),
          Field(10, .message, node: Message.other.rawValue),
          Field(11, .message, node: Message.capUse.rawValue),
          Field(16, .message, node: Message.award.rawValue),
          Field(17, .message, node: Message.other.rawValue),
          Field(18, .delta),
          Field(19, .digits),
          Field(20, .delta),
          Field(21, .message, node: Message.line.rawValue),
          Field(27, .message, node: Message.inputs.rawValue),
          Field(31, .message, node: Message.other.rawValue),
          Field(32, .message, node: Message.other.rawValue),
          Field(43, .message, node: Message.storedLine.rawValue),
        ])
      case .context: Node([Field(1, .stamped), Field(4, .delta)])
      case .lot: Node([Field(9, .delta)])
      case .draw: Node([Field(1, .message, node: Message.lot.rawValue)])
      case .capUse, .other: Node()
      case .award: Node([Field(8, .pairs)])
      case .line: Node([Field(1, .digits)])
      case .storedLine: Node([Field(2, .message, node: Message.line.rawValue)])
      case .inputs:
        Node([
          Field(6, .message, node: Message.other.rawValue),
          Field(11, .message, node: Message.capUse.rawValue),
        ])
      case .parked:
        Node([
          Field(1, .message, node: Message.context.rawValue),
          Field(3, .message, node: Message.award.rawValue),
          Field(5, .digits),
          Field(7, .message, node: Message.line.rawValue),
          Field(8, .message, node: Message.inputs.rawValue),
          Field(11, .message, node: Message.capUse.rawValue),
        ])
      }
    }
  }
}
