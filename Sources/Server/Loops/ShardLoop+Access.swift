internal import FealtyActors
internal import FealtyWire

// Who may call what: looked at once a call, where it arrives, before anything of it is read. What a
// request is about, and whether that is the client's, its shard sees.

extension ShardLoop {
  /// Whether a call may go on; where it may not, it has been answered.
  @inline(__always)
  func admits(_ connection: Connection, _ header: FrameHeader) -> Bool {
    guard _slowPath(group.isGuarded) else { return true }
    return admits(connection, connection.grant, header.method, header.stream)
  }

  /// The same for a call that may name another grant in its metadata.
  func admits(_ connection: Connection, _ call: Call, _ metadata: [Metadata]) -> Bool {
    guard group.isGuarded, let access = group.access else { return true }
    guard let entry = metadata.first(where: { $0.key == "authorization" }) else {
      return admits(connection, connection.grant, call.method, call.stream)
    }
    let prefix = "Bearer "
    guard entry.value.hasPrefix(prefix) else {
      return deny(connection, call.stream, .notAuthenticated)
    }
    let token = String(entry.value.dropFirst(prefix.count))
    switch access.grant(token: token, clock: group.clock) {
    case .success(let grant): return admits(connection, grant, call.method, call.stream)
    case .failure(let refusal): return deny(connection, call.stream, refusal)
    }
  }

  /// Takes an AUTH frame: what the connection may do from now on, or why not.
  ///
  /// Where it is refused, what was granted before goes on.
  func authenticate(_ connection: Connection, _ frame: Frame) {
    switch granted(connection, frame) {
    case .success(let grant):
      connection.grant = grant
      var message = Granted()
      message.clientID = grant.clientID
      message.scopes = grant.scopes.listed
      message.expiresInMs = (grant.expiresAtNanoseconds - now) / 1_000_000
      connection.ready.bytes.appendFrame(.granted, message)
    case .failure(let refusal):
      let status = refusal.status
      connection.ready.bytes.appendFrame(
        .granted,
        aux: UInt32(truncatingIfNeeded: status.code.rawValue),
        status
      )
    }
    markDirty(connection)
  }

  // MARK: - Steps

  private func granted(
    _ connection: Connection,
    _ frame: Frame
  ) -> Result<AccessGrant, AccessRefusal> {
    guard let access = group.access else { return .failure(.invalidClient) }
    let message: Auth
    do { message = try Auth(decoding: frame.payload) } catch { return .failure(.invalidClient) }
    let result =
      message.accessToken.isEmpty
      ? access.authenticate(message.clientID, secret: message.clientSecret, clock: group.clock)
      : access.grant(token: message.accessToken, clock: group.clock)
    if case .failure = result {
      group.log(
        .warning,
        "client not authenticated",
        ["slot": .init(connection.slot), "client": .init(String(message.clientID.prefix(64)))]
      )
    }
    return result
  }

  @inline(never)
  private func admits(
    _ connection: Connection,
    _ grant: AccessGrant?,
    _ method: UInt16,
    _ stream: UInt32
  ) -> Bool {
    let required = group.requiredScopes[Int(method)]
    guard let grant, grant.isGood(at: now) else {
      // A method that is not there says so itself.
      guard required.contains(.open) || required.isEmpty else {
        return deny(connection, stream, grant == nil ? .notAuthenticated : .tokenExpired)
      }
      if handler.grant != nil { handler.grant = nil }
      return true
    }
    guard required.isEmpty || !grant.scopes.isDisjoint(with: required) else {
      return deny(connection, stream, .scopeMissing(required))
    }
    let wait = grant.admit(at: now)
    guard wait == 0 else {
      return deny(connection, stream, .rateLimited(nanoseconds: wait))
    }
    if handler.grant !== grant { handler.grant = grant }
    return true
  }

  private func deny(
    _ connection: Connection,
    _ stream: UInt32,
    _ refusal: AccessRefusal
  ) -> Bool {
    connection.state.requestRefused(stream: stream)
    refuse(connection, stream, refusal.status)
    return false
  }
}
