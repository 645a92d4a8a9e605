/// One request on its way: where it came from and where its answer goes.
///
/// A plain value of 32 bytes, so that it crosses shards inside a mailbox's bytes.
package struct Call: Sendable, Equatable, BitwiseCopyable {
  /// Index of the shard that owns the connection.
  package var origin: UInt16
  /// The schema's method number.
  package var method: UInt16
  /// The connection's slot on its shard, and how often the slot was used before: a late answer to a
  /// closed connection finds another generation and is dropped.
  package var connection: UInt32
  package var generation: UInt32
  /// The caller's number of the request.
  package var stream: UInt32
  /// Monotonic nanoseconds after which the call need not be done; 0 = no deadline.
  package var deadlineNanoseconds: Int64
  /// Of an administrator's change 1 + the number of the client that asks, or 1 where nobody has to
  /// say who it is; else 0.
  var audit: UInt32 = 0
  /// 1 + the number of the client that asks; 0 where nobody has to say who it is, and
  /// ``uncounted``.
  var caller: UInt32 = 0

  package init(
    origin: UInt16,
    method: UInt16,
    connection: UInt32,
    generation: UInt32,
    stream: UInt32,
    deadlineNanoseconds: Int64
  ) {
    self.origin = origin
    self.method = method
    self.connection = connection
    self.generation = generation
    self.stream = stream
    self.deadlineNanoseconds = deadlineNanoseconds
  }

  /// The caller of what a connector has made of a payload: cards that nobody has are usual there.
  static let uncounted = UInt32.max

  /// The slot of what no connection asked for, but a batch of its origin: see ``ItemDesk``.
  static let batchConnection = UInt32.max
}
