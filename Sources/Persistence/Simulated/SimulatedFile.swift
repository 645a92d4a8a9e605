internal import Glibc

/// Bytes that grow, zero-filled.
@safe
final class SimulatedBytes {
  private(set) var base: UnsafeMutableRawPointer
  private(set) var count: Int
  private var capacity: Int

  init(capacity: Int = 512) {
    self.capacity = max(capacity, 512)
    count = 0
    unsafe base = .allocate(byteCount: self.capacity, alignment: 16)
  }

  convenience init(copying other: SimulatedBytes) {
    self.init(capacity: other.count)
    count = other.count
    unsafe base.copyMemory(from: other.base, byteCount: count)
  }

  deinit { unsafe base.deallocate() }

  func resize(_ newCount: Int) {
    precondition(newCount >= 0, "a file of \(newCount) bytes")
    if newCount > capacity {
      let larger = max(newCount, capacity * 2)
      let grown = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
      unsafe grown.copyMemory(from: base, byteCount: count)
      unsafe base.deallocate()
      unsafe base = unsafe grown
      capacity = larger
    }
    if newCount > count { unsafe memset(base + count, 0, newCount - count) }
    count = newCount
  }

  /// Fills what there is of a range with zeros.
  func clear(_ range: Range<Int>) {
    let end = min(range.upperBound, count)
    guard range.lowerBound < end else { return }
    unsafe memset(base + range.lowerBound, 0, end - range.lowerBound)
  }

  /// Copies what both have of a range.
  func copy(_ range: Range<Int>, from other: SimulatedBytes) {
    let end = min(range.upperBound, count, other.count)
    guard range.lowerBound < end else { return }
    unsafe (base + range.lowerBound).copyMemory(
      from: other.base + range.lowerBound,
      byteCount: end - range.lowerBound
    )
  }
}

/// A file of the simulated disk: what readers see, and what is durable.
///
/// A written sector is dirty until a sync. A sync that fails cleans it without making it durable:
/// then readers see bytes that are on no disk, until the cache is dropped.
final class SimulatedNode {
  static let sector = 512

  let visible: SimulatedBytes
  let durable: SimulatedBytes
  private var dirty: [UInt64] = []
  private(set) var dirtyCount = 0

  init() {
    visible = SimulatedBytes()
    durable = SimulatedBytes()
  }

  /// A file whose content is all durable.
  init(durable: SimulatedBytes) {
    self.durable = durable
    visible = SimulatedBytes(copying: durable)
  }

  init(copying other: SimulatedNode) {
    visible = SimulatedBytes(copying: other.visible)
    durable = SimulatedBytes(copying: other.durable)
    dirty = other.dirty
    dirtyCount = other.dirtyCount
  }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return }
    precondition(offset >= 0, "a write at \(offset)")
    let end = offset + bytes.count
    if end > visible.count { visible.resize(end) }
    unsafe (visible.base + offset).copyMemory(from: source, byteCount: bytes.count)
    for sector in (offset / Self.sector)...((end - 1) / Self.sector) { mark(sector) }
  }

  func truncate() {
    visible.resize(0)
    dirty = []
    dirtyCount = 0
  }

  func sync() {
    durable.resize(visible.count)
    precondition(dirtyCount >= 0 && dirtyCount <= dirty.count * 64, "\(dirtyCount) dirty sectors")
    forEachDirty { durable.copy($0, from: visible) }
    clean()
  }

  /// The kernel writes some of the dirty sectors back before anybody asks: until the next sync the
  /// disk may hold any of the contents that a sector ever had.
  func writeBack(_ random: inout SeededRandom) {
    forEachDirty { range in
      if random.below(4) == 0 { durable.copy(range, from: visible) }
    }
  }

  /// A sync that fails: each dirty sector is on the disk or lost, and is dirty no longer.
  ///
  /// The same goes for the size.
  func failSync(_ random: inout SeededRandom) {
    if random.below(2) == 0 { durable.resize(max(durable.count, visible.count)) }
    forEachDirty { range in
      if random.below(4) == 0 { durable.copy(range, from: visible) }
    }
    clean()
  }

  /// Clean pages are forgotten, dirty ones stay.
  func dropCache() {
    let last = max(visible.count, durable.count)
    var sector = 0
    while sector * Self.sector < last {
      if !isDirty(sector) {
        let start = sector * Self.sector
        visible.copy(start..<(start + Self.sector), from: durable)
        // What a failed sync has lost beyond the durable end reads as zeros.
        let end = start + Self.sector
        if durable.count < end { visible.clear(max(start, durable.count)..<end) }
      }
      sector += 1
    }
  }

  /// One of the contents that the disk may have after a crash now.
  func image(_ random: inout SeededRandom) -> SimulatedBytes {
    let image = SimulatedBytes(copying: durable)
    guard dirtyCount > 0 || visible.count != durable.count else { return image }
    // A quarter of the images each have all or nothing, which independent sectors seldom give.
    let mode = random.below(4)
    if mode == 0 || (mode > 1 && random.below(2) == 0) { image.resize(visible.count) }
    if mode == 1 { return image }
    forEachDirty { range in
      switch mode == 0 ? 1 : random.below(3) {
      case 0: break
      case 1: image.copy(range, from: visible)
      default:
        let torn = range.lowerBound + random.below(Self.sector)
        let isFirstPart = random.below(2) == 0
        image.copy(isFirstPart ? range.lowerBound..<torn : torn..<range.upperBound, from: visible)
      }
    }
    return image
  }

  private func mark(_ sector: Int) {
    while dirty.count <= sector / 64 { dirty.append(0) }
    guard !isDirty(sector) else { return }
    dirty[sector / 64] |= 1 << UInt64(sector % 64)
    dirtyCount += 1
  }

  private func isDirty(_ sector: Int) -> Bool {
    sector / 64 < dirty.count && dirty[sector / 64] & (1 << UInt64(sector % 64)) != 0
  }

  private func clean() {
    for index in dirty.indices { dirty[index] = 0 }
    dirtyCount = 0
  }

  private func forEachDirty(_ body: (Range<Int>) -> Void) {
    for (index, word) in dirty.enumerated() where word != 0 {
      for bit in 0..<64 where word & (1 << UInt64(bit)) != 0 {
        let start = (index * 64 + bit) * Self.sector
        body(start..<(start + Self.sector))
      }
    }
  }
}
