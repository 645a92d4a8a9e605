package import FealtyActors

/// What a loop drives: a ``Shard``, or a test's stand-in for one.
///
/// Every method is called on the loop's thread, but ``durableBatch`` may be read anywhere.
package protocol CallHandler: AnyObject, Sendable {
  /// A call of a connection of this loop. `payload` is valid during the call only.
  func receive(_ call: Call, payload: UnsafeRawBufferPointer)
  /// The same, but the call may wait for others until ``finishGathered()``, and `payload` must be
  /// valid until then.
  func gather(_ call: Call, payload: UnsafeRawBufferPointer)
  /// No more calls come with those that were gathered.
  func finishGathered()
  /// A call with this payload will come soon: what it needs may be fetched into the cache.
  ///
  /// A hint. Nothing of the payload has been checked, and the call may never come.
  func expect(_ method: UInt16, _ payload: UnsafeRawBufferPointer)
  /// The client takes `items` more items of a stream.
  func credit(_ call: Call, items: UInt32)
  /// The client gives a call up.
  func cancel(_ call: Call)
  /// The connection has gone; nobody waits for its answers.
  func connectionClosed(connection: UInt32, generation: UInt32)
  /// Some callers may be nobody any more: what goes on for them without further calls is ended.
  func endStreamsWithoutGrant(at now: Int64)
  /// No connection takes new calls any more: what does not end by itself is ended.
  func beginDrain()
  /// Ends a turn; returns the monotonic time of the next at the latest.
  func endTurn() -> Int64
  /// Uses the time after a turn whose answers have left; returns the monotonic time at which to end
  /// another at the latest.
  func useSpareTime() -> Int64
  /// What the caller of the next calls was granted; nil where nobody has to say who it is.
  var grant: AccessGrant? { get set }
  /// Whether there is room for what calls write.
  var acceptsRequests: Bool { get }
  /// The newest durable batch.
  var durableBatch: UInt64 { get }
  /// The calling thread is the handler's from now on.
  func adopt()
}

extension CallHandler {
  package var grant: AccessGrant? {
    get { nil }
    set {}
  }
  package func gather(_ call: Call, payload: UnsafeRawBufferPointer) {
    receive(call, payload: payload)
  }
  package func finishGathered() {}
  package func endStreamsWithoutGrant(at now: Int64) {}
  package func beginDrain() {}
  package func expect(_ method: UInt16, _ payload: UnsafeRawBufferPointer) {}
  package func useSpareTime() -> Int64 { .max }
}
