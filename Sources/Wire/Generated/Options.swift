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
