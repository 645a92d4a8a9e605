import FealtyWire
import Testing

@testable import FealtyClient

@Suite("Reading requests")
struct RequestScanTests {
  private func scan(_ request: some Message, _ routing: Routing = .routingMember) -> RequestScan {
    request.serialized().withUnsafeBytes { RequestScan($0, routing: routing) }
  }

  @Test func `finds the home of a member whatever the request`() {
    let hash = StableHash.hash(program: "demo", member: "m-1")
    #expect(scan(Requests.earn()).home == hash)
    #expect(scan(Requests.member()).home == hash)
    #expect(scan(Requests.transactions()).home == hash)
    var redeem = RedeemRequest()
    redeem.envelope = Requests.earn().envelope
    redeem.member = Requests.earn().member
    #expect(scan(redeem).home == hash)
  }

  @Test func `knows no home without a member`() {
    var byCard = Requests.member()
    byCard.member = MemberReference(reference: .cardNumber("1234"))
    #expect(scan(byCard).home == nil)
    #expect(scan(Requests.member(), .routingAny).home == nil)
    #expect(scan(VerifyLedgerRequest(), .routingAny).home == nil)
  }

  @Test func `knows no home of bytes that are no message`() {
    let bytes = Array(Requests.earn().serialized().dropLast(3))
    let scan = bytes.withUnsafeBytes { RequestScan($0, routing: .routingMember) }
    #expect(scan.home == nil)
  }

  // 13 characters: 60 bits in the first twelve, 4 bits and one other in the last.
  @Test(
    "reads the entity from a transaction id",
    arguments: [
      ("00000000000000000000", UInt64(0)),
      ("ZZZZZZZZZZZZZ", .max),
      ("zzzzzzzzzzzzz", .max),
      ("G0000000000000000000", 0x8000_0000_0000_0000),
      ("0000000000002", 1),
      ("0000000000001", 0),
      ("H000000000000", 0x8800_0000_0000_0000),
    ]
  )
  func transaction(text: String, entity: UInt64) {
    #expect(Array(text.utf8).withUnsafeBytes { TransactionID.entity(of: $0) } == entity)
    var request = RedeemRequest()
    request.redemptionID = text
    #expect(scan(request).home == entity)
  }

  @Test(
    "refuses a transaction id with other characters",
    arguments: ["", "123", "000000000000U", "00000000000L0"]
  )
  func noTransaction(text: String) {
    #expect(Array(text.utf8).withUnsafeBytes { TransactionID.entity(of: $0) } == nil)
  }

  // Around the lengths at which the envelope's length takes another byte.
  @Test(
    "puts a request id where the encoder would have put it",
    arguments: [
      1, 80, 95, 96, 97, 98, 99, 110, 111, 112, 113, 114, 127, 128, 200, 16_250, 16_360, 16_384,
    ]
  )
  func insertion(traceBytes: Int) throws {
    var request = Requests.earn()
    request.envelope?.traceID = String(repeating: "t", count: traceBytes)
    var buffer = OutputBuffer()
    request.encode(into: &buffer)
    let scan = buffer.withUnsafeBytes { RequestScan($0, routing: .routingMember) }
    #expect(scan.requestID == nil)
    var source = RequestIDSource()
    let id = source.next()
    let place = buffer.insertRequestID(id, scan)
    request.envelope?.requestID = id.bytes
    #expect(buffer.bytes() == request.serialized())
    #expect(Array(buffer.bytes()[place]) == id.bytes)
    let again = buffer.withUnsafeBytes { RequestScan($0, routing: .routingMember) }
    #expect(again.requestID == place)
  }

  @Test func `gives an id to a request without envelope`() throws {
    var buffer = OutputBuffer()
    let scan = buffer.withUnsafeBytes { RequestScan($0, routing: .routingMember) }
    var source = RequestIDSource()
    let id = source.next()
    let place = buffer.insertRequestID(id, scan)
    #expect(try EarnRequest(bytes: buffer.bytes()).envelope?.requestID == id.bytes)
    #expect(Array(buffer.bytes()[place]) == id.bytes)
  }

  @Test func `makes ids that carry their time and never repeat`() {
    var source = RequestIDSource()
    let before = WallClock.milliseconds()
    var seen: Set<[UInt8]> = []
    for _ in 0..<10_000 {
      let id = source.next()
      #expect((before...WallClock.milliseconds()).contains(id.high >> 16))
      #expect(id.high >> 12 & 0xF == 7)
      #expect(id.low >> 62 == 2)
      seen.insert(id.bytes)
    }
    #expect(seen.count == 10_000)
  }
}
