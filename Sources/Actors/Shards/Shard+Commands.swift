internal import FealtyLoyalty
internal import Glibc
internal import FealtyWire

/// A call whose envelope has been read, at the shard that answers it.
///
/// Proof for `@unchecked Sendable`: as for ``RequestHead``, it does not leave the turn.
struct RoutedCall: @unchecked Sendable {
  var call: Call
  var head: RequestHead
  /// Number of the member that the reference was resolved to; 0 where there is none.
  var entity: UInt64
}

extension Shard {
  // MARK: - Beginning

  /// What a read needs: the programme, and the time.
  ///
  /// - Returns: nil when the call has been answered with why not.
  func beginRead(_ routed: RoutedCall) -> CommandContext? {
    do throws(RequestFault) {
      try routed.head.requireLengths()
    } catch {
      fail(routed.call, Status(error))
      return nil
    }
    guard let programme = programme(routed.head.program) else {
      failProgramme(routed)
      return nil
    }
    if programme.isLight, LightMode.isRead(routed.call.method) {
      fail(routed.call, Status(.notAvailableInLight))
      return nil
    }
    let now = stamp()
    let occurredAt = routed.head.occurredAtMilliseconds
    return CommandContext(
      call: routed.call,
      head: routed.head,
      shard: self,
      programme: programme,
      now: now,
      occurredAt: occurredAt == 0 ? now : Timestamp(milliseconds: occurredAt)
    )
  }

  private func failProgramme(_ routed: RoutedCall) {
    guard !routed.head.program.isEmpty else {
      return fail(routed.call, Status(.invalidField("envelope.program_id")))
    }
    fail(routed.call, Self.noSuchProgramme)
  }

  /// Also what a client hears of programmes that are not its own.
  static let noSuchProgramme = Status(
    code: .notFound,
    reason: .programmeNotFound,
    message: "there is no such programme; put it first (fealty programme apply)",
    field: "envelope.program_id"
  )

  /// What a mutation needs: also its request id, reserved.
  ///
  /// - Returns: nil when the call has been answered, parked, or sent to fetch its first answer.
  func beginCommand(_ routed: RoutedCall) -> CommandContext? {
    guard let read = beginRead(routed) else { return nil }
    return beginCommand(read, entity: routed.entity)
  }

  /// The same for a call whose ``beginRead(_:)`` is done.
  func beginCommand(_ read: CommandContext, entity: UInt64) -> CommandContext? {
    var command = read
    return begin(&command, entity: entity) ? command : nil
  }

  /// The same in place, for the hottest call; false where ``beginCommand(_:entity:)`` returns nil.
  func begin(_ command: inout CommandContext, entity: UInt64) -> Bool {
    guard reserve(&command, entity: entity) else { return false }
    if command.programme.isLight, holdsBack(command) { return false }
    do throws(Refusal) {
      try command.programme.rules.require(occurredAt: command.occurredAt, now: command.now)
      return true
    } catch {
      refuse(command, error)
      return false
    }
  }

  /// Reserves the command's request id; false when somebody had it, or the call has been answered.
  func reserve(_ command: inout CommandContext, entity: UInt64) -> Bool {
    let payload = command.head.payload
    guard payload.count <= Self.largestCommand(command.call.method) else {
      fail(command.call, Self.tooLarge)
      return false
    }
    if command.isDryRun { return true }
    guard services.log.hasRoom else {
      fail(
        command.call,
        Status(
          code: .resourceExhausted,
          reason: .logFull,
          message: "the disk is nearly full: nothing is written until there is space",
          retryAfterMs: 1_000
        )
      )
      return false
    }
    guard let id = command.head.requestID else {
      fail(command.call, Status(.invalidField("envelope.request_id")))
      return false
    }
    let madeAt = id.madeAtMilliseconds
    guard madeAt >= command.now.milliseconds - Limits.requestWindowMilliseconds else {
      fail(command.call, Self.tooOld)
      return false
    }
    guard madeAt <= command.now.milliseconds + Limits.clockSkewMilliseconds else {
      fail(command.call, Status(.clockSkew))
      return false
    }
    let table = requestTable(madeAtMilliseconds: madeAt)
    switch table._withUnsafeGuaranteedRef({ $0.reserve(id.tag) }) {
    case .new:
      command.reservation = CommandContext.Reservation(
        id: id,
        table: table,
        contentHash: command.head.contentHash
      )
      return true
    case .reserved:
      park(command.call, entity: entity, payload: payload)
    case .known(let position):
      answerAgain(command, id: id, position: position)
    }
    return false
  }

  /// Bytes that a request of a method may have.
  @inline(__always)
  private static func largestCommand(_ method: UInt16) -> Int {
    if MethodTable.routing(method) == .routingProgramme { return Limits.catalogueBytes }
    return method == MethodID.importMember ? Limits.importBytes : Limits.commandBytes
  }

  static let tooLarge = Status(
    code: .invalidArgument,
    reason: .invalidField,
    message: "the request is larger than one record may be; split it"
  )

  private static let tooOld = Status(
    code: .invalidArgument,
    reason: .tooOld,
    message: "the request id is older than outcomes are kept; look the transaction up first"
  )

  // MARK: - Finding

  /// The programme with this id, as every shard sees it now.
  @inline(__always)
  func programme(_ id: UnsafeRawBufferPointer) -> PublishedProgramme? {
    for programme in programmes where programme.idBytes.count == id.count {
      if programme.idBytes.elementsEqual(id) { return programme }
    }
    return nil
  }

  /// Runs a step of the member that a call is for: one synchronous call into its actor.
  ///
  /// - Returns: nil where there is no such member.
  @inline(__always)
  func withMember<Value: Sendable>(
    _ routed: RoutedCall,
    _ programme: PublishedProgramme,
    _ step: @Sendable (isolated MemberActor) -> Value
  ) -> Value? {
    guard routed.entity != 0 else { return nil }
    var number = routed.entity
    // More than once only where two ids have one 64-bit hash: the second was enrolled under the
    // next number.
    while let actor = members.find(number) {
      let value: Value? = actor.assumeIsolated { actor in
        actor.isNamed(by: routed.head.target, in: programme) ? step(actor) : nil
      }
      if let value { return value }
      guard case .memberID = routed.head.target else { return nil }
      number &+= 1
    }
    return nil
  }

  /// The same without a count of references and without asking for the thread, which a turn is on
  /// already: for the hottest call.
  @inline(__always)
  func namedMember(
    _ routed: RoutedCall,
    _ programme: PublishedProgramme
  ) -> Unmanaged<MemberActor>? {
    namedMember(routed.entity, routed.head.target, programme)
  }

  @inline(__always)
  func namedMember(
    _ entity: UInt64,
    _ target: RequestHead.Target,
    _ programme: PublishedProgramme
  ) -> Unmanaged<MemberActor>? {
    assert(isCurrent, "not on the thread of shard \(index)")
    guard entity != 0 else { return nil }
    var number = entity
    while let actor = members.unretained(number) {
      let isNamed = actor._withUnsafeGuaranteedRef { actor in
        actor.isNamed(by: target, in: programme)
      }
      if isNamed { return actor }
      guard case .memberID = target else { return nil }
      number &+= 1
    }
    return nil
  }

  /// The member that a call is for.
  func member(_ routed: RoutedCall, _ programme: PublishedProgramme) -> MemberActor? {
    namedMember(routed, programme)?._withUnsafeGuaranteedRef { $0 }
  }

  /// The member of this id that was deleted.
  func erasedMember(_ routed: RoutedCall, _ programme: PublishedProgramme) -> MemberActor? {
    guard case .memberID(let id) = routed.head.target else { return nil }
    var number = routed.entity
    while number != 0, let actor = members.find(number) {
      if actor.isErased, actor.programmeIndex == programme.index, actor.hasID(RawBytes(id)) {
        return actor
      }
      number &+= 1
    }
    return nil
  }

  /// Why a reference leads nowhere.
  func missing(_ head: RequestHead) -> Status {
    switch head.target {
    case .card:
      Status(
        code: .notFound,
        reason: .cardNotFound,
        message: "no member of the programme has this card",
        field: "member.card_number"
      )
    case .none:
      Status(
        code: .invalidArgument,
        reason: .invalidField,
        message: "member is missing: name it by member_id, card_number or alias",
        field: "member"
      )
    case .transaction: Status(.transactionNotFound)
    case .alias:
      Status(
        code: .notFound,
        reason: .memberNotFound,
        message: "no member of the programme has this alias",
        field: "member.alias"
      )
    case .memberID: Status(.memberNotFound)
    }
  }
}

/// Bytes that a synchronous call into an actor of the same thread looks at.
///
/// Proof for `@unchecked Sendable`: made for the call and gone after it.
struct RawBytes: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer
  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }
}

extension MemberActor {
  /// Whether a request with this target is for this member.
  @inline(__always)
  nonisolated func isNamed(by target: RequestHead.Target, in programme: PublishedProgramme) -> Bool
  {
    guard programmeIndex == programme.index else { return false }
    return switch target {
    case .memberID(let id): hasID(RawBytes(id)) && !isErased
    case .card: !isErased
    // Its transactions stay.
    case .transaction, .none: true
    case .alias(let provider, let value):
      !isErased && hasAlias(RawBytes(provider), RawBytes(value), programme)
    }
  }

  /// Whether it was deleted: its id leads nowhere, and is not given again.
  @inline(__always)
  nonisolated var isErased: Bool { inPlace { $0.pointee.stage == .erased } }

  nonisolated func hasID(_ wanted: RawBytes) -> Bool {
    var id = inPlace { $0.pointee.id }
    return id.withUTF8 { id in
      guard id.count == wanted.bytes.count else { return false }
      guard let start = id.baseAddress, let wanted = wanted.bytes.baseAddress else { return true }
      return memcmp(start, wanted, id.count) == 0
    }
  }
}
