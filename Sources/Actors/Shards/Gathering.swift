/// Puts together what several shards have found.
///
/// Proof for `@unchecked Sendable`: only work on the asking shard touches it.
final class Gathering<Sum: Sendable>: @unchecked Sendable {
  private var sum: Sum
  private var left: Int

  /// - Parameters:
  ///   - none: What nothing comes to.
  ///   - parts: How many will be added; 1 or more.
  init(_ none: Sum, parts: Int) {
    sum = none
    left = parts
  }

  /// All of it, when this was the last part.
  func add(_ merge: (inout Sum) -> Void) -> Sum? {
    merge(&sum)
    left -= 1
    return left == 0 ? sum : nil
  }
}

extension Shard {
  /// Has every shard look for something, and comes back here with all of it; an answer that shows
  /// it must be gated where it shows what members hold.
  ///
  /// - Parameters:
  ///   - none: What nothing comes to.
  ///   - find: Looks on one shard, and calls back there, once.
  ///   - merge: Adds what one shard has found, in any order.
  ///   - done: Runs here, behind the newest batch of each shard.
  func gather<Sum: Sendable, Part: Sendable>(
    into none: Sum,
    finding find: @escaping @Sendable (Shard, @escaping @Sendable (Part) -> Void) -> Void,
    merging merge: @escaping @Sendable (inout Sum, Part) -> Void,
    _ done: @escaping @Sendable (Shard, Sum) -> Void
  ) {
    let (home, gathering) = (index, Gathering(none, parts: count))
    for peer in 0..<count {
      send(to: peer) { shard in
        find(shard) { found in
          shard.send(to: home) { shard in
            if let all = gathering.add({ merge(&$0, found) }) { done(shard, all) }
          }
        }
      }
    }
  }

  /// The same where each shard has found it at once.
  func gather<Sum: Sendable, Part: Sendable>(
    into none: Sum,
    _ find: @escaping @Sendable (Shard) -> Part,
    merging merge: @escaping @Sendable (inout Sum, Part) -> Void,
    _ done: @escaping @Sendable (Shard, Sum) -> Void
  ) {
    gather(into: none, finding: { $1(find($0)) }, merging: merge, done)
  }
}
