/// Finds the largest remainders of a basket of the usual size, by comparing each with all.
///
/// That is n² comparisons, but eight at a time and without a branch to mispredict: for twenty lines
/// a fraction of what selecting costs. A remainder and the complement of its place make one number,
/// which is unique, so that a tie goes to the lower place.
///
/// It is part of one ``Evaluator``, which frees it.
struct RemainderRanks {
  /// Shares that it takes.
  static let capacity = 64
  /// The largest sum of weights: a remainder is below it and shares 31 bits with its place.
  static let largestSum: Int64 = 1 << (31 - placeBits)

  private static let placeBits: Int64 = 6
  private static let width = 8

  /// Of each share, in its order, a number that is larger the earlier it gets a point: 0 or more.
  private let keys: UnsafeMutablePointer<Int32>
  /// How many of the others have a larger number; 0 = the first to get a point.
  private let ranks: UnsafeMutablePointer<Int32>

  init() {
    keys = .allocate(capacity: Self.capacity)
    keys.initialize(repeating: 0, count: Self.capacity)
    ranks = .allocate(capacity: Self.capacity)
    ranks.initialize(repeating: 0, count: Self.capacity)
  }

  func deallocate() {
    keys.deallocate()
    ranks.deallocate()
  }

  /// Gives a point each to the `count` largest remainders, on a tie to the lower index.
  func giveOnes(_ count: Int, to shares: UnsafeMutableBufferPointer<Evaluator.Share>) {
    assert(shares.count <= Self.capacity, "\(shares.count) shares")
    for index in shares.indices {
      let remainder = Int32(truncatingIfNeeded: shares[index].remainder)
      let place = Int32(truncatingIfNeeded: Self.capacity - 1 - index)
      keys[index] = remainder &<< Int32(truncatingIfNeeded: Self.placeBits) | place
    }
    var start = 0
    while start < shares.count {
      UnsafeMutableRawPointer(ranks + start)
        .storeBytes(of: countLarger(from: start, among: shares.count), as: SIMD8<Int32>.self)
      start += Self.width
    }
    let limit = Int32(truncatingIfNeeded: count)
    for index in shares.indices {
      // The sign of the difference, 1 for about every second rank, which no branch foresees.
      shares[index].points &+= Int64(UInt32(bitPattern: ranks[index] &- limit) &>> 31)
    }
  }

  /// How many of the first `count` numbers are larger than each of those from `start` on.
  ///
  /// None is negative, so a difference does not overflow, and its sign tells which is larger.
  /// Vectors have comparisons too, but the compiler takes them apart.
  @inline(__always)
  private func countLarger(from start: Int, among count: Int) -> SIMD8<Int32> {
    let own = UnsafeRawPointer(keys + start).loadUnaligned(as: SIMD8<Int32>.self)
    var ranks = SIMD8<Int32>(repeating: 0)
    for index in 0..<count {
      ranks = ranks &- ((own &- SIMD8(repeating: keys[index])) &>> SIMD8(repeating: 31))
    }
    return ranks
  }
}
