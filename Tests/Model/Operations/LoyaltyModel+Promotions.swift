extension LoyaltyModel {
  /// Makes a promotion or a new version of it.
  ///
  /// A first version holds since ever unless an instant is named; later ones from now on, or from
  /// an instant to come. What says what the last version said makes none.
  mutating func put(
    _ promotion: Promotion,
    from: Milliseconds?,
    at occurredAt: Milliseconds
  )
    -> Answer
  {
    let versions = promotions[promotion.id, default: []]
    var answer = Answer()
    if let last = versions.last, from == nil {
      var same = promotion
      same.version = last.value.version
      if same == last.value {
        answer.version = last.value.version
        return answer
      }
    }
    var new = promotion
    new.version = versions.count + 1
    let validFrom = versions.isEmpty ? from ?? .min : max(from ?? now, now)
    promotions[promotion.id, default: []].append(Dated(from: validFrom, new))
    answer.version = new.version
    answer.transaction = book(.promotion, nil, at: occurredAt)
    return answer
  }

  /// The versions that hold at an instant, in rule order: higher priority first, then smaller id.
  package func rules(at instant: Milliseconds) -> [Promotion] {
    promotions.values.compactMap { versions in
      versions.filter { $0.from <= instant }
        .max { ($0.from, $0.value.version) < ($1.from, $1.value.version) }?.value
    }.sorted { ($1.priority, $0.id) < ($0.priority, $1.id) }
  }
}
