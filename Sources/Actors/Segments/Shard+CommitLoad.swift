internal import FealtyLoyalty
internal import FealtyWire

// CommitLoad: a list comes into force, step by step.
//
// 1. In the background the file is compared with what was announced, and read.
// 2. Each shard says which members the keys are that it knows of.
// 3. Each shard goes through its members, and records who comes into the segment and who leaves it,
//    from a mark of the load on: nobody's membership has changed yet.
// 4. A change of the catalogue gives the mark its instant. Its record lies behind those of the
//    members, so all of them are durable when it is; and as every change of a programme it reaches
//    each shard as one value, so an evaluation sees all of the list or nothing of it.
//
// A crash before the last step leaves marks that never come: the next load of the segment says so
// of each that it meets.

extension Shard {
  func commitLoad(_ call: RoutedCall) {
    guard let request = decode(call, CommitLoadRequest.self) else { return }
    guard request.reason.utf8.count <= Limits.textBytes else {
      return fail(call.call, Status(.invalidField("reason")))
    }
    guard (0...1).contains(request.use.rawValue) else {
      return fail(call.call, Status(.invalidField("use")))
    }
    guard let command = beginCommand(call) else { return }
    if let status = refusal(of: request, command) { return refuse(command, status) }
    guard let load = segmentLoads.find(request.loadID, of: command.programme.id) else { return }
    let commit = LoadCommit(
      change: KeptChange(command),
      request: request,
      programme: command.programme,
      load: load.id,
      file: load.file
    )
    segmentLoads.enter(.loadLoading, load.id, now: command.now.milliseconds)
    let (me, shards, bytes) = (self, count, load.bytes)
    services.background.run {
      let read = Result { () throws(LoadFile.Fault) in
        try LoadFile(bytes, commit.file, program: commit.programme.id, shards: shards)
      }
      me.post { $0.take(read, commit) }
    }
  }

  private func refusal(of request: CommitLoadRequest, _ command: CommandContext) -> Status? {
    let program = command.programme.id
    guard let load = segmentLoads.find(request.loadID, of: program) else { return Self.noLoad }
    guard load.segment == request.segmentID else { return Status(.invalidField("segment_id")) }
    guard load.state == .loadUploading else { return Self.isLoading }
    guard load.isComplete else {
      return Status(
        code: .failedPrecondition,
        reason: .loadIncomplete,
        message: "\(load.bytes.count) of \(load.file.byteCount) bytes have come; send the others",
        field: "load_id"
      )
    }
    let state = catalogue?.assumeIsolated { $0.state(program) }
    if !request.promotionID.isEmpty, state?.promotions[request.promotionID] == nil {
      return CatalogueDraft.noPromotion
    }
    return (state?.segmentLoads.count ?? 0) < Limits.segmentSwaps ? nil : Self.manySwaps
  }

  private static let isLoading = Status(
    code: .aborted,
    reason: .inProgress,
    message: "the load is being done, or is done; GetLoad tells",
    field: "load_id"
  )

  private static let manySwaps = Status(
    code: .failedPrecondition,
    reason: .segmentLimit,
    message: "\(Limits.segmentSwaps) lists have come into force in the programme, as many as may be"
  )

  // MARK: - Steps

  private func take(_ read: Result<LoadFile, LoadFile.Fault>, _ commit: LoadCommit) {
    switch read {
    case .failure(let fault):
      let status = fault.status
      changeCatalogue(commit.change) { _, _ in
        .refused(status)
      } done: { shard, _ in
        shard.segmentLoads.enter(.loadUploading, commit.load, now: shard.stamp().milliseconds)
      }
    case .success(let file):
      let isCard = commit.file.key == .keyCardNumber
      gather(
        into: FoundMembers(),
        finding: { (shard: Shard, done: @escaping @Sendable (FoundMembers) -> Void) in
          shard.findMembers(file.rows[shard.index], isCard: isCard, commit.programme, done)
        },
        merging: { (all: inout FoundMembers, part: FoundMembers) in all.add(part) }
      ) { shard, found in
        var found = found
        found.errors.add(file.errors)
        shard.follow(found, of: file, commit)
      }
    }
  }

  private func follow(_ found: FoundMembers, of file: LoadFile, _ commit: LoadCommit) {
    var members: [Set<UInt64>] = Array(repeating: [], count: count)
    for number in found.lines.keys {
      members[StableHash.shard(number, count: count)].insert(number)
    }
    let list = SegmentList(
      programme: commit.programme,
      segment: commit.request.segmentID,
      load: commit.load,
      members: members
    )
    let isDryRun = commit.change.isDryRun
    gather(
      into: LoadedMembers(),
      finding: { (shard: Shard, done: @escaping @Sendable (LoadedMembers) -> Void) in
        if isDryRun { done(LoadedMembers()) } else { shard.follow(list, done) }
      },
      merging: { (all: inout LoadedMembers, part: LoadedMembers) in all.add(part) }
    ) { shard, loaded in
      var errors = found.errors
      for number in loaded.refused { errors.add(found.lines[number] ?? 0, .segmentLimit) }
      shard.swap(
        CommitLoadResponse(
          loadID: String(commit.load),
          rows: file.count,
          accepted: file.count - errors.count,
          rejected: errors.count,
          joined: loaded.joined,
          left: loaded.left,
          errors: errors.told
        ),
        commit
      )
    }
  }

  /// Lets the list come into force.
  private func swap(_ result: CommitLoadResponse, _ commit: LoadCommit) {
    let (request, file) = (commit.request, commit.file)
    let stored = StoredSegmentLoad(
      segmentID: request.segmentID,
      load: commit.load,
      digest: file.digest,
      rows: result.rows,
      accepted: result.accepted,
      rejected: result.rejected,
      joined: result.joined,
      left: result.left
    )
    changeCatalogue(commit.change) { draft, now in
      draft.swap(stored, request, result, now: now)
    } done: { shard, change in
      let now = shard.stamp().milliseconds
      guard change.refusal == nil, !commit.change.isDryRun else {
        return shard.segmentLoads.enter(.loadUploading, commit.load, now: now)
      }
      shard.segmentLoads.enter(.loadInForce, commit.load, now: now)
      do throws(DecodingError) {
        let told = try CommitLoadResponse(bytes: change.answer)
        shard.segmentLoads.note(told, of: commit.load)
      } catch {
        preconditionFailure("an answer that this server wrote cannot be read: \(error)")
      }
    }
  }
}

/// A list that is coming into force.
private struct LoadCommit: Sendable {
  let change: KeptChange
  let request: CommitLoadRequest
  /// As it was at the beginning.
  let programme: PublishedProgramme
  let load: Int64
  let file: SegmentFile
}

extension LoadFile.Fault {
  fileprivate var status: Status {
    switch self {
    case .otherBytes:
      Status(
        code: .invalidArgument,
        reason: .loadFileDiffers,
        message: "the bytes that came have another SHA-256 than the file was announced with",
        field: "file.digest"
      )
    case .otherRows(let count):
      Status(
        code: .invalidArgument,
        reason: .loadFileDiffers,
        message: "the file has \(count) lines that are not empty",
        field: "file.row_count"
      )
    }
  }
}

extension CatalogueDraft {
  /// Gives a load its instant, and maps the segment to a promotion where the request names one.
  ///
  /// Where neither changes anything, nothing comes of it but an answer.
  func swap(
    _ load: StoredSegmentLoad,
    _ request: CommitLoadRequest,
    _ result: CommitLoadResponse,
    now: Timestamp
  ) -> Change {
    guard let state = existing else { return .refused(Self.noProgramme) }
    var change = Change()
    var promotions: [Promotion] = []
    if !request.promotionID.isEmpty {
      guard let newest = state.promotions[request.promotionID]?.newest.promotion else {
        return .refused(Self.noPromotion)
      }
      promotions = [Self.asPut(newest).mapped(request.segmentID, request.use)]
      promotions[0].version = 0
    }
    let paths = DraftPaths("", promotions: promotions)
    if let status = number(promotions, state, now: now, paths, into: &change.record) {
      return .refused(status)
    }
    var answer = result
    answer.ruleSetVersion = UInt64(state.version)
    if load.joined == 0, load.left == 0, change.record.promotions.isEmpty {
      change.answer = answer.serialized()
      return change
    }
    var stored = load
    stored.atMs = now.milliseconds
    change.record.segmentLoads = [stored]
    answer.swappedAtMs = now.milliseconds
    let changed = Set(change.record.promotions.compactMap { $0.promotion?.promotionID })
    return finish(change, state, changed: changed, paths, now: now) { after, _ in
      answer.ruleSetVersion = UInt64(after.version)
      return answer.serialized()
    }
  }
}

extension Promotion {
  /// The same for those in a segment, or for those who are not.
  fileprivate func mapped(_ segment: String, _ use: SegmentUse) -> Promotion {
    var copy = self
    let isIncluded = use == .segmentInclude
    if isIncluded {
      if !copy.segments.contains(segment) { copy.segments.append(segment) }
      copy.excludedSegments.removeAll { $0 == segment }
    } else {
      if !copy.excludedSegments.contains(segment) { copy.excludedSegments.append(segment) }
      copy.segments.removeAll { $0 == segment }
    }
    return copy
  }
}
