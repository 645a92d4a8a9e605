/// Something that happens at a time unless it is put off or called off.
///
/// Confined to the I/O thread.
class Alarm {
  /// When, in monotonic nanoseconds.
  ///
  /// Set by ``AlarmQueue`` only.
  fileprivate(set) final var due: UInt64 = .max

  /// Place in the queue; -1 = not set.
  fileprivate final var place = -1

  /// What happens.
  func ring(in loop: EngineLoop) {}
}

/// The alarms that are set, soonest first: a binary heap in which each alarm knows its place, so
/// that a call that is answered in time leaves nothing behind.
struct AlarmQueue {
  private var heap: ContiguousArray<Alarm> = []

  /// When the soonest alarm rings; `.max` when none is set.
  var nextDue: UInt64 { heap.first?.due ?? .max }

  /// All alarms that are set, in no order.
  var all: [Alarm] { Array(heap) }

  /// Sets an alarm, or moves it.
  ///
  /// `.max` calls it off.
  ///
  /// - Complexity: O(log *n*).
  mutating func set(_ alarm: Alarm, due: UInt64) {
    guard due != .max else { return cancel(alarm) }
    alarm.due = due
    if alarm.place < 0 {
      alarm.place = heap.count
      heap.append(alarm)
    }
    settle(alarm.place)
  }

  /// Calls an alarm off.
  ///
  /// - Complexity: O(log *n*).
  mutating func cancel(_ alarm: Alarm) {
    let place = alarm.place
    guard place >= 0 else { return }
    assert(heap[place] === alarm, "place \(place) holds another alarm")
    alarm.place = -1
    alarm.due = .max
    let last = heap.removeLast()
    guard place < heap.count else { return }
    heap[place] = last
    last.place = place
    settle(place)
  }

  /// Takes the soonest alarm out if it is due.
  mutating func popDue(now: UInt64) -> Alarm? {
    guard let first = heap.first, first.due <= now else { return nil }
    cancel(first)
    return first
  }

  private mutating func settle(_ start: Int) {
    var place = start
    while place > 0, heap[place].due < heap[(place - 1) / 2].due {
      exchange(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < heap.count && heap[child].due < heap[least].due {
        least = child
      }
      guard least != place else { return }
      exchange(place, least)
      place = least
    }
  }

  private mutating func exchange(_ one: Int, _ other: Int) {
    heap.swapAt(one, other)
    heap[one].place = one
    heap[other].place = other
  }
}
