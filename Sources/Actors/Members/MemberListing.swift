internal import FealtyLoyalty

/// What one shard knows of the order in which its members are listed.
///
/// The table of members has no order, so to find those of a page all of it is looked through, in
/// slices between the shard's turns. Who wants one page wants the next: so many numbers are kept as
/// stand on hundreds of pages, and only what lies behind them is looked for anew. Who is enrolled
/// takes his place in what is kept, and nobody ever leaves: what is kept stays right.
///
/// One look at a time, however many ask.
///
/// Confined to the shard's thread.
struct MemberListing {
  /// What a page wants of a shard.
  struct Wish: Sendable {
    var programme: UInt16
    /// Higher numbers alone.
    var after: UInt64
    var count: Int
  }

  /// Numbers of members that may be on a page.
  struct Part: Sendable {
    /// Ascending where they are a shard's.
    var numbers: [UInt64] = []
    /// Members of the programme, whatever the page.
    var total: Int64 = 0
  }

  /// The members of a programme from one number on.
  struct Window {
    let programme: UInt16
    let after: UInt64
    /// Ascending.
    var numbers: [UInt64] = []
    /// Whether there is nobody behind them.
    var isLast = false
    var total: Int64 = 0

    /// Nil where it does not reach so far.
    func part(_ wish: Wish) -> Part? {
      guard wish.programme == programme, wish.after >= after else { return nil }
      let start = place(of: wish.after)
      guard isLast || numbers.count - start >= wish.count else { return nil }
      return Part(numbers: Array(numbers[start...].prefix(wish.count)), total: total)
    }

    /// How many of the numbers are not above one.
    private func place(of number: UInt64) -> Int {
      var (low, high) = (0, numbers.count)
      while low < high {
        let middle = (low + high) / 2
        if numbers[middle] <= number { low = middle + 1 } else { high = middle }
      }
      return low
    }

    mutating func add(_ number: UInt64) {
      total += 1
      guard number > after, isLast || number < numbers.last ?? 0 else { return }
      numbers.insert(number, at: place(of: number))
    }

    /// Keeps so many; the others are found again when somebody asks for them.
    mutating func cut(to count: Int) {
      guard numbers.count > count else { return }
      numbers.removeLast(numbers.count - count)
      isLast = false
    }
  }

  /// A look through the table that is under way.
  struct Look {
    var window: Window
    let count: Int
    var slot = 0
    let slotCount: Int
    /// Who came meanwhile, and is not to be found twice.
    var arrived: Set<UInt64> = []

    mutating func find(_ number: UInt64) {
      guard arrived.isEmpty || !arrived.contains(number) else { return }
      window.total += 1
      guard number > window.after else { return }
      window.numbers.append(number)
      // Sorted now and then, so that a look at millions keeps thousands.
      if window.numbers.count >= 4 * count { settle() }
    }

    /// - Returns: What was found, with those who came meanwhile.
    mutating func finish() -> Window {
      // Nobody is cut off but by the last look at all of them.
      for number in arrived {
        window.total += 1
        if number > window.after { window.numbers.append(number) }
      }
      settle()
      window.isLast = !hasCut
      return window
    }

    private var hasCut = false

    private mutating func settle() {
      window.numbers.sort()
      guard window.numbers.count > count else { return }
      window.numbers.removeLast(window.numbers.count - count)
      hasCut = true
    }

    init(_ wish: Wish, slotCount: Int) {
      window = Window(programme: wish.programme, after: wish.after)
      count = max(wish.count, Limits.listedNumbersKept)
      self.slotCount = slotCount
    }
  }

  typealias Answer = @Sendable (Shard, Part) -> Void

  /// The newest last.
  private(set) var windows: [Window] = []
  fileprivate var look: Look?
  fileprivate var waiting: [(wish: Wish, then: Answer)] = []
  /// How often the table was looked through, for tests.
  fileprivate(set) var looks = 0

  func part(_ wish: Wish) -> Part? {
    for window in windows.reversed() { if let part = window.part(wish) { return part } }
    return nil
  }

  /// Somebody was enrolled.
  mutating func arrived(_ number: UInt64, programme: UInt16) {
    if look?.window.programme == programme { look?.arrived.insert(number) }
    for index in windows.indices where windows[index].programme == programme {
      windows[index].add(number)
      windows[index].cut(to: 2 * Limits.listedNumbersKept)
    }
  }

  fileprivate mutating func keep(_ window: Window) {
    windows.removeAll { $0.programme == window.programme && $0.after == window.after }
    windows.append(window)
    if windows.count > Limits.listedWindows { windows.removeFirst() }
  }
}

extension Shard {
  /// Finds the first numbers of a programme's members behind one.
  ///
  /// `then`: called here, at once or in another turn.
  func candidates(for wish: MemberListing.Wish, _ then: @escaping MemberListing.Answer) {
    if let part = listing.part(wish) { return then(self, part) }
    listing.waiting.append((wish, then))
    if listing.look == nil { lookForMembers(wish) }
  }

  private func lookForMembers(_ wish: MemberListing.Wish) {
    listing.looks += 1
    listing.look = MemberListing.Look(wish, slotCount: members.slotCount)
    goOnLooking()
  }

  /// Looks through the next slice of the members; the one after it has a turn of its own.
  private func goOnLooking() {
    guard var look = listing.look else { preconditionFailure("no look is under way") }
    guard look.slotCount == members.slotCount else {
      // The table has grown, and its members are elsewhere.
      let window = look.window
      let wish = MemberListing.Wish(
        programme: window.programme,
        after: window.after,
        count: look.count
      )
      listing.look = MemberListing.Look(wish, slotCount: members.slotCount)
      return send(to: index) { $0.goOnLooking() }
    }
    listing.look = nil
    let next = members.forEach(from: look.slot, slots: Limits.auditSlots) { actor in
      if actor.programmeIndex == look.window.programme { look.find(actor.number) }
    }
    if let next {
      look.slot = next
      listing.look = look
      return send(to: index) { $0.goOnLooking() }
    }
    listing.keep(look.finish())
    let waiting = listing.waiting
    listing.waiting = []
    for (wish, then) in waiting {
      if let part = listing.part(wish) {
        then(self, part)
      } else {
        listing.waiting.append((wish, then))
      }
    }
    if let next = listing.waiting.first { lookForMembers(next.wish) }
  }
}
