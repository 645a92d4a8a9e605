/// By which somebody outside knows a member.
///
/// It may be an e-mail address or a phone number, so it is part of the profile and of nothing else.
package struct MemberAlias: Hashable, Sendable {
  package var provider: String
  /// As ``AliasRule/normalized(_:)`` writes it.
  package var value: String
  package var isVerified: Bool

  package init(provider: String, value: String, isVerified: Bool = false) {
    self.provider = provider
    self.value = value
    self.isVerified = isVerified
  }
}

/// How a provider's values are written, and what they are good for.
package struct AliasRule: Hashable, Sendable {
  /// What a value is.
  ///
  /// Raw values are the schema's.
  package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    /// As it is.
    case opaque = 0
    /// In small letters.
    case email = 1
    /// E.164: + and 7 to 15 digits.
    case phone = 2
  }

  package var kind: Kind
  /// Of phone numbers that begin with one 0; empty = there are none of these.
  package var countryCode: String
  /// Whether several members may have one value; then none is found by it.
  package var isShared: Bool
  package var needsVerification: Bool
  package var isLogin: Bool

  package init(
    kind: Kind = .opaque,
    countryCode: String = "",
    isShared: Bool = false,
    needsVerification: Bool = false,
    isLogin: Bool = false
  ) {
    self.kind = kind
    self.countryCode = countryCode
    self.isShared = isShared
    self.needsVerification = needsVerification
    self.isLogin = isLogin
  }

  /// Bytes of a value.
  package static let valueBytes = 256

  /// A value as two who mean the same write it; `nil` where it is none.
  package func normalized(_ value: String) -> String? {
    guard 1...Self.valueBytes ~= value.utf8.count else { return nil }
    return switch kind {
    case .opaque: value
    case .email: Self.email(value)
    case .phone: phone(value)
    }
  }

  /// Whether somebody may be found by an alias.
  package func leads(by alias: MemberAlias) -> Bool {
    !isShared && (alias.isVerified || !needsVerification)
  }

  // The part before the @ may by the standards be told apart by case; nobody does, and two accounts
  // of one person are what it would come to.
  private static func email(_ value: String) -> String? {
    let address = value.lowercased()
    let parts = address.utf8.split(separator: 0x40, omittingEmptySubsequences: false)
    let isClean = address.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    guard parts.count == 2, isClean, let name = parts.first, let domain = parts.last else {
      return nil
    }
    let labels = domain.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard !name.isEmpty, labels.count > 1, labels.allSatisfy({ !$0.isEmpty }) else { return nil }
    return address
  }

  private func phone(_ value: String) -> String? {
    var digits: [UInt8] = []
    var hasPlus = false
    for (place, byte) in value.utf8.enumerated() {
      switch byte {
      case 0x30...0x39: digits.append(byte)
      case UInt8(ascii: "+") where place == 0: hasPlus = true
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"),
        UInt8(ascii: "("), UInt8(ascii: ")"):
        continue
      default: return nil
      }
    }
    if !hasPlus {
      let zeros = digits.prefix { $0 == 0x30 }.count
      switch zeros {
      case 1 where !countryCode.isEmpty: digits = Array(countryCode.utf8) + digits.dropFirst()
      case 2: digits.removeFirst(2)
      default: return nil
      }
    }
    guard 7...15 ~= digits.count, digits.first != 0x30 else { return nil }
    return "+" + String(decoding: digits, as: UTF8.self)
  }
}

extension Profile {
  /// The alias of a provider.
  package func alias(of provider: String) -> MemberAlias? {
    aliases.first { $0.provider == provider }
  }

  /// Puts an alias, in place of another one of its provider.
  package mutating func put(_ alias: MemberAlias) {
    aliases.removeAll { $0.provider == alias.provider }
    let place = aliases.firstIndex { $0.provider > alias.provider }
    aliases.insert(alias, at: place ?? aliases.count)
  }

  /// Takes an alias away.
  ///
  /// `logins`: the providers by whose aliases a member may log in.
  ///
  /// - Throws: ``Refusal/aliasNotFound``, ``Refusal/lastLoginAlias``.
  package mutating func removeAlias(of provider: String, logins: Set<String>) throws(Refusal) {
    guard alias(of: provider) != nil else { throw .aliasNotFound }
    let left = aliases.filter { $0.provider != provider }
    guard !logins.contains(provider) || left.contains(where: { logins.contains($0.provider) })
    else { throw .lastLoginAlias }
    aliases = left
  }
}
