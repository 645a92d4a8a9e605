internal import FealtyActors
internal import Foundation

/// The time zones that Foundation knows.
///
/// - Complexity: A few hundred look-ups a zone; asked for when a programme is compiled, never by a
///   call.
package struct SystemZones: ZoneSource {
  /// 2100-01-01 in seconds since 1970: no promotion is planned that far ahead.
  private static let endSeconds: Double = 4_102_444_800

  package init() {}

  package func transitions(zone name: String) -> [(atMilliseconds: Int64, offsetSeconds: Int32)]? {
    guard let zone = TimeZone(identifier: name) else { return nil }
    var moment = Date(timeIntervalSince1970: 0)
    var found: [(atMilliseconds: Int64, offsetSeconds: Int32)] = [
      (0, Int32(clamping: zone.secondsFromGMT(for: moment)))
    ]
    while let next = zone.nextDaylightSavingTimeTransition(after: moment),
      next > moment, next.timeIntervalSince1970 < Self.endSeconds
    {
      moment = next
      let at = Int64((next.timeIntervalSince1970 * 1_000).rounded())
      // Just behind the transition: at the moment itself, rounding could show the offset before it.
      let offset = zone.secondsFromGMT(for: next.addingTimeInterval(1))
      found.append((at, Int32(clamping: offset)))
    }
    return found
  }
}
