internal import FealtyWire

/// The members of a load test, by their home shards, so that each connection calls for those that
/// live where it ends, as a shard-aware till does.
struct MemberPool {
  private let byShard: [[UInt32]]
  let count: Int

  var shardCount: Int { byShard.count }

  init(count: Int, shards: Int) {
    self.count = count
    var lists = [[UInt32]](repeating: [], count: shards)
    for index in 0..<count {
      let home = StableHash.hash(
        program: BenchProgramme.id,
        member: RequestTemplate.memberID(index)
      )
      lists[StableHash.shard(home, count: shards)].append(UInt32(index))
    }
    byShard = lists
  }

  /// Where a member lives.
  func shard(of index: Int) -> Int {
    let id = RequestTemplate.memberID(index)
    return StableHash.shard(
      StableHash.hash(program: BenchProgramme.id, member: id),
      count: byShard.count
    )
  }

  /// A member that lives on the shard; any member where none does, or for no shard.
  @inline(__always)
  func pick(shard: Int?, _ random: inout RandomNumbers) -> Int {
    guard let shard else { return random.below(count) }
    let list = byShard[shard]
    return list.isEmpty ? random.below(count) : Int(list[random.below(list.count)])
  }
}
