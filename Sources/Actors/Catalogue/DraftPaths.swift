internal import FealtyLoyalty
internal import FealtyWire

/// Where a request has what it changes of a programme: findings count in the programme that comes
/// of it, and who reads them looks into the request.
struct DraftPaths: Sendable {
  /// What stands before the fields of `Programme`, such as `programme.`; empty where they are the
  /// request's own.
  let prefix: String
  /// Where the request has promotions, by id.
  private var places: [String: Int] = [:]
  /// Whether the request's only field is the token that is the programme's last.
  var isToken = false
  /// Whether the request names a version of a promotion, and has none of its fields.
  var isVersion = false

  init(_ prefix: String, promotions: [Promotion] = []) {
    self.prefix = prefix
    // One that is there twice is refused before anything is looked up.
    for (place, promotion) in promotions.enumerated() { places[promotion.promotionID] = place }
  }

  static var token: DraftPaths {
    var paths = DraftPaths("")
    paths.isToken = true
    return paths
  }

  /// What to answer about a finding.
  func status(
    _ finding: FealtyLoyalty.ProgrammeFinding,
    in definition: ProgrammeDefinition
  ) -> Status {
    var status = Status(
      code: .invalidArgument,
      reason: .invalidProgramme,
      message: finding.sentence,
      field: prefix + finding.path
    )
    if let (index, rest) = Self.element(of: "promotions", in: finding.path) {
      let id = definition.promotions[index].id
      if let place = places[id] {
        // A caller may send a file in pieces, and counts in the file.
        status.field = "\(prefix)promotions[\(place)]\(rest)"
        status.message = "Of the promotion \(id): \(finding.sentence)"
      } else {
        // What the request changes does not go with a promotion that it does not have.
        status.field = "\(prefix)promotions"
        status.message = "Of the promotion \(id), \(rest.dropFirst()): \(finding.sentence)"
      }
    } else if isToken, let (_, rest) = Self.element(of: "tokens", in: finding.path) {
      status.field = "token\(rest)"
    }
    return status
  }

  /// Where the request has a field of a promotion; the field alone where it does not have it.
  func path(of field: String, in promotionID: String) -> String {
    guard !isVersion, let place = places[promotionID] else { return field }
    return "\(prefix)promotions[\(place)].\(field)"
  }

  /// The index and the rest of a path that begins with an element of a list.
  private static func element(of list: String, in path: String) -> (index: Int, rest: String)? {
    guard path.hasPrefix("\(list)[") else { return nil }
    let tail = path.dropFirst(list.utf8.count + 1)
    guard let end = tail.firstIndex(of: "]"), let index = Int(tail[..<end]) else { return nil }
    return (index, String(tail[tail.index(after: end)...]))
  }
}
