/// Chunks of one list, linked.
struct ChunkList {
  var first: UnsafeMutablePointer<TimerChunk>?
  var last: UnsafeMutablePointer<TimerChunk>?

  @inline(__always) var isEmpty: Bool { first == nil }
}

/// The head of a chunk of a ``TimerWheel``; its entries follow it.
struct TimerChunk {
  var next: UnsafeMutablePointer<TimerChunk>?
  /// Entries from `begin` to before `end` are in use.
  var begin: UInt32
  var end: UInt32
  /// Bounds of the times that it has held.
  var earliest: Int64
  var latest: Int64
}

/// The chunks of one ``TimerWheel``: room for 62 entries each, 1 KiB, from slabs of 256.
///
/// Its owner calls ``deallocate()`` when it ends; copies share the slabs.
struct TimerChunks {
  typealias Chunk = UnsafeMutablePointer<TimerChunk>
  typealias Entry = TimerWheel.Entry

  static let entriesPerChunk = 62
  private static let chunkBytes = 1_024
  private static let chunksPerSlab = 256

  private var slabs: [UnsafeMutableRawPointer] = []
  private var free: Chunk?

  var reservedBytes: Int { slabs.count * Self.chunksPerSlab * Self.chunkBytes }

  static func entries(_ chunk: Chunk) -> UnsafeMutablePointer<Entry> {
    (UnsafeMutableRawPointer(chunk) + MemoryLayout<TimerChunk>.stride)
      .assumingMemoryBound(to: Entry.self)
  }

  @inline(__always)
  func first(of list: ChunkList) -> Chunk? { list.first }

  /// Appends an entry to a list's last chunk, or to a new one.
  @inline(__always)
  mutating func append(_ entry: Entry, to list: inout ChunkList) {
    let chunk: Chunk
    if let last = list.last, last.pointee.end < Self.entriesPerChunk {
      chunk = last
      chunk.pointee.earliest = min(chunk.pointee.earliest, entry.at)
      chunk.pointee.latest = max(chunk.pointee.latest, entry.at)
    } else {
      chunk = take()
      chunk.pointee = TimerChunk(
        next: nil,
        begin: 0,
        end: 0,
        earliest: entry.at,
        latest: entry.at
      )
      link(chunk, to: &list)
    }
    (Self.entries(chunk) + Int(chunk.pointee.end)).initialize(to: entry)
    chunk.pointee.end += 1
  }

  /// Frees a list's first chunk.
  mutating func removeFirst(of list: inout ChunkList) {
    guard let chunk = unlinkFirst(of: &list) else { return }
    chunk.pointee.next = free
    free = chunk
  }

  /// Moves a list's first chunk to the end of another.
  mutating func moveFirst(of list: inout ChunkList, to other: inout ChunkList) {
    guard let chunk = unlinkFirst(of: &list) else { return }
    link(chunk, to: &other)
  }

  /// Gives back all slabs but one, when no chunk is in use.
  mutating func shrink() {
    guard slabs.count > 1 else { return }
    for slab in slabs.dropFirst() { slab.deallocate() }
    slabs.removeSubrange(1...)
    free = nil
    addChunks(of: slabs[0])
  }

  func deallocate() {
    for slab in slabs { slab.deallocate() }
  }

  private func unlinkFirst(of list: inout ChunkList) -> Chunk? {
    guard let chunk = list.first else { return nil }
    list.first = chunk.pointee.next
    if list.first == nil { list.last = nil }
    chunk.pointee.next = nil
    return chunk
  }

  private func link(_ chunk: Chunk, to list: inout ChunkList) {
    if let last = list.last { last.pointee.next = chunk } else { list.first = chunk }
    list.last = chunk
  }

  private mutating func take() -> Chunk {
    if let chunk = free {
      free = chunk.pointee.next
      return chunk
    }
    let slab = UnsafeMutableRawPointer.allocate(
      byteCount: Self.chunksPerSlab * Self.chunkBytes,
      alignment: 64
    )
    slabs.append(slab)
    addChunks(of: slab)
    return take()
  }

  /// Puts the chunks of a slab on the free list, the first on top.
  private mutating func addChunks(of slab: UnsafeMutableRawPointer) {
    for index in (0..<Self.chunksPerSlab).reversed() {
      let chunk = (slab + index * Self.chunkBytes).bindMemory(to: TimerChunk.self, capacity: 1)
      chunk.initialize(
        to: TimerChunk(next: free, begin: 0, end: 0, earliest: 0, latest: 0)
      )
      free = chunk
    }
  }
}
