/// Reads the segments that a log has not reached while it is still being read itself: they are to
/// be empty.
///
/// Whoever replays the log is slower than who reads it, and the disk has time in between. It works
/// from the last segment back, a window at a time, and gives up at the first that is not empty or
/// cannot be read: what that amounts to is for ``LogScan`` to say when it gets there. Nobody
/// writes meanwhile, for the directory's lock is held.
@safe
final class EmptySegments {
  private let files: LogFiles
  private let capacity: Int
  private var window: FileWindow?
  /// From this segment on all were read and found empty.
  private var first: Int
  /// What is to be read next of the one before it.
  private var offset: UInt64 = 0
  /// Bytes of the log that were read since a window of this was.
  private var behind = 0
  private var hasGivenUp = false

  /// `capacity`: bytes of a window.
  init(_ files: LogFiles, capacity: Int) {
    self.files = files
    self.capacity = capacity
    first = files.segments.count
  }

  /// The segments after one that are not known to be empty.
  func unread(after index: Int) -> Range<Int> { index + 1..<max(index + 1, first) }

  /// Reads as much of what should be empty as was read of a segment that is not.
  ///
  /// `byteCount`: that were read of it since the last call.
  func keepUp(with byteCount: Int, of index: Int) {
    behind += byteCount
    guard behind >= capacity, !hasGivenUp, first > index + 1 else { return }
    behind = 0
    do throws(StorageError) {
      hasGivenUp = try !readOn()
    } catch {
      // The scan meets the same, and says it.
      hasGivenUp = true
    }
    // The file is read no further; that it cannot be closed harms nobody.
    if hasGivenUp { try? leave() }
  }

  /// Lets go of what was opened.
  func leave() throws(StorageError) {
    try window?.leave()
    window = nil
    hasGivenUp = true
  }

  /// - Returns: Whether it was empty.
  private func readOn() throws(StorageError) -> Bool {
    let window = self.window ?? FileWindow(capacity: capacity)
    self.window = window
    if offset == 0 {
      try window.turn(to: files.segments[first - 1].file, direct: files.openPastCache(first - 1))
    }
    let bytes = try unsafe window.bytes(at: offset, atLeast: 1)
    guard unsafe isZero(bytes) else { return false }
    offset += UInt64(bytes.count)
    guard unsafe bytes.isEmpty || offset >= window.size else { return true }
    try window.leave()
    first -= 1
    offset = 0
    return true
  }
}
