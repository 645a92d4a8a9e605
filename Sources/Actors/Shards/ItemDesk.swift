internal import FealtyWire

/// The calls of many items that a shard has received, until each of their items is answered.
///
/// Each item, such as an event of a batch or a member of a list, is a call of its own whose answer
/// comes here instead of to a connection. It goes where such a call goes, so what holds for that
/// one holds for the item.
///
/// Confined to its shard's thread.
final class ItemDesk {
  /// What an item came to.
  struct Answer: Sendable {
    /// Of the call that the item became.
    var method: UInt16 = 0
    /// The bytes of its answer; empty where it was refused.
    var payload: [UInt8] = []
    /// Why it was refused; nil where it was not.
    var status: Status?
  }

  /// One call of many items.
  struct Items {
    /// Whom to answer.
    var call: Call
    /// In the order of the items.
    var answers: [Answer]
    /// Items that have no answer yet.
    var waiting: Int
    /// Whether an answer rests on records that may not be durable.
    var isGated = false
    /// Runs with the last answer, within another call's turn: it answers, and begins nothing.
    let done: (Shard, Items) -> Void
  }

  private var calls: [UInt32: Items] = [:]
  private var last: UInt32 = 0

  /// How many are not answered yet.
  var count: Int { calls.count }

  /// - Returns: The number by which its items' calls name it.
  func add(_ call: Call, items: Int, done: @escaping (Shard, Items) -> Void) -> UInt32 {
    repeat { last &+= 1 } while calls[last] != nil
    calls[last] = Items(
      call: call,
      answers: Array(repeating: Answer(), count: items),
      waiting: items,
      done: done
    )
    return last
  }

  /// Takes what an item came to.
  ///
  /// - Returns: The call when it was the last one; it is forgotten then.
  fileprivate func take(_ answer: Answer, of item: Call, gated: Bool) -> Items? {
    guard var items = calls.removeValue(forKey: item.generation) else {
      preconditionFailure("item \(item) is of no call")
    }
    items.answers[Int(item.stream)] = answer
    items.waiting -= 1
    items.isGated = items.isGated || gated
    if items.waiting == 0 { return items }
    calls[item.generation] = items
    return nil
  }
}

extension Shard {
  /// Takes the answer to an item, which `body` writes as a frame; the last one goes on with the
  /// call.
  @inline(never)
  func takeItemReply(_ item: Call, gated: Bool, _ body: (inout OutputBuffer) -> Void) {
    var frame = OutputBuffer()
    body(&frame)
    let answer = frame.withUnsafeBytes { Self.answer(to: item, $0) }
    guard let items = itemDesk.take(answer, of: item, gated: gated) else { return }
    items.done(self, items)
  }

  private static func answer(
    to item: Call,
    _ frame: UnsafeRawBufferPointer
  ) -> ItemDesk.Answer {
    guard frame.count >= FrameHeader.size, let start = frame.baseAddress else {
      preconditionFailure("item \(item) was answered with \(frame.count) bytes of no frame")
    }
    let payload = UnsafeRawBufferPointer(rebasing: frame[FrameHeader.size...])
    guard FrameHeader(from: start).aux != 0 else {
      return ItemDesk.Answer(method: item.method, payload: [UInt8](payload))
    }
    do throws(DecodingError) {
      return ItemDesk.Answer(method: item.method, status: try Status(decoding: payload))
    } catch {
      preconditionFailure("a status that this server wrote cannot be read: \(error)")
    }
  }
}
