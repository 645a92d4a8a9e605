import Testing

@testable import FealtyLoyalty

@Suite("Allotments of a shared budget")
struct AllotmentTableTests {
  static let key = AllotmentKey(
    owner: 1 << 31 | 3,
    period: .day,
    scope: .all,
    unit: .points,
    key: 0,
    periodStart: utc(2024, 6, 12)
  )

  // MARK: - The home

  @Test func `a request is granted with a chunk on top while there is plenty`() {
    var home = BudgetHome(limit: 10_000, used: [0, 0, 0, 0])
    // 10,000 - 7, a sixteenth of it.
    #expect(home.request(shard: 2, wanted: 7) == [.grant(shard: 2, amount: 631, isLast: false)])
    #expect(home.pool == 9_369)
    #expect(home.committed == [0, 0, 631, 0])
  }

  @Test func `a pool that is too small recalls from the others before it answers`() {
    var home = BudgetHome(limit: 20, used: [5, 5, 0])
    #expect(home.request(shard: 0, wanted: 8) == [.grant(shard: 0, amount: 9, isLast: false)])
    #expect(home.request(shard: 1, wanted: 4) == [.recall(shard: 0), .recall(shard: 2)])
    #expect(home.request(shard: 2, wanted: 2).isEmpty)
    #expect(home.release(shard: 0, amount: 6, answersRecall: true).isEmpty)
    #expect(
      home.release(shard: 2, amount: 0, answersRecall: true) == [
        .grant(shard: 1, amount: 4, isLast: false), .grant(shard: 2, amount: 2, isLast: false),
      ]
    )
    #expect(home.pool == 1)
    // The first one holds nothing, so that it is not asked.
    #expect(home.request(shard: 1, wanted: 2) == [.recall(shard: 2)])
  }

  @Test func `when nothing is left, that is the answer, until something comes free`() {
    var home = BudgetHome(limit: 20, used: [10, 4])
    #expect(home.request(shard: 0, wanted: 9) == [.recall(shard: 1)])
    #expect(
      home.release(shard: 1, amount: 0, answersRecall: true)
        == [.grant(shard: 0, amount: 6, isLast: true)]
    )
    // Both are drained now: nobody is asked.
    #expect(home.request(shard: 1, wanted: 1) == [.grant(shard: 1, amount: 0, isLast: true)])
    #expect(home.release(shard: 0, amount: 3, answersRecall: false).isEmpty)
    #expect(home.request(shard: 1, wanted: 2) == [.grant(shard: 1, amount: 3, isLast: false)])
  }

  @Test func `a lower limit recalls what is not used, a higher one opens again`() {
    var home = BudgetHome(limit: 100, used: [30, 0])
    #expect(home.request(shard: 1, wanted: 40) == [.grant(shard: 1, amount: 43, isLast: false)])
    #expect(home.setLimit(50) == [.recall(shard: 0), .recall(shard: 1)])
    #expect(home.release(shard: 0, amount: 0, answersRecall: true).isEmpty)
    #expect(home.release(shard: 1, amount: 13, answersRecall: true).isEmpty)
    #expect(home.pool == -10)
    #expect(home.request(shard: 0, wanted: 5) == [.grant(shard: 0, amount: 0, isLast: true)])
    #expect(home.setLimit(60).isEmpty)
    #expect(home.request(shard: 0, wanted: 5) == [.grant(shard: 0, amount: 0, isLast: true)])
    #expect(home.setLimit(66).isEmpty)
    #expect(home.request(shard: 0, wanted: 5) == [.grant(shard: 0, amount: 6, isLast: false)])
  }

  // MARK: - The stripe

  @Test func `a stripe asks once a turn for all that wait`() {
    var stripe = BudgetStripe()
    #expect(stripe.spendable(Self.key) == 0 && !stripe.isDrained(Self.key))
    stripe.want(Self.key, total: 7)
    stripe.want(Self.key, total: 3)
    #expect(stripe.takeRequests() == [.init(key: Self.key, wanted: 10)])
    #expect(stripe.takeLeftovers().isEmpty)
    stripe.want(Self.key, total: 2)
    #expect(stripe.takeRequests().isEmpty)
    stripe.granted(Self.key, 12, isLast: false)
    #expect(stripe.spendable(Self.key) == 12)
    stripe.use(Self.key, 7)
    stripe.want(Shortage(key: Self.key, wanted: 4))
    #expect(stripe.takeRequests() == [.init(key: Self.key, wanted: 4)])
    #expect(stripe.used(Self.key) == 7)
  }

  @Test func `a drained stripe keeps nothing over the end of a turn`() {
    var stripe = BudgetStripe()
    stripe.restore(Self.key, 4)
    stripe.want(Self.key, total: 9)
    _ = stripe.takeRequests()
    stripe.granted(Self.key, 6, isLast: true)
    #expect(stripe.isDrained(Self.key))
    stripe.use(Self.key, 5)
    #expect(stripe.takeLeftovers() == [.init(key: Self.key, amount: 1)])
    #expect(stripe.takeLeftovers().isEmpty)
    stripe.use(Self.key, -2)
    #expect(stripe.spendable(Self.key) == 2)
    #expect(stripe.takeLeftovers() == [.init(key: Self.key, amount: 2)])
    stripe.granted(Self.key, 1, isLast: false)
    stripe.use(Self.key, -2)
    #expect(stripe.takeLeftovers().isEmpty)
    #expect(stripe.recalled(Self.key) == 3)
    // It may ask again, and gives back what comes free.
    #expect(!stripe.isDrained(Self.key) && stripe.used(Self.key) == 5)
    stripe.use(Self.key, -2)
    #expect(stripe.takeLeftovers { _ in true }.isEmpty)
    #expect(stripe.takeLeftovers() == [.init(key: Self.key, amount: 2)])
  }

  @Test func `"nothing left" holds until something comes free anywhere`() {
    var stripe = BudgetStripe()
    stripe.freed = 4
    stripe.granted(Self.key, 0, isLast: true, freed: 4)
    #expect(stripe.isDrained(Self.key))
    #expect(stripe.takeLeftovers().isEmpty)
    stripe.freed = 5
    #expect(!stripe.isDrained(Self.key))
    // Said as of 5, while a sixth is on its way to the home: it holds for those who asked alone.
    stripe.freed = 6
    stripe.granted(Self.key, 0, isLast: true, freed: 5)
    stripe.isAnswering = true
    #expect(stripe.isDrained(Self.key))
    stripe.isAnswering = false
    #expect(!stripe.isDrained(Self.key))
    #expect(stripe.takeLeftovers().isEmpty)
    stripe.isAnswering = true
    #expect(!stripe.isDrained(Self.key))
  }

  @Test func `what was granted of a limit that holds no longer is given up and asked for again`() {
    var other = Self.key
    other.owner += 1
    var stripe = BudgetStripe()
    stripe.granted(Self.key, 9, isLast: false)
    stripe.granted(other, 5, isLast: true)
    stripe.use(Self.key, 2)
    var givenUp = stripe.giveUp { $0 == other }
    #expect(givenUp == [.init(key: other, amount: 5)])
    #expect(!stripe.isDrained(other) && stripe.spendable(other) == 0)
    #expect(stripe.spendable(Self.key) == 7)
    givenUp = stripe.giveUp { $0 == Self.key }
    #expect(givenUp == [.init(key: Self.key, amount: 7)])
    givenUp = stripe.giveUp { _ in true }
    #expect(givenUp.isEmpty)
    // What comes free before it asks again goes back, too.
    stripe.use(Self.key, -1)
    #expect(stripe.takeLeftovers() == [.init(key: Self.key, amount: 1)])
  }

  @Test func `a use that moves from one shard to another is spent once`() {
    // A claimed sale: +7 here, of which 2 were allotted, -7 there.
    var here = BudgetStripe()
    var there = BudgetStripe()
    there.restore(Self.key, 7)
    var home = BudgetHome(limit: 10, used: [0, 7])
    #expect(home.request(shard: 0, wanted: 2).count == 1)
    here.granted(Self.key, home.committed[0], isLast: false)
    let before = (here.spendable(Self.key), home.pool)
    here.use(Self.key, 7)
    #expect(here.spendable(Self.key) == 0)
    here.takeOver(Self.key, 7)
    home.move(7, from: 1, to: 0)
    #expect((here.spendable(Self.key), home.pool) == before)
    #expect(home.committed == [before.0 + 7, 0])
    there.handOn(Self.key, 7)
    #expect(there.used(Self.key) == 0 && there.spendable(Self.key) == 0)
    #expect(there.recalled(Self.key) == 0)
    #expect(here.takeOveruses().isEmpty && there.takeOveruses().isEmpty)
    // What a member's own cap has cut off is there for others.
    here.restore(Self.key, -7)
    here.use(Self.key, 5)
    here.takeOver(Self.key, 7)
    #expect(here.spendable(Self.key) == before.0 + 2)
  }

  @Test func `what is used beyond the allotment is told before anything is asked`() {
    var stripe = BudgetStripe()
    stripe.granted(Self.key, 3, isLast: false)
    stripe.use(Self.key, 7)
    #expect(stripe.spendable(Self.key) == 0)
    #expect(stripe.takeOveruses() == [.init(key: Self.key, amount: -4)])
    #expect(stripe.takeOveruses().isEmpty)
    #expect(stripe.takeLeftovers().isEmpty && stripe.used(Self.key) == 7)
  }

  @Test func `"nothing left" is no answer to who came after the question`() {
    var stripe = BudgetStripe()
    stripe.want(Self.key, total: 2)
    #expect(!stripe.isAsking(Self.key))
    #expect(stripe.takeRequests().count == 1)
    #expect(stripe.isAsking(Self.key))
    stripe.freed = 1
    stripe.granted(Self.key, 0, isLast: true, freed: 0)
    stripe.isAnswering = true
    #expect(stripe.isDrained(Self.key))
    stripe.unanswered = [Self.key]
    #expect(!stripe.isDrained(Self.key))
    // Nothing had been given back that the home did not know.
    stripe.granted(Self.key, 0, isLast: true, freed: 1)
    #expect(stripe.isDrained(Self.key))
  }

  @Test func `messages have come as far as none is missing`() {
    var mark = ArrivalMark()
    let steps: [(UInt64, UInt64)] = [(2, 0), (1, 2), (3, 3), (6, 3), (5, 3), (4, 6)]
    for (number, complete) in steps {
      mark.arrived(number)
      #expect(mark.complete == complete)
    }
  }

  @Test func `keys that differ in one part are kept apart, and may be forgotten`() {
    var keys = [Self.key]
    for change: (inout AllotmentKey) -> Void in [
      { $0.owner = 3 }, { $0.period = .week }, { $0.scope = .terminal }, { $0.unit = .times },
      { $0.key = 1 },
      { $0.periodStart = utc(2024, 6, 13) },
    ] {
      var key = Self.key
      change(&key)
      keys.append(key)
    }
    for number in 0..<2_000 {
      var key = Self.key
      key.key = UInt64(number) << 20 + 2
      keys.append(key)
    }
    #expect(Set(keys.map(\.stableHash)).count == keys.count)
    var stripe = BudgetStripe()
    for (index, key) in keys.enumerated() { stripe.restore(key, Int64(index) + 1) }
    #expect(stripe.count == keys.count)
    for (index, key) in keys.enumerated() { #expect(stripe.used(key) == Int64(index) + 1) }
    stripe.forget { $0.key > 1 }
    #expect(stripe.count == 7)
    var sum: Int64 = 0
    stripe.forEach { _, used, _ in sum += used }
    #expect(sum == 28)
    #expect(stripe.used(keys[100]) == 0)
  }

  // MARK: - Both together

  @Test(
    "a budget of 10,000 spent by sevens on any number of shards is spent to the last point",
    arguments: [1, 2, 3, 8, 16]
  )
  func sevens(shards: Int) {
    var world = AllotmentWorld(shards: shards, limit: 10_000, seed: UInt64(shards))
    while !world.isDrained {
      world.demand(world.random(below: shards), 7)
      while world.chance(70), world.deliverOne() {}
      #expect(world.used <= 10_000)
    }
    world.deliverAll()
    #expect(world.used == 10_000)
    #expect(world.waiting.allSatisfy { $0.isEmpty })
  }

  // Goal: nobody is cut as long as there is something left anywhere, also without later demand that
  // would use up what was left over.
  @Test(
    "what is wanted is given as far as it reaches, at once",
    arguments: 1...200 as ClosedRange<UInt64>
  )
  func exact(seed: UInt64) {
    let shards = 1 + Int(seed % 8)
    var world = AllotmentWorld(shards: shards, limit: 200, seed: seed)
    var wanted: Int64 = 0
    for _ in 0..<(1 + world.random(below: 60)) {
      let amount = Int64(1 + world.random(below: 20))
      wanted += amount
      world.demand(world.random(below: shards), amount)
      while world.chance(60), world.deliverOne() {}
      #expect(world.used <= 200)
    }
    world.deliverAll()
    #expect(world.used == min(200, wanted))
    #expect(world.waiting.allSatisfy { $0.isEmpty })
  }

  @Test(
    "one shard alone gets what all others do not use",
    arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64]
  )
  func lonely(seed: UInt64) {
    var world = AllotmentWorld(shards: 6, limit: 5_000, seed: seed)
    for _ in 0..<40 {
      world.demand(world.random(below: 6), Int64(1 + world.random(below: 90)))
      _ = world.deliverOne()
    }
    world.deliverAll()
    world.exhaust(shard: world.random(below: 6))
    #expect(world.used == 5_000)
  }

  // Goal: who sells one after the other is never cut while anything is left, whichever messages are
  // still on their way.
  //
  // Method: each sale, return or raise of the limit is answered before the next one. Messages
  // arrive when chance will have it: the home may hear of the next sale before that of a return.
  @Test(
    "a sale after the answer of another finds all that is left",
    arguments: 1...100 as ClosedRange<UInt64>
  )
  func sequential(seed: UInt64) {
    var world = AllotmentWorld(shards: 1 + Int(seed % 6), limit: 120, seed: seed)
    for _ in 0..<200 {
      let shard = world.random(below: world.stripes.count)
      let before = world.used
      while world.chance(30), world.deliverOne() {}
      switch world.random(below: 10) {
      case 0..<6:
        let wanted = Int64(1 + world.random(below: 40))
        let spends = world.chance(70)
        world.demand(shard, wanted, spends: spends)
        while !world.waiting[shard].isEmpty, world.deliverOne() {}
        #expect(world.waiting[shard].isEmpty)
        let given = min(wanted, max(0, world.home.limit - before))
        #expect(world.asked == given)
        #expect(world.used == before + (spends ? given : 0))
      case 6..<9: world.giveBack(shard)
      default: world.setLimit(world.home.limit + Int64(world.random(below: 20)))
      }
      #expect(world.balances)
    }
  }

  /// Goal: nothing is sold twice and nothing is lost, however sales, returns, changes of the limit
  /// and messages interleave.
  ///
  /// Method: random steps; what the home believes of a shard must always be
  /// what the shard has, and what is on the way.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `any interleaving keeps to the limit and uses it up`(seed: UInt64) {
    var world = AllotmentWorld(shards: 1 + Int(seed % 7), limit: 3_000, seed: seed)
    let lowers = seed % 2 == 0
    for _ in 0..<1_500 {
      let committed = world.home.committed.reduce(0, +)
      let shard = world.random(below: world.stripes.count)
      switch world.random(below: 100) {
      case 0..<40: world.demand(shard, Int64(1 + world.random(below: 60)))
      case 40..<55: world.giveBack(shard)
      case 55..<57:
        let change = Int64(world.random(below: 800))
        world.setLimit(max(0, world.home.limit + (lowers && world.chance(60) ? -change : change)))
      default: _ = world.deliverOne()
      }
      #expect(world.balances)
      // Above the limit nothing is given out; below it, never beyond it.
      let now = world.home.committed.reduce(0, +)
      #expect(now <= max(world.home.limit, committed))
      if !lowers { #expect(world.used <= world.home.limit) }
    }
    world.deliverAll()
    #expect(world.waiting.allSatisfy { $0.isEmpty })
    world.exhaust(shard: world.random(below: world.stripes.count))
    #expect(world.balances)
    #expect(world.used == max(world.home.limit, world.usedBeforeExhausting))
  }
}
