import FealtyPersistence
import FealtyWire

@testable import FealtyActors

extension EngineRig {
  /// Imports a member, or says what there is of it.
  @discardableResult
  func importMember(_ state: ExportedMember) throws -> ImportMemberResponse {
    try answer(
      ImportMemberResponse.self,
      MethodID.importMember,
      ImportMemberRequest(
        envelope: envelope(),
        member: MemberReference(reference: .memberID(state.memberID)),
        state: state
      )
    )
  }

  /// All members, as an export has them.
  func exported() throws -> [ExportedMember] {
    var members: [ExportedMember] = []
    var place: UInt64 = 0
    repeat {
      let part = try answer(
        ExportMembersResponse.self,
        MethodID.exportMembers,
        ExportMembersRequest(envelope: envelope(), place: place)
      )
      members += part.members
      place = part.nextPlace
    } while place > 0
    return members
  }

  /// An engine with small segments, on the disk of one that was stopped where that is given.
  static func small(
    after before: EngineRig? = nil,
    archive: ArchivePolicy? = nil
  ) throws -> EngineRig {
    // A rig counts its requests anew; their ids begin with the time.
    before?.clock.advance(milliseconds: 60_000)
    return try EngineRig(
      holdsLog: true,
      storage: before?.storage ?? FaultyStorage(seed: 1),
      clock: before?.clock ?? TestClock(),
      segmentBytes: 128 << 10,
      largestBatchBytes: 16 << 10,
      archive: archive
    )
  }

  /// The same directory, all but its end in archives.
  func archived() throws -> EngineRig {
    try enrol("filler")
    for _ in 0..<900 { try earn(1, for: "filler") }
    try stop()
    let second = try Self.small(after: self)
    try second.stop()
    let third = try Self.small(after: second, archive: .ofServer(days: nil, bytes: nil))
    let done = Promised<Bool>()
    third.pool.run { done.keep(true) }
    _ = done.wait()
    return third
  }
}
