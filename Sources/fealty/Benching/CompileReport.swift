/// What compiling took, for people and as JSON.
struct CompileReport {
  let promotions: Int

  /// Nanoseconds of each round in this process.
  var compiling: [Int64] = []

  /// Nanoseconds from the sending of each change to its answer.
  var changing: [Int64] = []

  /// Evaluations one at a time while nothing changed.
  var calm = Histogram()

  /// Evaluations one at a time while promotions changed.
  var during = Histogram()

  init(promotions: Int) { self.promotions = promotions }

  func text() -> String {
    var table = Table([("bench compile", .left), ("", .right)])
    table.add("promotions", promotions.grouped)
    table.add("compiled alone, median", readable(nanoseconds: Self.median(compiling)))
    table.add("compiled alone, longest", readable(nanoseconds: compiling.max() ?? 0))
    table.add("change of one, to its answer, median", readable(nanoseconds: Self.median(changing)))
    for (name, histogram) in [("calm", calm), ("during changes", during)] {
      table.add("evaluations \(name)", histogram.count.grouped)
      table.add("  p50", readable(nanoseconds: histogram.percentile(0.5)))
      table.add("  p99", readable(nanoseconds: histogram.percentile(0.99)))
      table.add("  max", readable(nanoseconds: histogram.maximum))
    }
    return table.text
  }

  func json() -> String {
    JSONLine.object { writer in
      writer.field("scenario", "compile")
      writer.field("promotions", promotions)
      writer.field("compile_ms", Double(Self.median(compiling)) / 1e6, places: 3)
      writer.field("compile_max_ms", Double(compiling.max() ?? 0) / 1e6, places: 3)
      writer.field("change_ms", Double(Self.median(changing)) / 1e6, places: 3)
      writer.field("evaluations_calm", calm.count)
      writer.latency("latency_calm_us", calm)
      writer.field("evaluations_during_changes", during.count)
      writer.latency("latency_during_changes_us", during)
    }
  }

  private static func median(_ values: [Int64]) -> Int64 {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }
}
