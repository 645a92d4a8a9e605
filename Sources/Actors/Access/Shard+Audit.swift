internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// The audit. Whether a call is an administrator's change, the schema says; who asks is known where
// its connection lives, and goes with the call. The record of the change says both in its context,
// so that the one is durable exactly when the other is. What can be listed is made of the records,
// at the end of their turn as at a start.

extension Shard {
  // MARK: - Calls

  /// Marks an administrator's change.
  ///
  /// - Throws: ``RequestFault`` where its reason is too long, or where it is an enrolment that is
  ///   not the caller's to make.
  @inline(never)
  func markAudited(_ call: inout Call, _ payload: UnsafeRawBufferPointer) throws(RequestFault) {
    let (reason, field): (String, String?)
    do throws(DecodingError) {
      // Of exchanges, those alone at a rate of the caller's own.
      if call.method == MethodID.exchange, !ExchangeAsk.hasOverride(payload) { return }
      let isEnrolment = call.method == MethodID.enrol
      field = isEnrolment ? try AuditSubject.officeField(ofEnrolment: payload) : nil
      if isEnrolment, field == nil { return }
      reason = try AuditSubject.reasonOfEnvelope(payload)
    } catch {
      throw .malformed(error)
    }
    if let field, let grant, grant.scopes.isDisjoint(with: [.office, .admin]) {
      throw .notPermitted(field)
    }
    guard reason.utf8.count <= Limits.textBytes else { throw .field("envelope.reason") }
    call.audit = 1 + (grant?.number ?? 0)
  }
}

extension CommandContext {
  /// Writes the note of an administrator's change into its record's context.
  @inline(never)
  func writeAuditNote(to out: inout OutputBuffer) {
    let method = AuditSubject.method(of: call)
    let subject = AuditSubject.of(method)
    var note = StoredAuditNote(
      actor: shard.services.access.name(of: call.audit - 1),
      method: UInt32(method)
    )
    do throws(DecodingError) {
      note.reason = try subject.reason(in: head.payload)
      note.subjectID = try subject.id(in: head.payload)
    } catch {
      preconditionFailure("a request that was read once cannot be read again: \(error)")
    }
    if subject.kind != .auditMember {
      note.programID = String(decoding: head.program, as: UTF8.self)
    }
    out.writeMessage(170, note)
    shard.turnIsAudited = true
  }
}

extension Shard {
  // MARK: - Records

  /// Notes the changes of a turn, whose records have their positions.
  @inline(never)
  func noteChangesOfTurn() {
    turnIsAudited = false
    turn.forEachRecord { record, position in
      do throws(DecodingError) {
        try noteChange(record, position)
      } catch {
        preconditionFailure("a record that was written just now cannot be read: \(error)")
      }
    }
  }

  /// Notes what a record says of an administrator's change, if it is one's.
  func noteChange(_ record: LogRecordView, _ position: UInt64) throws(DecodingError) {
    let kind = RecordKind(rawValue: Int32(record.head.kind))
    if kind == .clientChanged {
      let body = try ClientChangedRecord(decoding: record.body)
      guard var entry = body.audit else { return }
      entry.number = position
      entry.version = record.head.version
      return audit.add(entry.ofClient)
    }
    // Records of cards begin with the programme, all others of requests with their context.
    guard kind != .cardClaimed, kind != .cardReleased,
      let context = try Self.auditedContext(record.body), let note = context.audit
    else { return }
    let method = UInt16(truncatingIfNeeded: note.method)
    var entry = AuditEntry(
      number: position,
      atMs: record.head.recordedAtMilliseconds,
      actor: note.actor,
      action: MethodTable.name(method),
      reason: note.reason,
      programID: note.programID,
      kind: AuditSubject.of(method).kind,
      subjectID: note.subjectID,
      version: record.head.version,
      operatorID: context.operatorID
    )
    if record.head.entityType == UInt8(EntityType.member.rawValue) {
      name(&entry, record.head, isPosting: kind == .pointsPosted)
    }
    audit.add(entry)
  }

  /// Whose record it is.
  private func name(_ entry: inout AuditEntry, _ head: LogRecordHead, isPosting: Bool) {
    guard let member = members.find(head.entity) else { return }
    let program = services.programmeIndexes.id(member.programmeIndex)
    entry.programID = String(decoding: program, as: UTF8.self)
    if entry.subjectID.isEmpty { entry.subjectID = member.inPlace { $0.pointee.id } }
    if isPosting {
      entry.transactionID = TransactionID(member: head.entity, version: head.version).text
    }
  }

  /// The context of a record if it has a note.
  private static func auditedContext(
    _ body: UnsafeRawBufferPointer
  ) throws(DecodingError) -> RequestContext? {
    var fields = FieldReader(body)
    guard try fields.nextTag() == 1 << 3 | 2 else { return nil }
    let context = try fields.readBytes()
    var parts = FieldReader(context)
    while case let tag = try parts.nextTag(), tag != 0 {
      if tag == 170 << 3 | 2 { return try RequestContext(decoding: context) }
      try parts.skip(tag)
    }
    return nil
  }

  // MARK: - Listing

  func listAudit(_ call: RoutedCall) {
    guard let request = decode(call, ListAuditRequest.self) else { return }
    guard request.limit <= Limits.pageTransactions else {
      return fail(call.call, Status(.invalidField("limit")))
    }
    guard request.fromMs >= 0, request.toMs == 0 || request.fromMs < request.toMs else {
      return fail(call.call, Status(.invalidField("from_ms")))
    }
    guard call.head.program.isEmpty || programme(call.head.program) != nil else {
      return fail(call.call, Self.noSuchProgramme)
    }
    let filter = AuditFilter(
      programID: String(decoding: call.head.program, as: UTF8.self),
      request: request
    )
    let limit = request.limit == 0 ? Limits.pageTransactions : Int(request.limit)
    let reply = call.call
    let find: @Sendable (Shard) -> [AuditEntry] = { $0.audit.newest(filter, atMost: limit + 1) }
    gather(into: [], find, merging: { $0 += $1 }) { shard, found in
      // After a start, two shards may know of one: by the snapshot, and by its record.
      var entries: [AuditEntry] = []
      for entry in found.sorted(by: { $0.number > $1.number })
      where entry.number != entries.last?.number {
        entries.append(entry)
      }
      let next = entries.count > limit ? entries[limit - 1].number : 0
      let page = Array(entries.prefix(limit))
      // What is on its way to the disk is among them.
      shard.respond(
        reply,
        gated: true,
        message: ListAuditResponse(entries: page, nextBefore: next)
      )
    }
  }

  // MARK: - Snapshots

  /// Takes an entry of a snapshot; which shard has it does not matter.
  func loadAudit(_ bytes: UnsafeRawBufferPointer) throws(DecodingError) {
    let entry = try AuditEntry(decoding: bytes)
    if AuditBook.home(of: entry, count: count) == index { audit.add(entry) }
  }
}

extension AuditEntry {
  /// As an entry about a client is listed.
  var ofClient: AuditEntry {
    var entry = self
    entry.kind = .auditClient
    entry.subjectID = clientID
    return entry
  }
}
