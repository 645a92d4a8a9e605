/// A schema that the generator cannot render, and what to do about it.
enum SchemaError: Error, CustomStringConvertible {
  case unsupported(element: String, reason: String)

  var description: String {
    switch self {
    case .unsupported(let element, let reason): "\(element): \(reason)"
    }
  }
}
