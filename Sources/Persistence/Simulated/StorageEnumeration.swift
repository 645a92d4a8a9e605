/// Short workloads with every fault at every call, and every crash in the recoveries after them: no
/// chance but in what the disk keeps.
package struct StorageEnumeration: Sendable {
  /// How closely to look.
  package struct Depth: Sendable {
    /// Directories that are recovered after a crash at each call.
    package var images: Int
    /// Of the calls of the first recovery, one in so many is crashed at; of the second likewise.
    package var innerStride: Int

    package init(images: Int, innerStride: Int) {
      self.images = images
      self.innerStride = innerStride
    }
  }

  package typealias Tally = StorageSimulation.Tally
  package typealias Finding = StorageSimulation.Finding
  package typealias Wrapping = StorageSimulation.Wrapping

  private let seed: UInt64
  private let life: StorageLife
  private let depth: Depth
  private let wrap: Wrapping
  private var tally = Tally()

  /// Enumerates one workload.
  ///
  /// - Parameters:
  ///   - seed: Makes the workload, a life of a few batches.
  ///   - depth: How closely to look.
  ///   - wrap: Negative controls put a cheat here.
  /// - Returns: How much was tried.
  /// - Throws: ``StorageSimulation/Finding``.
  package static func run(
    seed: UInt64,
    depth: Depth,
    wrap: @escaping Wrapping = { $0 }
  ) throws(Finding) -> Tally {
    var random = SeededRandom(seed: seed)
    let life = StorageLife(&random, batches: 5)
    var enumeration = StorageEnumeration(seed: seed, life: life, depth: depth, wrap: wrap)
    try enumeration.run()
    return enumeration.tally
  }

  private init(seed: UInt64, life: StorageLife, depth: Depth, wrap: @escaping Wrapping) {
    self.seed = seed
    self.life = life
    self.depth = depth
    self.wrap = wrap
  }

  /// A life with one fault at one call.
  private func lived(
    _ fault: FaultyStorage.Fault?,
    at call: Int,
    isForEver: Bool = false
  ) throws(StorageViolation) -> (disk: FaultyStorage, ledger: StorageLedger, ended: Bool) {
    let disk = FaultyStorage(seed: seed)
    if let fault { disk.plan(fault, atCall: call, isForEver: isForEver) }
    var ledger = StorageLedger()
    var random = SeededRandom(seed: seed)
    let ended = try life.run(wrap(disk), &ledger, &random)
    return (disk, ledger, ended)
  }

  private mutating func run() throws(Finding) {
    let calls = try at("no fault") { () throws(StorageViolation) in
      let calm = try lived(nil, at: 1)
      guard calm.ended else { throw .stuck("a call failed that was not to fail") }
      return calm.disk.callCount
    }
    for call in 1...calls {
      try crashes(at: call)
      try errors(at: call)
    }
    try spoiledReads()
  }

  // MARK: - Steps

  /// A crash at a call, and crashes at every call of the two recoveries after it.
  private mutating func crashes(at call: Int) throws(Finding) {
    let (disk, ledger, _) = try at("crash at call \(call)") { () throws(StorageViolation) in
      try lived(.crash, at: call)
    }
    for index in 0..<depth.images {
      try start(disk.crashImage(seed: UInt64(index)), ledger, "crash at \(call), image \(index)")
    }
    try start(disk.killed(), ledger, "killed at call \(call)")
    let first = disk.crashImage(seed: UInt64(call))
    let calls = try recoveryCalls(first, ledger, "crash at \(call)")
    for inner in stride(from: 1 + call % depth.innerStride, through: calls, by: depth.innerStride) {
      let (second, known) = try crash(first, ledger, inner, "crash at \(call), then \(inner)")
      let again = second.crashImage(seed: UInt64(inner))
      try start(again.crashImage(seed: 1), known, "crash at \(call), then \(inner)")
      let place = (call + inner) % depth.innerStride
      for innermost in stride(from: 1 + place, through: calls, by: depth.innerStride) {
        let name = "crash at \(call), then \(inner), then \(innermost)"
        let (third, all) = try crash(again, known, innermost, name)
        try start(third.crashImage(seed: UInt64(innermost)), all, name)
      }
    }
  }

  /// An error at a call, once and for ever: afterwards the disk and the cache say the same.
  private mutating func errors(at call: Int) throws(Finding) {
    let faults: [(FaultyStorage.Fault, Bool)] = [
      (.fail(StorageSimulation.ioError), false), (.fail(StorageSimulation.ioError), true),
      (.fail(StorageSimulation.noSpace), false), (.fail(StorageSimulation.noSpace), true),
      (.short, false), (.short, true), (.interrupt, false),
    ]
    for (fault, isForEver) in faults {
      let name = "\(fault) at call \(call)\(isForEver ? " and for ever" : "")"
      let (disk, ledger, ended) = try at(name) { () throws(StorageViolation) in
        try lived(fault, at: call, isForEver: isForEver)
      }
      switch fault {
      case .short, .interrupt:
        if !ended {
          throw Finding(seed: seed, place: name, violation: .stuck("it ended a life"))
        }
      case .crash, .fail, .flip, .stray, .lie: break
      }
      try start(disk.killed(), ledger, "\(name), killed")
      for index in 0..<2 {
        try start(disk.crashImage(seed: UInt64(call + index)), ledger, "\(name), image \(index)")
      }
    }
  }

  /// At each call of recovery the disk gives a wrong bit or another block: the start is refused, or
  /// finds what it should, or says that the tail was torn.
  private mutating func spoiledReads() throws(Finding) {
    let (disk, ledger, _) = try at("no fault") { () throws(StorageViolation) in
      try lived(nil, at: 1)
    }
    let image = disk.crashImage(seed: seed)
    let calls = try recoveryCalls(image, ledger, "no fault")
    for fault in [FaultyStorage.Fault.flip, .stray] {
      for call in 1...calls {
        for index in 0..<8 {
          let spoiled = image.crashImage(seed: UInt64(index))
          spoiled.plan(fault, atCall: call)
          try at("\(fault) at call \(call) of recovery, \(index)") {
            () throws(StorageViolation) in
            var known = ledger
            _ = try life.recover(spoiled, &known, opens: false, spoiledBy: fault)
          }
          tally.spoiled += 1
        }
      }
    }
  }

  private func recoveryCalls(
    _ image: FaultyStorage,
    _ ledger: StorageLedger,
    _ place: String
  ) throws(Finding) -> Int {
    let copy = image.crashImage(seed: 1)
    try at(place) { () throws(StorageViolation) in
      var known = ledger
      _ = try life.recover(wrap(copy), &known)
    }
    return max(1, copy.callCount)
  }

  /// A recovery that crashes.
  private mutating func crash(
    _ image: FaultyStorage,
    _ ledger: StorageLedger,
    _ call: Int,
    _ place: String
  ) throws(Finding) -> (disk: FaultyStorage, ledger: StorageLedger) {
    let disk = image.crashImage(seed: 1)
    disk.plan(.crash, atCall: call)
    var known = ledger
    try at(place) { () throws(StorageViolation) in _ = try life.recover(wrap(disk), &known) }
    tally.images += 1
    return (disk, known)
  }

  private mutating func start(
    _ image: FaultyStorage,
    _ ledger: StorageLedger,
    _ place: String
  ) throws(Finding) {
    try at(place) { () throws(StorageViolation) in
      var known = ledger
      guard try life.recover(wrap(image), &known) != nil else {
        throw .stuck("a recovery failed that was not to fail")
      }
    }
    tally.images += 1
  }

  private func at<Value>(
    _ place: String,
    _ body: () throws(StorageViolation) -> Value
  ) throws(Finding) -> Value {
    do throws(StorageViolation) {
      return try body()
    } catch {
      throw Finding(seed: seed, place: place, violation: error)
    }
  }
}
