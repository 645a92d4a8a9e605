internal import FealtyLoyalty
internal import FealtyWire

/// What a webhook may be.
enum WebhookRules {
  private static let urlBytes = 1_024
  private static let secretBytes = 4_096
  private static let signatureBytes = 24...64

  /// The path of the first field that cannot be taken; nil where all can.
  ///
  /// `isSandbox`: whether nothing that it tells is of real members; then nobody need be known.
  static func fault(
    _ webhook: Webhook,
    _ abilities: WebhookAbilities,
    isSandbox: Bool
  ) -> String? {
    guard 1...Limits.identifierBytes ~= webhook.webhookID.utf8.count else {
      return "webhook.webhook_id"
    }
    guard takes(url: webhook.url, abilities) else { return "webhook.url" }
    guard !webhook.exchanges || webhook.kinds.isEmpty else { return "webhook.kinds" }
    guard webhook.batchEvents <= 1_000 else { return "webhook.batch_events" }
    guard webhook.retries <= 50 else { return "webhook.retries" }
    guard webhook.firstRetryMs == 0 || 10...600_000 ~= webhook.firstRetryMs else {
      return "webhook.first_retry_ms"
    }
    let first = max(webhook.firstRetryMs, 10)
    guard webhook.longestRetryMs == 0 || first...3_600_000 ~= webhook.longestRetryMs else {
      return "webhook.longest_retry_ms"
    }
    guard webhook.timeoutMs == 0 || 100...60_000 ~= webhook.timeoutMs else {
      return "webhook.timeout_ms"
    }
    guard let authentication = webhook.authentication else { return "webhook.authentication" }
    guard authentication.overlapS <= 30 * 86_400 else {
      return "webhook.authentication.overlap_s"
    }
    if isSandbox, case .open(true)? = authentication.method { return nil }
    return fault(authentication, abilities).map { "webhook.authentication.\($0)" }
  }

  /// A URL's scheme, host and port: who is at its other end.
  static func origin(of url: String) -> String {
    let parts = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return url }
    return (parts[0] + "//" + parts[2].prefix { !"/?#".contains($0) }).lowercased()
  }

  private static func takes(url: String, _ abilities: WebhookAbilities) -> Bool {
    guard url.utf8.count <= urlBytes, url.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
      return false
    }
    // What is not encrypted shows points and secrets to everybody on the way.
    guard let parts = WebhookURL(url) else { return false }
    return parts.isEncrypted || abilities.isLocal
  }

  private static func fault(
    _ authentication: WebhookAuthentication,
    _ abilities: WebhookAbilities
  ) -> String? {
    switch authentication.method {
    case nil: return "method"
    case .open(let isWanted)?: return isWanted && abilities.isLocal ? nil : "open"
    case .basic(let basic)?:
      guard isText(basic.username), !basic.username.contains(":") else { return "basic.username" }
      return isSecret(basic.password) ? nil : "basic.password"
    case .bearer(let bearer)?: return isSecret(bearer.token) ? nil : "bearer.token"
    case .header(let header)?:
      let isName =
        1...64 ~= header.name.utf8.count
        && header.name.utf8.allSatisfy { byte in
          byte == UInt8(ascii: "-") || 0x30...0x39 ~= byte || 0x41...0x5A ~= byte
            || 0x61...0x7A ~= byte
        }
      guard isName, !reserved.contains(header.name.lowercased()) else { return "header.name" }
      return isSecret(header.value) ? nil : "header.value"
    case .signature(let signature)?:
      guard !signature.secret.isEmpty else { return nil }
      let key = signatureKey(Array(signature.secret.utf8))
      return key.map { signatureBytes ~= $0.count } == true ? nil : "signature.secret"
    case .oauth(let oauth)?:
      guard takes(url: oauth.tokenUrl, abilities) else { return "oauth.token_url" }
      guard isText(oauth.clientID) else { return "oauth.client_id" }
      guard oauth.scope.utf8.count <= Limits.textBytes else { return "oauth.scope" }
      return isSecret(oauth.clientSecret) ? nil : "oauth.client_secret"
    }
  }

  /// Headers that the delivery itself has.
  private static let reserved: Set<String> = [
    "host", "content-length", "content-type", "connection", "transfer-encoding", "webhook-id",
    "webhook-timestamp", "webhook-signature", "user-agent", "expect", "idempotency-key",
  ]

  private static func isText(_ text: String) -> Bool {
    1...Limits.textBytes ~= text.utf8.count && text.utf8.allSatisfy { 0x20...0x7E ~= $0 }
  }

  /// An empty one is as good: it stands for the one that is there.
  private static func isSecret(_ text: String) -> Bool {
    text.utf8.count <= secretBytes && text.utf8.allSatisfy { 0x20...0x7E ~= $0 }
  }

  /// The bytes that `whsec_` and base 64 stand for; nil where they do not.
  static func signatureKey(_ secret: [UInt8]) -> [UInt8]? {
    let prefix = Array("whsec_".utf8)
    guard secret.starts(with: prefix) else { return nil }
    return Base64.decode(String(decoding: secret.dropFirst(prefix.count), as: UTF8.self))
  }
}

extension Webhook {
  /// The one secret that it has; empty where it has none.
  var secret: String {
    switch authentication?.method {
    case nil, .open?: ""
    case .basic(let basic)?: basic.password
    case .bearer(let bearer)?: bearer.token
    case .header(let header)?: header.value
    case .signature(let signature)?: signature.secret
    case .oauth(let oauth)?: oauth.clientSecret
    }
  }

  /// Whether it needs one.
  var needsSecret: Bool {
    switch authentication?.method {
    case nil, .open?: false
    default: true
    }
  }

  /// Whether both know us in the same way and at the same place, so that one's secret may serve
  /// the other: whoever may only change where a webhook leads is not to be sent what it is.
  func isKnown(as other: Webhook) -> Bool {
    guard let authentication, let others = other.authentication,
      authentication.kind == others.kind,
      WebhookRules.origin(of: url) == WebhookRules.origin(of: other.url)
    else { return false }
    guard case .oauth(let one)? = authentication.method, case .oauth(let two)? = others.method
    else { return true }
    return WebhookRules.origin(of: one.tokenUrl) == WebhookRules.origin(of: two.tokenUrl)
  }

  /// As it is recorded and shown.
  var withoutSecret: Webhook {
    var shown = self
    switch authentication?.method {
    case nil, .open?: break
    case .basic(var basic)?:
      basic.password = ""
      shown.authentication?.method = .basic(basic)
    case .bearer?: shown.authentication?.method = .bearer(WebhookBearer())
    case .header(var header)?:
      header.value = ""
      shown.authentication?.method = .header(header)
    case .signature?: shown.authentication?.method = .signature(WebhookSignature())
    case .oauth(var oauth)?:
      oauth.clientSecret = ""
      shown.authentication?.method = .oauth(oauth)
    }
    return shown
  }
}

extension WebhookAuthentication {
  /// Which of its ways it is.
  fileprivate var kind: Int {
    switch method {
    case nil: 0
    case .open?: 1
    case .basic?: 2
    case .bearer?: 3
    case .header?: 4
    case .signature?: 5
    case .oauth?: 6
    }
  }
}
