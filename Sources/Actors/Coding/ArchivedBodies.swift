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
      redact: { head, body in withoutProfile(head.kind, body) },
      keptMilliseconds: days.map { Int64($0) * 86_400_000 },
      keptBytes: bytes
    )
    policy.youngestMilliseconds = Limits.archiveYoungestMilliseconds
    return policy
  }

  /// The field `profile` of `MemberEnrolledRecord` and `MemberChangedRecord`: names, addresses and
  /// birthdays are in no other.
  private static let profileField: UInt32 = 8

  /// A body without its member's profile; nil if it has none.
  ///
  /// The bytes of all other fields stay as they are.
  static func withoutProfile(_ kind: UInt8, _ body: ArraySlice<UInt8>) -> [UInt8]? {
    switch RecordKind(rawValue: Int32(kind)) {
    case .memberEnrolled, .memberChanged: break
    default: return nil
    }
    return body.withUnsafeBytes { bytes -> [UInt8]? in
      var kept: [UInt8] = []
      var hasProfile = false
      var start = 0
      var fields = FieldReader(bytes)
      do throws(DecodingError) {
        while !fields.isAtEnd {
          let tag = try fields.nextTag()
          try fields.skip(tag)
          let end = fields.offset
          if tag >> 3 == profileField {
            hasProfile = true
          } else {
            kept += bytes[start..<end]
          }
          start = end
        }
      } catch {
        // A profile may hide in what cannot be read: nothing of it is kept.
        return []
      }
      return hasProfile ? kept : nil
    }
  }
}

extension ArchiveShape {
  /// The messages of `records.proto` that most bytes of a log are of.
  static let ofRecords = ArchiveShape(
    roots: [
      UInt8(RecordKind.pointsPosted.rawValue): Message.posted.rawValue,
      UInt8(RecordKind.saleParked.rawValue): Message.parked.rawValue,
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
          Field(19, .digits),
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
      // SKU, department, categories and brand come together again and again.
      case .line: Node(prefix: 4)
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
