/// Shares a whole number out in proportion to weights, so that the parts add up to it.
///
/// Each part is first the floor of its share; what is left over goes, one each, to the largest
/// remainders, and of equal ones to the smaller index.
///
/// - Parameters:
///   - total: 0 or more.
///   - weights: 1 or more each, by index; where there are none there are no parts.
/// - Returns: The parts by index; parts of 0 are left out.
func apportion(_ total: Int64, by weights: [Int: Int64]) -> [Int: Int64] {
  let whole = weights.values.reduce(Int128(0)) { $0 + Int128($1) }
  guard whole > 0 else { return [:] }
  var parts: [Int: Int64] = [:]
  var remainders: [(index: Int, remainder: Int128)] = []
  for (index, weight) in weights {
    let (part, remainder) = (Int128(total) * Int128(weight)).quotientAndRemainder(dividingBy: whole)
    parts[index] = Int64(part)
    remainders.append((index, remainder))
  }
  remainders.sort { ($0.remainder, $1.index) > ($1.remainder, $0.index) }
  let left = total - parts.values.reduce(0, +)
  for (index, _) in remainders.prefix(Int(left)) {
    parts[index, default: 0] += 1
  }
  return parts.filter { $0.value != 0 }
}
