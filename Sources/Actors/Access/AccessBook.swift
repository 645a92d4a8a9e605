internal import FealtyWire

/// The clients, as shard 0 decides on them: ahead of the log by those
/// whose records are on their way.
struct AccessBook {
  private(set) var clients: [String: StoredApiClient] = [:]
  /// Where each client's newest record lies, packed, or ``TurnRecords/localBit`` and its index.
  private var positions: [String: UInt64] = [:]

  /// The client is so from now on.
  mutating func apply(_ stored: StoredApiClient, position: UInt64) {
    guard let client = stored.client else { return }
    clients[client.clientID] = stored
    positions[client.clientID] = position
  }

  /// Where the newest record of a client lies; 0 where there is none.
  func position(of clientID: String) -> UInt64 { positions[clientID] ?? 0 }

  /// The record that was written at `local` in a turn has its place in the log.
  mutating func settle(_ clientID: String, from local: UInt64, to position: UInt64) {
    if positions[clientID] == local { positions[clientID] = position }
  }

  /// Whether somebody would be left who may change clients, were `changed` so.
  func hasKeeper(with changed: StoredApiClient) -> Bool {
    if changed.isKeeper { return true }
    return clients.values.contains { stored in
      stored.client?.clientID != changed.client?.clientID && stored.isKeeper
    }
  }
}

extension StoredApiClient {
  /// Whether it may change clients, for as long as nobody changes it.
  var isKeeper: Bool {
    guard let client else { return false }
    return !client.disabled && client.programIDs.isEmpty && client.expiresAtMs == 0
      && client.scopes.contains(.accessAdmin)
      && secrets.contains { $0.secret?.expiresAtMs == 0 }
  }
}

extension ApiClient {
  /// Why it may not be so; nil where all is well.
  var fault: String? {
    let letters = clientID.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        true
      default: false
      }
    }
    guard letters, 1...Limits.identifierBytes ~= clientID.utf8.count else {
      return "client.client_id"
    }
    guard name.utf8.count <= Limits.clientNameBytes else { return "client.name" }
    guard programIDs.count <= Limits.clientProgrammes,
      programIDs.allSatisfy({ 1...Limits.identifierBytes ~= $0.utf8.count })
    else { return "client.program_ids" }
    guard !scopes.isEmpty, scopes.count <= AccessScopes.all.count,
      AccessScopes(scopes).isSubset(of: AccessScopes(AccessScopes.all)),
      scopes.allSatisfy({ !AccessScopes([$0]).isEmpty })
    else { return "client.scopes" }
    guard terminalID.utf8.count <= Limits.identifierBytes else { return "client.terminal_id" }
    guard expiresAtMs >= 0 else { return "client.expires_at_ms" }
    return nil
  }
}

extension AccessScopes {
  /// What a client may have.
  static let all: [AccessScope] = [
    .accessPos, .accessMember, .accessExchange, .accessProgramme, .accessAdmin, .accessOffice,
    .accessAlias,
  ]
}

extension Limits {
  static let clientNameBytes = 200
  static let clientProgrammes = 64
}
