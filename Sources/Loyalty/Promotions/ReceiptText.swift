/// A text in one language.
package struct LocalText: Hashable, Sendable {
  /// A BCP 47 tag such as `de-AT`; empty = for any language.
  package var language: String
  package var text: String

  package init(language: String, text: String) {
    self.language = language
    self.text = text
  }
}

/// The line that a promotion prints on the receipt.
package enum ReceiptText {
  /// What a template's placeholders stand for.
  package struct Values: Hashable, Sendable {
    /// `{points}`: what the promotion gave.
    package var points: Points
    /// `{name}`: the promotion's name in the receipt's language.
    package var name: String
    /// `{eligible}`: the money that it looked at, in minor units.
    package var eligibleMinor: Int64
    /// `{balance}`: the member's points after the sale.
    package var balance: Points
    /// Decimals of the token, which `{points}` and `{balance}` have.
    package var decimals: Int

    package init(
      points: Points,
      name: String,
      eligibleMinor: Int64,
      balance: Points,
      decimals: Int = 0
    ) {
      self.points = points
      self.name = name
      self.eligibleMinor = eligibleMinor
      self.balance = balance
      self.decimals = decimals
    }
  }

  /// The text for a language.
  ///
  /// In this order: that very tag, its primary language, any tag of the same primary language; the
  /// same for the default language; the text for any language; the first. Tags are compared without
  /// regard to case.
  ///
  /// - Parameters:
  ///   - texts: In the order of the definition.
  ///   - language: What the caller asks for; empty = the default.
  ///   - defaultLanguage: The programme's; may be empty.
  /// - Returns: `nil` where there is no text at all.
  package static func choose(
    from texts: [LocalText],
    language: String,
    defaultLanguage: String
  ) -> String? {
    for wanted in [language, defaultLanguage] where !wanted.isEmpty {
      if let text = choose(from: texts, language: wanted) { return text }
    }
    return texts.first { $0.language.isEmpty }?.text ?? texts.first?.text
  }

  private static func choose(from texts: [LocalText], language: String) -> String? {
    let wanted = lowercased(language)
    let primary = primary(wanted)
    var sameTag: String?
    var sameLanguage: String?
    var related: String?
    for text in texts where !text.language.isEmpty {
      let offered = lowercased(text.language)
      if offered == wanted { sameTag = sameTag ?? text.text }
      if offered == primary { sameLanguage = sameLanguage ?? text.text }
      if Self.primary(offered) == primary { related = related ?? text.text }
    }
    return sameTag ?? sameLanguage ?? related
  }

  /// Fills a template's placeholders.
  ///
  /// Each is read once: braces in a name stay as they are, and so do placeholders that are none.
  ///
  /// - Parameters:
  ///   - template: Such as `{points} points for {eligible} EUR`.
  ///   - values: What the placeholders stand for.
  ///   - currency: ISO 4217; says how many decimals `{eligible}` has.
  /// - Returns: The line.
  /// - Complexity: O(length of the result).
  package static func fill(_ template: String, _ values: Values, currency: String) -> String {
    var filled = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      filled += rest[..<open]
      rest = rest[open...]
      guard let close = rest.firstIndex(of: "}"),
        let value = value(of: rest[rest.index(after: open)..<close], values, currency)
      else {
        filled.append("{")
        rest = rest.dropFirst()
        continue
      }
      filled += value
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }

  private static func value(
    of placeholder: Substring,
    _ values: Values,
    _ currency: String
  ) -> String? {
    switch placeholder {
    case "points": MinorUnits.text(values.points.rawValue, digits: values.decimals)
    case "name": values.name
    case "eligible": MinorUnits.text(values.eligibleMinor, currency: currency)
    case "balance": MinorUnits.text(values.balance.rawValue, digits: values.decimals)
    default: nil
    }
  }

  /// The tag in small letters; the other letters of a tag are ASCII by definition.
  private static func lowercased(_ tag: String) -> [UInt8] {
    tag.utf8.map { 0x41...0x5A ~= $0 ? $0 + 32 : $0 }
  }

  /// The part of a tag before its first hyphen, or underscore.
  private static func primary(_ tag: [UInt8]) -> [UInt8] {
    Array(tag.prefix { $0 != 0x2D && $0 != 0x5F })
  }
}
