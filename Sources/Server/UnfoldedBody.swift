internal import FealtyActors
package import FealtyPersistence

/// A log record's body as the schema shows it, for whoever reads files and not the engine.
package enum UnfoldedBody {
  /// Why a body cannot be shown.
  package struct Damage: Error, CustomStringConvertible {
    package let description: String
  }

  /// The lines of a sale stand in a body as one block; here they are messages again.
  package static func of(_ record: LogRecordView) -> Result<[UInt8], Damage> {
    UnfoldedRecord.body(record.body, ofKind: record.head.kind)
      .mapError { Damage(description: $0.description) }
  }
}
