import FealtyWire
import Foundation

@testable import FealtyActors

/// A partner whose every answer the test gives, when it wants; it outlives the engines that call.
///
/// Proof for `@unchecked Sendable`: all state is read and changed under `lock`.
final class TestPartner: ExchangePartner, @unchecked Sendable {
  private struct Call {
    var call: PartnerCall
    var answer: @Sendable (PartnerAnswer) -> Void
  }

  private let lock = NSCondition()
  private var calls: [Call] = []
  private var verdicts: [String: MembershipVerdict] = [:]
  private var questions: [MembershipQuestion] = []

  func call(_ call: PartnerCall, answer: @escaping @Sendable (PartnerAnswer) -> Void) {
    lock.withLock {
      calls.append(Call(call: call, answer: answer))
      lock.broadcast()
    }
  }

  func confirm(
    _ question: MembershipQuestion,
    answer: @escaping @Sendable (MembershipVerdict) -> Void
  ) {
    let verdict = lock.withLock {
      questions.append(question)
      return verdicts[question.number] ?? .unreachable
    }
    answer(verdict)
  }

  /// What it says of a number from now on.
  func say(_ verdict: MembershipVerdict, of number: String) {
    lock.withLock { verdicts[number] = verdict }
  }

  /// The numbers that it was asked about so far.
  var asked: [String] { lock.withLock { questions.map { "\($0.subject) \($0.number)" } } }

  /// What it was asked so far.
  var wishes: [PartnerCall.Wish] { lock.withLock { calls.map(\.call.wish) } }

  /// Returns when it has been called so often in all, with the last of these calls.
  @discardableResult
  func awaitCall(_ count: Int) throws -> PartnerCall {
    let limit = Date(timeIntervalSinceNow: 20)
    return try lock.withLock {
      while calls.count < count {
        guard lock.wait(until: limit) else { throw RigFailure.silent }
      }
      return calls[count - 1].call
    }
  }

  /// Answers one of its calls, the first of which is 1.
  func answer(_ number: Int, _ answer: PartnerAnswer) throws {
    try awaitCall(number)
    lock.withLock { calls[number - 1].answer }(answer)
  }
}

extension ExchangeRig {
  /// What tests give points for: kept outside.
  static func outside(
    _ type: TokenType = .typeMiles,
    _ settings: PartnerSettings = PartnerSettings(kind: .partnerSimulated),
    id: String = "miles"
  ) -> Token {
    Token(tokenID: id, type: type, onRamp: [value(7, 300)], partner: settings)
  }

  /// An engine in which points become `token`, by a partner of the test's.
  static func withPartner(
    _ partner: (any ExchangePartner)?,
    _ token: Token = outside(),
    shards: Int = 3
  ) throws -> ExchangeRig {
    let world = try ExchangeRig(shards: shards, partner: partner)
    try world.setUp(partnerships: [way(to: token)], tokens: [points, gems, token])
    return world
  }

  static func way(to token: Token) -> Partnership {
    Partnership(partnershipID: "out", fromTokenID: "points", toTokenID: token.tokenID)
  }

  func outward(
    _ points: Int64,
    to token: String = "miles",
    number: String = "M-1"
  ) -> ExchangeRequest {
    request(points, to: token, in: "", number: number)
  }

  func standing(_ id: String) throws -> GetExchangeResponse {
    try rig.answer(
      GetExchangeResponse.self,
      MethodID.getExchange,
      GetExchangeRequest(envelope: envelope("p"), exchangeID: id)
    )
  }

  /// Returns when an exchange has come to a state: what brings it there is under way already.
  @discardableResult
  func await(_ state: ExchangeState, of id: String) throws -> GetExchangeResponse {
    for _ in 0..<20_000 {
      let answer = try standing(id)
      if answer.state == state { return answer }
    }
    throw RigFailure.silent
  }

  /// Returns when no partner's answer is waited for: a clock that went on before would be late.
  func awaitRest() {
    for shard in 0..<shards { while rig.on(shard, { $0.outside.callsOut }) > 0 {} }
  }

  func takeBack(_ id: String) throws -> ReverseExchangeResponse {
    try rig.answer(
      ReverseExchangeResponse.self,
      MethodID.reverseExchange,
      ReverseExchangeRequest(envelope: envelope("p"), exchangeID: id, reason: "mistake")
    )
  }
}
