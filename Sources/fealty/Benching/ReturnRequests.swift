internal import FealtyClient
internal import FealtyWire

/// The returns of a load test: one line of a sale after the other, each sale's first lines before
/// any sale's second ones.
///
/// The last line of a sale is never returned, so that each return leaves something to be evaluated.
struct ReturnRequests {
  private static let transactionPlaceholder = String(repeating: "T", count: 20)
  private static let linePlaceholder: UInt8 = 127

  /// Lines of a sale at most: the line's number takes one byte.
  static let lines = 2...100

  private var bytes: [UInt8]
  private let transactionOffset: Int
  private let lineOffset: Int
  /// How many lines of each sale are returned.
  private let linesOfSale: Int
  /// By shard, the sales' ids, one behind the other.
  private var sales: [[UInt8]]
  /// By shard, how many returns there were.
  private var taken: [Int]

  init(envelope: Envelope, lines: Int, shards: Int, explain: ExplainLevel) {
    let request = ReturnLinesRequest(
      envelope: envelope,
      transactionID: Self.transactionPlaceholder,
      lines: [ReturnedLine(line: Int32(Self.linePlaceholder))],
      explain: explain
    )
    let encoded = request.serialized()
    let wanted = Array(Self.transactionPlaceholder.utf8)
    guard
      let transaction = encoded.indices.dropLast(wanted.count - 1).first(where: {
        encoded[$0..<$0 + wanted.count] == wanted[...]
      }), let line = encoded[(transaction + wanted.count)...].firstIndex(of: Self.linePlaceholder)
    else { preconditionFailure("the request does not name its sale and line") }
    bytes = encoded
    transactionOffset = transaction
    lineOffset = line
    linesOfSale = lines - 1
    sales = [[UInt8]](repeating: [], count: shards)
    taken = [Int](repeating: 0, count: shards)
  }

  /// Notes a sale of a member who lives on a shard.
  mutating func add(_ transactionID: String, shard: Int) {
    let text = Array(transactionID.utf8)
    precondition(text.count == Self.transactionPlaceholder.utf8.count, "no id: \(transactionID)")
    sales[shard] += text
  }

  /// The next return on a shard; any shard's for nil.
  ///
  /// - Throws: `resourceExhausted` when all lines have come back.
  @inline(__always)
  mutating func next(shard wanted: Int?) throws(ClientError) -> [UInt8] {
    let width = Self.transactionPlaceholder.utf8.count
    var shard = wanted ?? 0
    if wanted == nil {
      for other in taken.indices where taken[other] < taken[shard] { shard = other }
    }
    let count = sales[shard].count / width
    guard taken[shard] < count * linesOfSale else {
      throw ClientError(
        .resourceExhausted,
        message: "all lines have come back; give more --members or a shorter run"
      )
    }
    let sale = taken[shard] % count * width
    let line = taken[shard] / count + 1
    taken[shard] += 1
    for place in 0..<width { bytes[transactionOffset + place] = sales[shard][sale + place] }
    bytes[lineOffset] = UInt8(truncatingIfNeeded: line)
    return bytes
  }
}
