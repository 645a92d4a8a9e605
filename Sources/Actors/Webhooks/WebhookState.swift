internal import FealtyLoyalty
internal import FealtyWire

/// A webhook as shard 0 keeps it.
struct WebhookState {
  let number: UInt64
  let programID: String
  /// Of its newest record.
  var version: UInt32 = 0
  /// Of its last change: progress is none, and who has read it need not read it again for that.
  var changedVersion: UInt32 = 0
  /// Without secrets.
  var webhook: Webhook
  /// The newest first.
  var secrets: [StoredWebhookSecret] = []
  /// What is left of one that was ended: its number goes on with the next of its name.
  var isDeleted = false
  /// Packed position: everything before it has been delivered or given up.
  var cursor: UInt64 = 0
  var replay: StoredStretch?
  /// The version that began the replay.
  var replayVersion: UInt32 = 0
  /// Stretches that were asked for while another one was delivered again, in that order.
  private(set) var waitingReplays: [StoredStretch] = []
  /// The version that began it; of one that was there at the start 0.
  var begun: UInt32 = 0
  /// Events in all.
  var delivered: UInt64 = 0
  var letters: UInt64 = 0
  /// Events in letters.
  var dead: UInt64 = 0
  /// Packed position of the newest record with letters; 0 = none.
  var lastLetters: UInt64 = 0
  /// Packed position of its newest record, or a place in this turn.
  var last: UInt64 = 0
  var recordedAt: Int64 = 0

  /// One that nothing is known of yet.
  init(_ programID: String, _ webhookID: String) {
    number = Self.number(programID, webhookID)
    self.programID = programID
    webhook = Webhook(webhookID: webhookID)
  }

  /// A name space of its own beside the members of the programme.
  static func number(_ programID: String, _ webhookID: String) -> UInt64 {
    StableHash.hash(program: programID, member: "webhook:" + webhookID)
  }

  // MARK: - Records

  /// Takes what a record says that is about to be written, or was.
  ///
  /// `position`: packed, where it is known.
  mutating func apply(
    _ record: WebhookChangedRecord,
    version: UInt32,
    at: Int64,
    position: UInt64?
  ) {
    let begins = self.version == 0 || isDeleted
    if begins {
      // What another one of the name has come to is not its own.
      begun = version
      (delivered, letters, dead, lastLetters) = (0, 0, 0, 0)
      (replay, waitingReplays) = (nil, [])
    }
    if let webhook = record.webhook { self.webhook = webhook }
    if let secrets = record.secrets { self.secrets = secrets.secrets }
    isDeleted = record.deleted
    if let stretch = record.replay { add(stretch, version) }
    if isDeleted { (replay, waitingReplays) = (nil, []) }
    changedVersion = version
    note(version, at, position)
    // One that is new hears what is recorded behind it.
    if begins, let position { cursor = position + 1 }
  }

  mutating func apply(
    _ record: WebhookAdvancedRecord,
    version: UInt32,
    at: Int64,
    position: UInt64?
  ) {
    cursor = record.cursor
    delivered = record.delivered
    replay = record.replay
    if replay == nil, !waitingReplays.isEmpty {
      replay = waitingReplays.removeFirst()
      replayVersion = version
    }
    letters += UInt64(record.letters.count)
    for letter in record.letters { dead += UInt64(letter.eventIDs.count) }
    if !record.letters.isEmpty, let position { lastLetters = position }
    note(version, at, position)
  }

  /// Whether one more stretch may be asked for.
  var takesReplay: Bool { waitingReplays.count < Limits.webhookReplays }

  /// Has a stretch delivered again, after those that were asked for before.
  private mutating func add(_ stretch: StoredStretch, _ version: UInt32) {
    guard replay != nil else {
      replay = stretch
      replayVersion = version
      return
    }
    // What two have in common comes once.
    let place = waitingReplays.firstIndex { $0.next <= stretch.next && stretch.next <= $0.end }
    guard let place else { return waitingReplays.append(stretch) }
    waitingReplays[place].end = max(waitingReplays[place].end, stretch.end)
  }

  private mutating func note(_ version: UInt32, _ at: Int64, _ position: UInt64?) {
    self.version = version
    recordedAt = at
    if let position { last = position }
  }

  // MARK: - Snapshots

  var stored: StoredWebhook {
    StoredWebhook(
      number: number,
      version: version,
      programID: programID,
      webhook: webhook,
      secrets: StoredWebhookSecrets(secrets: secrets),
      deleted: isDeleted,
      cursor: cursor,
      delivered: delivered,
      replay: replay,
      letters: letters,
      dead: dead,
      lastLetters: lastLetters,
      lastPosition: last,
      recordedAtMs: recordedAt,
      changedVersion: changedVersion,
      waitingReplays: waitingReplays
    )
  }

  init(_ stored: StoredWebhook) {
    number = stored.number
    programID = stored.programID
    version = stored.version
    webhook = stored.webhook ?? Webhook()
    secrets = stored.secrets?.secrets ?? []
    isDeleted = stored.deleted
    cursor = stored.cursor
    delivered = stored.delivered
    replay = stored.replay
    letters = stored.letters
    dead = stored.dead
    lastLetters = stored.lastLetters
    last = stored.lastPosition
    recordedAt = stored.recordedAtMs
    waitingReplays = stored.waitingReplays
    // Older snapshots do not tell it apart.
    changedVersion = stored.changedVersion == 0 ? stored.version : stored.changedVersion
  }
}
