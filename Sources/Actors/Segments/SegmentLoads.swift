internal import FealtyWire

/// Files of segments' lists that are being uploaded or loaded, and those that were loaded last.
///
/// Nothing of them is durable before a list comes into force: whoever uploads begins again after a
/// crash. Confined to the thread of shard 0.
final class SegmentLoads {
  /// One file.
  struct Load {
    let id: Int64
    let program: String
    let segment: String
    let file: SegmentFile
    var bytes: [UInt8] = []
    var state = SegmentLoadState.loadUploading
    /// When it was last heard of, milliseconds since 1970.
    var touchedAt: Int64
    /// What it came to, with its first faults.
    var result = CommitLoadResponse()

    var isComplete: Bool { bytes.count == Int(file.byteCount) }
  }

  private var loads: [Load] = []
  private var last: Int64 = 0

  func find(_ id: String, of program: String) -> Load? {
    loads.first { String($0.id) == id && $0.program == program }
  }

  /// The newest of a segment that came into force; one that changed nothing did not.
  func newest(of segment: String, in program: String) -> Load? {
    loads.last {
      $0.program == program && $0.segment == segment && $0.result.swappedAtMs > 0
    }
  }

  /// Begins a load, or finds the one of the same file that has begun.
  ///
  /// - Returns: nil where as many are under way as may be.
  func begin(
    _ file: SegmentFile,
    of segment: String,
    in program: String,
    now: Int64
  ) -> Load? {
    let same = loads.firstIndex {
      $0.program == program && $0.segment == segment && $0.file == file
        && $0.state != .loadInForce
    }
    if let same {
      loads[same].touchedAt = now
      return loads[same]
    }
    forget(before: now - Limits.segmentLoadMilliseconds)
    guard makesRoom(for: program) else { return nil }
    if loads.count >= Limits.segmentLoadsKept,
      let oldest = loads.firstIndex(where: { $0.state == .loadInForce })
    {
      loads.remove(at: oldest)
    }
    // The time of a load is no other's: marks of it stay in members whatever becomes of it.
    last = max(last + 1, now)
    loads.append(
      Load(id: last, program: program, segment: segment, file: file, touchedAt: now)
    )
    return loads[loads.count - 1]
  }

  /// Whether one more may be under way; a brand that has none takes the place of an upload of one
  /// that has several.
  private func makesRoom(for program: String) -> Bool {
    let open = loads.filter { $0.state != .loadInForce }
    guard open.count >= Limits.segmentLoads else { return true }
    guard !open.contains(where: { $0.program == program }) else { return false }
    let brands = Dictionary(grouping: open, by: \.program)
    let idle = open.filter {
      $0.state == .loadUploading && brands[$0.program].map { $0.count > 1 } ?? false
    }
    guard let oldest = idle.min(by: { $0.touchedAt < $1.touchedAt }) else { return false }
    loads.removeAll { $0.id == oldest.id }
    return true
  }

  /// Gives up what nobody goes on uploading.
  private func forget(before instant: Int64) {
    loads.removeAll { $0.state == .loadUploading && $0.touchedAt < instant }
  }

  func append(_ bytes: [UInt8], to id: Int64, now: Int64) {
    change(id) {
      if $0.bytes.isEmpty { $0.bytes.reserveCapacity(Int($0.file.byteCount)) }
      $0.bytes += bytes
      $0.touchedAt = now
    }
  }

  func enter(_ state: SegmentLoadState, _ id: Int64, now: Int64) {
    change(id) {
      $0.state = state
      $0.touchedAt = now
      if state == .loadInForce { $0.bytes = [] }
    }
  }

  func note(_ result: CommitLoadResponse, of id: Int64) { change(id) { $0.result = result } }

  private func change(_ id: Int64, _ body: (inout Load) -> Void) {
    guard let place = loads.firstIndex(where: { $0.id == id }) else { return }
    body(&loads[place])
  }
}
