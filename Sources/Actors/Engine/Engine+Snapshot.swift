internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

extension Engine {
  /// Writes everything that a restart needs, so that it does not replay the whole log.
  ///
  /// On the log's thread, when no request runs any more and everything is durable.
  func writeSnapshot(_ log: FileLog) throws(EngineFailure) {
    do {
      let tail = try log.tail()
      let writer = try SnapshotWriter(storage: storage, logID: log.logID, start: tail.batch + 1)
      let bytes = Gathered<[UInt8]>()
      for shard in shards {
        var next: Int? = 0
        while let slot = next {
          let done = countedWait(1)
          let following = Gathered<Int?>()
          shard.post { shard in
            following.append(contentsOf: [shard.store(from: slot, into: bytes)])
            done.countDown()
          }
          done.wait()
          next = following.values.first ?? nil
          try append(bytes.take(), to: writer)
        }
      }
      try appendIndexes(to: writer)
      _ = try writer.finish(end: tail, metadata: [])
      archiveSealed(before: try SnapshotCatalog.removeOld(storage))
    } catch let failure as LogFailure {
      throw EngineFailure(failure)
    } catch {
      throw EngineFailure(
        .io,
        "the snapshot could not be written: \(error); the log has everything"
      )
    }
  }

  private func append(_ chunks: [[UInt8]], to writer: SnapshotWriter) throws {
    for chunk in chunks {
      try chunk.withUnsafeBytes { bytes in
        var offset = 0
        while offset < bytes.count {
          let length = Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
          let section = bytes[offset + 4]
          let start = offset + 5
          try writer.append(
            section: section,
            UnsafeRawBufferPointer(rebasing: bytes[start..<start + length])
          )
          offset = start + length
        }
      }
    }
  }

  private func appendIndexes(to writer: SnapshotWriter) throws {
    for (day, table) in services.requests.tables {
      try append(table, section: SnapshotSection.requests, prefix: day, to: writer)
    }
    try append(services.receipts, section: SnapshotSection.receipts, prefix: 0, to: writer)
  }

  /// Writes an index in records of some thousand entries: 8 bytes of `prefix`, then tags and
  /// positions.
  private func append(
    _ table: PositionIndex,
    section: UInt8,
    prefix: Int64,
    to writer: SnapshotWriter
  ) throws {
    var out = OutputBuffer(capacity: 64 * 1024)
    var chunks: [[UInt8]] = []
    out.append(littleEndian: prefix)
    table.forEach { tag, position in
      out.append(littleEndian: tag)
      out.append(littleEndian: position)
      if out.count >= 60 * 1024 {
        chunks.append(out.bytes())
        out.removeAll()
        out.append(littleEndian: prefix)
      }
    }
    if out.count > 8 { chunks.append(out.bytes()) }
    for chunk in chunks {
      try chunk.withUnsafeBytes { try writer.append(section: section, $0) }
    }
  }
}

extension Gathered {
  /// Everything gathered so far, which is then gone.
  func take() -> [Value] {
    defer { removeAll() }
    return values
  }
}

extension Shard {
  private static let slotsPerSlice = 16_384

  /// Writes a slice of the shard's entities.
  ///
  /// `slot`: where the slice begins; 0 also writes programmes, cards, parked sales and held events.
  ///
  /// - Returns: where the next one begins; nil after the last.
  func store(from slot: Int, into chunks: Gathered<[UInt8]>) -> Int? {
    var out = OutputBuffer(capacity: 1 << 20)
    if slot == 0 { storeOthers(to: &out) }
    let next = members.forEach(from: slot, slots: Self.slotsPerSlice) { actor in
      let programID = String(
        decoding: services.programmeIndexes.id(actor.programmeIndex),
        as: UTF8.self
      )
      let body = actor.assumeIsolated { actor -> [UInt8] in
        var body = OutputBuffer(capacity: 512)
        actor.store(programID: programID, to: &body)
        return body.bytes()
      }
      Self.append(body, section: SnapshotSection.members, to: &out)
    }
    chunks.append(contentsOf: [out.bytes()])
    return next
  }

  private func storeOthers(to out: inout OutputBuffer) {
    for state in catalogue?.assumeIsolated({ $0.programmes }) ?? [] {
      for stored in state.stored {
        Self.append(stored.serialized(), section: SnapshotSection.programmes, to: &out)
      }
    }
    var bodies: [[UInt8]] = []
    cards.forEach { card in
      bodies.append(
        StoredCard(
          number: card.number,
          version: card.version,
          programID: card.programID,
          cardNumber: card.cardNumber,
          member: card.member,
          lastPosition: card.last
        ).serialized()
      )
    }
    for body in bodies { Self.append(body, section: SnapshotSection.cards, to: &out) }
    for sale in parkedSales.values.sorted(by: { $0.number < $1.number }) {
      let program = String(
        decoding: services.programmeIndexes.id(sale.programmeIndex),
        as: UTF8.self
      )
      let body = sale.stored(programID: program).serialized()
      Self.append(body, section: SnapshotSection.parkedSales, to: &out)
    }
    for held in heldEvents.values.sorted(by: { $0.number < $1.number }) {
      Self.append(held.stored.serialized(), section: SnapshotSection.heldEvents, to: &out)
    }
  }

  private static func append(_ body: [UInt8], section: UInt8, to out: inout OutputBuffer) {
    out.append(littleEndian: UInt32(body.count))
    out.append(section)
    out.append(body)
  }

  // MARK: - Loading

  /// Takes this shard's records of a chunk of the snapshot.
  func load(chunk: [UInt8], _ findings: Gathered<String>) {
    chunk.withUnsafeBytes { bytes in
      var offset = 0
      do throws(DecodingError) {
        while offset < bytes.count {
          let length = Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
          let section = bytes[offset + 4]
          let start = offset + 5
          try load(
            section: section,
            UnsafeRawBufferPointer(rebasing: bytes[start..<start + length])
          )
          offset = start + length
        }
      } catch {
        findings.append(contentsOf: ["a record of the snapshot cannot be decoded: \(error)"])
      }
    }
  }

  private func load(
    section: UInt8,
    _ bytes: UnsafeRawBufferPointer
  ) throws(DecodingError) {
    switch section {
    case SnapshotSection.programmes:
      guard index == 0 else { return }
      let stored = try StoredProgramme(decoding: bytes)
      catalogue?.assumeIsolated { $0.load(stored) }
      advanceStamp(to: stored.recordedAtMs)
    case SnapshotSection.members: try loadMember(bytes)
    case SnapshotSection.cards:
      let stored = try StoredCard(decoding: bytes)
      guard StableHash.shard(stored.number, count: count) == index else { return }
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
    case SnapshotSection.parkedSales, SnapshotSection.heldEvents:
      try loadWaiting(section: section, bytes)
    case SnapshotSection.requests, SnapshotSection.receipts:
      guard index == 0, bytes.count >= 8 else { return }
      loadIndex(section: section, bytes)
    default: break
    }
  }

  private func loadMember(_ bytes: UnsafeRawBufferPointer) throws(DecodingError) {
    // The number stands first, so that the other shards need not decode the rest.
    guard bytes.count >= 9, bytes[0] == 1 << 3 | 1 else { throw .truncated(offset: 0) }
    let number = bytes.loadUnaligned(fromByteOffset: 1, as: UInt64.self)
    guard StableHash.shard(number, count: count) == index else { return }
    let loaded = try LoadedMember(bytes)
    let actor = MemberActor(
      number: number,
      shard: self,
      programmeIndex: services.programmeIndexes.index(loaded.programID),
      member: loaded.member
    )
    actor.last = loaded.last
    members.insert(actor)
    for account in loaded.member.accounts { totals.add(account) }
    advanceStamp(to: loaded.member.lastRecordedAt.milliseconds)
  }

  private func loadIndex(section: UInt8, _ bytes: UnsafeRawBufferPointer) {
    let day = bytes.loadUnaligned(as: Int64.self)
    let table =
      section == SnapshotSection.receipts
      ? services.receipts : services.requests.table(madeAtMilliseconds: day * 86_400_000)
    var offset = 8
    while offset + 16 <= bytes.count {
      table.settle(
        bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self),
        position: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)
      )
      offset += 16
    }
  }
}
