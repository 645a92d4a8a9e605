internal import FealtyLoyalty
internal import FealtyWire

// Whether a number names somebody at a partner, as the partner says. No shard waits for it: a
// command that needs an answer gives its request id up, and runs again from its beginning when the
// answer has come.

/// What a partner is asked about a number.
package struct MembershipQuestion: Sendable {
  package var programID: String
  /// The token, or the provider, whose number it would be.
  package var subject: String
  package var number: String
  /// Where it is asked; nil where that is not there now.
  package var endpoint: WebhookTask?
  package var timeoutMilliseconds: Int64
}

/// What a partner says of a number.
package enum MembershipVerdict: Sendable {
  case known, unknown
  /// It could not be reached, or said nothing that has a meaning.
  case unreachable
}

extension ExchangePartner {
  /// Asks whether a number names somebody; as ``call(_:answer:)``, `answer` is called once or
  /// never.
  package func confirm(
    _ question: MembershipQuestion,
    answer: @escaping @Sendable (MembershipVerdict) -> Void
  ) {
    answer(.unreachable)
  }
}

/// What partners have said of numbers, for as long as it is believed.
///
/// Proof for `@unchecked Sendable`: `said` is read and changed under `lock`.
final class MembershipVerdicts: @unchecked Sendable {
  struct Key: Hashable, Sendable {
    var programID: String
    var subject: String
    var webhookID: String
    var number: String
  }

  private let lock = Lock()
  private var said: [Key: (isKnown: Bool, until: Timestamp)] = [:]

  /// Nil where nobody has said it lately.
  func isKnown(_ key: Key, at now: Timestamp) -> Bool? {
    lock.locked {
      guard let found = said[key], now < found.until else { return nil }
      return found.isKnown
    }
  }

  func note(_ key: Key, isKnown: Bool, until: Timestamp, at now: Timestamp) {
    lock.locked {
      if said.count >= Limits.membershipVerdicts {
        said = said.filter { now < $0.value.until }
        // Whoever is forgotten is asked about again.
        if said.count >= Limits.membershipVerdicts { said.removeAll() }
      }
      said[key] = (isKnown, until)
    }
  }
}

extension Shard {
  /// Whether a number names somebody at whoever is to be asked about it.
  ///
  /// - Parameters:
  ///   - number: Of the right shape.
  ///   - check: Its rule.
  ///   - subject: The token, or the provider, whose rule it is.
  ///   - owner: The programme whose rule it is.
  ///   - field: Where the request has it.
  ///   - command: Nothing may have been decided under its request id.
  ///   - entity: As the call was routed by.
  /// - Returns: false where the command was put off, or answered.
  /// - Throws: ``Refusal/numberNotKnown(_:)``.
  func isConfirmed(
    _ number: String,
    _ check: MembershipCheck,
    subject: String,
    of owner: PublishedProgramme,
    field: String,
    _ command: CommandContext,
    entity: UInt64
  ) throws(Refusal) -> Bool {
    guard let inquiry = check.inquiry else { return true }
    let key = MembershipVerdicts.Key(
      programID: owner.id,
      subject: subject,
      webhookID: inquiry.webhookID,
      number: number
    )
    if let isKnown = services.memberships.isKnown(key, at: command.now) {
      guard isKnown else { throw .numberNotKnown(field) }
      return true
    }
    let question = MembershipQuestion(
      programID: owner.id,
      subject: subject,
      number: number,
      endpoint: services.webhooks.endpoint(inquiry.webhookID, of: owner.id),
      timeoutMilliseconds: Limits.membershipMilliseconds
    )
    command.abandon()
    let (call, bytes) = (command.call, [UInt8](command.head.payload))
    services.partner.confirm(question) { [self] verdict in
      post { shard in
        guard verdict != .unreachable else { return shard.fail(call, Self.unreachable) }
        let isKnown = verdict == .known
        let trust =
          isKnown
          ? inquiry.trustMilliseconds
          : min(inquiry.trustMilliseconds, Limits.membershipDistrustMilliseconds)
        let now = shard.stamp()
        shard.services.memberships.note(
          key,
          isKnown: isKnown,
          until: now.adding(milliseconds: trust),
          at: now
        )
        bytes.withUnsafeBytes { shard.handle(call, entity: entity, payload: $0) }
      }
    }
    return false
  }

  private static let unreachable = Status(
    code: .unavailable,
    reason: .partnerUnreachable,
    message: "whoever keeps the number does not answer; send the same request again",
    retryAfterMs: 1_000
  )
}

extension Limits {
  /// How long a partner has to say whether a number names somebody, milliseconds: somebody waits.
  static let membershipMilliseconds: Int64 = 5_000
  /// How long it is believed where the rule does not say, and what a rule may say, milliseconds.
  static let membershipTrustMilliseconds: Int64 = 60_000
  static let membershipTrustLeastMilliseconds: Int64 = 1_000
  static let membershipTrustMostMilliseconds: Int64 = 86_400_000
  /// That nobody has the number is believed no longer: they may be about to get it.
  static let membershipDistrustMilliseconds: Int64 = 5_000
  /// Numbers of which that is remembered.
  static let membershipVerdicts = 10_000
}
