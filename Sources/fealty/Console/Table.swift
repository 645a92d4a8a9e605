/// Rows in columns, for people: numbers to the right, text to the left, two spaces between.
struct Table {
  enum Side {
    case left
    case right
  }

  private let columns: [(title: String, side: Side)]
  private var rows: [[String]] = []

  init(_ columns: [(title: String, side: Side)]) {
    self.columns = columns
  }

  mutating func add(_ cells: String...) {
    precondition(
      cells.count == columns.count,
      "a row of \(cells.count) in \(columns.count) columns"
    )
    rows.append(cells)
  }

  /// The table with a heading, each line ended.
  var text: String {
    let widths = columns.indices.map { column in
      rows.reduce(columns[column].title.count) { max($0, $1[column].count) }
    }
    var text = "  " + line(columns.map(\.title), widths, Console.faint) + "\n"
    for row in rows { text += "  " + line(row, widths) { $0 } + "\n" }
    return text
  }

  private func line(_ cells: [String], _ widths: [Int], _ style: (String) -> String) -> String {
    let padded = cells.indices.map { index in
      columns[index].side == .left
        ? cells[index].padded(to: widths[index]) : cells[index].padded(left: widths[index])
    }
    let text = padded.joined(separator: "  ")
    let end = text.lastIndex { $0 != " " }
    return style(end.map { String(text[...$0]) } ?? "")
  }
}
