/// Bounds of the client, each with its unit and its reason.
enum Limits {
  /// Bytes read from a socket at once, and the least room of a connection's input: answers to a few
  /// hundred calls, so that a system call serves many of them.
  static let readBytes = 64 * 1024

  /// Bytes of requests that the pipelined form gathers on a connection before it writes without
  /// being asked: the server may begin while the caller still submits.
  static let gatheredBytes = 128 * 1024

  /// Bytes of requests that are encrypted before they are offered to the system.
  static let sealedBytes = 64 * 1024

  /// Calls of the async form that wait for a connection; more are refused, so that a server that is
  /// away cannot fill the caller's memory.
  static let waitingCalls = 100_000

  /// In-flight calls on a connection, whatever a server grants: bounds the table of calls.
  static let inFlight = 1 << 16

  /// Connections of one client: descriptors are scarce.
  static let connections = 1024

  /// Stream ids end here and a new connection begins: below the end of 32 bits, so that skipping
  /// occupied slots cannot wrap around.
  static let lastStream = UInt32.max - (1 << 20)

  /// Socket events taken from the system at once.
  static let events = 128

  /// How often the pipelined form looks for answers before it sleeps.
  ///
  /// A look takes half a microsecond and more: together about one or two syncs of a server nearby.
  static let watchLooks = 300

  /// Longest timeout that a request frame can carry, in milliseconds.
  static let timeoutMilliseconds = UInt64(UInt32.max)

  /// Items that a stream may have unread on the client when a server grants none, so that a stream
  /// can begin at all.
  static let streamCredit: UInt32 = 64
}
