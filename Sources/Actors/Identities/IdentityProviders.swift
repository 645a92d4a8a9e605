internal import FealtyLoyalty
internal import FealtyWire

/// Where a programme's aliases come from, and the names under which they are claimed.
///
/// An alias is claimed as a card is, under a **handle** in place of a number: "alias:" and 128 bits
/// in hexadecimal, of byte 7, the provider, a zero and the value, hashed under the programme's key.
/// It is longer than any card number, so no request names one; and of a value that nobody has any
/// more no record says more than the handle.
struct IdentityProviders: Sendable {
  private let rules: [String: AliasRule]
  private let hash: SipHash?
  /// Those by whose aliases a member may log in.
  let logins: Set<String>

  init(_ settings: Settings, key: [UInt8]) {
    rules = Dictionary(
      settings.identityProviders.map { provider in
        (
          provider.provider,
          AliasRule(
            kind: .init(rawValue: UInt8(clamping: provider.kind.rawValue)) ?? .opaque,
            countryCode: provider.countryCode,
            isShared: provider.shared,
            needsVerification: provider.needsVerification,
            isLogin: provider.login
          )
        )
      },
      uniquingKeysWith: { first, _ in first }
    )
    logins = Set(rules.filter(\.value.isLogin).keys)
    hash = SipHash(key: key)
  }

  /// Nil for a provider that the programme does not name.
  subscript(provider: String) -> AliasRule? { rules[provider] }

  /// Under which name an alias is claimed; its value is a normalised one.
  ///
  /// Nil where the programme has no key: then there are no aliases either.
  func handle(of alias: FealtyLoyalty.MemberAlias) -> String? {
    guard let hash else { return nil }
    let found = hash.hash([7] + Array(alias.provider.utf8) + [0] + Array(alias.value.utf8))
    return "alias:" + Self.hexadecimal(found.high) + Self.hexadecimal(found.low)
  }

  /// The alias that a request shows; nil where it can be nobody's.
  func alias(
    _ provider: UnsafeRawBufferPointer,
    _ value: UnsafeRawBufferPointer
  ) -> FealtyLoyalty.MemberAlias? {
    let provider = String(decoding: provider, as: UTF8.self)
    let normalized = rules[provider]?.normalized(String(decoding: value, as: UTF8.self))
    return normalized.map { FealtyLoyalty.MemberAlias(provider: provider, value: $0) }
  }

  /// Whether a member with such aliases is whom a request shows.
  func leads(_ shown: FealtyLoyalty.MemberAlias, to aliases: [FealtyLoyalty.MemberAlias]) -> Bool {
    let own = aliases.first { $0.provider == shown.provider && $0.value == shown.value }
    guard let own, let rule = rules[own.provider] else { return false }
    return rule.leads(by: own)
  }

  private static func hexadecimal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// What is wrong with a list of them; nil where nothing is.
  static func fault(in providers: [IdentityProvider]) -> String? {
    guard providers.count <= Limits.identityProviders else {
      return "There are more than \(Limits.identityProviders)."
    }
    var names: Set<String> = []
    for provider in providers {
      guard 1...Limits.identifierBytes ~= provider.provider.utf8.count,
        names.insert(provider.provider).inserted
      else { return "Each has a name of its own, 1 to \(Limits.identifierBytes) bytes." }
      let code = provider.countryCode.utf8
      guard (0...2).contains(provider.kind.rawValue), code.count <= 3,
        code.allSatisfy({ 0x30...0x39 ~= $0 }), code.first != 0x30,
        provider.kind == .aliasPhone || code.isEmpty
      else { return "The rule of \(provider.provider) has a kind or a country code that is none." }
      guard !provider.shared || !provider.login else {
        return "Nobody logs in by \(provider.provider), which several may have."
      }
    }
    return nil
  }
}
