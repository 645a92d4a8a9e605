internal import FealtyLoyalty
internal import FealtyWire

/// One request while its member's actor handles it: who asked, under which rules, at what time.
///
/// Plain bytes: copying it counts no references.
///
/// Proof for `@unchecked Sendable`: it holds bytes of the frame being handled and never leaves the
/// turn; it is marked so that the synchronous calls into an actor of the same thread may take it.
/// Proof for `unowned(unsafe)`: a shard outlives its turns, and replaces a published programme, or
/// lets go of an earlier one, only between requests.
struct CommandContext: @unchecked Sendable {
  var call: Call
  var head: RequestHead
  unowned(unsafe) let shard: Shard
  unowned(unsafe) var programme: PublishedProgramme
  /// Server time.
  let now: Timestamp
  /// Business time; the server's where the request names none.
  let occurredAt: Timestamp
  /// Where the request id is reserved; nil for a dry run.
  var reservation: Reservation?

  /// A request id's place in the index, held until the outcome is recorded.
  ///
  /// The table is not counted: ``RequestIndex/dropDays(before:)`` keeps what it drops for longer
  /// than any request runs.
  struct Reservation {
    let id: RequestID
    let table: Unmanaged<PositionIndex>
    let contentHash: UInt64

    /// Nothing was decided under the id.
    func release() { table._withUnsafeGuaranteedRef { $0.release(id.tag) } }
  }

  var isDryRun: Bool { head.isDryRun }

  /// Writes the `RequestContext` of a record, as field 1.
  ///
  /// `isAnswered`: whether the record is the one that answers the request id; where a request makes
  /// several, that is the last.
  @inline(__always)
  func write(to out: inout OutputBuffer, isAnswered: Bool = true) {
    guard let reservation else { return }
    out.writeMessage(1) { out in
      if isAnswered {
        reservation.id.write(1, to: &out)
        out.writeFixed64(2, reservation.contentHash)
        out.writeUInt64(3, UInt64(call.method))
      }
      out.writeNonZero(4, occurredAt.milliseconds)
      if !head.store.isEmpty { out.writeBytes(5, head.store) }
      if !head.terminal.isEmpty { out.writeBytes(6, head.terminal) }
      if !head.operatorID.isEmpty { out.writeBytes(7, head.operatorID) }
      if !head.channel.isEmpty { out.writeBytes(8, head.channel) }
      out.writeNonZero(9, head.terminalSequence)
      if _slowPath(call.audit != 0) { writeAuditNote(to: &out) }
    }
  }

  /// When and where, as ``write(to:isAnswered:)`` writes it without the request.
  var place: RequestContext {
    RequestContext(
      occurredAtMs: occurredAt.milliseconds,
      storeID: String(decoding: head.store, as: UTF8.self),
      terminalID: String(decoding: head.terminal, as: UTF8.self),
      operatorID: String(decoding: head.operatorID, as: UTF8.self),
      channel: String(decoding: head.channel, as: UTF8.self),
      terminalSequence: head.terminalSequence
    )
  }

  /// The outcome is recorded: whoever asks with this request id again gets the record's answer.
  func settle(index: Int) {
    guard let reservation else { return }
    shard.turn.note(reservation.table, tag: reservation.id.tag, index: index)
  }

  /// Nothing was decided under the request id: it is free again.
  func abandon() {
    reservation?.release()
  }
}

extension OutputBuffer {
  /// The `RequestContext` of a record about a sale or an event that took place before.
  ///
  /// `sale`: its time and place. `command`: the request that the record answers; nil where none
  /// asked.
  mutating func writeContext(of sale: RequestContext, for command: CommandContext?) {
    writeMessage(1) { out in
      if let command, let reservation = command.reservation {
        reservation.id.write(1, to: &out)
        out.writeFixed64(2, reservation.contentHash)
        out.writeUInt64(3, UInt64(command.call.method))
      }
      out.writeNonZero(4, sale.occurredAtMs)
      out.writeNonEmpty(5, sale.storeID)
      out.writeNonEmpty(6, sale.terminalID)
      out.writeNonEmpty(7, sale.operatorID)
      out.writeNonEmpty(8, sale.channel)
      out.writeNonZero(9, sale.terminalSequence)
      if let command, command.reservation != nil, command.call.audit != 0 {
        command.writeAuditNote(to: &out)
      }
    }
  }
}
