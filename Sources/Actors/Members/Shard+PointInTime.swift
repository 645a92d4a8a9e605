internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// A member's points at a past moment: what they are now, less what was recorded since.

/// Why a past moment cannot be told.
enum PastFault: Error, Sendable {
  /// What is needed of that time was removed; the log is kept from then on, milliseconds, if that
  /// is known.
  case beforeRetention(since: Int64?)
  /// The member was enrolled later.
  case notEnrolled
  /// More has been recorded since than one request reads.
  case tooLong
  case lost(LostRecord)

  var status: Status {
    switch self {
    case .beforeRetention(let since):
      Status(
        code: .invalidArgument,
        reason: .tooOld,
        message:
          "as_of_ms lies before what is kept of this member\(Self.text(since)); a server that "
          + "is restored from a backup of that time can tell",
        field: "as_of_ms"
      )
    case .notEnrolled:
      Status(
        code: .notFound,
        reason: .memberNotFound,
        message: "the member was enrolled after as_of_ms",
        field: "as_of_ms"
      )
    case .tooLong:
      Status(
        code: .resourceExhausted,
        message: "more than \(Limits.pastRecords) records of this member are newer than as_of_ms: "
          + "restore a backup of that time, and ask there",
        field: "as_of_ms"
      )
    case .lost(let lost): lost.status("the points of that moment cannot be told")
    }
  }

  private static func text(_ since: Int64?) -> String {
    since.map { " (the log is kept from \($0) on, milliseconds since 1970)" } ?? ""
  }
}

extension Shard {
  /// Point status as of a moment.
  func pastPointStatus(_ call: RoutedCall, _ request: GetPointStatusRequest) {
    guard let command = beginRead(call) else { return }
    guard let actor = member(call, command.programme) else {
      return fail(call.call, missing(call.head))
    }
    guard request.asOfMs > 0, request.asOfMs <= command.now.milliseconds else {
      return fail(call.call, Status(.invalidField("as_of_ms")))
    }
    let instant = Timestamp(milliseconds: request.asOfMs)
    let past = MemberPast(actor.inPlace { $0.pointee }, at: instant)
    let programme = command.programme
    let reply = call.call
    whenNewestIsDurable(actor) { shard, newest in
      let services = shard.services
      services.background.run {
        let found = Result { () throws(PastFault) in
          try services.history.member(past, at: instant, from: newest)
        }
        shard.post { shard in
          actor.assumeIsolated { actor in
            switch found {
            case .failure(let fault): shard.fail(reply, fault.status)
            case .success(var member):
              if member.hasDueClock(now: instant) {
                member = member.settled(now: instant, terms: programme.dueTerms)
              }
              do throws(Refusal) {
                let answer = try actor.pointStatus(request, of: member, programme, now: instant)
                shard.respond(reply, gated: false, message: answer)
              } catch {
                shard.fail(reply, Status(error))
              }
            }
          }
        }
      }
    }
  }
}

extension HistoryReader {
  /// How much earlier a record may stand in the log than one of another member with an older time.
  private static let skewMilliseconds: Int64 = 60_000

  /// Takes back what was recorded after an instant.
  ///
  /// - Parameters:
  ///   - past: Of the member as it was when `newest` was its last record.
  ///   - instant: That `past` asks for.
  ///   - newest: Packed position of that record.
  /// - Returns: The member as it was.
  /// - Throws: ``PastFault``.
  func member(
    _ past: MemberPast,
    at instant: Timestamp,
    from newest: UInt64
  ) throws(PastFault) -> Member {
    var past = past
    var next = newest
    var left = Limits.pastRecords
    while !past.isComplete {
      guard left > 0 else { throw .tooLong }
      left -= 1
      let record: Record
      do throws(LostRecord) {
        record = try self.record(at: next)
      } catch {
        guard case .removed = error else { throw .lost(error) }
        // Everything that was removed is older than what is kept.
        let since = keptSince()
        guard let since, instant.milliseconds >= since + Self.skewMilliseconds, past.endsHere()
        else { throw .beforeRetention(since: since) }
        break
      }
      let at = Timestamp(milliseconds: record.recordedAtMilliseconds)
      if let imported = record.importedMember {
        past.take(imported: imported, at: at)
      } else {
        past.take(record.entryOfPoints, version: record.version, at: at)
      }
      guard record.previous != 0 || past.isComplete else { throw .notEnrolled }
      next = record.previous
    }
    guard past.isEnrolled else { throw .notEnrolled }
    return past.member
  }

  /// When the oldest record was recorded that is kept, milliseconds; nil where that cannot be told.
  private func keptSince() -> Int64? {
    do throws(LostRecord) {
      var number = try firstBatch()
      while true {
        guard let batch = try batches(from: number, atMost: 1).first else { return nil }
        if let time = batch.firstTime { return time }
        number = batch.number + 1
      }
    } catch {
      return nil
    }
  }
}

extension LogBatch {
  /// The time of its first record, milliseconds; nil where it has none that can be read.
  var firstTime: Int64? {
    payload.withUnsafeBytes { bytes in
      var reader = LogRecordReader(payload: bytes, recordCount: recordCount)
      do throws(LogRecordFault) {
        return try reader.next()?.head.recordedAtMilliseconds
      } catch {
        return nil
      }
    }
  }
}

extension HistoryReader.Record {
  /// What a record did to its member's points; of what is about no points, only the kind and
  /// whether expiry is suspended.
  var entryOfPoints: Entry {
    switch RecordKind(rawValue: Int32(kind)) {
    case .memberEnrolled: return .enrolled(Enrolment())
    case .memberChanged:
      let body = decoded { bytes throws(DecodingError) in
        try MemberChangedRecord(decoding: bytes)
      }
      let isSuspended = body.changesSuspension ? body.expirySuspended : nil
      return .changed(MemberChange(isExpirySuspended: isSuspended))
    case .pointsPosted: return posting.map { .posted($0) } ?? .guarded(MemberGuard())
    default: return .guarded(MemberGuard())
    }
  }
}
