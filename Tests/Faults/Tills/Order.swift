/// One thing that a till asks for: points earned (above zero) or redeemed (below).
struct Order: Sendable {
  let id: [UInt8]
  let member: String
  let points: Int64
  let receipt: String

  /// The request id as the book writes it.
  var name: String {
    id.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  init(id: [UInt8], member: String, points: Int64, receipt: String) {
    self.id = id
    self.member = member
    self.points = points
    self.receipt = receipt
  }

  /// As it stands in a line of the book; nil if it does not.
  init?(fields: [Substring]) {
    guard fields.count == 6, let points = Int64(fields[4]) else { return nil }
    var bytes: [UInt8] = []
    var digits = fields[2][...]
    while digits.count >= 2 {
      guard let byte = UInt8(digits.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      digits = digits.dropFirst(2)
    }
    self.init(
      id: bytes,
      member: String(fields[3]),
      points: points,
      receipt: String(fields[5])
    )
  }
}
