internal import FealtyLoyalty
internal import FealtyWire

// Files of segments' lists come in parts, to shard 0, and are held there until they are loaded.

extension Shard {
  func beginLoad(_ call: RoutedCall) {
    guard let request = decode(call, BeginLoadRequest.self), let read = beginRead(call) else {
      return
    }
    guard (1...Limits.identifierBytes).contains(request.segmentID.utf8.count) else {
      return fail(call.call, Status(.invalidField("segment_id")))
    }
    guard let file = request.file else { return fail(call.call, Status(.invalidField("file"))) }
    if let path = Self.faultyField(file) {
      return fail(call.call, Status(.invalidField("file.\(path)")))
    }
    let load = segmentLoads.begin(
      file,
      of: request.segmentID,
      in: read.programme.id,
      now: read.now.milliseconds
    )
    guard let load else { return fail(call.call, Self.manyLoads) }
    respond(
      call.call,
      gated: false,
      message: BeginLoadResponse(loadID: String(load.id), receivedBytes: UInt64(load.bytes.count))
    )
  }

  private static func faultyField(_ file: SegmentFile) -> String? {
    guard file.format == .formatLines else { return "format" }
    guard (0...1).contains(file.key.rawValue) else { return "key" }
    guard file.digest.count == 32 else { return "digest" }
    guard file.byteCount <= UInt64(Limits.segmentFileBytes) else { return "byte_count" }
    return file.rowCount <= file.byteCount ? nil : "row_count"
  }

  func uploadPart(_ call: RoutedCall) {
    guard let request = decode(call, UploadPartRequest.self), let read = beginRead(call) else {
      return
    }
    guard let load = segmentLoads.find(request.loadID, of: read.programme.id) else {
      return fail(call.call, Self.noLoad)
    }
    let (received, end) = (load.bytes.count, Int(load.file.byteCount))
    guard load.state == .loadUploading, request.offset <= UInt64(received) else {
      return fail(call.call, Status(.invalidField("offset")))
    }
    guard (1...Limits.segmentPartBytes).contains(request.part.count),
      Int(request.offset) + request.part.count <= end
    else { return fail(call.call, Status(.invalidField("part"))) }
    // A part that comes again has nothing new, or less than it had.
    let new = request.part.dropFirst(received - Int(request.offset))
    segmentLoads.append(Array(new), to: load.id, now: read.now.milliseconds)
    respond(
      call.call,
      gated: false,
      message: UploadPartResponse(receivedBytes: UInt64(received + new.count))
    )
  }

  func getLoad(_ call: RoutedCall) {
    guard let request = decode(call, GetLoadRequest.self), let read = beginRead(call) else {
      return
    }
    let program = read.programme.id
    let load =
      request.loadID.isEmpty
      ? segmentLoads.newest(of: request.segmentID, in: program)
      : segmentLoads.find(request.loadID, of: program)
    if let load {
      return respond(call.call, gated: true, message: GetLoadResponse(load))
    }
    // What came into force is known for longer than its file.
    let stored = catalogue?.assumeIsolated { $0.state(program) }?.segmentLoads.last {
      request.loadID.isEmpty
        ? $0.segmentID == request.segmentID : String($0.load) == request.loadID
    }
    guard let stored else { return fail(call.call, Self.noLoad) }
    respond(call.call, gated: true, message: GetLoadResponse(stored))
  }

  static let noLoad = Status(
    code: .notFound,
    reason: .loadNotFound,
    message: "there is no such load, or nobody has gone on with it; begin it again (BeginLoad)",
    field: "load_id"
  )

  private static let manyLoads = Status(
    code: .resourceExhausted,
    reason: .overloaded,
    message: "as many files are being loaded as may be; begin again when one of them is done",
    retryAfterMs: 5_000
  )
}

extension GetLoadResponse {
  fileprivate init(_ load: SegmentLoads.Load) {
    self.init(
      loadID: String(load.id),
      segmentID: load.segment,
      state: load.state,
      file: load.file,
      receivedBytes: load.state == .loadInForce ? load.file.byteCount : UInt64(load.bytes.count)
    )
    if load.state == .loadInForce { result = load.result }
  }

  fileprivate init(_ stored: StoredSegmentLoad) {
    self.init(loadID: String(stored.load), segmentID: stored.segmentID, state: .loadInForce)
    file = SegmentFile(digest: stored.digest, rowCount: stored.rows)
    result = CommitLoadResponse(
      loadID: String(stored.load),
      rows: stored.rows,
      accepted: stored.accepted,
      rejected: stored.rejected,
      joined: stored.joined,
      left: stored.left,
      swappedAtMs: stored.atMs
    )
  }
}
