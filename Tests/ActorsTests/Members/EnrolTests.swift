import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Enrolling")
struct EnrolTests {
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
