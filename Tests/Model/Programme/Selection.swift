/// Lists that a line is held against; a list that is empty is not there.
package struct Terms: Hashable, Sendable {
  package var departments: [String] = []
  package var categories: [String] = []
  package var brands: [String] = []
  package var skus: [String] = []
  package var labels: [String] = []
  package var attributes: [String] = []

  package init(
    departments: [String] = [],
    categories: [String] = [],
    brands: [String] = [],
    skus: [String] = [],
    labels: [String] = [],
    attributes: [String] = []
  ) {
    self.departments = departments
    self.categories = categories
    self.brands = brands
    self.skus = skus
    self.labels = labels
    self.attributes = attributes
  }

  /// For each list that is there, whether it names the line.
  func verdicts(on line: BasketLine) -> [Bool] {
    let pairs: [(list: [String], of: [String])] = [
      (departments, [line.department]), (categories, line.categories), (brands, [line.brand]),
      (skus, [line.sku]), (labels, line.labels), (attributes, line.attributes),
    ]
    return pairs.filter { !$0.list.isEmpty }.map { pair in
      pair.of.contains { pair.list.contains($0) }
    }
  }
}

/// Which lines of a basket a promotion looks at.
package struct Selection: Hashable, Sendable {
  /// Empty = articles only.
  package var kinds: [LineKind] = []
  package var include = Terms()
  package var exclude = Terms()
  /// Lines that something was taken off already do not count.
  package var excludesDiscounted = false

  package init(
    kinds: [LineKind] = [],
    include: Terms = Terms(),
    exclude: Terms = Terms(),
    excludesDiscounted: Bool = false
  ) {
    self.kinds = kinds
    self.include = include
    self.exclude = exclude
    self.excludesDiscounted = excludesDiscounted
  }

  /// Whether the kind is named, each include list matches, and no exclude list does.
  package func matches(_ line: BasketLine) -> Bool {
    (kinds.isEmpty ? [.item] : kinds).contains(line.kind)
      && include.verdicts(on: line).allSatisfy { $0 }
      && !exclude.verdicts(on: line).contains(true)
      && !(excludesDiscounted && line.discount > 0)
  }
}
