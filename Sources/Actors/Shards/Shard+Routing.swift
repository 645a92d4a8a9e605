internal import FealtyLoyalty
internal import FealtyWire

extension Shard {
  /// Takes a request that arrived on a connection of this shard: answers it, or sends it home.
  ///
  /// `payload`: the message; valid during the call only.
  package func receive(_ call: Call, payload: UnsafeRawBufferPointer) {
    gather(call, payload: payload)
    finishGathered()
  }

  /// The same, but an earn may wait for others that come with it until ``finishGathered()``.
  ///
  /// `payload`: the message; valid until then.
  package func gather(_ call: Call, payload: UnsafeRawBufferPointer) {
    hasServed = true
    if call.method != MethodID.earn { finishGathered() }
    guard let routing = MethodTable.routing(call.method) else {
      return fail(
        call,
        Status(
          code: .unimplemented,
          reason: .unknownMethod,
          message: "there is no method \(call.method); the client may be newer than the server"
        )
      )
    }
    if MethodTable.isStream(call.method) { streams.begin(call, grant) }
    guard !hasPassed(call) else { return failDeadline(call) }
    do throws(RequestFault) {
      let head = try RequestHead(payload, namesMember: routing == .routingMember)
      if _slowPath(grant != nil), let grant, let status = refusal(grant, head, call.method) {
        return fail(call, status)
      }
      try RequestCheck.require(payload, of: call.method)
      var call = call
      if let grant { call.caller = 1 + grant.number }
      if call.method != MethodID.earn, MethodTable.isAudited(call.method) {
        try markAudited(&call, payload)
      }
      switch routing {
      case .routingProgramme: route(call, to: 0, entity: 0, head: head)
      case .routingMember: routeToMember(call, head: head)
      default: perform(RoutedCall(call: call, head: head, entity: 0))
      }
    } catch {
      fail(call, Status(RequestCheck.named(error, payload, of: call.method)))
    }
  }

  /// Takes a request that another shard sent, or that was parked.
  ///
  /// `payload`: valid during the call only.
  func handle(_ call: Call, entity: UInt64, payload: UnsafeRawBufferPointer) {
    gather(call, entity: entity, payload: payload)
    finishGathered()
  }

  /// The same, but an earn may wait for others until ``finishGathered()``; `payload` is valid until
  /// then.
  func gather(_ call: Call, entity: UInt64, payload: UnsafeRawBufferPointer) {
    hasServed = true
    if call.method != MethodID.earn { finishGathered() }
    guard !hasPassed(call) else { return failDeadline(call) }
    do throws(RequestFault) {
      let namesMember = MethodTable.routing(call.method) == .routingMember
      let head = try RequestHead(payload, namesMember: namesMember)
      if entity == 0, case .card(let number) = head.target {
        routeByCard(call, head: head, number: number)
      } else if entity == 0, case .alias(let provider, let value) = head.target {
        route(call, head: head, byAlias: handle(head, provider, value))
      } else {
        perform(RoutedCall(call: call, head: head, entity: entity))
      }
    } catch {
      fail(call, Status(error))
    }
  }

  /// Goes on with a call as another one, for the member that the new payload names.
  ///
  /// It was judged when it was received; here may be another shard, with other callers.
  func goOn(_ call: Call, payload: UnsafeRawBufferPointer) {
    do throws(RequestFault) {
      let head = try RequestHead(payload, namesMember: true)
      // Whether the caller may learn of aliases is not known any more.
      if case .alias = head.target { return fail(call, Status(.invalidField("member.alias"))) }
      routeToMember(call, head: head)
    } catch {
      fail(call, Status(error))
    }
  }

  private func routeToMember(_ call: Call, head: RequestHead) {
    switch head.target {
    case .memberID(let id):
      let number = StableHash.hash(program: head.program, member: id)
      route(call, to: StableHash.shard(number, count: count), entity: number, head: head)
    case .transaction(let id):
      guard MethodTable.namesTransaction(call.method) else {
        // A field that the method does not have: nobody is named.
        var head = head
        head.target = .none
        return perform(RoutedCall(call: call, head: head, entity: 0))
      }
      route(
        call,
        to: StableHash.shard(id.member, count: count),
        entity: id.member,
        head: head
      )
    case .card(let number):
      let home = StableHash.shard(
        Self.cardEntity(program: head.program, number: number),
        count: count
      )
      if home == index {
        routeByCard(call, head: head, number: number)
      } else {
        outbox(home).add(call, entity: 0, payload: head.payload)
      }
    case .alias(let provider, let value):
      route(call, head: head, byAlias: handle(head, provider, value))
    case .none:
      perform(RoutedCall(call: call, head: head, entity: 0))
    }
  }

  /// On to the home of an alias, where it is looked up as a card is.
  @inline(never)
  private func route(_ call: Call, head: RequestHead, byAlias handle: String?) {
    guard var handle else { return perform(RoutedCall(call: call, head: head, entity: 0)) }
    handle.withUTF8 { handle in
      let name = UnsafeRawBufferPointer(handle)
      let home = StableHash.shard(
        Self.cardEntity(program: head.program, number: name),
        count: count
      )
      if home == index {
        routeByCard(call, head: head, number: name)
      } else {
        outbox(home).add(call, entity: 0, payload: head.payload)
      }
    }
  }

  /// At the card's home: on to the member that has the card, or an answer that nobody has.
  private func routeByCard(_ call: Call, head: RequestHead, number: UnsafeRawBufferPointer) {
    let entity = Self.cardEntity(program: head.program, number: number)
    let card = findCard(entity, program: head.program, number: number)
    guard maySearch(call, head, isRight: card.map { $0.member != 0 } ?? false) else { return }
    guard let card, card.member != 0 else {
      return perform(RoutedCall(call: call, head: head, entity: 0))
    }
    route(
      call,
      to: StableHash.shard(card.member, count: count),
      entity: card.member,
      head: head
    )
  }

  private func route(_ call: Call, to home: Int, entity: UInt64, head: RequestHead) {
    if home == index {
      perform(RoutedCall(call: call, head: head, entity: entity))
    } else {
      outbox(home).add(call, entity: entity, payload: head.payload)
    }
  }

  private func perform(_ routed: RoutedCall) {
    if !closing.isEmpty, holdsBack(routed) { return }
    let known = dispatchCall(
      routed.call.method,
      to: Dispatcher(shard: self),
      call: routed,
      payload: routed.head.payload
    )
    precondition(known, "method \(routed.call.method) is in the table and has no handler")
  }

  // MARK: - Deadlines

  @inline(__always)
  func hasPassed(_ call: Call) -> Bool {
    call.deadlineNanoseconds != 0
      && call.deadlineNanoseconds <= services.clock.monotonicNanoseconds()
  }

  func failDeadline(_ call: Call) {
    fail(
      call,
      Status(
        code: .deadlineExceeded,
        reason: .deadlinePassed,
        message: "the deadline had passed before the call was looked at; nothing was done"
      )
    )
  }

  // MARK: - Cards

  /// A card's entity number: its own name space beside the members of the programme.
  static func cardEntity(
    program: UnsafeRawBufferPointer,
    number: UnsafeRawBufferPointer
  ) -> UInt64 {
    let prefix: StaticString = "card:"
    return withUnsafeTemporaryAllocation(
      byteCount: prefix.utf8CodeUnitCount + number.count,
      alignment: 1
    ) { name in
      name.copyMemory(
        from: UnsafeRawBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount)
      )
      let rest = UnsafeMutableRawBufferPointer(rebasing: name[prefix.utf8CodeUnitCount...])
      rest.copyMemory(from: number)
      return StableHash.hash(program: program, member: UnsafeRawBufferPointer(name))
    }
  }

  static func cardEntity(program: String, number: String) -> UInt64 {
    StableHash.hash(program: program, member: "card:" + number)
  }
}

/// How each method finds its shard, by method number.
enum MethodTable {
  private static let routings: [UInt16: Routing] = Dictionary(
    uniqueKeysWithValues: SchemaRegistry.methods.map { ($0.id, $0.routing) }
  )

  private static let audited: [Bool] = {
    var all = [Bool](repeating: false, count: 1 << 16)
    for method in SchemaRegistry.methods where method.audited { all[Int(method.id)] = true }
    return all
  }()

  private static let transactionMethods: Set<UInt16> = Set(
    SchemaRegistry.methods.lazy
      .filter { $0.routing == .routingMember && hasText($0.request.field(number: 3)) }
      .map(\.id)
  )

  private static func hasText(_ field: FieldSchema?) -> Bool {
    if case .string = field?.kind { true } else { false }
  }

  /// Whether its request may name a transaction, whose member it is for.
  static func namesTransaction(_ method: UInt16) -> Bool { transactionMethods.contains(method) }

  /// Whether it may be an administrator's change, which its record names the caller of.
  @inline(__always)
  static func isAudited(_ method: UInt16) -> Bool { audited[Int(method)] }

  /// Service and method, as people call it; the number where a later version has made the record.
  static func name(_ id: UInt16) -> String {
    let method = SchemaRegistry.methods.first { $0.id == id }
    return method.map { "\($0.service)/\($0.name)" } ?? "method \(id)"
  }

  /// Whether it answers with a stream.
  @inline(__always)
  static func isStream(_ method: UInt16) -> Bool {
    method == MethodID.streamTransactions || method == MethodID.backTest
      || method == MethodID.subscribe
  }

  /// Nil for a method that the schema does not have.
  @inline(__always)
  static func routing(_ method: UInt16) -> Routing? {
    // The two hot ones without a look-up.
    if method == MethodID.earn || method == MethodID.evaluateBasket { return .routingMember }
    return routings[method]
  }
}
