internal import Glibc

/// A line on standard error that shows how far a long job is; silent where that is no terminal.
struct ProgressBar {
  private let title: String
  private let total: Int
  private let unit: String
  private let visible: Bool
  private let startedAt: Int64
  private var nextDrawAt: Int64

  /// Starts with nothing done of `total` items, 0 = not known; `unit` is their name in the plural.
  init(_ title: String, total: Int, unit: String, visible: Bool = Console.errorIsTerminal) {
    self.title = title
    self.total = total
    self.unit = unit
    self.visible = visible
    self.startedAt = Monotonic.now()
    self.nextDrawAt = 0
  }

  /// Shows that `done` items are done; draws at most ten times a second.
  mutating func update(_ done: Int) {
    guard visible else { return }
    let now = Monotonic.now()
    guard now >= nextDrawAt else { return }
    nextDrawAt = now + 100_000_000
    draw(done, now)
  }

  /// Draws the last state and ends the line.
  mutating func finish(_ done: Int) {
    guard visible else { return }
    draw(done, Monotonic.now())
    Console.note("\n")
  }

  private func draw(_ done: Int, _ now: Int64) {
    let seconds = max(Double(now - startedAt) / 1e9, 0.001)
    let rate = Int(Double(done) / seconds)
    var text = "\r\(title) "
    if total > 0 {
      let width = 28
      let filled = min(width, done * width / total)
      let bar =
        String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
      text += "\(bar) \(done.grouped) of \(total.grouped) \(unit), \(rate.grouped)/s"
    } else {
      text += "\(done.grouped) \(unit), \(rate.grouped)/s"
    }
    Console.note(text + "\u{1B}[K")
  }
}
