/// A whole number of a token's smallest unit.
package typealias Points = Int64

/// Money in minor units.
package typealias Money = Int64

/// Milliseconds since 1970 in UTC, or a length of time in milliseconds.
package typealias Milliseconds = Int64

/// The furthest from zero that points or sums of them may be.
package let pointsLimit: Points = 1_000_000_000_000_000

/// Gives a whole number back as points.
///
/// - Throws: ``Refusal`` with `AMOUNT_OUT_OF_RANGE` beyond ``pointsLimit``.
package func checked(_ number: Int128) throws(Refusal) -> Points {
  guard number.magnitude <= pointsLimit.magnitude else { throw Refusal(.amountOutOfRange) }
  return Points(number)
}

/// Adds points up.
///
/// - Throws: ``Refusal`` with `AMOUNT_OUT_OF_RANGE` beyond ``pointsLimit``.
package func sum(_ parts: some Sequence<Points>) throws(Refusal) -> Points {
  try checked(parts.reduce(Int128(0)) { $0 + Int128($1) })
}

/// Names of things; plain texts, as the tills and the programme's people write them.
package typealias MemberID = String
package typealias TokenID = String
package typealias PromotionID = String

/// A transaction's number: the model counts accepted changes from 1.
package typealias TransactionID = Int

/// A lot's number within its member, from 1 in order of making.
package typealias LotID = Int
