/// A list of plain values that a worker fills anew for each piece of work.
///
/// Unlike an array it counts no references, asks nobody whether its memory is shared, and is
/// emptied by forgetting its count: what an evaluation fills and empties ten times would spend a
/// twentieth of its time on these.
///
/// Whoever makes one owns its memory, copies of it look at the same, and ``deallocate()`` ends
/// all of them; so it belongs into a value that cannot be copied.
struct ScratchList<Element: BitwiseCopyable>: RandomAccessCollection, MutableCollection {
  private var start: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var endIndex = 0

  init(capacity: Int = 64) {
    precondition(capacity > 0, "a list without room")
    start = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  func deallocate() { start.deallocate() }

  var startIndex: Int { @inline(__always) get { 0 } }
  var count: Int { @inline(__always) get { endIndex } }
  var isEmpty: Bool { @inline(__always) get { endIndex == 0 } }

  subscript(index: Int) -> Element {
    @inline(__always) get {
      precondition(index >= 0 && index < endIndex, "place \(index) of \(endIndex)")
      return start[index]
    }
    @inline(__always) nonmutating _modify {
      precondition(index >= 0 && index < endIndex, "place \(index) of \(endIndex)")
      yield &start[index]
    }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if endIndex == capacity { grow() }
    (start + endIndex).initialize(to: element)
    endIndex &+= 1
  }

  /// Inserts an element before the one at `index`.
  mutating func insert(_ element: Element, at index: Int) {
    precondition(index >= 0 && index <= endIndex, "place \(index) of \(endIndex)")
    append(element)
    var place = endIndex - 1
    while place > index {
      start[place] = start[place - 1]
      place -= 1
    }
    start[index] = element
  }

  /// Forgets the elements and keeps the room.
  @inline(__always)
  mutating func removeAll() { endIndex = 0 }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.initialize(from: start, count: endIndex)
    start.deallocate()
    start = larger
    capacity *= 2
  }
}
