/// The limits of this module, each with its reason.
package enum Limits {
  /// Records that a shard gathers in one turn, bytes.
  ///
  /// A quarter of a batch, so that shards share one.
  package static let turnRecordBytes = 256 * 1024
  /// Shards, at most: a call names its origin in 16 bits, and more shards than cores only cost.
  package static let shards = 256
  /// Length of a member id, a programme id, a promotion id, bytes.
  package static let identifierBytes = 64
  package static let cardNumberBytes = 32
  /// Length of any other text field of a request, bytes.
  package static let textBytes = 256
  /// Segments that one member is in.
  package static let segments = 64
  /// Rows of one change of a segment: their records are a quarter of what a turn gathers.
  package static let segmentRows = 1_000
  /// A file of a segment's list, bytes, and a part of one; such files that are under way at once
  /// lie in memory.
  package static let segmentFileBytes = 64 << 20
  package static let segmentPartBytes = 256 << 10
  package static let segmentLoads = 4
  /// Loads that are told of with what they came to.
  static let segmentLoadsKept = 32
  /// After which rest an upload makes room for another, milliseconds.
  static let segmentLoadMilliseconds: Int64 = 600_000
  /// Faults of a file that are told.
  package static let segmentRowErrors = 100
  /// Lines, and slots of members, that a shard goes through in one turn: a millisecond.
  static let segmentRowsPerTurn = 2_048
  static let segmentSlotsPerTurn = 1_024
  /// Lists of a programme that have changed something: members may have marks of each.
  package static let segmentSwaps = 2_000
  /// A request that is recorded, bytes: its record and a full turn fit one batch.
  package static let commandBytes = 256 * 1024
  /// The same for a change of the catalogue, whose record holds nothing else.
  package static let catalogueBytes = 512 * 1024
  /// A request that imports a member, bytes: a frame's payload, for its record is measured.
  package static let importBytes = 1 << 20
  /// Programmes, and tokens of them all: members carry their numbers in 16 bits.
  package static let programmes = 1_000
  package static let tokens = 60_000
  /// The longest time of a setting, milliseconds: 100 years.
  package static let settingMilliseconds: Int64 = 100 * 366 * 86_400_000
  /// Promotions in a programme: its compiled form must fit the caches of evaluation.
  package static let promotions = 100_000
  /// Versions of promotions in a programme, all of which late sales may need.
  package static let promotionVersions = 100_000
  /// Findings in one answer about promotions; more would be read by nobody, and are recorded.
  package static let findingsPerAnswer = 100
  /// How long an outcome is remembered under its request id, milliseconds: 30 days.
  package static let requestWindowMilliseconds: Int64 = 30 * 86_400_000
  /// Records younger than this stay in the archive however large it is, milliseconds: retries are
  /// answered from them, and the caller's clock may be behind.
  package static let archiveYoungestMilliseconds = requestWindowMilliseconds + 86_400_000
  /// How far a caller's clock may be ahead, milliseconds.
  package static let clockSkewMilliseconds: Int64 = 5 * 60_000
  /// Connectors of a programme.
  static let connectors = 100
  /// Bytes of an expression of a mapping.
  static let mappingBytes = 1_024
  /// Bytes of what a connector takes in one call.
  static let payloadBytes = 64 << 10
  /// Codes that one request makes; and those that may be made of a campaign.
  package static let codesPerRequest = 500
  package static let codesPerCampaign = 1_000_000
  /// Wrong codes of a member in an hour; what is remembered of whom.
  static let wrongCodes = 10
  static let wrongCodesMilliseconds: Int64 = 3_600_000
  /// How long a member waits at most who goes on and on: a day.
  static let wrongCodesLongest: Int64 = 86_400_000
  /// Wrong codes of digits that all members of a programme show one shard in an hour, from which on
  /// more wrong than right ones close it to digits.
  static let wrongDigits = 1_000
  static let wrongCodeMembers = 1 << 16
  /// Cards and aliases that nobody has which a caller asks one shard for in an hour, from which on
  /// more wrong than right ones close it to the caller.
  static let wrongSearches = 200
  /// Events in one call; and bytes of what is told of them, which fits a frame.
  package static let batchItems = 100
  static let batchAnswerBytes = 768 << 10
  /// Payloads in a connector's quarantine, and their bytes together before the last one: all of
  /// them are one entry of a snapshot.
  static let quarantined = 1_000
  static let quarantineBytes = 512 << 10
  /// Bytes of payloads in one page of a quarantine.
  static let quarantinePageBytes = 768 << 10
  /// Bytes of a text that an expression of a mapping joins; no field of an event takes as many.
  static let mappedBytes = 4_096
  /// How long a payload stays in quarantine where the programme does not say: 30 days.
  static let quarantineMilliseconds: Int64 = 30 * 86_400_000
  /// The largest value of an event's counter.
  static let counterValue: Int64 = 1_000_000_000_000
  /// Tags, and counters, of an event.
  package static let eventParts = 32
  /// What a brand keeps of a member by names of its own.
  package static let profileAttributes = 32
  package static let membershipProviders = 100
  package static let identityProviders = 20
  /// Bytes of what stands on an NFT.
  package static let nftDataBytes = 1_024
  /// NFTs of a member with something on them: all stand in one record.
  package static let personalisedNFTs = 256
  /// Facts that a credit or a debit carries for the statement.
  package static let bankMetadata = 16
  /// Events that wait for one id to be enrolled.
  package static let heldEvents = 100
  /// How long a guest's sale waits for a member where the programme does not say: 30 days.
  static let claimWindowMilliseconds: Int64 = 30 * 86_400_000
  /// Items of a server stream that may be sent before the client grants more.
  package static let streamCredit: UInt32 = 64
  /// Transactions that a stream reads at once.
  package static let streamPage = 64
  /// Batches of the log that are kept in memory after they were written or read, bytes: at 400 each
  /// about 20,000 records.
  package static let recentRecordBytes = 8 << 20
  /// Rest between two tries to make a segment while the disk is full, milliseconds.
  ///
  /// One try may fill and free the whole disk.
  static let segmentRetryMilliseconds: Int64 = 1_000
  /// How often the log's thread looks for records before it sleeps; a look takes about 0.4 µs.
  static let logWatchLooks = 256
  /// Numbers of members that are kept for the next pages of a listing, by shard, and of how many
  /// listings: hundreds of pages for 256 KiB each.
  static let listedNumbersKept = 16_384
  static let listedWindows = 4
  /// Slots of the members' table that adding up the ledger looks at in one turn: up to 750 members,
  /// about half a millisecond.
  package static let auditSlots = 1_000

  /// Places of the members' table that an export looks at in one step, and bytes, roughly, after
  /// which its answer is long enough: a frame takes more.
  package static let exportSlots = 64
  package static let exportBytes = 128 * 1024
  package static let exportSteps = 64
  /// How long a shard works on a snapshot between two turns, nanoseconds: as long as a few earns.
  static let snapshotSliceNanoseconds: Int64 = 100_000
  /// How many times as long as a slice a shard rests from the snapshot that has had requests since
  /// the slice before: the snapshot gets a tenth.
  static let snapshotRestRatio: Int64 = 9
  /// How long work that nobody waits for goes on at a time while requests are served, nanoseconds
  /// of processor time: who waits for the processor meanwhile hardly notices.
  static let paceWorkNanoseconds: Int64 = 300_000
  /// How many times as long it rests: it gets a quarter of one processor.
  static let paceRestRatio: Int64 = 3
  /// The same of reading for webhooks, and of delivering, while receivers who take what they are
  /// sent are behind: else what they are owed would grow for as long as others are served.
  static let webhookRestRatio: Int64 = 1
  /// What counts of one stretch at most: a piece that was longer does not rest for seconds.
  static let paceLongestWorkNanoseconds: Int64 = 20_000_000
  /// Places of a table in one slice at most, if time allows; and between two looks at the clock.
  package static let snapshotSlots = 16_384
  static let snapshotStepSlots = 32
  /// Of codes, whose records are large.
  static let snapshotStepSheets = 2
  /// How long growth of the log waits after a snapshot that failed before it asks for the next,
  /// milliseconds: twice as long after each that fails behind it, half an hour at most.
  static let snapshotRetryMilliseconds: Int64 = 60_000
  /// How long the last snapshot waits for shards that write nothing, milliseconds.
  static let lastSnapshotMilliseconds = 30_000
  /// Turns of all shards that a stop waits at most for what is on its way between them: some
  /// microseconds each.
  static let settlingRounds = 1_000
  /// Bytes of members in a snapshot after which the heap takes room for more: one that has two lots
  /// has 250 there, and twice as many in memory.
  static let loadedBytesPerReserve = 256 << 10
  /// Slots of an index that are copied under its lock: about a microsecond.
  static let snapshotIndexSlots = 512
  /// Members that time alone changes in one turn: about a quarter of a millisecond beside the
  /// requests.
  package static let timersPerTurn = 256
  /// How long a shard with timers sleeps at most: so late it notices that the clock was set.
  package static let timerWaitMilliseconds: Int64 = 1_000
  /// Operations of one sale: its records fit one turn.
  package static let saleOperations = 16
  /// PINs that wait to be compared or hashed: what comes after them is half a second late, for
  /// other slow work shares the pool.
  package static let secretsWaiting = 64
  /// Digits of a PIN: fewer are guessed, more are written down.
  package static let pinDigits = 4...12
  /// Near misses that the explanation of a transaction shows at most.
  static let nearMissesExplained = 10
  /// Bytes of the log that a back-test reads before it lets other slow work run: a few
  /// milliseconds.
  static let backTestBytes = 4 << 20
  /// Members that a back-test names where its request does not say how many, and at most.
  static let backTestMembers = 10
  static let backTestMembersMost = 1_000
  /// Articles that the log names by number, with their texts at most 60 MB.
  ///
  /// What comes later is written in full.
  static let articles = 262_144
  /// Bytes of an article's names: shorter ones save little, longer ones are no product's.
  static let articleBytes = 16...160
  /// Transactions on a page.
  package static let pageTransactions = 100
  /// Transactions that a page may pass over: each is read.
  package static let historyOffset = 10_000
  /// Records that are looked at to count what filters take: some seconds of one thread.
  static let countedRecords = 20_000
  /// Records that the search for one voucher reads before it lets others at its thread of the pool.
  static let voucherSearch = 2_000
  /// Stretches of one webhook's events that wait to be delivered again.
  static let webhookReplays = 1_000

  /// Uses and cancellations of vouchers that a cursor carries: some kilobytes.
  static let voucherEnds = 500
  /// Records of a member that are taken back to tell of a past moment: some seconds of one thread.
  static let pastRecords = 50_000
  /// Streams of member events that are open at a time.
  package static let followers = 1_000
  /// Members that one such stream may name.
  package static let followedMembers = 100
  /// Records that one item of such a stream tells of.
  package static let eventsPerItem = 64
  /// Names of webhooks of one programme: each is tried by itself.
  package static let webhooks = 100
  /// Bytes of the log that are read at once for member events: some hundred microseconds.
  static let eventScanBytes = 1 << 20
  /// Batches without an event after which who follows is told how far it is.
  package static let silentBatches: UInt64 = 4_096
  /// Members whose names are kept for events: with their places some 10 MB.
  static let memberNamesKept = 1 << 17
  /// Bytes of the log that one page of a programme's transactions looks at: a fraction of a second.
  static let programmePageBytes = 64 << 20
  /// Days of a rolling period of tier rules: three years.
  ///
  /// Each on which a member buys takes 16 bytes.
  static let tierDays: Int64 = 1_100
  /// Days that a tier may stay longer than its period.
  static let tierGraceDays: Int64 = 366
  /// Sums towards a tier that an import may bring: of a rolling period, its grace and late sales.
  static let tierSums = 3_000
}
