import Foundation
import Synchronization
import Testing

/// The endpoint of a brand that keeps its members' points itself: a real HTTP server, whose books
/// outlive it, and which can be told to do what endpoints do at their worst.
final class LightBrand: Sendable {
  /// What becomes of the next requests.
  enum Mood: Sendable, CaseIterable {
    case fine
    /// Answers after a while, which is longer than is waited.
    case slow
    case failsBeforeItCredits
    case failsAfterIt
    case hangsBeforeItCredits
    case hangsAfterIt
    case closesBeforeItCredits
    case closesAfterIt
    /// Each answer is sent two times.
    case answersTwice
    /// Answers with words that nobody has agreed on.
    case saysNothing

    var credits: Bool {
      switch self {
      case .failsBeforeItCredits, .hangsBeforeItCredits, .closesBeforeItCredits, .saysNothing: false
      default: true
      }
    }
  }

  private struct Books {
    var mood = Mood.fine
    /// Units by the exchange's key.
    var credited: [String: Int64] = [:]
    var takenBack: Set<String> = []
    var refused: Set<String> = []
    /// How often each was asked for something: "POST KEY", "GET KEY".
    var asked: [String: Int] = [:]
    /// Runs when a credit or a debit has come and nothing has been done.
    var arrived: (@Sendable () -> Void)?
    /// Runs when it has been done and is not answered.
    var done: (@Sendable () -> Void)?
  }

  private let books = Mutex(Books())
  private let receiver = Mutex<Receiver?>(nil)
  let port: Int

  init() throws {
    // A free port, on which nobody listens yet.
    let spare = try Receiver { _, _ in .status(200) }
    port = spare.port
    spare.stop()
  }

  deinit { stop() }

  var url: String { "http://127.0.0.1:\(port)/exchanges?brand=light" }

  func start() throws {
    let made = try Receiver(port: port) { [weak self] request, _ in
      self?.answer(request) ?? .close
    }
    receiver.withLock { $0 = made }
  }

  func stop() {
    receiver.withLock { receiver in
      receiver?.stop()
      receiver = nil
    }
  }

  // MARK: - What a test sets and sees

  func set(
    _ mood: Mood,
    arrived: (@Sendable () -> Void)? = nil,
    done: (@Sendable () -> Void)? = nil
  ) {
    books.withLock { books in
      books.mood = mood
      (books.arrived, books.done) = (arrived, done)
    }
  }

  /// The next exchanges to this number are refused.
  static let unknown = "L-unknown"

  /// Units that its members have by exchanges.
  var held: Int64 { sum { !$0.hasSuffix(Self.debit) } }
  /// Units that its members have given for exchanges, and not got back.
  var debited: Int64 { sum { $0.hasSuffix(Self.debit) } }

  /// What keys of debits end with.
  private static let debit = "-debit"
  /// More than this no member has: the debit is refused.
  static let purse: Int64 = 1_000

  private func sum(_ counts: (String) -> Bool) -> Int64 {
    books.withLock { books in
      books.credited.filter { counts($0.key) && !books.takenBack.contains($0.key) }.values
        .reduce(0, +)
    }
  }

  /// Keys that were credited or debited, whether or not they were taken back.
  var keys: Set<String> { books.withLock { Set($0.credited.keys) } }
  var takenBack: Set<String> { books.withLock { $0.takenBack } }
  func asked(_ method: String, _ key: String) -> Int {
    books.withLock { $0.asked["\(method) \(key)"] ?? 0 }
  }

  var requests: [Receiver.Request] { receiver.withLock { $0?.requests ?? [] } }

  /// Credits what it has refused before.
  func creditAllTheSame(_ key: String, _ units: Int64) {
    books.withLock { books in
      books.refused.remove(key)
      books.credited[key] = units
    }
  }

  // MARK: - The endpoint

  private func answer(_ request: Receiver.Request) -> Receiver.Answer {
    let mood = books.withLock { $0.mood }
    if let part = request.path.components(separatedBy: "membership_number=").dropFirst().first {
      let number = part.prefix { $0 != "&" }
      books.withLock { $0.asked["NUMBER \(number)", default: 0] += 1 }
      return shaped(mood, (200, number == "L-9" ? #"{"state":"unknown"}"# : #"{"state":"known"}"#))
    }
    guard request.method == "POST" else {
      let key = request.path.components(separatedBy: "tx_hash=").last ?? ""
      return shaped(mood, state(key))
    }
    books.withLock { $0.arrived }?()
    if mood.credits { book(request) }
    books.withLock { $0.done }?()
    return shaped(mood, mood.credits ? booked(request) : (500, ""))
  }

  private func shaped(_ mood: Mood, _ plain: (status: Int, body: String)) -> Receiver.Answer {
    switch mood {
    case .fine: .status(plain.status, body: plain.body)
    case .slow: .slow(milliseconds: 3_000)
    case .failsBeforeItCredits, .failsAfterIt: .status(500)
    case .hangsBeforeItCredits, .hangsAfterIt: .hang
    case .closesBeforeItCredits, .closesAfterIt: .close
    case .answersTwice: .twice(plain.status, body: plain.body)
    case .saysNothing: .status(404, body: "no such page")
    }
  }

  private static func json(_ request: Receiver.Request) -> [String: Any] {
    let object = try? JSONSerialization.jsonObject(with: Data(request.body))
    return object as? [String: Any] ?? [:]
  }

  private func book(_ request: Receiver.Request) {
    let json = Self.json(request)
    let id = json["tx_hash"] as? String ?? ""
    let units = Int64(json["amount"] as? String ?? "") ?? -1
    books.withLock { books in
      books.asked["POST \(id)", default: 0] += 1
      if let key = json["tx_hash_reverted"] as? String, key.hasSuffix(Self.debit) {
        #expect(json["transaction_type"] as? String == "credit", "\(json)")
        #expect(books.credited[key] ?? units == units && !books.refused.contains(key), "\(json)")
        // Also what it has never heard of: a debit that comes after this is none.
        books.takenBack.insert(key)
      } else if id.hasSuffix(Self.debit) {
        #expect(json["transaction_type"] as? String == "debit", "\(json)")
        guard !books.takenBack.contains(id), books.credited[id] == nil else { return }
        if units > Self.purse { books.refused.insert(id) } else { books.credited[id] = units }
      } else if let key = json["tx_hash_reverted"] as? String {
        #expect(books.credited[key] == units, "a debit of what was not credited: \(json)")
        books.takenBack.insert(key)
      } else if json["auth_id"] as? String == Self.unknown {
        if books.credited[id] == nil { books.refused.insert(id) }
      } else {
        #expect(json["transaction_type"] as? String == "credit", "\(json)")
        #expect(books.credited[id] ?? units == units, "other units under the same key: \(json)")
        books.credited[id] = units
      }
    }
  }

  private func booked(_ request: Receiver.Request) -> (Int, String) {
    let json = Self.json(request)
    let key = json["tx_hash_reverted"] ?? json["tx_hash"]
    return state(key as? String ?? "", asksForState: false)
  }

  private func state(_ key: String, asksForState: Bool = true) -> (Int, String) {
    books.withLock { books in
      if asksForState { books.asked["GET \(key)", default: 0] += 1 }
      if books.takenBack.contains(key) { return (200, #"{"state":"taken_back"}"#) }
      if books.credited[key] != nil {
        return (200, #"{"state":"completed","receipt":"L-\#(key.suffix(6))"}"#)
      }
      guard books.refused.contains(key) else { return (404, #"{"state":"unknown"}"#) }
      let reason = key.hasSuffix(Self.debit) ? "too few points" : "nobody has this number"
      return (422, #"{"state":"refused","reason":"\#(reason)"}"#)
    }
  }
}
