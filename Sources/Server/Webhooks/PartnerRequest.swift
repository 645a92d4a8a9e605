internal import FealtyActors
internal import FealtyWire

/// What a partner is asked by HTTP, as bytes, and what its answer means.
///
/// The wishes and their answers are told in docs/exchanges-by-webhook.md.
enum PartnerRequest {
  /// Method, target and body, before anybody has said who asks.
  struct Content: Equatable {
    let method: String
    let target: String
    /// Of the call, the same for each try of it: the idempotency key, and what signatures are over.
    let id: String
    let body: [UInt8]
  }

  static func content(_ call: PartnerCall, _ url: WebhookURL) -> Content {
    switch call.wish {
    case .deliver:
      Content(
        method: "POST",
        target: url.target,
        id: call.key,
        body: body(call, call.isGiving ? "debit" : "credit")
      )
    case .takeBack:
      Content(
        method: "POST",
        target: url.target,
        id: call.id,
        body: body(call, call.isGiving ? "credit" : "debit")
      )
    case .state:
      Content(
        method: "GET",
        target: url.target(with: "tx_hash", call.key),
        id: call.key + ".state",
        body: []
      )
    }
  }

  /// Asks whether a number names somebody.
  static func content(_ question: MembershipQuestion, _ url: WebhookURL) -> Content {
    let named = url.target(with: "membership_number", question.number)
    let hash = StableHash.hash(program: question.subject, member: question.number)
    return Content(
      method: "GET",
      target: "\(named)&of=\(WebhookRequest.formEncoded(Array(question.subject.utf8)))",
      id: "membership.\(hash)",
      body: []
    )
  }

  private static func body(_ call: PartnerCall, _ type: String) -> [UInt8] {
    var members: [JSONValue.Member] = [
      .init("transaction_type", .string(type)), .init("tx_hash", .string(call.id)),
    ]
    if call.wish == .takeBack { members.append(.init("tx_hash_reverted", .string(call.key))) }
    members += [
      .init("amount", .string("\(call.units)")), .init("auth_id", .string(call.membership)),
      .init("timestamp", .number("\(call.atMilliseconds)")),
      .init("program_id", .string(call.programID)), .init("token_id", .string(call.tokenID)),
      .init("token_name", .string(call.tokenName)),
      .init("token_symbol", .string(call.tokenSymbol)),
      .init("decimals", .number("\(call.decimals)")),
    ]
    return Array(JSONValue.object(members).text().utf8)
  }

  /// The request with its head; `fields`: how the receiver knows us.
  static func bytes(
    _ content: Content,
    _ url: WebhookURL,
    seconds: Int64,
    fields: [(name: String, value: String)]
  ) -> [UInt8] {
    var head = "\(content.method) \(content.target) HTTP/1.1\r\nHost: \(url.authority)\r\n"
    head += "User-Agent: fealty-exchanges/1\r\nAccept: application/json\r\nConnection: close\r\n"
    if content.method == "POST" {
      head += "Content-Type: application/json\r\nContent-Length: \(content.body.count)\r\n"
      head += "Idempotency-Key: \"\(content.id)\"\r\n"
    }
    head += "webhook-id: \(content.id)\r\nwebhook-timestamp: \(seconds)\r\n"
    for field in fields { head += "\(field.name): \(field.value)\r\n" }
    return Array((head + "\r\n").utf8) + content.body
  }

  // MARK: - Answers

  /// What an answer means.
  ///
  /// Only what the partner says in so many words ends an exchange: a proxy between, or an endpoint
  /// that is being changed, answers 404 to everything, and that is not the partner's word.
  static func meaning(_ response: HTTPResponse, of call: PartnerCall) -> PartnerAnswer {
    let isTaken = 200..<300 ~= response.status
    // What is no JSON says nothing but its status.
    let json = try? JSONValue(parsing: String(decoding: response.body, as: UTF8.self))
    if let hash = json?.text("tx_hash"), hash != call.id, hash != call.key { return .unreachable }
    switch json?.text("state") {
    case "completed" where isTaken: return .completed(receipt: json?.text("receipt") ?? "")
    case "taken_back" where isTaken: return .takenBack
    case "pending" where isTaken: return .pending
    case "unknown" where isTaken || response.status == 404: return .notKnown
    case "refused" where isTaken || isRefusal(response.status):
      return .refused(reason: json?.text("reason") ?? "the partner refuses it")
    case nil where isTaken:
      return switch call.wish {
      case .deliver: .completed(receipt: json?.text("receipt") ?? "")
      case .takeBack: .takenBack
      case .state: .unreachable
      }
    default: return .unreachable
    }
  }

  /// What an answer about a number means.
  static func verdict(_ response: HTTPResponse) -> MembershipVerdict {
    let isTaken = 200..<300 ~= response.status
    // What is no JSON says nothing.
    let json = try? JSONValue(parsing: String(decoding: response.body, as: UTF8.self))
    return switch json?.text("state") {
    case "known" where isTaken: .known
    case "unknown" where isTaken || response.status == 404: .unknown
    default: .unreachable
    }
  }

  /// Whether the status is one by which a receiver says no, and not that another try is welcome.
  private static func isRefusal(_ status: Int) -> Bool {
    400..<500 ~= status && ![401, 403, 408, 425, 429].contains(status)
  }
}

extension JSONValue {
  /// The text of a member of this object; nil where it is none, or empty.
  fileprivate func text(_ name: String) -> String? {
    switch self[name] {
    case .string(let text)?: text.isEmpty ? nil : text
    case .number(let text)?: text
    default: nil
    }
  }
}

extension WebhookURL {
  /// The target with one more part of its query.
  func target(with name: String, _ value: String) -> String {
    let coded = WebhookRequest.formEncoded(Array(value.utf8))
    return "\(target)\(target.contains("?") ? "&" : "?")\(name)=\(coded)"
  }
}
