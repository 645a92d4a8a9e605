internal import Glibc

/// Memory that the heap of the calling thread takes from the system before it needs it.
///
/// glibc lets the heap of a thread that is not the first grow by a page at a time, each with a call
/// of `mprotect` that all threads wait for, and the page's first use is a fault of its own. A shard
/// that keeps what it is sent grows by megabytes a second: growing in larger steps, whose pages
/// come with one more call, saved 9 % of the processor time of an earn (`docs/performance.md`).
package enum HeapReserve {
  /// Bytes taken at a time.
  ///
  /// Less than glibc's threshold for a mapping of its own, and than what it gives back to the
  /// system at once: 128 KiB both.
  package static let bytes = 120 << 10

  /// Takes more, unless the heap still has as much: a microsecond or two.
  ///
  /// Where the system does not know how to bring pages in advance (Linux before 5.14), they come
  /// when they are used.
  package static func extend() {
    guard let memory = malloc(bytes) else { return }
    let start = (Int(bitPattern: memory) + pageBytes - 1) & ~(pageBytes - 1)
    let end = (Int(bitPattern: memory) + bytes) & ~(pageBytes - 1)
    _ = madvise(UnsafeMutableRawPointer(bitPattern: start), end - start, populateWrite)
    free(memory)
  }

  /// Bytes taken at a time while a start fills the heap.
  private static let loadingBytes = 4 << 20

  /// The same in large steps, for a start, which fills the heap by the hundred megabytes; the pages
  /// come when they are used.
  ///
  /// What is large gets a mapping of its own from glibc until one as large has been freed: so the
  /// first call prepares, and those that follow take.
  package static func extendWidely() {
    guard let memory = malloc(loadingBytes) else { return }
    // Advice about nothing: a compiler may leave out a pair of calls whose memory nobody sees.
    _ = madvise(memory, 0, MADV_NORMAL)
    free(memory)
  }

  private static let pageBytes = 4096
  /// `MADV_POPULATE_WRITE`, which older headers do not have.
  private static let populateWrite: Int32 = 23
}
