// Generated from identities.proto by scripts/generate; do not edit.

/// The enum `AliasKind` of the schema.
public struct AliasKind: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// As it is.
  @inlinable public static var aliasOpaque: Self { Self(rawValue: 0) }

  /// In small letters.
  @inlinable public static var aliasEmail: Self { Self(rawValue: 1) }

  /// E.164: + and 7 to 15 digits; blanks, hyphens, dots, slashes and brackets do not count.
  @inlinable public static var aliasPhone: Self { Self(rawValue: 2) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.AliasKind",
    values: [
      .init(0, "ALIAS_OPAQUE"),
      .init(1, "ALIAS_EMAIL"),
      .init(2, "ALIAS_PHONE"),
    ]
  )
}

extension AliasKind: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// By whom a member is known outside.
public struct IdentityProvider: Message {
  /// 1 to 64 bytes, such as "e-mail".
  public var provider: String

  /// How a value is written.
  public var kind: AliasKind

  /// Several members may have one value, and none is found by it.
  public var shared: Bool

  /// An alias leads to its member when it is verified.
  public var needsVerification: Bool

  /// A member may log in by it: the last such alias is not removed.
  public var login: Bool

  /// Of phone numbers that begin with one 0, 1 to 3 digits; empty = those are refused.
  public var countryCode: String

  /// Fields that a newer schema has and this one has not, as they came.
  public var unknownFields: [UInt8] = []

  /// A message with every field at its default.
  public init() {
    provider = ""
    kind = .init(rawValue: 0)
    shared = false
    needsVerification = false
    login = false
    countryCode = ""
  }

  /// A message with some fields given; the others have their defaults.
  public init(
    provider: String = "",
    kind: AliasKind = .init(rawValue: 0),
    shared: Bool = false,
    needsVerification: Bool = false,
    login: Bool = false,
    countryCode: String = ""
  ) {
    self.provider = provider
    self.kind = kind
    self.shared = shared
    self.needsVerification = needsVerification
    self.login = login
    self.countryCode = countryCode
  }

  /// Numbers of the fields, for codecs written by hand.
  public enum Field {
    /// `provider`.
    @inlinable public static var provider: UInt32 { 1 }
    /// `kind`.
    @inlinable public static var kind: UInt32 { 2 }
    /// `shared`.
    @inlinable public static var shared: UInt32 { 3 }
    /// `needs_verification`.
    @inlinable public static var needsVerification: UInt32 { 4 }
    /// `login`.
    @inlinable public static var login: UInt32 { 5 }
    /// `country_code`.
    @inlinable public static var countryCode: UInt32 { 6 }
  }
}

extension IdentityProvider {
  /// Reads fields until the end of `reader` into this message.
  public mutating func decode(from reader: inout FieldReader) throws(DecodingError) {
    while case let fieldTag = try reader.nextTag(), fieldTag != 0 {
      switch fieldTag {
      case 10: provider = try reader.readString()
      case 16: kind = AliasKind(rawValue: try reader.readInt32())
      case 24: shared = try reader.readBool()
      case 32: needsVerification = try reader.readBool()
      case 40: login = try reader.readBool()
      case 50: countryCode = try reader.readString()
      default: try reader.keepUnknown(fieldTag, in: &unknownFields)
      }
    }
  }

  /// Appends the fields that differ from their defaults.
  public func encode(into buffer: inout OutputBuffer) {
    if !provider.isEmpty { buffer.writeString(1, provider) }
    if kind.rawValue != 0 { buffer.writeInt32(2, kind.rawValue) }
    if shared { buffer.writeBool(3, shared) }
    if needsVerification { buffer.writeBool(4, needsVerification) }
    if login { buffer.writeBool(5, login) }
    if !countryCode.isEmpty { buffer.writeString(6, countryCode) }
    if !unknownFields.isEmpty { buffer.append(unknownFields) }
  }

  /// Names, numbers and types of the fields.
  public static let schema = MessageSchema(
    name: "fealty.v1.IdentityProvider",
    fields: [
      .init(1, "provider", json: "provider", .string),
      .init(2, "kind", json: "kind", .enumeration(AliasKind.schema)),
      .init(3, "shared", json: "shared", .bool),
      .init(4, "needs_verification", json: "needsVerification", .bool),
      .init(5, "login", json: "login", .bool),
      .init(6, "country_code", json: "countryCode", .string),
    ]
  )
}
