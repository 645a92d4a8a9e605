/// The server's short number of a token; its name stands in the catalogue.
///
/// 0 is the first token made.
package typealias TokenNumber = UInt16

/// The server's short number of a promotion; stable over its versions, never given to another.
package typealias PromotionNumber = UInt32

/// A lot: the version of the member's record that made it, and its place in that record.
@frozen
package struct LotID: Hashable, Comparable, Sendable {
  package var version: UInt32
  package var index: UInt16

  @inlinable package init(version: UInt32, index: UInt16) {
    self.version = version
    self.index = index
  }
  @inlinable package static func < (a: LotID, b: LotID) -> Bool {
    (a.version, a.index) < (b.version, b.index)
  }
}
