internal import FealtyWire

/// The baskets of a replay's file as encoded evaluations, by the home shards of their members, in
/// the file's order.
struct JourneyBaskets {
  private(set) var count = 0
  private(set) var lines = 0

  /// The requests, one behind the other.
  private var bytes: [UInt8] = []

  /// By shard: where each of its requests lies in `bytes`.
  private var ranges: [[Range<Int>]]

  /// Reads a file of baskets and encodes all of it.
  ///
  /// - Throws: `.damaged` for a line that is no basket, with its number.
  init(
    path: String,
    programID: String,
    shards: Int,
    explain: ExplainLevel
  ) throws(CommandFailure) {
    ranges = [[Range<Int>]](repeating: [], count: shards)
    var reader = try LineReader(path: path)
    var bar = ProgressBar("Reading", total: try LineReader.countLines(of: path), unit: "baskets")
    var basket = ReplayBasket()
    var request = OutputBuffer(capacity: 4_096)
    var more = true
    while more {
      let number = reader.lineNumber + 1
      more = try reader.next { (line) throws(CommandFailure) in
        do throws(JSONCursor.Failure) { try basket.read(line) } catch {
          throw CommandFailure(.damaged, "\(path):\(number): \(error.what) at byte \(error.offset)")
        }
        request.removeAll()
        basket.writeEvaluation(programID: programID, explain: explain, to: &request)
        add(request, of: basket, programID: programID)
      }
      bar.update(count)
    }
    bar.finish(count)
    guard count > 0 else { throw CommandFailure(.damaged, "\(path) has no basket") }
  }

  /// How many baskets are of members of a shard.
  func count(shard: Int) -> Int { ranges[shard].count }

  /// Calls `body` with the encoded request number `index` of a shard.
  @inline(__always)
  func withRequest<Failure: Error>(
    _ index: Int,
    shard: Int,
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    try bytes.withUnsafeBufferPointer { (all) throws(Failure) in
      try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: all[ranges[shard][index]])))
    }
  }

  private mutating func add(
    _ request: borrowing OutputBuffer,
    of basket: borrowing ReplayBasket,
    programID: String
  ) {
    let start = bytes.count
    request.withUnsafeBytes { bytes += $0 }
    let home = StableHash.hash(program: programID, member: basket.memberID)
    ranges[StableHash.shard(home, count: ranges.count)].append(start..<bytes.count)
    count += 1
    lines += basket.lineCount
  }
}
