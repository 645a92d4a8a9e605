internal import FealtyLoyalty
internal import FealtyWire

/// Partners outside that the server plays itself, as each token's settings say.
///
/// Chance comes from a source that is given: one seed, one course. What they credit, they credit
/// once for each key, and they keep it: in a journal where one is given, so that it outlives the
/// process as a partner's books do.
///
/// Proof for `@unchecked Sendable`: `books` is read and changed under `lock`.
package final class SimulatedPartners: ExchangePartner, @unchecked Sendable {
  private let lock = Lock()
  private var books: [String: Entry] = [:]
  private let random: any RandomSource
  private let pool: (any BlockingPool)?
  private let journal: (@Sendable (String) -> Void)?

  /// What became of one delivery.
  fileprivate struct Entry {
    enum Fate: String {
      case credited
      case refused
      /// Called failed, and credited after all.
      case late
    }

    var token: String
    var units: Int64
    var fate: Fate
    /// When that is so, milliseconds since 1970.
    var at: Int64
    var receipt: String
    var isTakenBack = false
  }

  /// - Parameters:
  ///   - random: Decides what the settings leave to chance.
  ///   - pool: Where they work, so that the caller never waits; nil = where they are called, which
  ///     a simulation may.
  ///   - lines: What a journal has had so far.
  ///   - journal: Takes a line when something has happened, before it is told; nil = nobody does.
  package init(
    random: any RandomSource,
    pool: (any BlockingPool)?,
    lines: [String] = [],
    journal: (@Sendable (String) -> Void)? = nil
  ) {
    self.random = random
    self.pool = pool
    self.journal = journal
    for line in lines { read(line) }
  }

  package func call(
    _ call: PartnerCall,
    answer: @escaping @Sendable (PartnerAnswer) -> Void
  ) {
    guard let pool else {
      if let said = lock.locked({ reply(to: call) }) { answer(said) }
      return
    }
    pool.run { [self] in
      if let said = lock.locked({ reply(to: call) }) { answer(said) }
    }
  }

  /// Units of a token that are credited at an instant and not taken back.
  package func held(_ tokenID: String, atMilliseconds now: Int64) -> Int64 {
    lock.locked {
      books.values.reduce(0) { sum, entry in
        let counts = entry.token == tokenID && entry.hasCredited(by: now) && !entry.isTakenBack
        return sum + (counts ? entry.units : 0)
      }
    }
  }

  // MARK: - Steps

  /// Nil where nothing is said.
  private func reply(to call: PartnerCall) -> PartnerAnswer? {
    switch call.wish {
    case .deliver: return deliver(call)
    case .state: return books[call.key]?.state(at: call.atMilliseconds) ?? .notKnown
    case .takeBack:
      guard let entry = books[call.key] else { return .notKnown }
      guard entry.hasCredited(by: call.atMilliseconds) else { return .pending }
      let settings = call.settings.simulated ?? SimulatedPartner()
      if !entry.isTakenBack, isTaken(by: settings.kept) {
        return .refused(reason: "the partner keeps what it has given out")
      }
      if !entry.isTakenBack { journal?("back \(call.key)") }
      books[call.key]?.isTakenBack = true
      return .takenBack
    }
  }

  private func deliver(_ call: PartnerCall) -> PartnerAnswer? {
    if let entry = books[call.key] { return entry.state(at: call.atMilliseconds) }
    let settings = call.settings.simulated ?? SimulatedPartner()
    guard !settings.refusedNumbers.contains(call.membership) else {
      return .refused(reason: "the partner does not know the number")
    }
    var entry = Entry(
      token: call.tokenID,
      units: call.units,
      fate: .credited,
      at: Self.later(call.atMilliseconds, settings.delayMs),
      receipt: call.receipt
    )
    var isSilent = false
    if isTaken(by: settings.refused) {
      entry.fate = .refused
    } else if isTaken(by: settings.lost) {
      return nil
    } else if isTaken(by: settings.silent) {
      isSilent = true
    } else if isTaken(by: settings.late) {
      (entry.fate, entry.at) = (.late, Self.later(call.atMilliseconds, settings.lateMs))
    }
    books[call.key] = entry
    journal?(entry.line(call.key))
    return isSilent ? nil : entry.state(at: call.atMilliseconds)
  }

  /// Never beyond the last instant: a programme may have been put when nobody looked at its times.
  private static func later(_ instant: Int64, _ milliseconds: Int64) -> Int64 {
    Timestamp(milliseconds: instant).adding(milliseconds: max(0, milliseconds)).milliseconds
  }

  /// Whether chance falls into a share of 100.
  private func isTaken(by share: UInt32) -> Bool {
    if share == 0 { return false }
    return share >= 100 || random.next() % 100 < UInt64(share)
  }

  /// Takes a line that an earlier process wrote; a torn last one is of nothing that was told.
  private func read(_ line: String) {
    let words = line.split(separator: " ").map(String.init)
    if words.count == 2, words[0] == "back" {
      books[words[1]]?.isTakenBack = true
    } else if words.count == 7, words[0] == "took", let units = Int64(words[3]),
      let fate = Entry.Fate(rawValue: words[4]), let at = Int64(words[5])
    {
      books[words[1]] = Entry(
        token: words[2],
        units: units,
        fate: fate,
        at: at,
        receipt: words[6]
      )
    }
  }
}

extension SimulatedPartners.Entry {
  fileprivate func hasCredited(by now: Int64) -> Bool { fate != .refused && now >= at }

  fileprivate func state(at now: Int64) -> PartnerAnswer {
    if isTakenBack { return .takenBack }
    switch fate {
    case .credited: return now >= at ? .completed(receipt: receipt) : .pending
    case .refused:
      return now >= at ? .refused(reason: "the partner refuses the delivery") : .pending
    case .late:
      return now >= at ? .completed(receipt: receipt) : .refused(reason: "the partner has failed")
    }
  }

  /// "took KEY TOKEN UNITS FATE AT RECEIPT".
  fileprivate func line(_ key: String) -> String {
    "took \(key) \(token) \(units) \(fate.rawValue) \(at) \(receipt)"
  }
}

extension PartnerCall {
  /// A number of the partner's, as its kind writes them; the same for the same key.
  fileprivate var receipt: String {
    let number = StableHash.hash(program: "receipt", member: key)
    let prefix =
      switch type {
      case .typeMiles: "MILES"
      case .typeDonation: "GIFT"
      case .typeFiat: "PAY"
      case .typeErc721: "NFT"
      case .typeCrypto: "TX"
      default: "EXT"
      }
    return "\(prefix)-\(number % 10_000_000_000)"
  }
}
