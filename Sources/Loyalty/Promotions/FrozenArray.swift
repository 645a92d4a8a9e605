/// Values that never change once made: an array without reference counting and bounds checks on
/// reading.
///
/// It belongs to one class, which makes it and in its `deinit` calls ``deallocate()``. It is a
/// programmer error to read it after that, or beyond its count.
struct FrozenArray<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  // Sendable: nothing writes through the pointer after `init`.
  let base: UnsafeMutablePointer<Element>
  let count: Int

  init(_ elements: [Element]) {
    count = elements.count
    base = UnsafeMutablePointer.allocate(capacity: max(elements.count, 1))
    elements.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { base.initialize(from: start, count: source.count) }
    }
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    assert(0 <= index && index < count, "\(index) of \(count)")
    return base[index]
  }

  /// The element's place, for reading without copying it.
  @inline(__always)
  func pointer(_ index: Int) -> UnsafePointer<Element> {
    assert(0 <= index && index < count, "\(index) of \(count)")
    return UnsafePointer(base + index)
  }

  func deallocate() { base.deallocate() }
}

/// A run of elements in a ``FrozenArray``.
struct Run: BitwiseCopyable, Sendable {
  var start: UInt32
  var count: UInt32

  static let empty = Run(start: 0, count: 0)

  @inline(__always) var isEmpty: Bool { count == 0 }
  @inline(__always) var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
}
