internal import Foundation

/// What the tills know, written down before it is sent and as soon as it is answered.
///
/// A line of the file: `B` milliseconds id member points receipt, before an order is sent; `A`
/// milliseconds id transaction, when it was acknowledged; `R` milliseconds id reason, when it was
/// refused without having been carried out. Each line is one call of `write`, so that whoever looks
/// at the file's size knows what had been answered by then.
final class Book: @unchecked Sendable {
  // `lock` guards everything that changes, which is the proof for `@unchecked Sendable`.
  private let lock = NSLock()
  private let descriptor: Int32
  private var answers = 0

  /// Orders in the order of sending.
  private(set) var orders: [Order] = []
  /// Index in ``orders`` by id.
  private(set) var places: [[UInt8]: Int] = [:]
  /// The transaction of each order that was acknowledged, by its place.
  private(set) var acknowledged: [Int: String] = [:]
  /// Places of orders that were refused.
  private(set) var refused: Set<Int> = []

  /// Reads a book and goes on in it.
  ///
  /// - Parameters:
  ///   - path: Made if it is missing.
  ///   - sureBytes: Answers that stand further on in the file count as unknown; nil = none does.
  init?(path: String, sureBytes: Int? = nil) {
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND, 0o600)
    guard descriptor >= 0, let data = FileManager.default.contents(atPath: path) else { return nil }
    var offset = 0
    for line in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      offset += line.count + 1
      take(String(decoding: line, as: UTF8.self), isSure: offset <= sureBytes ?? .max)
    }
  }

  private func take(_ line: String, isSure: Bool) {
    let fields = line.split(separator: " ")
    guard fields.count >= 4 else { return }
    if fields[0] == "B", let order = Order(fields: fields) {
      places[order.id] = orders.count
      orders.append(order)
      return
    }
    guard let order = Order(fields: fields[..<3] + ["-", "0", "-"]), let place = places[order.id]
    else { return }
    if fields[0] == "A" {
      acknowledged[place] = isSure ? String(fields[3]) : nil
    } else if isSure {
      refused.insert(place)
    }
  }

  /// Orders that have no answer, in the order of sending.
  var unanswered: [Order] {
    orders.indices.filter { acknowledged[$0] == nil && !refused.contains($0) }.map { orders[$0] }
  }

  /// The sum of a member's acknowledged points.
  func balance(of member: String) -> Int64 {
    lock.withLock { balances()[member] ?? 0 }
  }

  /// The sum of each member's acknowledged points.
  func balances() -> [String: Int64] {
    acknowledged.keys.reduce(into: [:]) { $0[orders[$1].member, default: 0] += orders[$1].points }
  }

  /// How many answers there have been since the book was opened.
  var answerCount: Int { lock.withLock { answers } }

  func begin(_ order: Order) {
    lock.withLock {
      places[order.id] = orders.count
      orders.append(order)
      write("B \(now()) \(order.name) \(order.member) \(order.points) \(order.receipt)\n")
    }
  }

  func acknowledge(_ order: Order, transaction: String) {
    lock.withLock {
      write("A \(now()) \(order.name) \(transaction)\n")
      if let place = places[order.id] { acknowledged[place] = transaction }
      answers += 1
    }
  }

  func refuse(_ order: Order, reason: String) {
    lock.withLock {
      write("R \(now()) \(order.name) \(reason)\n")
      if let place = places[order.id] { refused.insert(place) }
      answers += 1
    }
  }

  /// Milliseconds of a clock that never goes back.
  private func now() -> UInt64 { DispatchTime.now().uptimeNanoseconds / 1_000_000 }

  private func write(_ line: String) {
    let bytes = Array(line.utf8)
    let count = writeOnce(bytes)
    precondition(count == bytes.count, "the book cannot be written: \(errno)")
  }

  private func writeOnce(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
  }
}
