/// Splits a whole number by weights so that the parts add up.
package enum LargestRemainder {
  /// Each part is floor(amount × weight ÷ sum); what the floors leave over goes to the largest
  /// remainders, on a tie to the lower index, one each.
  ///
  /// - Parameters:
  ///   - amount: 0 to the weights' sum, so that no part is above its weight.
  ///   - weights: 0 or more; their sum fits `Int64`.
  /// - Returns: A part for each weight.
  /// - Complexity: O(*n* log *n*).
  package static func divide(_ amount: Int64, over weights: [Int64]) -> [Int64] {
    let sum = weights.reduce(0, +)
    precondition(0...sum ~= amount, "\(amount) of \(sum)")
    guard sum > 0 else { return weights.map { _ in 0 } }
    var parts: [Int64] = []
    var remainders: [UInt64] = []
    var left = amount
    for weight in weights {
      let product = amount.magnitude.multipliedFullWidth(by: weight.magnitude)
      let part = sum.magnitude.dividingFullWidth(product)
      parts.append(Int64(part.quotient))
      remainders.append(part.remainder)
      left -= Int64(part.quotient)
    }
    guard left > 0 else { return parts }
    let order = weights.indices.sorted { a, b in
      remainders[a] != remainders[b] ? remainders[a] > remainders[b] : a < b
    }
    for index in order.prefix(Int(left)) { parts[index] += 1 }
    return parts
  }
}
