internal import FealtyWire

/// An encoded request whose member, and receipt's number if it has one, change from call to call.
///
/// Both have a fixed width, so nothing else moves: a call costs the
/// generator two short runs of digits instead of an encoding, and the server sees an ordinary
/// request.
struct RequestTemplate {
  static let memberPlaceholder = "M99999999"
  static let receiptPlaceholder = "R999999999999"
  static let otherPlaceholder = "M88888888"

  private(set) var bytes: [UInt8]
  private let memberOffset: Int
  private let receiptOffset: Int?
  private let otherOffset: Int?

  /// - Parameter request: Names `memberPlaceholder`, and may have `receiptPlaceholder` and
  ///   `otherPlaceholder`.
  init(_ request: some Message) {
    bytes = request.serialized()
    guard let member = Self.find(Self.memberPlaceholder, in: bytes) else {
      preconditionFailure("the request does not name \(Self.memberPlaceholder)")
    }
    memberOffset = member
    receiptOffset = Self.find(Self.receiptPlaceholder, in: bytes)
    otherOffset = Self.find(Self.otherPlaceholder, in: bytes)
  }

  /// The id of member number `index`.
  static func memberID(_ index: Int) -> String {
    "M" + BenchBaskets.padded(index, 8)
  }

  @inline(__always)
  mutating func set(member: Int, receipt: Int, other: Int = 0) {
    Self.write(member, 8, &bytes, memberOffset + 1)
    if let receiptOffset { Self.write(receipt, 12, &bytes, receiptOffset + 1) }
    if let otherOffset { Self.write(other, 8, &bytes, otherOffset + 1) }
  }

  @inline(__always)
  private static func write(_ number: Int, _ digits: Int, _ bytes: inout [UInt8], _ offset: Int) {
    var rest = UInt64(truncatingIfNeeded: number)
    var index = offset + digits
    while index > offset {
      index -= 1
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
      bytes[index] = 0x30 | UInt8(truncatingIfNeeded: remainder)
      rest = quotient
    }
  }

  private static func find(_ text: String, in bytes: [UInt8]) -> Int? {
    let wanted = Array(text.utf8)
    return bytes.indices.dropLast(wanted.count - 1).first {
      bytes[$0..<$0 + wanted.count] == wanted[...]
    }
  }
}
