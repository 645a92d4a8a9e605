package import FealtyWire

/// What a caller may do, or what a method asks for: a bit for each value of `AccessScope`.
package struct AccessScopes: OptionSet, Sendable, Hashable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  package init(_ scopes: [AccessScope]) {
    self = scopes.reduce(into: []) { $0.formUnion(AccessScopes($1)) }
  }

  private init(_ scope: AccessScope) {
    switch scope {
    case .accessPos: self = .pos
    case .accessMember: self = .member
    case .accessExchange: self = .exchange
    case .accessProgramme: self = .programme
    case .accessAdmin: self = .admin
    case .accessOpen: self = .open
    case .accessOffice: self = .office
    case .accessAlias: self = .alias
    default: self = []
    }
  }

  static let pos = AccessScopes(rawValue: 1)
  static let member = AccessScopes(rawValue: 1 << 1)
  static let exchange = AccessScopes(rawValue: 1 << 2)
  static let programme = AccessScopes(rawValue: 1 << 3)
  static let admin = AccessScopes(rawValue: 1 << 4)
  /// Admin of all programmes: of no client in the schema, but of each that sees all and is admin.
  package static let wholeServer = AccessScopes(rawValue: 1 << 5)
  /// What anybody may.
  package static let open = AccessScopes(rawValue: 1 << 6)
  static let office = AccessScopes(rawValue: 1 << 7)
  static let alias = AccessScopes(rawValue: 1 << 8)

  /// As the schema has them.
  package var listed: [AccessScope] {
    [
      (.pos, .accessPos), (.member, .accessMember), (.exchange, .accessExchange),
      (.programme, .accessProgramme), (.admin, .accessAdmin), (.office, .accessOffice),
      (.alias, .accessAlias),
    ].compactMap { (scope: AccessScopes, listed: AccessScope) in
      contains(scope) ? listed : nil
    }
  }

  /// For who reads that one of them is missing.
  var names: String {
    contains(.wholeServer)
      ? "\(AccessScope.accessAdmin) for all programmes"
      : listed.map { "\($0)" }.joined(separator: " or ")
  }

  /// By method number, those of which a call needs one; empty where there is no such method.
  package static let required: [AccessScopes] = {
    var all = [AccessScopes](repeating: [], count: 1 << 16)
    for method in SchemaRegistry.methods {
      all[Int(method.id)] = method.serverWide ? .wholeServer : AccessScopes(method.scopes)
    }
    return all
  }()
}
