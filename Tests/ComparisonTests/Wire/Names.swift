internal import Model

/// Which of the engine's names stands for which of the model's numbers.
struct Names {
  /// Of the shape of a transaction's name, and nobody's.
  static let nowhere = "00000000000000000000"
  /// Of the shape of a lot's name, and nobody's.
  static let noLot = "4000000000.0"

  private var transactions: [TransactionID: String] = [:]
  private var transactionNumbers: [String: TransactionID] = [:]
  private var lots: [MemberID: [LotID: String]] = [:]
  private var lotNumbers: [MemberID: [String: LotID]] = [:]

  func transaction(_ number: TransactionID) -> String { transactions[number] ?? Self.nowhere }

  func lot(_ number: LotID, of member: MemberID) -> String {
    lots[member]?[number] ?? Self.noLot
  }

  func knows(_ number: LotID, of member: MemberID) -> Bool { lots[member]?[number] != nil }

  mutating func name(_ number: TransactionID, _ name: String) {
    guard !name.isEmpty, transactions[number] == nil else { return }
    transactions[number] = name
    transactionNumbers[name] = number
  }

  mutating func name(_ number: LotID, of member: MemberID, _ name: String) {
    lots[member, default: [:]][number] = name
    lotNumbers[member, default: [:]][name] = number
  }

  /// How both sides' drawdowns are written down: `l3 20` for 20 points of the third lot.
  func text(_ draws: [(lot: LotID, points: Points)]) -> String {
    draws.map { "l\($0.lot) \($0.points)" }.joined(separator: ", ")
  }

  /// The model's number of a lot; 0 for one that has not been seen yet.
  func number(ofLot name: String, of member: MemberID) -> LotID {
    lotNumbers[member]?[name] ?? 0
  }

  /// How both sides' transactions are written down: `t5`, or `none` where there is none.
  func text(ofTransaction name: String) -> String {
    if name.isEmpty { return "none" }
    return transactionNumbers[name].map { text($0) } ?? "unknown \(name)"
  }

  /// The model's number of a transaction; 0 for what time did, which the model does not number.
  func number(ofTransaction name: String) -> TransactionID { transactionNumbers[name] ?? 0 }

  func text(_ number: TransactionID?) -> String { number.map { "t\($0)" } ?? "none" }
}
