internal import FealtyWire

/// The other programmes in which members have numbers, with what their numbers look like.
struct MembershipProviders: Sendable {
  private let rules: [String: MembershipCheck]

  init(_ settings: Settings) {
    rules = Dictionary(
      settings.membershipProviders.map { provider in
        (
          provider.provider,
          MembershipCheck(provider.membership, isSandbox: settings.sandbox)
        )
      },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// Nil for a provider that the programme does not name.
  subscript(provider: String) -> MembershipCheck? { rules[provider] }

  /// Whether somebody is asked about numbers through this webhook.
  func asks(webhook id: String) -> Bool { rules.values.contains { $0.inquiry?.webhookID == id } }

  /// What is wrong with a list of them; nil where nothing is.
  static func fault(in providers: [MembershipProvider]) -> String? {
    guard providers.count <= Limits.membershipProviders else {
      return "There are more than \(Limits.membershipProviders)."
    }
    var names: Set<String> = []
    let sizes = 1...Limits.identifierBytes
    for provider in providers {
      guard sizes.contains(provider.provider.utf8.count), names.insert(provider.provider).inserted
      else { return "Each has a name of its own, 1 to \(Limits.identifierBytes) bytes." }
      let rule = provider.membership ?? MembershipRule()
      let texts = rule.patterns + rule.sandboxNumbers
      guard MembershipCheck.isRule(rule), texts.count <= 1_000,
        texts.allSatisfy({ sizes.contains($0.utf8.count) })
      else { return "The rule of \(provider.provider) has a check or a pattern that is none." }
    }
    return nil
  }
}
