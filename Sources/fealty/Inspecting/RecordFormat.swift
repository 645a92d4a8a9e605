internal import FealtyPersistence
internal import FealtyServer
internal import FealtyWire

/// Which message the body of a record is: the names that the schema gives to kinds and entities.
enum RecordFormat {
  /// The message of a log record's body; nil for a kind that this version does not know.
  static func message(ofKind kind: UInt8) -> MessageSchema? {
    let name: String? =
      switch RecordKind(rawValue: Int32(kind)) {
      case .memberEnrolled: "MemberEnrolledRecord"
      case .memberChanged: "MemberChangedRecord"
      case .pointsPosted: "PointsPostedRecord"
      case .cardClaimed, .cardReleased: "CardClaimedRecord"
      case .programmeChanged: "ProgrammeChangedRecord"
      case .requestRefused: "RequestRefusedRecord"
      case .saleParked: "SaleParkedRecord"
      case .saleReleased: "SaleReleasedRecord"
      case .eventHeld, .eventTaken: "EventHeldRecord"
      case .codesIssued: "CodesIssuedRecord"
      case .codeCancelled: "CodeCancelledRecord"
      case .memberGuarded: "MemberGuardedRecord"
      case .articleLearned: "ArticleLearnedRecord"
      case .clientChanged: "ClientChangedRecord"
      case .memberImported: "MemberImportedRecord"
      case .memberErased: "MemberErasedRecord"
      case .logRestored: "LogRestoredRecord"
      case .webhookChanged: "WebhookChangedRecord"
      case .webhookAdvanced: "WebhookAdvancedRecord"
      default: nil
      }
    return name.flatMap(SchemaRegistry.message(named:))
  }

  /// A record of a snapshot as one JSON line; its sections stand in docs/storage-format.md.
  static func json(_ body: UnsafeRawBufferPointer, ofSection section: UInt8) -> String {
    let (name, message): (String, String?) =
      switch section {
      case 1: ("programmes", "StoredProgramme")
      case 2: ("members", "StoredMember")
      case 3: ("cards", "StoredCard")
      case 4: ("requests", nil)
      case 5: ("receipts", nil)
      case 6: ("parked_sales", "StoredReceipt")
      case 7: ("held_events", "StoredHeldEvents")
      case 8: ("packed_requests", nil)
      case 9: ("packed_receipts", nil)
      case 10: ("articles", "StoredArticle")
      case 30: ("code_sheets", "StoredCodeSheet")
      case 60: ("access", "StoredAccess")
      case 20: ("webhooks", "StoredWebhook")
      default: ("\(section)", nil)
      }
    return JSONLine.object { writer in
      writer.field("section", name)
      let shown = section == 20 ? withoutSecrets(body, ofSnapshot: true) : nil
      write(body, shown, message.flatMap(SchemaRegistry.message(named:)), into: &writer)
    }
  }

  /// The body of a webhook's record without its secrets; nil where it cannot be read.
  private static func withoutSecrets(
    _ body: UnsafeRawBufferPointer,
    ofSnapshot: Bool
  ) -> [UInt8]? {
    do throws(DecodingError) {
      if ofSnapshot {
        var webhook = try StoredWebhook(decoding: body)
        webhook.secrets = nil
        return webhook.serialized()
      }
      var record = try WebhookChangedRecord(decoding: body)
      record.secrets = nil
      return record.serialized()
    } catch {
      return []
    }
  }

  /// A log record as one JSON line.
  static func json(_ record: LogRecordView, at position: LogPosition) -> String {
    let head = record.head
    return JSONLine.object { writer in
      writer.field("position", "\(position.batch).\(position.index)")
      writer.field("kind", "\(RecordKind(rawValue: Int32(head.kind)))")
      writer.field("entity_type", "\(EntityType(rawValue: Int32(head.entityType)))")
      writer.field("entity", String(head.entity, radix: 16))
      writer.field("version", head.version)
      if head.previous != LogPosition.none {
        writer.field("previous", "\(head.previous.batch).\(head.previous.index)")
      }
      writer.field("recorded_at_ms", head.recordedAtMilliseconds)
      let hasSecrets = head.kind == UInt8(RecordKind.webhookChanged.rawValue)
      let shown = hasSecrets ? withoutSecrets(record.body, ofSnapshot: false) : nil
      write(record.body, shown, message(ofKind: head.kind), into: &writer)
    }
  }

  /// Writes a body, or what is shown instead.
  private static func write(
    _ body: UnsafeRawBufferPointer,
    _ shown: [UInt8]?,
    _ schema: MessageSchema?,
    into writer: inout JSONLine
  ) {
    guard let shown else { return write(body, schema, into: &writer) }
    shown.withUnsafeBytes { write($0, schema, into: &writer) }
  }

  /// Writes a body as the JSON of its message, or, where it cannot be read, in hexadecimal.
  static func write(
    _ body: UnsafeRawBufferPointer,
    _ schema: MessageSchema?,
    into writer: inout JSONLine
  ) {
    guard let schema else { return writer.field("body_hex", hexadecimal(body)) }
    do {
      writer.field("body", json: try schema.json(decoding: Array(body)))
    } catch {
      writer.field("body_hex", hexadecimal(body))
      writer.field("error", "\(error)")
    }
  }

  private static func hexadecimal(_ bytes: UnsafeRawBufferPointer) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
