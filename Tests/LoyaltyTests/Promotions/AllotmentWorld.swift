@testable import FealtyLoyalty

/// Shards, a home of one key and the messages between them, which keep their order a pair and no
/// other.
struct AllotmentWorld {
  enum Message {
    /// `freed`: what had been posted to the home by then.
    case request(Int64, freed: UInt64)
    /// `number`: among what was posted; 0 = it answers a recall.
    case release(Int64, number: UInt64)
  }

  struct Command {
    var total: Int64
    /// False for a preview.
    var spends: Bool
  }

  struct Delivery {
    var action: BudgetHome.Action
    /// What had reached the home by then.
    var freed: UInt64
  }

  let key = AllotmentTableTests.key
  var home: BudgetHome
  var stripes: [BudgetStripe]
  /// By shard, what its commands want that wait for a grant.
  var waiting: [[Command]]
  var toHome: [[Message]]
  var toShard: [[Delivery]]
  /// Requests that came before what had been posted.
  var early: [(shard: Int, wanted: Int64, freed: UInt64)] = []
  var posted: UInt64 = 0
  var arrived: UInt64 = 0
  /// What was posted to the home by shards, and has come of it.
  var numbered: UInt64 = 0
  var arrivals = ArrivalMark()
  /// What the last command was answered.
  var asked: Int64 = 0
  var generator: SeededGenerator
  var usedBeforeExhausting: Int64 = 0

  init(shards: Int, limit: Int64, seed: UInt64) {
    home = BudgetHome(limit: limit, used: .init(repeating: 0, count: shards))
    stripes = .init(repeating: BudgetStripe(), count: shards)
    waiting = .init(repeating: [], count: shards)
    toHome = .init(repeating: [], count: shards)
    toShard = .init(repeating: [], count: shards)
    generator = SeededGenerator(seed: seed)
  }

  var used: Int64 { stripes.reduce(0) { $0 + $1.used(key) } }
  var isDrained: Bool {
    stripes.allSatisfy { stripe in
      var stripe = stripe
      stripe.freed = posted
      return stripe.isDrained(key)
    }
  }

  /// Whether the home knows what each shard has, but for what is on the way.
  var balances: Bool {
    stripes.indices.allSatisfy { shard in
      var sum = stripes[shard].used(key) + stripes[shard].spendable(key)
      for case .release(let amount, _) in toHome[shard] { sum += amount }
      for delivery in toShard[shard] {
        if case .grant(_, let amount, _) = delivery.action { sum += amount }
      }
      return sum == home.committed[shard]
    }
  }

  mutating func random(below bound: Int) -> Int { Int(generator.number(0...Int64(bound - 1))) }
  mutating func chance(_ percent: Int) -> Bool { generator.chance(percent) }

  /// A sale that wants so many points: booked, cut, or waiting.
  mutating func demand(_ shard: Int, _ total: Int64, spends: Bool = true) {
    run(shard, Command(total: total, spends: spends))
    endTurn(shard)
  }

  private mutating func run(_ shard: Int, _ command: Command) {
    stripes[shard].freed = posted
    let spendable = stripes[shard].spendable(key)
    if spendable >= command.total || stripes[shard].isDrained(key) {
      asked = min(spendable, command.total)
      if command.spends { stripes[shard].use(key, asked) }
    } else {
      stripes[shard].want(key, total: command.total)
      waiting[shard].append(command)
    }
  }

  /// A return of a part of what a shard's members have.
  mutating func giveBack(_ shard: Int) {
    let amount = generator.number(0...min(200, stripes[shard].used(key)))
    stripes[shard].use(key, -amount)
    endTurn(shard)
  }

  mutating func setLimit(_ limit: Int64) {
    posted += 1
    arrived += 1
    send(home.setLimit(limit))
  }

  private mutating func endTurn(_ shard: Int) {
    for request in stripes[shard].takeRequests() {
      toHome[shard].append(.request(request.wanted, freed: numbered))
    }
    for release in stripes[shard].takeLeftovers() {
      posted += 1
      numbered += 1
      toHome[shard].append(.release(release.amount, number: numbered))
    }
  }

  private mutating func send(_ actions: [BudgetHome.Action]) {
    for action in actions {
      switch action {
      case .grant(let shard, _, _), .recall(let shard):
        toShard[shard].append(Delivery(action: action, freed: arrived))
      }
    }
  }

  /// Delivers a message of chance; false where none is on the way.
  mutating func deliverOne() -> Bool {
    let senders = toHome.indices.filter { !toHome[$0].isEmpty }
    let receivers = toShard.indices.filter { !toShard[$0].isEmpty }
    guard senders.count + receivers.count > 0 else { return false }
    let choice = random(below: senders.count + receivers.count)
    if choice < senders.count {
      deliver(from: senders[choice])
    } else {
      receive(receivers[choice - senders.count])
    }
    return true
  }

  private mutating func deliver(from shard: Int) {
    switch toHome[shard].removeFirst() {
    case .request(let wanted, let freed): request(shard, wanted, freed)
    case .release(let amount, let number):
      if number > 0 { arrived += 1 }
      send(home.release(shard: shard, amount: amount, answersRecall: number == 0))
      guard number > 0 else { return }
      arrivals.arrived(number)
      let waiting = early
      early = []
      for waiter in waiting { request(waiter.shard, waiter.wanted, waiter.freed) }
    }
  }

  private mutating func request(_ shard: Int, _ wanted: Int64, _ freed: UInt64) {
    guard arrivals.complete >= freed else { return early.append((shard, wanted, freed)) }
    send(home.request(shard: shard, wanted: wanted))
  }

  private mutating func receive(_ shard: Int) {
    let delivery = toShard[shard].removeFirst()
    switch delivery.action {
    case .grant(_, let amount, let isLast):
      stripes[shard].granted(key, amount, isLast: isLast, freed: delivery.freed)
      let commands = waiting[shard]
      waiting[shard] = []
      stripes[shard].isAnswering = true
      for command in commands { run(shard, command) }
      stripes[shard].isAnswering = false
    case .recall:
      let amount = stripes[shard].recalled(key)
      toHome[shard].append(.release(amount, number: 0))
    }
    endTurn(shard)
  }

  mutating func deliverAll() { while deliverOne() {} }

  /// Sells on one shard until nothing is left anywhere.
  mutating func exhaust(shard: Int) {
    usedBeforeExhausting = used
    repeat {
      demand(shard, 50)
      deliverAll()
    } while !stripes[shard].isDrained(key)
  }
}
