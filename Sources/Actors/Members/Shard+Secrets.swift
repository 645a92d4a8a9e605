internal import FealtyLoyalty
internal import FealtyWire

// PINs are compared and hashed on the blocking pool: the command waits, its request id stays
// reserved, and the decision runs as one step when the answer is there.

/// What the pool found out about a command's PIN.
struct PINFindings: Sendable {
  /// Of the PIN that came with the command.
  var verdict = PINVerdict.absent
  /// Of a new PIN; empty where there is none, or where the old one is wrong.
  var hash: [UInt8] = []
}

/// What a command does whose PIN has been compared: on the member's shard, in one turn.
typealias PINStep = @Sendable (PINFindings, RoutedCall, CommandContext, MemberActor) -> Void

extension Shard {
  /// Compares a PIN with the member's, and hashes a new one, then runs `step`.
  ///
  /// At once where there is nothing to compare: no PIN came, none is set, or it is locked, so that
  /// none counts.
  ///
  /// `pin`, `new`: empty = none.
  func withFindings(
    about pin: String,
    new: String = "",
    _ call: RoutedCall,
    _ command: CommandContext,
    _ step: @escaping PINStep
  ) {
    guard let actor = member(call, command.programme) else {
      return refuse(command, missing(call.head))
    }
    guard pin.utf8.count <= Limits.secretBytes else {
      return refuse(command, .invalidField("pin"))
    }
    let (stored, isLocked) = actor.inPlace { member in
      (member.pointee.guardian.pin, member.pointee.isPINLocked(now: command.now))
    }
    let asked = pin.isEmpty || stored.isEmpty || isLocked ? "" : pin
    guard !asked.isEmpty || !new.isEmpty else { return step(PINFindings(), call, command, actor) }
    guard let hasher = services.hasher else { return failSecret(nil, command) }
    let gate = services.secretGate
    guard gate.enter() else {
      command.abandon()
      return fail(command.call, Self.tooManySecrets)
    }
    let waiting = WaitingCommand(command, entity: call.entity)
    let me = self
    services.pool.run {
      let found: Result<PINFindings, SecretHashFailure>
      do throws(SecretHashFailure) {
        found = .success(try hasher.findings(about: asked, stored: stored, new: new))
      } catch {
        found = .failure(error)
      }
      gate.leave()
      me.post { shard in
        waiting.resume(on: shard) { routed, command in
          guard let actor = shard.member(routed, command.programme) else {
            return shard.refuse(command, shard.missing(routed.head))
          }
          switch found {
          case .failure(let failure): shard.failSecret(failure, command)
          case .success(let found):
            // Another command may have set another PIN meanwhile.
            let isSame = actor.inPlace { $0.pointee.guardian.pin } == stored
            guard isSame else {
              return shard.withFindings(about: pin, new: new, routed, command, step)
            }
            step(found, routed, command, actor)
          }
        }
      }
    }
  }

  private static let tooManySecrets = Status(
    code: .resourceExhausted,
    reason: .overloaded,
    message: "too many PINs wait to be compared; try again",
    retryAfterMs: 1_000
  )

  /// Answers a command whose PIN could not be hashed or compared; nothing was decided.
  private func failSecret(_ failure: SecretHashFailure?, _ command: CommandContext) {
    if case .unusableSecret = failure { return refuse(command, .invalidField("pin")) }
    var sentence = "this server was started without a way to hash PINs"
    switch failure {
    case .unavailable(let why): sentence = "PINs cannot be hashed here: \(why)"
    case .unknownHash:
      sentence = "the member's PIN was hashed in a way that this system's libcrypt does not know"
    case .unusableSecret, nil: break
    }
    command.abandon()
    fail(
      command.call,
      Status(code: .unimplemented, reason: .unknownMethod, message: sentence, field: "pin")
    )
  }
}

extension SecretHasher {
  fileprivate func findings(
    about pin: String,
    stored: [UInt8],
    new: String
  ) throws(SecretHashFailure) -> PINFindings {
    var found = PINFindings()
    if !pin.isEmpty {
      found.verdict = try verify(Array(pin.utf8), against: stored) ? .right : .wrong
    }
    if !new.isEmpty, found.verdict != .wrong { found.hash = try hash(Array(new.utf8)) }
    return found
  }
}

extension MemberActor {
  /// Runs one command that a PIN came with, and refuses it where `step` does; then notes what
  /// became of the PIN's tries.
  ///
  /// On the shard's thread.
  nonisolated func finish(
    _ command: CommandContext,
    _ verdict: PINVerdict,
    _ step: @Sendable (isolated MemberActor) throws(Refusal) -> Void
  ) {
    let refusal = assumeIsolated { actor in
      let refusal = actor.run(command, step)
      actor.note(verdict, command)
      return refusal
    }
    if let refusal { command.shard.refuse(command, refusal, member: number) }
  }

  /// Records what a compared PIN changes: one more wrong try, or none any more.
  ///
  /// After the decision, which tells how many tries are left, and before its answer leaves. A dry
  /// run counts too, or it would be a way to try all PINs.
  func note(_ verdict: PINVerdict, _ command: CommandContext) {
    let rules = command.programme.rules
    let next = member.guardian(
      after: verdict,
      now: command.now,
      tries: rules.pinTries,
      lock: rules.pinLockMilliseconds
    )
    guard let next else { return }
    _ = record(.guarded(next), kind: .memberGuarded, now: command.now) { out in
      out.writeGuard(2, next)
    }
  }
}
