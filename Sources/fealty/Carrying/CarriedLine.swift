internal import FealtyWire

/// A whole programme as lines of JSON: the programme's head, its promotions, its members, an end.
///
/// Each line is an object with one field, whose name says what it is: `programme`, `promotion`,
/// `member`, `end`. Members stand in the order of their ids' bytes, promotions as the server has
/// them. What the server sets by itself is left out, so that the lines of two servers with the
/// same programme are the same bytes.
enum CarriedLine {
  case programme(Programme)
  case promotion(Promotion)
  case member(ExportedMember)
  case end(promotions: Int, members: Int)

  /// The line, without its end.
  var text: String {
    switch self {
    case .programme(let programme): Self.line("programme", Self.portable(programme).json())
    case .promotion(let promotion): Self.line("promotion", Self.portable(promotion).json())
    case .member(let member): Self.line("member", member.json())
    case .end(let promotions, let members):
      JSONLine.object { writer in
        writer.object("end") { writer in
          writer.field("promotions", promotions)
          writer.field("members", members)
        }
      }
    }
  }

  /// - Throws: ``CarriedFault`` that says what is wrong.
  init(_ text: String) throws(CarriedFault) {
    do {
      guard case .object(let fields) = try JSONValue(parsing: text), fields.count == 1 else {
        throw CarriedFault("line", "it is no object with one field: programme, promotion, member")
      }
      let value = fields[0].value
      switch fields[0].name {
      case "programme": self = .programme(try Self.message(Programme.self, "Programme", value))
      case "promotion": self = .promotion(try Self.message(Promotion.self, "Promotion", value))
      case "member": self = .member(try Self.message(ExportedMember.self, "ExportedMember", value))
      case "end":
        self = .end(
          promotions: try Self.count(value, "promotions"),
          members: try Self.count(value, "members")
        )
      default: throw CarriedFault(fields[0].name, "no line is called so")
      }
    } catch let fault as CarriedFault {
      throw fault
    } catch {
      throw CarriedFault("line", "\(error)")
    }
  }

  // MARK: - Steps

  private static func line(_ name: String, _ json: String) -> String {
    JSONLine.object { $0.field(name, json: json) }
  }

  private static func message<Value: Message>(
    _ type: Value.Type,
    _ name: String,
    _ value: JSONValue
  ) throws -> Value {
    guard let schema = SchemaRegistry.message(named: name) else {
      preconditionFailure("the schema has no \(name)")
    }
    return try Value(bytes: schema.bytes(json: value))
  }

  private static func count(_ value: JSONValue, _ name: String) throws(CarriedFault) -> Int {
    guard case .object(let fields) = value,
      case .number(let text)? = fields.first(where: { $0.name == name })?.value,
      let count = Int(text)
    else { throw CarriedFault("end.\(name)", "it needs a number") }
    return count
  }

  /// Without promotions, which have lines of their own.
  private static func portable(_ programme: Programme) -> Programme {
    var head = programme
    head.promotions = []
    return head
  }

  private static func portable(_ promotion: Promotion) -> Promotion {
    var copy = promotion
    copy.version = 0
    copy.expectedVersion = 0
    copy.activateAtMs = 0
    copy.validFromMs = 0
    copy.addedIn = 0
    return copy
  }
}

/// What is wrong with a line, and what to do.
struct CarriedFault: Error {
  let field: String
  let text: String

  init(_ field: String, _ text: String) {
    self.field = field
    self.text = text
  }
}
