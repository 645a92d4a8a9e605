internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

/// Which member events somebody wants to hear of.
struct MemberEventFilter: Sendable {
  private let kinds: Set<Int32>
  private let memberIDs: Set<String>
  /// The numbers that the members may have.
  private let numbers: Set<UInt64>
  private let wantsPostings: Bool
  private let wantsChanges: Bool

  /// Places after a member's hash in which it is looked for: each is one that another member's id
  /// has taken before.
  private static let neighbours: UInt64 = 8

  /// - Parameters:
  ///   - kinds: Empty = all.
  ///   - memberIDs: Empty = all of the programme.
  ///   - programID: The programme's.
  init(kinds: [MemberEventKind] = [], memberIDs: [String] = [], programID: String = "") {
    self.kinds = Set(kinds.map(\.rawValue))
    self.memberIDs = Set(memberIDs)
    numbers = memberIDs.reduce(into: []) { numbers, id in
      let hash = StableHash.hash(program: programID, member: id)
      for place in 0..<Self.neighbours { numbers.insert(hash &+ place) }
    }
    // Sales and time change tiers too.
    wantsPostings =
      kinds.isEmpty || kinds.contains { !Self.isOfChange($0) || $0 == .tierChanged }
    wantsChanges = kinds.isEmpty || kinds.contains { Self.isOfChange($0) }
  }

  /// Whether it tells what became of the member itself, and not of its points.
  private static func isOfChange(_ kind: MemberEventKind) -> Bool {
    kind.rawValue < MemberEventKind.earned.rawValue || kind == .cardChanged
  }

  /// Whether a record may tell what is wanted, by its head alone.
  @inline(__always)
  func mayTake(_ head: LogRecordHead) -> Bool {
    switch RecordKind(rawValue: Int32(head.kind)) {
    case .pointsPosted: guard wantsPostings else { return false }
    case .memberEnrolled, .memberChanged, .memberImported, .memberErased:
      guard wantsChanges else { return false }
    default: return false
    }
    return numbers.isEmpty || numbers.contains(head.entity)
  }

  func takes(_ kind: MemberEventKind) -> Bool { kinds.isEmpty || kinds.contains(kind.rawValue) }
  func takes(memberID: String) -> Bool { memberIDs.isEmpty || memberIDs.contains(memberID) }
}
