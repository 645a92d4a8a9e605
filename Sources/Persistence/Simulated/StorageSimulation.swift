/// Log and snapshots on a disk that keeps no promise it did not give, everything from one seed.
///
/// A run is a workload of several lives on one disk. Each life may be struck by a crash, an error,
/// a short or interrupted call or a full disk. After each, many of the directories that a power cut
/// may leave are recovered and compared with what was acknowledged; in some of them recovery is
/// crashed too, and the recovery after that. The next life goes on with one of them. The last life
/// has no fault and must come to its end.
package struct StorageSimulation: Sendable {
  /// What a run has done.
  package struct Tally: Sendable, Equatable {
    package var lives = 0
    /// Directories left by a crash that were recovered and compared.
    package var images = 0
    /// Starts from a disk that gave wrong bytes: refused, or right all the same.
    package var spoiled = 0

    package init() {}

    package static func += (sum: inout Tally, other: Tally) {
      sum.lives += other.lives
      sum.images += other.images
      sum.spoiled += other.spoiled
    }
  }

  /// A property that was broken, and where: the seed alone repeats it.
  package struct Finding: Error, Sendable, CustomStringConvertible {
    package let seed: UInt64
    package let place: String
    package let violation: StorageViolation

    package var description: String { "seed \(seed), \(place): \(violation)" }
  }

  /// Puts something between the workload and its disk: a cheat that must be found.
  package typealias Wrapping = @Sendable (FaultyStorage) -> any Storage

  package let seed: UInt64
  private let wrap: Wrapping
  private var random: SeededRandom
  private var ledger = StorageLedger()
  private var tally = Tally()

  private init(seed: UInt64, wrap: @escaping Wrapping) {
    self.seed = seed
    self.wrap = wrap
    random = SeededRandom(seed: seed)
  }

  // MARK: - One seed

  /// Runs the workload of a seed.
  ///
  /// - Parameters:
  ///   - seed: Decides everything.
  ///   - wrap: Negative controls put a cheat here.
  /// - Returns: How much was tried.
  /// - Throws: ``Finding``.
  package static func run(
    seed: UInt64,
    wrap: @escaping Wrapping = { $0 }
  ) throws(Finding) -> Tally {
    var simulation = StorageSimulation(seed: seed, wrap: wrap)
    try simulation.run()
    return simulation.tally
  }

  private mutating func run() throws(Finding) {
    let life = StorageLife(&random, batches: 10)
    var disk = FaultyStorage(seed: random.next())
    let lives = 1 + random.below(4)
    for number in 1...lives {
      plan(on: disk)
      try attempt("life \(number)") { this throws(StorageViolation) in
        _ = try life.run(this.wrap(disk), &this.ledger, &this.random)
      }
      tally.lives += 1
      try look(at: disk, after: number, life)
      disk = random.below(4) == 0 ? disk.killed() : disk.crashImage(seed: random.next())
    }
    try attempt("the life without a fault") { this throws(StorageViolation) in
      guard try life.run(this.wrap(disk), &this.ledger, &this.random) else {
        throw .stuck("a call failed that was not to fail")
      }
      let image = disk.crashImage(seed: this.random.next())
      guard try life.recover(this.wrap(image), &this.ledger) != nil else {
        throw .stuck("a recovery failed that was not to fail")
      }
      this.tally.images += 1
    }
    tally.lives += 1
  }

  /// What goes wrong in a life.
  private mutating func plan(on disk: FaultyStorage) {
    let call = 1 + random.below(160)
    switch random.below(10) {
    case 0, 1, 2, 3: disk.plan(.crash, atCall: call)
    case 4: disk.plan(.fail(Self.ioError), atCall: call, isForEver: random.below(2) == 0)
    case 5: disk.plan(.fail(Self.noSpace), atCall: call, isForEver: random.below(2) == 0)
    case 6: disk.plan(.short, atCall: call, isForEver: random.below(2) == 0)
    case 7: disk.plan(.interrupt, atCall: call)
    case 8: disk.capacityBytes = disk.usedBytes + 2_048 + random.below(20_000)
    default: break
    }
  }

  static let ioError: Int32 = 5
  static let noSpace: Int32 = 28

  /// Recovers directories that a power cut may leave now, some of them through two more crashes.
  private mutating func look(
    at disk: FaultyStorage,
    after number: Int,
    _ life: StorageLife
  ) throws(Finding) {
    for index in 0..<24 {
      let image = index == 0 ? disk.killed() : disk.crashImage(seed: random.next())
      try attempt("life \(number), image \(index)") { this throws(StorageViolation) in
        try this.start(image, life, depth: index % 4 == 1 ? 2 : 0)
      }
    }
    for index in 0..<4 {
      let image = disk.crashImage(seed: random.next())
      let fault = index % 2 == 0 ? FaultyStorage.Fault.flip : .stray
      image.plan(fault, atCall: 1 + random.below(30))
      try attempt("life \(number), spoiled image \(index)") { this throws(StorageViolation) in
        var ledger = this.ledger
        _ = try life.recover(image, &ledger, opens: false, spoiledBy: fault)
        this.tally.spoiled += 1
      }
    }
  }

  /// Recovers a directory; before that, so many recoveries of it crash.
  private mutating func start(
    _ image: FaultyStorage,
    _ life: StorageLife,
    depth: Int
  ) throws(StorageViolation) {
    // Another life may come of the same disk: what this one makes durable is its own.
    var ledger = ledger
    var current = image
    for _ in 0..<depth {
      current.plan(.crash, atCall: 1 + random.below(40))
      _ = try life.recover(wrap(current), &ledger)
      current =
        random.below(4) == 0 ? current.killed() : current.crashImage(seed: random.next())
      tally.images += 1
    }
    guard try life.recover(wrap(current), &ledger) != nil else {
      throw .stuck("a recovery failed that was not to fail")
    }
    tally.images += 1
  }

  private mutating func attempt(
    _ place: String,
    _ body: (inout StorageSimulation) throws(StorageViolation) -> Void
  ) throws(Finding) {
    do throws(StorageViolation) {
      try body(&self)
    } catch {
      throw Finding(seed: seed, place: place, violation: error)
    }
  }
}
