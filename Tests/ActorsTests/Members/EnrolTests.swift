import Dispatch
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Enrolling")
struct EnrolTests {
  // Goal: an enrolment that has to come again, for balances are being added up, keeps nobody from
  // its card. Method: the card's home answers only when the member's home lets nothing in any more.
  @Test func `an enrolment that is put off gives its card back`() throws {
    let rig = try EngineRig(shards: 4)
    try rig.setUp()
    let card = Shard.cardEntity(program: "p", number: "4711")
    let keeper = StableHash.shard(card, count: 4)
    func home(_ member: String) -> Int {
      StableHash.shard(StableHash.hash(program: "p", member: member), count: 4)
    }
    let names = (0..<20).map { "m\($0)" }.filter { home($0) != keeper }
    func request(_ member: String) -> EnrolRequest {
      EnrolRequest(
        envelope: rig.envelope(),
        member: MemberReference(reference: .memberID(member)),
        cardNumber: "4711"
      )
    }
    let gate = DispatchSemaphore(value: 0)
    rig.engine.shards[keeper].post { _ in gate.wait() }
    let (stream, first) = (rig.newStream(), home(names[0]))
    rig.send([(stream, MethodID.enrol, request(names[0]))], shard: first)
    for _ in 0..<4 { rig.on(first) { _ in } }
    rig.on(first) { $0.closing[0] = .max }
    gate.signal()
    #expect(throws: RigFailure.self) {
      _ = try rig.answer(EnrolResponse.self, to: stream, shard: first)
    }
    rig.on(first) { $0.closing = [:] }
    for _ in 0..<4 { for shard in 0..<4 { rig.on(shard) { _ in } } }
    let second = try rig.answer(EnrolResponse.self, MethodID.enrol, request(names[1]))
    #expect(second.isNew)
    try rig.stop()
  }

  @Test(arguments: [
    ("1999-12-31", true), ("2000-02-29", true), ("1996-02-29", true), ("", true),
    ("1999-02-29", false), ("1900-02-29", false), ("1999-13-01", false), ("1999-00-10", false),
    ("1999-04-31", false), ("1999-4-30", false), ("31.12.1999", false), ("1999-12-31 ", false),
    ("garbage", false),
  ])
  func `a birthday is a date that there is`(birthday: String, isTaken: Bool) throws {
    let rig = try EngineRig()
    try rig.putProgramme()
    let request = EnrolRequest(
      envelope: rig.envelope(),
      member: EngineRig.ada,
      mode: .create,
      profile: FealtyWire.Profile(birthday: birthday)
    )
    do {
      _ = try rig.answer(EnrolResponse.self, MethodID.enrol, request)
      #expect(isTaken)
    } catch let failure as RigFailure {
      #expect(!isTaken)
      #expect(failure.reason == .invalidField)
      #expect(failure.status?.field == "profile.birthday")
      #expect(failure.status?.message.contains("yyyy-mm-dd") == true)
    }
    try rig.stop()
  }
}
