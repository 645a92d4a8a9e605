/// What a frame is for.
public enum FrameKind: UInt8, Sendable, CaseIterable {
  /// Client's first frame: which versions it speaks. Payload ``Hello``.
  case hello = 1
  /// Server's answer: the version chosen and the limits. Payload ``Welcome``.
  case welcome = 2
  /// A call. Payload the request message, after a head where the flag says so.
  case request = 3
  /// The end of a call. Payload the response message when `aux` is 0, else ``Status``.
  case response = 4
  /// One message of a stream; `aux` is its index.
  case item = 5
  /// The client gives up a call. No payload.
  case cancel = 6
  /// The client takes `aux` more items of a stream. No payload.
  case credit = 7
  /// Asks for a PONG with the same `aux`. No payload.
  case ping = 8
  /// Answers a PING. No payload.
  case pong = 9
  /// The sender handles no new calls. Payload ``GoAway``.
  case goAway = 10
  /// Who the client is. Payload ``Auth``.
  case auth = 11
  /// Answers AUTH: payload ``Granted`` when `aux` is 0, else ``Status``.
  case granted = 12
}
