package import FealtyWire

/// Somebody outside who keeps tokens: an airline, a bank, an exchange for crypto, a charity.
///
/// Given to the engine as its clock and its storage are.
///
/// - Guarantees that it must give: what has one ``PartnerCall/key`` happens once, however often it
///   is called for. ``call(_:answer:)`` returns at once, on whatever thread; `answer` is called
///   once or never, later or before it returns.
package protocol ExchangePartner: Sendable {
  /// Asks the partner for something.
  ///
  /// No answer in time is no answer: the caller asks for the state then, see ``PartnerCall/Wish``.
  func call(_ call: PartnerCall, answer: @escaping @Sendable (PartnerAnswer) -> Void)

  /// Asks whether a number names somebody there; who is not asked about numbers need not say.
  func confirm(
    _ question: MembershipQuestion,
    answer: @escaping @Sendable (MembershipVerdict) -> Void
  )
}

/// What a partner is asked for.
package struct PartnerCall: Sendable {
  package enum Wish: UInt8, Sendable {
    /// To give out the units; where it gives, to take them from its member.
    case deliver
    /// To say how the exchange stands there.
    case state
    /// To take back what was given out; where it gives, to give its member back what it took, and
    /// never to take it again under this key.
    case takeBack
  }

  package var wish: Wish
  /// Whether the exchange is out of its token, and not into it.
  package var isGiving = false
  /// What is asked for again under it happens once: the exchange's id, with an ending where it
  /// gives, for one partner may be on both sides.
  package var key: String
  /// Of what is wanted: the key, or a name of its being undone.
  package var id: String
  /// Of the token's programme, and the token.
  package var programID: String
  package var tokenID: String
  package var type: TokenType
  /// Of ``units``, which are the token's smallest.
  package var decimals: Int
  package var units: Int64
  package var tokenName = ""
  package var tokenSymbol = ""
  /// Who receives, or gives; empty for a donation.
  package var membership: String
  package var settings: PartnerSettings
  /// Where the partner is asked; nil where that is no webhook, or it is not there now.
  package var endpoint: WebhookTask?
  /// After which the caller waits for no answer any more.
  package var timeoutMilliseconds: Int64 = 10_000
  /// Server time, milliseconds since 1970.
  package var atMilliseconds: Int64
}

/// What a partner says.
package enum PartnerAnswer: Sendable, Equatable {
  /// The units have been given out, under this number of the partner's.
  case completed(receipt: String)
  /// They are not given out and will not be; or, asked to take back, they are not taken back.
  case refused(reason: String)
  /// It knows the exchange, and has not ended it.
  case pending
  /// It has never heard of the exchange.
  case notKnown
  /// What was given out is taken back.
  case takenBack
  /// It could not be reached, or said nothing that has a meaning: nobody knows what it did.
  case unreachable
}
