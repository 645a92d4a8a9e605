internal import FealtyActors

/// The defaults of what a server bounds, each with its unit and its reason.
///
/// What an operator may change stands in ``ServerConfiguration`` and ``ConnectionLimits`` under the
/// same name.
package enum Limits {
  /// Frames that a handler is told of ahead of their turn.
  ///
  /// Four: by the second a member's slot has come and the member can be fetched, by the third its
  /// lots, and by the fourth the place of its next lot.
  static let framesAnnounced = 4

  /// Bytes of answers that are encrypted before they are offered to the socket: some records, and
  /// little enough that the memory for it comes from the heap's own.
  static let sealedBytes = 64 << 10

  /// What one read of a connection with TLS takes at least, bytes: a record.
  static let sealedReadBytes = 16 << 10

  /// Connections of one server.
  ///
  /// A connection at rest costs about a kilobyte and a descriptor.
  package static let connections = 10_000

  /// Largest payload of a request, bytes: a basket of 1,000 lines with long names fits four times.
  package static let frameBytes = 1 << 20

  /// Calls of one connection that have not been answered.
  ///
  /// Beyond, a client gains nothing by sending more.
  package static let inFlight = 4096

  /// Threads that rebuild a ledger to prove it, at most: one thread reads the log for all, and has
  /// enough to do with so many.
  static let proofShards = 16

  /// Items of a stream that may be sent before the client grants more.
  package static let streamCredit = FealtyActors.Limits.streamCredit

  /// Items that a client may grant a stream beyond what was sent, in all.
  package static let maximumCredit: UInt64 = 1 << 31

  /// From accepting a connection to its HELLO, milliseconds, however the bytes drip.
  package static let handshakeMilliseconds: Int64 = 5_000

  /// From the first byte of a frame to its last, milliseconds.
  ///
  /// A frame of 1 MiB at 1 Mbit/s takes nine seconds.
  package static let frameMilliseconds: Int64 = 20_000

  /// Silence after which the server pings, milliseconds.
  ///
  /// A peer that answers nothing for two is gone.
  package static let pingMilliseconds: Int64 = 30_000

  /// Time without a call after which a connection is closed, milliseconds: a till reconnects in
  /// one.
  package static let idleMilliseconds: Int64 = 60 * 60_000

  /// Time without progress in sending after which a client counts as one that never reads,
  /// milliseconds.
  package static let outputMilliseconds: Int64 = 30_000

  /// Answers waiting for a client to read them, bytes; beyond, the connection is closed.
  package static let outputBytes = 8 << 20

  /// Answers waiting, bytes, above which no more of the connection's requests are read.
  package static let outputPauseBytes = 1 << 20

  /// Answers and requests of all connections of one loop that wait in memory, bytes.
  ///
  /// Beyond, a connection's requests wait while it has more than ``scarcePauseBytes`` to read: a
  /// thousand clients that never read must not add up to a thousand times what one may have.
  package static let heldBytes = 64 << 20

  /// Answers waiting, bytes, above which no more of a connection's requests are read while
  /// ``heldBytes`` is exceeded.
  package static let scarcePauseBytes = 16 << 10

  /// Calls with large answers, see ``LoopGroup/dearMethods``, that one connection may have in
  /// flight; the next one waits, and what comes behind it on the connection.
  package static let dearInFlight = 4

  /// The same for all connections of a loop: what their answers take at once stays below
  /// ``heldBytes``, and no turn is held up by more.
  package static let dearInFlightOfLoop = 16

  /// Answers waiting, bytes, above which a connection's calls with large answers wait.
  package static let dearPauseBytes = 256 << 10

  /// Control frames (PING, CREDIT, CANCEL) that a connection may send at once.
  package static let controlFrames = 1_024

  /// Control frames that a connection earns a second, and with each request.
  package static let controlFramesPerSecond = 32

  /// What one read of a socket takes at most, bytes: a turn's worth of a busy connection.
  package static let readBytes = 256 << 10

  /// What the first read of a connection takes, bytes.
  ///
  /// Each read that is filled and used up doubles it to ``readBytes`` at most, and a connection
  /// whose requests must wait begins anew: what is read and cannot be used takes memory.
  package static let firstReadBytes = 16 << 10

  /// Events that one wait for the kernel returns at most.
  package static let events = 256

  /// Connections accepted in one turn, so that a flood leaves time for those that are open.
  package static let acceptsPerTurn = 64

  /// How long accepting pauses when descriptors or memory have run out, milliseconds.
  package static let acceptPauseMilliseconds: Int64 = 200

  /// Step of the clock that watches time limits, milliseconds: coarse, as no limit is that fine.
  package static let tickMilliseconds: Int64 = 100

  /// Completed connections that the kernel keeps while none is accepted.
  package static let backlog: Int32 = 1_024

  /// How long a stop waits for calls that run, milliseconds.
  package static let drainMilliseconds: Int64 = 10_000

  /// How long a refused peer may take to read why, milliseconds, before the socket is closed on it.
  package static let farewellMilliseconds: Int64 = 1_000

  /// Pieces of slow work that wait for a thread of the pool; beyond, whoever brings more does it
  /// itself.
  package static let poolQueue = 4_096

  /// Threads for slow work.
  package static let poolThreads = 2

  /// How far the thread for work that nobody at a till waits for stands behind the others: as far
  /// as may be.
  ///
  /// Beside a load that leaves nothing of the processors ten thousand promotions are still taken
  /// within seconds.
  package static let backgroundNiceness: Int32 = 19

  /// How far the thread that compresses and stores snapshots stands behind the others: beside a
  /// load that leaves nothing of the processors it gets some hundredths of one.
  package static let snapshotNiceness: Int32 = 10

  /// How long the log's thread wants a processor at a time, nanoseconds: it works for some ten
  /// microseconds between two syncs, and everybody's answers wait while it waits for its turn.
  package static let logSliceNanoseconds: Int64 = 100_000

  /// Seconds between two snapshots, unless the operator chooses otherwise.
  package static let snapshotEverySeconds: Int64 = 3_600

  /// Bytes of the log's records after which a snapshot is taken, unless the operator chooses
  /// otherwise: to replay them takes some seconds.
  package static let snapshotLogBytes: Int64 = 4 << 30

  /// Head and body of a receiver's answer to a webhook's delivery, bytes: nothing of it is needed
  /// but its status, and a token.
  static let webhookHeadBytes = 16 << 10
  static let webhookBodyBytes = 64 << 10

  /// Reads of a receiver's socket, of 16 KiB each, before the others have their turn.
  static let webhookReadsAtOnce = 4

  /// Names of receivers' hosts that are looked up at a time, one for a programme.
  static let webhookNames = 4

  /// How long a connection with a receiver rests before it is closed, milliseconds: most receivers
  /// close one after a minute or so, and each is a descriptor.
  static let webhookIdleMilliseconds: Int64 = 30_000

  /// Deliveries of one webhook that are under way at a time, each to members of its own.
  static let webhookLanes = 8

  /// Events of one webhook that were read and wait for their delivery; the others are in the log.
  static let webhookWindow = 4_096

  /// Records that are read for a webhook at a time: the fewest where deliveries fail, then twice as
  /// many each time, up to about as many as one reading of the log has.
  static let webhookReadRecordsFewest = 256
  static let webhookReadRecords = 4_096

  /// Events, and bytes, of one delivery; a single event may have more.
  static let webhookEvents = 100
  static let webhookRequestBytes = 256 << 10

  /// Tries of a delivery after the first one, unless the webhook says otherwise: about two hours.
  static let webhookRetries: UInt32 = 13

  /// The rest before the first of them, and the longest, milliseconds.
  static let webhookFirstRetryMilliseconds: UInt32 = 1_000
  static let webhookLongestRetryMilliseconds: UInt32 = 3_600_000

  /// How old an event is that waits when its webhook is behind, milliseconds.
  static let webhookBehindMilliseconds: Int64 = 1_000

  /// How long one try may take, milliseconds.
  static let webhookMilliseconds: Int64 = 10_000

  /// How often a webhook's progress is recorded at most, milliseconds: what was delivered since is
  /// delivered again after a crash.
  static let webhookRecordMilliseconds: Int64 = 1_000

  /// Dead letters that one record has: with their event ids it stays far below a batch.
  static let webhookLettersPerRecord = 8

  /// HTTP calls to partners that are under way: in all, and to one of them, so that those who hang
  /// hold up nobody else; and those that wait for a partner's next turn.
  static let partnerCalls = 512
  static let partnerCallsEach = 16
  static let partnerCallsWaiting = 4_096

  /// The longest that one of them may take whatever its token says, milliseconds: it has a
  /// connection for as long.
  static let partnerCallMilliseconds: Int64 = 60_000

  /// How long a stop waits for the last of these records, milliseconds.
  static let webhookStopMilliseconds: Int64 = 2_000

  /// A connection's buffer above this size is given back once it is empty, bytes.
  package static let keptBufferBytes = 256 << 10

  /// A call that took this long is worth a line of the log's debug level, milliseconds.
  package static let slowCallMilliseconds: Int64 = 100

  /// Of a caller's trace id the log keeps so many bytes: twice what W3C's `traceparent` has.
  package static let traceIDBytes = 128

  /// How often a loop whose answers wait for the disk looks for events before it sleeps.
  ///
  /// A look takes half a microsecond and more: together about one or two syncs. Counted, not timed,
  /// so that a simulated clock that stands still ends it too.
  package static let watchLooks = 300
  /// How often a loop looks for events after a turn that one began, before it sleeps.
  ///
  /// A look takes a microsecond: together about as long as a call that goes from shard to shard and
  /// to the disk. More of them take the processor from those who have work.
  package static let looksAfterEvents = 100

  /// After how many bytes of requests a loop has the heap grow ahead of its use.
  ///
  /// What stays of requests is less than they were: about two thirds of a basket's bytes.
  package static let bytesPerReserve = 64 << 10
}
