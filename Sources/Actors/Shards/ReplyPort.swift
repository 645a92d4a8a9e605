package import FealtyWire

/// Bytes of whole frames on their way to one connection (or one other shard).
///
/// A class, so that connections own it and shards write into it without a copy. Confined to the
/// thread of the shard that owns it.
package final class FrameBuffer {
  /// Unchecked: one thread writes, and writing a frame calls nothing that writes another.
  @exclusivity(unchecked) package var bytes: OutputBuffer

  package init() { bytes = OutputBuffer() }
}

/// Where a shard's answers leave it.
///
/// The server's loop of that shard implements it.
///
/// Every method is called on the shard's own thread, within one of its turns.
package protocol ReplyPort: AnyObject {
  /// The buffer that takes a frame for the call's connection, or nil where that has gone.
  ///
  /// `gated`: whether the frame must wait until this turn's records are durable. The
  /// frames of a gated buffer leave only after ``ReplyPort/gate(_:)`` named their batch and that
  /// batch is durable.
  func buffer(for call: Call, gated: Bool) -> FrameBuffer?

  /// One frame for the call has been written whole into the buffer that ``buffer(for:gated:)``
  /// gave.
  ///
  /// `last`: whether it answers the call (a RESPONSE), so that it no longer counts as in
  /// flight.
  func finished(_ call: Call, gated: Bool, last: Bool)

  /// What was written into gated buffers since the last call of this method waits for `batch`.
  ///
  /// Called once a turn, at its end, when anything was written gated. Batch numbers never decrease.
  func gate(_ batch: UInt64)
}
