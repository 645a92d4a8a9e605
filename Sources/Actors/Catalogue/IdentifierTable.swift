/// Ids by number, in UTF-8: an answer copies their bytes, and reading them counts no references.
///
/// It belongs to one class, which makes it and in its `deinit` calls ``deallocate()``.
struct IdentifierTable: @unchecked Sendable {
  // Sendable: nothing writes through the pointers after `init`.
  private let bytes: UnsafeMutablePointer<UInt8>
  /// Where the id of each number begins, and behind the last where it ends.
  private let ends: UnsafeMutablePointer<Int>
  private let count: Int

  /// Makes the table; of two ids with one number the later counts.
  init(_ ids: [(number: Int, id: String)]) {
    count = (ids.map(\.number).max() ?? -1) + 1
    var byNumber = [String](repeating: "", count: count)
    for (number, id) in ids { byNumber[number] = id }
    ends = .allocate(capacity: count + 1)
    ends.initialize(to: 0)
    let all = byNumber.flatMap { Array($0.utf8) }
    bytes = .allocate(capacity: max(all.count, 1))
    for (place, byte) in all.enumerated() { (bytes + place).initialize(to: byte) }
    for number in 0..<count {
      (ends + number + 1).initialize(to: ends[number] + byNumber[number].utf8.count)
    }
  }

  /// The id's bytes; none for a number that has no id.
  ///
  /// Valid as long as the table.
  @inline(__always)
  subscript(number: Int) -> UnsafeRawBufferPointer {
    guard number < count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let start = ends[number]
    return UnsafeRawBufferPointer(start: bytes + start, count: ends[number + 1] - start)
  }

  func deallocate() {
    bytes.deallocate()
    ends.deallocate()
  }
}
