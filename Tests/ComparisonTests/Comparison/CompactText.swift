/// A value on one line, without types and without what is empty or absent.
func compactText(of value: Any) -> String {
  let mirror = Mirror(reflecting: value)
  switch mirror.displayStyle {
  case .optional: return mirror.children.first.map { compactText(of: $0.value) } ?? ""
  case .collection, .set:
    return "[" + mirror.children.map { compactText(of: $0.value) }.joined(separator: ", ") + "]"
  case .dictionary:
    let pairs = mirror.children.map { child in
      Mirror(reflecting: child.value).children.map { compactText(of: $0.value) }
        .joined(separator: ": ")
    }
    return "[" + pairs.sorted().joined(separator: ", ") + "]"
  case .struct, .tuple:
    let fields = mirror.children.compactMap { child -> String? in
      let text = compactText(of: child.value)
      guard !["", "[]", "()", "false", "{}"].contains(text) else { return nil }
      guard let label = child.label, !label.hasPrefix(".") else { return text }
      return "\(label) \(text)"
    }
    return "{" + fields.joined(separator: ", ") + "}"
  case .enum:
    guard let child = mirror.children.first, let label = child.label else { return "\(value)" }
    return "\(label) \(compactText(of: child.value))"
  default: return "\(value)"
  }
}
