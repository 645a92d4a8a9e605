import FealtyClient
import FealtyWire
import Testing

@testable import fealty

@Suite("Failures of the command line")
struct CommandFailureTests {
  // Goal: who reads why a file was refused knows which of its fields is meant.
  @Test(arguments: [
    (
      "promotions[7].group_id", "Of the promotion p: There is no group g.",
      "PutPromotions: promotions[7].group_id: Of the promotion p: There is no group g. "
        + "(INVALID_PROGRAMME)"
    ),
    ("tier", "tier cannot be taken", "PutPromotions: tier cannot be taken (INVALID_PROGRAMME)"),
    ("", "the disk is full", "PutPromotions: the disk is full (INVALID_PROGRAMME)"),
  ])
  func `name the field`(field: String, message: String, text: String) {
    var status = Status()
    status.reason = .invalidProgramme
    status.message = message
    status.field = field
    let failure = CommandFailure(ClientError(code: 3, status: status), during: "PutPromotions")
    #expect(failure.message == text)
  }
}
