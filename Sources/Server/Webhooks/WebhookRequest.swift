internal import FealtyActors
internal import FealtyPersistence
internal import FealtyWire

/// One delivery as bytes for the socket.
enum WebhookRequest {
  /// The body: a JSON array of the events.
  static func body(_ events: [WebhookEvent]) -> [UInt8] {
    var body: [UInt8] = []
    body.reserveCapacity(events.reduce(2) { $0 + $1.json.count + 1 })
    body.append(UInt8(ascii: "["))
    for (index, event) in events.enumerated() {
      if index > 0 { body.append(UInt8(ascii: ",")) }
      body += event.json
    }
    body.append(UInt8(ascii: "]"))
    return body
  }

  /// The name of a delivery: the same for each try of it.
  static func id(_ events: [WebhookEvent]) -> String {
    "evt_\(events.first?.eventID ?? "")_\(events.count)"
  }

  /// The request with its head.
  ///
  /// - Parameters:
  ///   - url: Where it goes.
  ///   - id: Of the delivery.
  ///   - seconds: The time of the try, since 1970.
  ///   - fields: How the receiver knows us.
  ///   - body: As ``body(_:)`` gives it.
  /// - Returns: Head and body.
  static func post(
    _ url: WebhookURL,
    id: String,
    seconds: Int64,
    fields: [(name: String, value: String)],
    body: [UInt8]
  ) -> [UInt8] {
    var head = "POST \(url.target) HTTP/1.1\r\nHost: \(url.authority)\r\n"
    head += "User-Agent: fealty-webhooks/1\r\nContent-Type: application/json\r\n"
    head += "Content-Length: \(body.count)\r\n"
    head += "webhook-id: \(id)\r\nwebhook-timestamp: \(seconds)\r\n"
    for field in fields { head += "\(field.name): \(field.value)\r\n" }
    return Array((head + "\r\n").utf8) + body
  }

  /// The header fields by which the receiver knows us, by the secrets that are good, the newest
  /// first, or by a token.
  static func fields(
    _ authentication: WebhookAuthentication?,
    secrets: [[UInt8]],
    token: String?,
    id: String,
    seconds: Int64,
    body: [UInt8]
  ) -> [(name: String, value: String)] {
    let secret = String(decoding: secrets.first ?? [], as: UTF8.self)
    switch authentication?.method {
    case nil, .open?: return []
    case .basic(let basic)?:
      let pair = Array("\(basic.username):\(secret)".utf8)
      return [("Authorization", "Basic \(Base64.encode(pair))")]
    case .bearer?: return [("Authorization", "Bearer \(secret)")]
    case .header(let header)?: return [(header.name, secret)]
    case .signature?:
      let signatures = secrets.compactMap { secret in
        signature(secret: secret, id: id, seconds: seconds, body: body)
      }
      return [("webhook-signature", signatures.joined(separator: " "))]
    case .oauth?: return token.map { [("Authorization", "Bearer \($0)")] } ?? []
    }
  }

  /// A signature as Standard Webhooks has it: over id, time and body, with points between.
  static func signature(
    secret: [UInt8],
    id: String,
    seconds: Int64,
    body: [UInt8]
  ) -> String? {
    let text = String(decoding: secret, as: UTF8.self)
    guard text.hasPrefix("whsec_"), let key = Base64.decode(String(text.dropFirst(6))) else {
      return nil
    }
    let code = HMACSHA256.code(key: key, [Array("\(id).\(seconds).".utf8), body])
    return "v1,\(Base64.encode(code))"
  }

  /// Asks for an OAuth token by client credentials (RFC 6749, section 4.4).
  static func token(_ url: WebhookURL, _ oauth: WebhookOauth, secret: [UInt8]) -> [UInt8] {
    var body = "grant_type=client_credentials"
    if !oauth.scope.isEmpty { body += "&scope=\(formEncoded(Array(oauth.scope.utf8)))" }
    let pair = "\(formEncoded(Array(oauth.clientID.utf8))):\(formEncoded(secret))"
    var head = "POST \(url.target) HTTP/1.1\r\nHost: \(url.authority)\r\n"
    head += "User-Agent: fealty-webhooks/1\r\nAccept: application/json\r\nConnection: close\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\n"
    head += "Content-Length: \(body.utf8.count)\r\n"
    head += "Authorization: Basic \(Base64.encode(Array(pair.utf8)))\r\n\r\n"
    return Array((head + body).utf8)
  }

  static func formEncoded(_ bytes: [UInt8]) -> String {
    var text = ""
    let digits = Array("0123456789ABCDEF")
    for byte in bytes {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return text
  }
}
