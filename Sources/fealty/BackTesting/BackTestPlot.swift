internal import FealtyServer
internal import FealtyWire

/// Draws a back-test as SVG: points by week, booked and by the draft, and the largest differences
/// of members.
struct BackTestPlot {
  let result: BackTestResult
  let title: String
  let days: LocalDays

  private static let width = 960.0
  private static let left = 90.0
  private static let right = 20.0
  private static let top = 60.0
  private static let height = 300.0
  private static let rowHeight = 22.0
  private static let membersShown = 10
  private static let booked = "#8a94a6"
  private static let draft = "#1f6feb"
  private static let less = "#cf222e"

  private var inner: Double { Self.width - Self.left - Self.right }
  private var members: ArraySlice<BackTestMember> { result.members.prefix(Self.membersShown) }

  /// The whole file.
  var svg: String {
    let below = Self.top + Self.height + 70
    let total = below + Double(max(1, members.count)) * Self.rowHeight + 60
    var out = """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(n(Self.width)) \(n(total))" \
      width="\(n(Self.width))" height="\(n(total))" font-family="sans-serif" font-size="12">
      <rect width="100%" height="100%" fill="#ffffff"/>

      """
    out += text(Self.left, 28, escape(title), size: 16)
    out += legend(y: 46)
    out += weeks()
    out += text(Self.left, below, "Largest differences of members, in points", size: 14)
    out += differences(from: below + 14)
    return out + "</svg>\n"
  }

  // MARK: - Weeks

  private func weeks() -> String {
    let most = result.weeks.reduce(1) { max($0, $1.booked, $1.draft) }
    let step = Self.step(most)
    let high = (most + step - 1) / step * step
    let bottom = Self.top + Self.height
    func y(_ points: Int64) -> Double {
      bottom - Double(min(max(points, 0), high)) / Double(high) * Self.height
    }
    var out = ""
    for mark in stride(from: 0, through: high, by: Int64.Stride(step)) {
      out += line(Self.left, y(mark), Self.width - Self.right, y(mark), "#d8dee4")
      out += text(Self.left - 8, y(mark) + 4, mark.grouped, anchor: "end")
    }
    let slot = inner / Double(max(1, result.weeks.count))
    let every = max(1, (result.weeks.count + 11) / 12)
    for (index, week) in result.weeks.enumerated() {
      let x = Self.left + Double(index) * slot
      let name = days.text(week.startMs)
      out += bar(x + slot * 0.12, y(week.booked), slot * 0.36, bottom, Self.booked)
      out += bar(x + slot * 0.52, y(week.draft), slot * 0.36, bottom, Self.draft)
      if index % every == 0 {
        out += text(x + slot / 2, bottom + 18, name, anchor: every > 1 ? "start" : "middle")
      }
    }
    return out + line(Self.left, bottom, Self.width - Self.right, bottom, "#57606a")
  }

  /// A round distance between marks, so that there are at most six.
  static func step(_ most: Int64) -> Int64 {
    var step: Int64 = 1
    while true {
      for factor in [1, 2, 5] as [Int64] where step * factor * 5 >= most { return step * factor }
      let (next, overflow) = step.multipliedReportingOverflow(by: 10)
      if overflow || next > .max / 25 { return max(1, most / 5 + 1) }
      step = next
    }
  }

  // MARK: - Members

  private func differences(from y: Double) -> String {
    guard !members.isEmpty else { return text(Self.left, y + 16, "none") }
    let names = 160.0
    let most = members.reduce(1) { max($0, Double(($1.draft - $1.booked).magnitude)) }
    let room = inner - names - 110
    var out = ""
    for (index, member) in members.enumerated() {
      let difference = member.draft - member.booked
      let row = y + Double(index) * Self.rowHeight
      let length = max(1, Double(difference.magnitude) / most * room)
      let color = difference < 0 ? Self.less : Self.draft
      let sign = difference > 0 ? "+" : ""
      out += text(Self.left + names - 8, row + 15, escape(member.memberID), anchor: "end")
      out += rect(Self.left + names, row + 3, length, Self.rowHeight - 6, color)
      out += text(Self.left + names + length + 6, row + 15, "\(sign)\(difference.grouped)")
    }
    return out
  }

  private func legend(y: Double) -> String {
    rect(Self.left, y - 10, 12, 12, Self.booked) + text(Self.left + 18, y, "booked")
      + rect(Self.left + 90, y - 10, 12, 12, Self.draft) + text(Self.left + 108, y, "draft")
  }

  // MARK: - Marks

  private func bar(
    _ x: Double,
    _ y: Double,
    _ width: Double,
    _ bottom: Double,
    _ color: String
  ) -> String {
    rect(x, y, width, bottom - y, color)
  }

  private func rect(
    _ x: Double,
    _ y: Double,
    _ width: Double,
    _ height: Double,
    _ color: String
  ) -> String {
    "<rect x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(width))\" height=\"\(n(height))\" "
      + "fill=\"\(color)\"/>\n"
  }

  private func line(_ x: Double, _ y: Double, _ x2: Double, _ y2: Double, _ color: String) -> String
  {
    "<line x1=\"\(n(x))\" y1=\"\(n(y))\" x2=\"\(n(x2))\" y2=\"\(n(y2))\" stroke=\"\(color)\"/>\n"
  }

  /// `content` is XML already.
  private func text(
    _ x: Double,
    _ y: Double,
    _ content: String,
    anchor: String = "start",
    size: Int = 12
  ) -> String {
    "<text x=\"\(n(x))\" y=\"\(n(y))\" text-anchor=\"\(anchor)\" font-size=\"\(size)\" "
      + "fill=\"#24292f\">\(content)</text>\n"
  }

  private func n(_ number: Double) -> String { number.fixed(1) }

  /// Text as XML takes it; what XML has no place for becomes U+FFFD.
  private func escape(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\t", "\n", "\r": out += " "
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
