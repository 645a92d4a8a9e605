internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// A snapshot's records, when the server starts: each shard takes what it is home to.

extension Shard {
  /// Takes this shard's records of a block.
  func load(
    _ block: [UInt8],
    section: UInt8,
    _ state: ShardReplay,
    _ findings: Gathered<String>
  ) {
    block.withUnsafeBytes { bytes in
      var offset = 0
      do throws(DecodingError) {
        while offset < bytes.count {
          let length = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian
          let start = offset + 4
          offset = start + Int(length)
          try load(section: section, UnsafeRawBufferPointer(rebasing: bytes[start..<offset]), state)
        }
      } catch {
        findings.append(contentsOf: ["a record of the snapshot cannot be decoded: \(error)"])
      }
    }
  }

  private func load(
    section: UInt8,
    _ bytes: UnsafeRawBufferPointer,
    _ state: ShardReplay
  ) throws(DecodingError) {
    switch section {
    case SnapshotSection.programmes:
      guard index == 0 else { return }
      let stored = try StoredProgramme(decoding: bytes)
      catalogue?.assumeIsolated { $0.load(stored) }
      advanceStamp(to: stored.recordedAtMs)
    case SnapshotSection.members: try loadMember(bytes, state)
    case SnapshotSection.access: try loadAccess(bytes)
    case SnapshotSection.audit: try loadAudit(bytes)
    case SnapshotSection.articles: try loadArticle(bytes)
    case SnapshotSection.webhooks: loadWebhook(try StoredWebhook(decoding: bytes))
    case SnapshotSection.codeSheets: loadCodes(try StoredCodeSheet(decoding: bytes))
    case SnapshotSection.cards: loadCard(try StoredCard(decoding: bytes))
    case SnapshotSection.parkedSales, SnapshotSection.heldEvents:
      try loadWaiting(section: section, bytes)
    case SnapshotSection.requests, SnapshotSection.receipts:
      guard index == 0, bytes.count >= 8 else { return }
      loadIndex(section: section, bytes, state)
    case SnapshotSection.packedRequests, SnapshotSection.packedReceipts:
      try loadPacked(section: section, bytes, state)
    default: break
    }
  }

  private func loadMember(
    _ bytes: UnsafeRawBufferPointer,
    _ state: ShardReplay
  ) throws(DecodingError) {
    // The number stands first, so that the other shards need not decode the rest.
    guard bytes.count >= 9, bytes[0] == 1 << 3 | 1 else { throw .truncated(offset: 0) }
    let number = bytes.loadUnaligned(fromByteOffset: 1, as: UInt64.self)
    guard StableHash.shard(number, count: count) == index else { return }
    state.expectMember(of: bytes.count)
    var loaded = try LoadedMember(bytes, &state.lots, &state.accounts)
    advanceStamp(to: loaded.member.lastRecordedAt.milliseconds)
    // A table that grew while the snapshot was written has been begun again.
    if let actor = members.find(number) {
      guard actor.inPlace({ $0.pointee.version }) < loaded.member.version else { return }
      actor.inPlace { totals.remove(&$0.pointee) }
      actor.member = loaded.member
      actor.last = loaded.last
    } else {
      let actor = MemberActor(
        number: number,
        shard: self,
        programmeIndex: state.programmeIndex(loaded.programID),
        member: loaded.member
      )
      actor.last = loaded.last
      members.insert(actor)
    }
    totals.add(&loaded.member)
  }

  private func loadCard(_ stored: StoredCard) {
    guard StableHash.shard(stored.number, count: count) == index else { return }
    if let card = cards.find(stored.number) {
      guard card.version < stored.version else { return }
      (card.version, card.member, card.last) = (
        stored.version, stored.member, stored.lastPosition
      )
      return
    }
    cards.insert(
      CardEntity(
        number: stored.number,
        programID: stored.programID,
        cardNumber: stored.cardNumber,
        version: stored.version,
        member: stored.member,
        last: stored.lastPosition
      )
    )
  }

  private func loadIndex(
    section: UInt8,
    _ bytes: UnsafeRawBufferPointer,
    _ state: ShardReplay
  ) {
    let isReceipts = section == SnapshotSection.receipts
    if !isReceipts { state.turn(to: bytes.loadUnaligned(as: Int64.self)) }
    var offset = 8
    while offset + 16 <= bytes.count {
      let tag = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let position = bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)
      if isReceipts { state.noteKey(tag, position) } else { state.noteRequest(tag, position) }
      offset += 16
    }
  }

  /// Each shard takes some records: all fill the same indexes.
  private func loadPacked(
    section: UInt8,
    _ bytes: UnsafeRawBufferPointer,
    _ state: ShardReplay
  ) throws(DecodingError) {
    guard bytes.count >= 20 else { throw .truncated(offset: bytes.count) }
    let first = bytes.loadUnaligned(fromByteOffset: 12, as: UInt64.self)
    guard StableHash.shard(first, count: count) == index else { return }
    if section == SnapshotSection.packedReceipts {
      try PackedIndex.read(bytes, day: { _ in }) { state.noteKey($0, $1) }
    } else {
      try PackedIndex.read(bytes, day: { state.turn(to: $0) }) { state.noteRequest($0, $1) }
    }
  }
}
