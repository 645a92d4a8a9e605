import Foundation
import Synchronization

@testable import FealtyActors

/// Stops a shard in the middle of its turn: when it has left a parcel with another, and before it
/// leaves the next with a third.
final class ShardHold: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: all state is read and changed under `lock`.
  private let lock = NSCondition()
  private var isArmed = true
  private var holding = false
  private let rig: EngineRig
  private let shard: Int
  private let peer: Int

  /// Waits for the next parcel of `shard` that wakes `peer`.
  init(_ rig: EngineRig, _ shard: Int, after peer: Int) {
    self.rig = rig
    self.shard = shard
    self.peer = peer
    let held = rig.engine.shards[shard]
    rig.wakers[peer].afterWake = { [weak self] in if held.isCurrent { self?.stop() } }
  }

  /// Whether the shard is held in the turn that it is in, or just was in.
  func hasStruck() -> Bool {
    let next = Flag()
    rig.engine.shards[shard].post { _ in next.isSet.store(true, ordering: .releasing) }
    while !lock.withLock({ holding }) {
      if next.isSet.load(ordering: .acquiring) { return false }
      sched_yield()
    }
    return true
  }

  private final class Flag: Sendable {
    let isSet = Atomic<Bool>(false)
  }

  private func stop() {
    lock.withLock {
      guard isArmed else { return }
      isArmed = false
      holding = true
      while holding { lock.wait() }
    }
  }

  /// Lets the shard go on.
  func end() {
    rig.wakers[peer].afterWake = nil
    lock.withLock {
      isArmed = false
      holding = false
      lock.broadcast()
    }
  }
}
