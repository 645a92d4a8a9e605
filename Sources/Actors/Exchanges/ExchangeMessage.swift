internal import FealtyLoyalty
internal import FealtyWire

/// What shards tell each other about an exchange: a plain value, so that it crosses inside a
/// parcel's bytes.
///
/// The bytes that may stand behind it are the request's.
struct ExchangeMessage: BitwiseCopyable {
  /// Where the exchange stands.
  enum Step: UInt8, BitwiseCopyable {
    /// To where the receiving member's number leads: is there one who may receive? With the
    /// request.
    case probe
    /// To the home of the card with that number. With the request.
    case probeCard
    /// To the home of the card's member. With the request.
    case probeMember
    /// To the giving member: nobody has been found, or somebody. With the request.
    case probed
    /// To the receiving member: the points are in transit.
    case credit
    /// To the giving member: they have arrived, or cannot.
    case credited
    /// To the member that had received: it is to be taken back.
    case takeBack
    /// To the member that had given: it is taken back, or is not there.
    case takenBack
  }

  /// Why an exchange cannot be.
  enum Denial: UInt8, BitwiseCopyable {
    case none = 0
    case membershipNotValid
    case memberNotActive
    case earnBlocked
    case amountOutOfRange
    case rateStale
    case overrideNotPermitted
    case resultZero
    case supplyExhausted
    case unrecoverable
    case exchangeNotAllowed
  }

  var step = Step.probe
  /// Of the receiving side.
  var denial = Denial.none
  /// Of the rate, told when the giving side has nothing against it.
  var offerDenial = Denial.none
  /// Index of the receiving programme.
  var programme: UInt16 = 0
  var token: TokenNumber = 0
  var call: Call
  /// Until the exchange has begun its version is 0.
  var id: ExchangeID
  var terms: ExchangeTerms
  var creditedVersion: UInt32 = 0
  /// Where the membership number stands in the request.
  var membershipOffset: UInt32 = 0
  var membershipBytes: UInt32 = 0
  /// Server time where it was sent.
  var sentAtMilliseconds: Int64 = 0

  /// The call of an exchange that the last process began: nobody waits for it.
  static let nobody = Call(
    origin: .max,
    method: MethodID.exchange,
    connection: 0,
    generation: 0,
    stream: 0,
    deadlineNanoseconds: 0
  )

  var isAnswered: Bool { call.origin == .max }

  /// The member, or the card, at whose home the step is taken.
  var home: UInt64 {
    switch step {
    case .probe, .probeCard, .probeMember, .credit, .takeBack: terms.target
    case .probed, .credited, .takenBack: id.member
    }
  }
}

extension ExchangeMessage.Denial {
  init(_ refusal: Refusal) {
    self =
      switch refusal {
      case .memberNotActive: .memberNotActive
      case .earnBlocked: .earnBlocked
      case .amountOutOfRange: .amountOutOfRange
      case .rateStale: .rateStale
      case .overrideNotPermitted: .overrideNotPermitted
      case .resultZero: .resultZero
      case .supplyExhausted: .supplyExhausted
      case .unrecoverable: .unrecoverable
      case .exchangeNotAllowed: .exchangeNotAllowed
      default: .membershipNotValid
      }
  }

  /// Nil where there is nothing against it.
  var refusal: Refusal? {
    switch self {
    case .none: nil
    case .membershipNotValid: .membershipNotValid
    case .memberNotActive: .memberNotActive
    case .earnBlocked: .earnBlocked
    case .amountOutOfRange: .amountOutOfRange
    case .rateStale: .rateStale
    case .overrideNotPermitted: .overrideNotPermitted
    case .resultZero: .resultZero
    case .supplyExhausted: .supplyExhausted
    case .unrecoverable: .unrecoverable
    case .exchangeNotAllowed: .exchangeNotAllowed
    }
  }
}

extension Parcel {
  /// Adds a step, with the request where it is needed.
  func add(_ message: ExchangeMessage, payload: UnsafeRawBufferPointer?) {
    steps.append(littleEndian: UInt32(payload?.count ?? 0))
    withUnsafeBytes(of: message) { steps.append($0) }
    if let payload { steps.append(payload) }
  }

  /// Calls `body` for each step.
  static func forEachStep(
    in buffer: borrowing OutputBuffer,
    _ body: (inout ExchangeMessage, UnsafeRawBufferPointer) -> Void
  ) {
    buffer.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        let length = Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        var message = bytes.loadUnaligned(fromByteOffset: offset + 4, as: ExchangeMessage.self)
        let start = offset + 4 + MemoryLayout<ExchangeMessage>.size
        body(&message, UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]))
        offset = start + length
      }
    }
  }
}
