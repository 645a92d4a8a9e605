// Generated from options.proto by scripts/generate; do not edit.

/// How the receiver of a call is found.
///
/// Decides its home shard.
public struct Routing: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Answered by the shard that received it.
  @inlinable public static var routingAny: Self { Self(rawValue: 0) }

  /// Field 2 is a MemberReference, or field 3 a transaction id.
  @inlinable public static var routingMember: Self { Self(rawValue: 1) }

  /// Answered by the shard of the programme's actors (shard 0).
  @inlinable public static var routingProgramme: Self { Self(rawValue: 2) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.Routing",
    values: [
      .init(0, "ROUTING_ANY"),
      .init(1, "ROUTING_MEMBER"),
      .init(2, "ROUTING_PROGRAMME"),
    ]
  )
}

extension Routing: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}

/// What a caller may do.
///
/// A method names those of which one is enough.
public struct AccessScope: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  public var rawValue: Int32

  /// The value of a number, known or not.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// `ACCESS_NONE`, 0.
  @inlinable public static var accessNone: Self { Self(rawValue: 0) }

  /// What a till does.
  @inlinable public static var accessPos: Self { Self(rawValue: 1) }

  /// What members and those who look after them do.
  @inlinable public static var accessMember: Self { Self(rawValue: 2) }

  /// Points for others' points, and back.
  @inlinable public static var accessExchange: Self { Self(rawValue: 3) }

  /// Promotions and settings.
  @inlinable public static var accessProgramme: Self { Self(rawValue: 4) }

  /// What the people do who run it.
  @inlinable public static var accessAdmin: Self { Self(rawValue: 5) }

  /// Anybody, without having said who it is; no client has it.
  @inlinable public static var accessOpen: Self { Self(rawValue: 6) }

  /// Members by their aliases: who has it learns who has an e-mail address or a phone number.
  @inlinable public static var accessAlias: Self { Self(rawValue: 210) }

  /// What a brand's office does to members: stages, tiers, segments, deletion.
  @inlinable public static var accessOffice: Self { Self(rawValue: 7) }

  /// Names and numbers.
  public static let schema = EnumSchema(
    name: "fealty.v1.AccessScope",
    values: [
      .init(0, "ACCESS_NONE"),
      .init(1, "ACCESS_POS"),
      .init(2, "ACCESS_MEMBER"),
      .init(3, "ACCESS_EXCHANGE"),
      .init(4, "ACCESS_PROGRAMME"),
      .init(5, "ACCESS_ADMIN"),
      .init(6, "ACCESS_OPEN"),
      .init(210, "ACCESS_ALIAS"),
      .init(7, "ACCESS_OFFICE"),
    ]
  )
}

extension AccessScope: CustomStringConvertible {
  /// The name in the schema, or the number where it has none.
  public var description: String { Self.schema.name(of: rawValue) ?? "\(rawValue)" }
}
