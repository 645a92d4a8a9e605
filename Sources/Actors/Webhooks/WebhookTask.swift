package import FealtyWire

/// A webhook as its courier needs it.
package struct WebhookTask: Sendable {
  package var number: UInt64
  package var programID: String
  package var programme: UInt16
  package var version: UInt32
  /// Without secrets.
  package var webhook: Webhook
  /// The newest first, each with the time after which it is good no more, 0 = for now.
  package var secrets: [Secret]
  /// Packed position: everything before it is done.
  package var cursor: UInt64
  package var delivered: UInt64
  package var replay: WebhookStretch?
  /// Grows with each replay that somebody asks for.
  package var replayVersion: UInt32
  /// Another one than before has the name where this is another.
  package var begun: UInt32 = 0

  /// Never printed: it has no description but its kind.
  package struct Secret: Sendable, CustomStringConvertible, CustomReflectable {
    package var value: [UInt8]
    package var goodUntilMilliseconds: Int64

    package init(_ value: [UInt8], goodUntilMilliseconds: Int64 = 0) {
      self.value = value
      self.goodUntilMilliseconds = goodUntilMilliseconds
    }

    package var description: String { "a secret" }
    package var customMirror: Mirror { Mirror(self, children: []) }
  }
}

/// A stretch of the log that is delivered once more; packed positions, the end is outside.
package struct WebhookStretch: Sendable, Equatable {
  package var next: UInt64
  package var end: UInt64

  package init(next: UInt64, end: UInt64) {
    self.next = next
    self.end = end
  }
}

/// How far a webhook has come: what its courier has recorded.
package struct WebhookProgress: Sendable {
  package var number: UInt64
  package var cursor: UInt64
  package var delivered: UInt64
  package var replay: WebhookStretch?
  package var replayVersion: UInt32
  package var begun: UInt32
  package var letters: [StoredDeadLetter]

  package init(
    number: UInt64,
    cursor: UInt64,
    delivered: UInt64,
    replay: WebhookStretch?,
    replayVersion: UInt32,
    begun: UInt32 = 0,
    letters: [StoredDeadLetter]
  ) {
    self.number = number
    self.cursor = cursor
    self.delivered = delivered
    self.replay = replay
    self.replayVersion = replayVersion
    self.begun = begun
    self.letters = letters
  }
}

/// How a webhook is doing at the moment, which nothing records.
package struct WebhookHealth: Sendable {
  package var cursor: UInt64 = 0
  package var delivered: UInt64 = 0
  package var failuresInARow: UInt64 = 0
  package var lastFailure = ""
  /// When the oldest event that waits was recorded, milliseconds; 0 = none waits.
  package var oldestWaiting: Int64 = 0
  /// Packed position of the next record to read.
  package var unread: UInt64 = 0
  package var isReplaying = false

  package init() {}
}

/// What a server can do for webhooks.
package struct WebhookAbilities: Sendable {
  /// Receivers at private addresses, without encryption or authentication: for trying things out.
  package var isLocal = false

  package init() {}
}

/// An event that was recorded, ready to be sent.
package struct WebhookEvent: Sendable {
  /// Packed.
  package var position: UInt64
  package var member: UInt64
  package var recordedAt: Int64
  /// A JSON object, which begins with the event's id; a slice of what was read with it.
  package var json: ArraySlice<UInt8>

  package init(position: UInt64, member: UInt64, recordedAt: Int64, json: ArraySlice<UInt8>) {
    self.position = position
    self.member = member
    self.recordedAt = recordedAt
    self.json = json
  }

  package var eventID: String {
    let id = json.dropFirst(#"{"eventId":""#.utf8.count).prefix { $0 != UInt8(ascii: "\"") }
    return String(decoding: id, as: UTF8.self)
  }
}

/// Who delivers events to webhooks.
///
/// All methods may be called on any thread, and return at once.
package protocol WebhookCourier: AnyObject, Sendable {
  /// These are the webhooks now.
  func deliver(_ tasks: [WebhookTask])
  /// Something has become durable.
  func logHasGrown()
}
