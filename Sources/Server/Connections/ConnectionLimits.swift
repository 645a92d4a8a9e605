/// What a server lets one connection do.
///
/// Every default has its reason in ``Limits``.
package struct ConnectionLimits: Sendable, Equatable {
  /// Largest payload of a frame, bytes; compressed ones may not hold more either.
  package var frameBytes = Limits.frameBytes
  /// Calls that have not been answered.
  package var inFlight = Limits.inFlight
  /// From accepting to the end of HELLO.
  package var handshakeMilliseconds = Limits.handshakeMilliseconds
  /// From a frame's first byte to its last.
  package var frameMilliseconds = Limits.frameMilliseconds
  /// Silence after which the server pings; after twice that it closes.
  package var pingMilliseconds = Limits.pingMilliseconds
  /// Time without a call after which the server closes.
  package var idleMilliseconds = Limits.idleMilliseconds
  /// Time without progress in sending after which the server closes.
  package var outputMilliseconds = Limits.outputMilliseconds
  /// Answers waiting for the client, bytes, above which the server closes.
  package var outputBytes = Limits.outputBytes
  /// Answers waiting, bytes, above which the server stops reading.
  package var outputPauseBytes = Limits.outputPauseBytes
  /// Control frames at once, and how many more a second.
  package var controlFrames = Limits.controlFrames
  package var controlFramesPerSecond = Limits.controlFramesPerSecond
  /// How long a refused peer may take to read why.
  package var farewellMilliseconds = Limits.farewellMilliseconds
  /// How often limits of time are looked at; at most half of the smallest of them is useful.
  package var tickMilliseconds = Limits.tickMilliseconds

  package init() {}
}
