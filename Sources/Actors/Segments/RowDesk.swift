internal import FealtyWire

/// The calls of many rows that a shard has received, until each of their rows is answered.
///
/// Each row is a call of its own of a method for one member, whose answer comes here instead of to
/// a connection: what holds for such a call holds for the row.
///
/// Confined to its shard's thread.
final class RowDesk {
  /// What a row came to.
  enum Row: Sendable {
    /// The bytes of its answer.
    case answered([UInt8])
    case refused(Status)
  }

  /// One call of many rows.
  struct Rows {
    /// Whom to answer.
    var call: Call
    /// In the order of the rows.
    var rows: [Row?]
    /// Rows that have no answer yet.
    var waiting: Int
    /// Whether an answer rests on records that may not be durable.
    var isGated = false
    /// Runs with the last answer, within another call's turn: it answers, and begins nothing.
    let done: (Shard, Rows) -> Void
  }

  private var calls: [UInt32: Rows] = [:]
  private var last: UInt32 = 0

  /// Whether what waits for a call's answer is a desk like this, and not the one of events.
  static func has(_ item: Call) -> Bool { item.method == MethodID.changeMember }

  /// - Returns: The number by which its rows' calls name it.
  func add(
    _ call: Call,
    rows: Int,
    done: @escaping (Shard, Rows) -> Void
  ) -> UInt32 {
    repeat { last &+= 1 } while calls[last] != nil
    calls[last] = Rows(
      call: call,
      rows: Array(repeating: nil, count: rows),
      waiting: rows,
      done: done
    )
    return last
  }

  /// Takes what a row came to.
  ///
  /// - Returns: The call when it was the last one; it is forgotten then.
  func take(_ row: Row, of item: Call, gated: Bool) -> Rows? {
    guard var rows = calls.removeValue(forKey: item.generation) else {
      preconditionFailure("row \(item) is of no call")
    }
    rows.rows[Int(item.stream)] = row
    rows.waiting -= 1
    rows.isGated = rows.isGated || gated
    if rows.waiting == 0 { return rows }
    calls[item.generation] = rows
    return nil
  }
}

extension Shard {
  /// Takes the answer to a row, a frame; the last one goes on with the call.
  func takeRowReply(_ item: Call, gated: Bool, _ frame: borrowing OutputBuffer) {
    let row = frame.withUnsafeBytes { Self.row($0) }
    guard let rows = rowDesk.take(row, of: item, gated: gated) else { return }
    rows.done(self, rows)
  }

  private static func row(_ frame: UnsafeRawBufferPointer) -> RowDesk.Row {
    guard frame.count >= FrameHeader.size, let start = frame.baseAddress else {
      preconditionFailure("a row was answered with \(frame.count) bytes of no frame")
    }
    let payload = UnsafeRawBufferPointer(rebasing: frame[FrameHeader.size...])
    guard FrameHeader(from: start).aux != 0 else { return .answered([UInt8](payload)) }
    do throws(DecodingError) { return .refused(try Status(decoding: payload)) } catch {
      preconditionFailure("a status that this server wrote cannot be read: \(error)")
    }
  }
}
