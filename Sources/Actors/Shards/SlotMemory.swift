internal import Glibc

/// A key's place in a ``PositionIndex``.
struct PositionSlot {
  var tag: UInt64
  /// 0 = empty, all ones = reserved, else a packed position.
  var position: UInt64
}

/// Memory for the tables of an index's stripes, in pages of 2 MiB where the system has them.
///
/// A look-up goes to a place that nothing nearby has touched, so with small pages the processor
/// looks for the page first, and that takes as long as the memory. One stripe's table is too small
/// for a large page; all stripes' tables of one size lie side by side. Stripes fill evenly, and
/// outgrow a size at about the same time; the memory goes back when the last has.
final class SlotMemory: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `regions` is read and changed under `lock`.
  private let lock = Lock()
  private let stripeCount: Int
  private var regions: [Region] = []
  /// By the number of slots as a power of two, how many stripes have outgrown it.
  private var outgrown = [Int](repeating: 0, count: Int.bitWidth)

  /// The tables of one size.
  private struct Region {
    let slotCount: Int
    let base: UnsafeMutableRawPointer
  }

  init(stripeCount: Int) { self.stripeCount = stripeCount }

  deinit {
    for region in regions { LargePages.free(region.base, bytes: bytes(region.slotCount)) }
  }

  /// Bytes of a region.
  private func bytes(_ slotCount: Int) -> Int {
    stripeCount * slotCount * MemoryLayout<PositionSlot>.stride
  }

  /// Empty slots for a stripe, which takes each number of them once.
  func take(_ slotCount: Int, stripe: Int) -> UnsafeMutablePointer<PositionSlot> {
    let base = lock.locked { () -> UnsafeMutableRawPointer in
      for region in regions where region.slotCount == slotCount { return region.base }
      let base = LargePages.allocate(bytes: bytes(slotCount))
      regions.append(Region(slotCount: slotCount, base: base))
      return base
    }
    return (base + stripe * slotCount * MemoryLayout<PositionSlot>.stride)
      .bindMemory(to: PositionSlot.self, capacity: slotCount)
  }

  /// A stripe needs no slots of these numbers any more: of the first it had some, the others it has
  /// passed over.
  func leave(_ slotCounts: Range<Int>) {
    lock.locked {
      var slotCount = slotCounts.lowerBound
      while slotCount < slotCounts.upperBound {
        outgrown[slotCount.trailingZeroBitCount] += 1
        if outgrown[slotCount.trailingZeroBitCount] == stripeCount { free(slotCount) }
        slotCount *= 2
      }
    }
  }

  private func free(_ slotCount: Int) {
    guard let index = regions.firstIndex(where: { $0.slotCount == slotCount }) else { return }
    LargePages.free(regions[index].base, bytes: bytes(slotCount))
    regions.remove(at: index)
  }
}

/// Zeroed memory from the system, in large pages where it is large and the system has them.
enum LargePages {
  private static let pageBytes = 2 << 20
  /// What takes half a large page gets a whole one.
  private static let threshold = 1 << 20

  /// Memory of `bytes` bytes, all zero.
  static func allocate(bytes: Int) -> UnsafeMutableRawPointer {
    guard bytes >= threshold else {
      guard let memory = calloc(1, bytes) else { preconditionFailure("no memory: \(bytes) bytes") }
      return memory
    }
    // One page more than needed, so that there is a place to begin at a page's start.
    let wanted = roundedUp(bytes)
    guard
      let mapped = mmap(
        nil,
        wanted + pageBytes,
        PROT_READ | PROT_WRITE,
        MAP_PRIVATE | MAP_ANONYMOUS,
        -1,
        0
      ), mapped != MAP_FAILED
    else { preconditionFailure("no memory: \(bytes) bytes, errno \(errno)") }
    let start = UnsafeMutableRawPointer(bitPattern: UInt(roundedUp(Int(bitPattern: mapped))))
    guard let start else { preconditionFailure("memory at address 0") }
    let before = start - mapped
    if before > 0 { munmap(mapped, before) }
    munmap(start + wanted, pageBytes - before)
    // Where the system knows no large pages, small ones serve.
    _ = madvise(start, wanted, MADV_HUGEPAGE)
    return start
  }

  static func free(_ memory: UnsafeMutableRawPointer, bytes: Int) {
    if bytes >= threshold {
      munmap(memory, roundedUp(bytes))
    } else {
      Glibc.free(memory)
    }
  }

  private static func roundedUp(_ bytes: Int) -> Int {
    (bytes + pageBytes - 1) & ~(pageBytes - 1)
  }
}
