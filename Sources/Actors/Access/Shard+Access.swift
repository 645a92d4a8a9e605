internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// API clients: decided on shard 0, where all of them are, and published to all threads when the
// change is durable. Who asks is known where its connection lives, so the calls begin there.

extension Shard {
  // MARK: - What a grant lets through

  /// Why a request is not one of those that the present grant is for; nil where it is.
  @inline(never)
  func refusal(_ grant: AccessGrant, _ head: RequestHead, _ method: UInt16) -> Status? {
    // Its programme is not looked at: whoever may call it sees all.
    if AccessScopes.required[Int(method)].contains(.wholeServer) { return nil }
    if method == MethodID.generateAccessToken { return nil }
    guard grant.sees(head.program) else {
      return head.program.isEmpty
        ? Status(.invalidField("envelope.program_id")) : Self.noSuchProgramme
    }
    guard
      method != MethodID.exchange || !grant.scopes.isDisjoint(with: [.programme, .admin])
        || !ExchangeAsk.hasOverride(head.payload)
    else {
      return Status(
        code: .permissionDenied,
        reason: .overrideNotPermitted,
        message: "a rate of its own needs \(AccessScopes([.programme, .admin]).names), which the "
          + "client does not have; leave rate_override out",
        field: "rate_override"
      )
    }
    if case .alias = head.target, !grant.scopes.contains(.alias) {
      return Status(
        code: .permissionDenied,
        reason: .scopeMissing,
        message: "a member by its alias needs the scope \(AccessScopes.alias.names)",
        field: "member.alias"
      )
    }
    guard grant.isTerminal(head.terminal) else {
      return Status(
        code: .permissionDenied,
        reason: .overrideNotPermitted,
        message: "the client is for one terminal alone; name that: "
          + String(decoding: grant.terminal, as: UTF8.self),
        field: "envelope.terminal_id"
      )
    }
    return nil
  }

  // MARK: - Tokens

  func generateAccessToken(_ call: RoutedCall) {
    guard let request = decode(call, GenerateAccessTokenRequest.self) else { return }
    guard request.grantType == "client_credentials" else {
      return fail(call.call, Status(.invalidField("grant_type")))
    }
    let outcome = services.access.authenticate(
      request.clientID,
      secret: request.clientSecret,
      scopes: request.scopes,
      clock: services.clock
    )
    switch outcome {
    case .failure(let refusal): fail(call.call, refusal.status)
    case .success(let grant):
      let wait = grant.admit(at: services.clock.monotonicNanoseconds())
      guard wait == 0 else {
        let refusal = AccessRefusal.rateLimited(nanoseconds: wait)
        return fail(call.call, refusal.status)
      }
      let token = services.access.token(
        for: grant,
        random: services.random,
        clock: services.clock
      )
      guard let token else {
        return fail(
          call.call,
          Status(
            code: .resourceExhausted,
            reason: .overloaded,
            message: "as many access tokens are good as there may be",
            retryAfterMs: 1_000
          )
        )
      }
      let left = grant.expiresAtNanoseconds - services.clock.monotonicNanoseconds()
      respond(
        call.call,
        gated: false,
        message: GenerateAccessTokenResponse(
          accessToken: token,
          tokenType: "Bearer",
          expiresIn: left / 1_000_000_000,
          scopes: grant.scopes.listed
        )
      )
    }
  }

  // MARK: - Changes

  func putClient(_ call: RoutedCall) {
    guard let request = decode(call, PutClientRequest.self) else { return }
    change(call, request.reason) { shard throws(AccessFault) in
      try shard.put(request)
    } answer: { changed in
      PutClientResponse(client: changed.stored.shown, clientSecret: changed.secret)
    }
  }

  func rotateSecret(_ call: RoutedCall) {
    guard let request = decode(call, RotateSecretRequest.self) else { return }
    change(call, request.reason) { shard throws(AccessFault) in
      var stored = try shard.client(request.clientID, version: request.expectedVersion)
      let now = shard.stamp().milliseconds
      if request.oldExpiresAtMs > 0 {
        for place in stored.secrets.indices {
          let before = stored.secrets[place].secret?.expiresAtMs ?? 0
          let end = request.oldExpiresAtMs
          stored.secrets[place].secret?.expiresAtMs = before == 0 ? end : min(before, end)
        }
      }
      let text = stored.addSecret(shard.services.random, now: now)
      stored.client?.version += 1
      return ChangedClient(stored: stored, secret: text, action: "secret rotated", ends: false)
    } answer: { changed in
      RotateSecretResponse(client: changed.stored.shown, clientSecret: changed.secret)
    }
  }

  func revokeAccess(_ call: RoutedCall) {
    guard let request = decode(call, RevokeAccessRequest.self) else { return }
    change(call, request.reason) { shard throws(AccessFault) in
      var stored = try shard.client(request.clientID)
      var action = "access revoked"
      if !request.secretID.isEmpty {
        guard stored.secrets.contains(where: { $0.secret?.secretID == request.secretID }) else {
          throw .field("secret_id")
        }
        stored.secrets.removeAll { $0.secret?.secretID == request.secretID }
        action = "secret revoked"
      }
      guard shard.access.hasKeeper(with: stored) else { throw .noKeeper }
      stored.client?.version += 1
      return ChangedClient(stored: stored, action: action, ends: true)
    } answer: { changed in
      RevokeAccessResponse(client: changed.stored.shown)
    }
  }

  /// A secret for the first client of all; nil where there is a client.
  ///
  /// On shard 0.
  package func makeFirstSecret() -> String? {
    access.clients.isEmpty ? SecretText.make(SecretText.secretPrefix, services.random) : nil
  }

  /// Makes the first client of all, which may do everything, unless there is one.
  ///
  /// On shard 0. The secret has been written where its owner finds it: were the client made first,
  /// an end of the process in between would leave a server that nobody can open.
  ///
  /// `done`: is called when it is durable.
  package func makeFirstClient(
    _ id: String,
    secret: String,
    done: @escaping @Sendable () -> Void
  ) {
    guard access.clients.isEmpty else { return done() }
    let client = ApiClient(
      clientID: id,
      name: "made at the first start",
      scopes: AccessScopes.all,
      version: 1
    )
    var stored = StoredApiClient(client: client)
    stored.addSecret(secret, services.random, now: stamp().milliseconds)
    let changed = ChangedClient(stored: stored, action: "client made", ends: true)
    record(changed, actor: "", reason: "first start") { _ in done() }
  }

  // MARK: - Steps

  private func put(_ request: PutClientRequest) throws(AccessFault) -> ChangedClient {
    guard var client = request.client else { throw .field("client") }
    if let fault = client.fault { throw .field(fault) }
    client.secrets = []
    if request.expectedVersion == 0 {
      guard access.clients[client.clientID] == nil else { throw .versionConflict }
      guard access.clients.count < Limits.apiClients else { throw .tooMany }
      client.version = 1
      var stored = StoredApiClient(client: client)
      let text = stored.addSecret(services.random, now: stamp().milliseconds)
      guard access.hasKeeper(with: stored) else { throw .noKeeper }
      return ChangedClient(stored: stored, secret: text, action: "client made", ends: true)
    }
    var stored = try self.client(client.clientID, version: request.expectedVersion)
    let wasDisabled = stored.client?.disabled ?? false
    let action = client.disabled && !wasDisabled ? "client disabled" : "client changed"
    client.version = request.expectedVersion + 1
    stored.client = client
    guard access.hasKeeper(with: stored) else { throw .noKeeper }
    return ChangedClient(stored: stored, action: action, ends: true)
  }

  /// The client as it is; `version`: that it must have, 0 = any.
  private func client(
    _ id: String,
    version: UInt32 = 0
  ) throws(AccessFault) -> StoredApiClient {
    guard let stored = access.clients[id], let client = stored.client else { throw .notFound }
    guard version == 0 || version == client.version else { throw .versionConflict }
    return stored
  }

  /// Decides on shard 0, records, and answers when that is durable and every thread knows.
  private func change<Answer: Message>(
    _ call: RoutedCall,
    _ reason: String,
    _ decide: @escaping @Sendable (Shard) throws(AccessFault) -> ChangedClient,
    answer: @escaping @Sendable (ChangedClient) -> Answer
  ) {
    guard 1...Limits.textBytes ~= reason.utf8.count else {
      return fail(call.call, Status(.invalidField("reason")))
    }
    let reply = call.call
    let actor = grant?.clientID ?? ""
    let isDryRun = call.head.isDryRun
    send(to: 0) { shard in
      guard shard.services.log.hasRoom else { return shard.fail(reply, AccessFault.logFull.status) }
      do throws(AccessFault) {
        let changed = try decide(shard)
        guard !isDryRun else {
          // Its secret would open nothing.
          var shown = changed
          shown.secret = ""
          return shard.respond(reply, gated: true, message: answer(shown))
        }
        shard.record(changed, actor: actor, reason: reason) { shard in
          shard.respond(reply, gated: false, message: answer(changed))
        }
      } catch {
        shard.fail(reply, error.status)
      }
    }
  }

  private func record(
    _ changed: ChangedClient,
    actor: String,
    reason: String,
    done: @escaping @Sendable (Shard) -> Void
  ) {
    guard let client = changed.stored.client else { preconditionFailure("a client without any") }
    let entry = AuditEntry(
      atMs: stamp().milliseconds,
      actor: actor,
      action: changed.action,
      clientID: client.clientID,
      reason: reason
    )
    let index = turn.append(
      kind: .clientChanged,
      entityType: .apiClient,
      entity: StableHash.hash(program: "", member: "client:" + client.clientID),
      version: client.version,
      previous: access.position(of: client.clientID),
      atMilliseconds: entry.atMs
    ) { out in
      out.writeMessage(2, changed.stored)
      out.writeMessage(3, entry)
    }
    let local = TurnRecords.localBit | UInt64(index)
    access.apply(changed.stored, position: local)
    turnIsAudited = true
    turn.note(index: index) { [self] position in
      access.settle(client.clientID, from: local, to: position.packed)
      whenDurable(position.batch) { shard in
        shard.services.access.publish(changed.stored, ends: changed.ends)
        done(shard)
      }
    }
  }

  // MARK: - Queries

  func listClients(_ call: RoutedCall) {
    guard decode(call, ListClientsRequest.self) != nil else { return }
    let reply = call.call
    send(to: 0) { shard in
      let all = shard.access.clients.values.map(\.shown).sorted { $0.clientID < $1.clientID }
      // What is on its way to the disk is among them.
      shard.respond(reply, gated: true, message: ListClientsResponse(clients: all))
    }
  }

  // MARK: - Snapshots and replay

  /// Writes all clients, as they are at the beginning of a snapshot.
  func storeAccess(to chunk: SnapshotChunk) {
    for stored in access.clients.values {
      var stored = stored
      stored.lastPosition = access.position(of: stored.client?.clientID ?? "")
      chunk.add { StoredAccess(client: stored).encode(into: &$0) }
    }
  }

  func loadAccess(_ bytes: UnsafeRawBufferPointer) throws(DecodingError) {
    guard index == 0 else { return }
    let stored = try StoredAccess(decoding: bytes)
    if var client = stored.client {
      let position = client.lastPosition
      client.lastPosition = 0
      access.apply(client, position: position)
      services.access.publish(client, ends: true)
    }
    // Of an earlier version, which numbered them from 1.
    if let entry = stored.audit { audit.add(entry.ofClient) }
  }

  /// - Returns: false where the record's version leaps.
  func replayClient(
    _ record: LogRecordView,
    _ position: UInt64
  ) throws(DecodingError) -> Bool {
    let body = try ClientChangedRecord(decoding: record.body)
    guard let stored = body.client, let client = stored.client else {
      throw .truncated(offset: 0)
    }
    let known = access.clients[client.clientID]?.client?.version ?? 0
    guard record.head.version > known else { return true }
    guard record.head.version == known + 1 else { return false }
    access.apply(stored, position: position)
    services.access.publish(stored, ends: true)
    return true
  }
}

/// A change of a client that was decided on.
private struct ChangedClient: Sendable {
  var stored: StoredApiClient
  /// The text of a new secret; empty where there is none.
  var secret = ""
  var action: String
  /// Whether what the client was granted before ends.
  var ends: Bool
}

/// Why a client is not changed.
private enum AccessFault: Error {
  case field(String)
  case notFound
  case versionConflict
  case noKeeper
  case tooMany
  case logFull

  var status: Status {
    switch self {
    case .field(let path): Status(.invalidField(path))
    case .notFound:
      Status(
        code: .notFound,
        reason: .clientNotFound,
        message: "there is no such client",
        field: "client_id"
      )
    case .versionConflict:
      Status(
        code: .aborted,
        reason: .versionConflict,
        message: "the client was changed meanwhile; read it and decide again",
        field: "expected_version"
      )
    case .noKeeper:
      Status(
        code: .failedPrecondition,
        reason: .noAdministratorLeft,
        message: "nobody would be left who may change clients: one that sees all programmes, with "
          + "the scope ACCESS_ADMIN, without an end, and a secret without an end",
        field: "client"
      )
    case .tooMany:
      Status(
        code: .resourceExhausted,
        reason: .tooManyClients,
        message: "there are \(Limits.apiClients) clients; there may be no more",
        field: "client"
      )
    case .logFull:
      Status(
        code: .resourceExhausted,
        reason: .logFull,
        message: "the disk is nearly full: nothing is written until there is space",
        retryAfterMs: 1_000
      )
    }
  }
}
