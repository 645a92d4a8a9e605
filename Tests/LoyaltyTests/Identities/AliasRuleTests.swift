import Testing

@testable import FealtyLoyalty

@Suite("How aliases are written")
struct AliasRuleTests {
  @Test(
    "phone numbers",
    arguments: [
      ("+49 (171) 123-45.67", "+491711234567"), ("0049/1711234567", "+491711234567"),
      ("0171 1234567", "+491711234567"), ("+4917", nil), ("1711234567", nil), ("+0171123456", nil),
      ("+49171123456x", nil), ("++491711234567", nil), ("49+1711234567", nil), ("", nil),
      ("+1234567890123456", nil), ("000491711234567", nil),
      ("+123456789012345", "+123456789012345"),
    ]
  )
  func phone(shown: String, value: String?) {
    let rule = AliasRule(kind: .phone, countryCode: "49")
    #expect(rule.normalized(shown) == value)
    let abroad = AliasRule(kind: .phone)
    #expect(abroad.normalized("0171 1234567") == nil)
  }

  @Test(
    "e-mail addresses",
    arguments: [
      ("Ada@Example.ORG", "ada@example.org"), ("ÄDA@example.org", "äda@example.org"),
      ("ada@example", nil), ("ada", nil), ("a@b@c.d", nil), ("@example.org", nil),
      ("ada@.org", nil), ("ada @example.org", nil), ("ada\u{7}@example.org", nil),
    ]
  )
  func email(shown: String, value: String?) {
    #expect(AliasRule(kind: .email).normalized(shown) == value)
  }

  @Test func `anything else is as it is, and not endless`() {
    let rule = AliasRule()
    #expect(rule.normalized(" Ada ") == " Ada " && rule.normalized("") == nil)
    #expect(rule.normalized(String(repeating: "a", count: 256)) != nil)
    #expect(rule.normalized(String(repeating: "a", count: 257)) == nil)
  }

  @Test func `an alias leads where one member alone has it, and it is verified as far as need be`()
  {
    let plain = MemberAlias(provider: "p", value: "v")
    var verified = plain
    verified.isVerified = true
    #expect(AliasRule().leads(by: plain))
    #expect(!AliasRule(isShared: true).leads(by: verified))
    let strict = AliasRule(needsVerification: true)
    #expect(!strict.leads(by: plain) && strict.leads(by: verified))
  }

  @Test func `the last alias to log in by stays, whatever others there are`() throws {
    var profile = Profile()
    for provider in ["phone", "e-mail", "crm"] {
      profile.put(MemberAlias(provider: provider, value: "1"))
    }
    profile.put(MemberAlias(provider: "phone", value: "2"))
    #expect(profile.aliases.map(\.provider) == ["crm", "e-mail", "phone"])
    #expect(profile.alias(of: "phone")?.value == "2")
    let logins: Set<String> = ["phone", "e-mail"]
    #expect(throws: Refusal.aliasNotFound) {
      try profile.removeAlias(of: "fax", logins: logins)
    }
    try profile.removeAlias(of: "e-mail", logins: logins)
    #expect(throws: Refusal.lastLoginAlias) {
      try profile.removeAlias(of: "phone", logins: logins)
    }
    try profile.removeAlias(of: "crm", logins: logins)
    // Who cannot log in by it loses nothing with it.
    try profile.removeAlias(of: "phone", logins: [])
    #expect(profile.aliases.isEmpty)
  }
}
