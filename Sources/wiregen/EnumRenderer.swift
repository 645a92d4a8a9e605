/// Renders an enum: a number that may have a name, so that a newer peer's numbers survive.
struct EnumRenderer {
  let model: EnumModel

  func render(into source: inout SourceText) {
    source.doc(model.comment, otherwise: "The enum `\(model.name)` of the schema")
    source.block("public struct \(model.name): RawRepresentable, Hashable, Sendable {") { source in
      source.line("/// The number on the wire.")
      source.line("public var rawValue: Int32")
      source.line()
      source.line("/// The value of a number, known or not.")
      source.line("@inlinable")
      source.line("public init(rawValue: Int32) { self.rawValue = rawValue }")
      for value in model.values {
        source.line()
        source.doc(value.comment, otherwise: "`\(value.name)`, \(value.number)")
        source.line(
          "@inlinable public static var \(value.swiftName): Self "
            + "{ Self(rawValue: \(value.number)) }"
        )
      }
      source.line()
      source.line("/// Names and numbers.")
      source.block("public static let schema = EnumSchema(", closing: ")") { source in
        source.line("name: \"\(model.fullName)\",")
        source.block("values: [", closing: "]") { source in
          for value in model.values { source.line(".init(\(value.number), \"\(value.name)\"),") }
        }
      }
    }
    source.line()
    source.block("extension \(model.name): CustomStringConvertible {") { source in
      source.line("/// The name in the schema, or the number where it has none.")
      source.line(
        "public var description: String { Self.schema.name(of: rawValue) ?? \"\\(rawValue)\" }"
      )
    }
  }
}
