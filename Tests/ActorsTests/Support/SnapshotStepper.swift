import FealtyPersistence
import FealtyWire
import Foundation

@testable import FealtyActors

/// A snapshot of a rig's engine that goes on only when the test says so.
final class SnapshotStepper {
  private let rig: EngineRig
  private let shards: Int
  private let result = Promised<Result<TakenSnapshot, SnapshotFailure>>()

  /// Begins one: its starting position is fixed, and nothing has been written.
  init(_ rig: EngineRig) {
    self.rig = rig
    shards = rig.engine.shards.count
    let result = result
    // The shards stand still, so that what begins them and what stops them arrive in one turn.
    let gate = DispatchSemaphore(value: 0)
    let arrived = DispatchSemaphore(value: 0)
    for shard in rig.engine.shards {
      shard.post { _ in
        arrived.signal()
        gate.wait()
      }
    }
    for _ in 0..<shards { arrived.wait() }
    rig.engine.takeSnapshot { result.keep($0) }
    rig.pool.drain()
    for shard in rig.engine.shards { shard.post { $0.snapshotShare?.notBefore = .max } }
    for _ in 0..<shards { gate.signal() }
    for shard in 0..<shards { rig.on(shard) { _ in } }
  }

  /// One slice of one shard.
  ///
  /// - Returns: where it stands then; nil when it has written its share.
  @discardableResult
  func step(_ shard: Int) -> SnapshotShare.Stage? {
    rig.on(shard) { shard in
      guard let share = shard.snapshotShare else { return nil }
      share.notBefore = 0
      _ = shard.useSpareTime()
      guard let share = shard.snapshotShare else { return nil }
      share.notBefore = .max
      return share.stage
    }
  }

  /// Steps of all shards until each has come to the stage.
  func run(to stage: SnapshotShare.Stage) {
    for shard in 0..<shards {
      while let now = rig.on(shard, { $0.snapshotShare?.stage }), now != stage {
        step(shard)
        rig.pool.drain()
      }
    }
  }

  /// Lets it come to its end.
  func finish() throws -> TakenSnapshot {
    for shard in 0..<shards {
      rig.on(shard) { shard in
        shard.snapshotShare?.notBefore = 0
        _ = shard.useSpareTime()
      }
    }
    return try outcome()
  }

  /// What became of it, once it has ended.
  func outcome() throws -> TakenSnapshot { try result.wait().get() }
}

extension Shard {
  /// Everything that a snapshot would hold of the shard but the indexes, each with its section.
  var storedRecords: [[UInt8]] {
    var records: [[UInt8]] = []
    members.forEach { actor in
      var out = OutputBuffer()
      out.append(SnapshotSection.members)
      actor.store(program: services.programmeIndexes.id(actor.programmeIndex), to: &out)
      records.append(out.bytes())
    }
    cards.forEach { records.append([SnapshotSection.cards] + $0.stored.serialized()) }
    for sale in parkedSales.values where sale.member == 0 {
      let stored = sale.stored(programID: "p").serialized()
      records.append([SnapshotSection.parkedSales] + stored)
    }
    for held in heldEvents.values {
      records.append([SnapshotSection.heldEvents] + held.stored.serialized())
    }
    for sheet in codes.sheets.values {
      records.append([SnapshotSection.codeSheets] + sheet.stored.serialized())
    }
    for programme in catalogue?.assumeIsolated({ $0.programmes }) ?? [] {
      for stored in programme.stored {
        records.append([SnapshotSection.programmes] + stored.serialized())
      }
    }
    return records
  }
}

extension EngineRig {
  /// Everything that decides anything, in an order of its own.
  func state() -> Set<[UInt8]> {
    var records: Set<[UInt8]> = []
    for shard in engine.shards.indices { records.formUnion(on(shard) { $0.storedRecords }) }
    for (day, table) in engine.services.requests.tables {
      records.formUnion(Self.entries(of: table, day))
    }
    return records.union(Self.entries(of: engine.services.receipts, nil))
  }

  /// `day`: nil of receipts, where it depends on the faster shard which of two records of one
  /// receipt has its first tag.
  private static func entries(of table: PositionIndex, _ day: Int64?) -> [[UInt8]] {
    table.settled.map { entry in
      var out = OutputBuffer()
      out.append(SnapshotSection.requests)
      out.append(littleEndian: day ?? -1)
      out.append(littleEndian: day == nil ? 0 : entry.tag)
      out.append(littleEndian: entry.position)
      return out.bytes()
    }
  }
}
