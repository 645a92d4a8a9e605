internal import FealtyPersistence

/// `fealty repair`: says what a damaged directory would lose, and repairs it where it is told to.
enum RepairCommand {
  private static let apply = Option.flag(
    "apply",
    "do it; every file that is changed or goes is kept under another name"
  )

  static let command: Command = Command(
    "repair",
    "shows what of a damaged directory can be kept, and keeps it",
    details: """
      For a directory that a start refuses, or in which verify finds something bad. Shows by file
      which batches and records would be lost, of how many entities and from when, and which steps
      that takes; changes nothing and ends with exit code 65. With --apply it takes these steps:
      what is cut or goes stays under a name kept-…, which nothing reads; then the directory is
      verified. Copy the directory first all the same, and look at the disk.
      """,
    positionals: [Positional("DIR", "the data directory")],
    options: [apply.specification]
  ) { (arguments) throws(CommandFailure) in
    let path = arguments.positionals[0]
    let storage = try DataDirectory.anyStorage(path)
    let lock: any StorageLock
    do throws(StorageError) {
      lock = try storage.lock(FileNames.lock)
    } catch {
      throw CommandFailure(error.isBusy ? .directoryBusy(error) : .io(error), path)
    }
    let code = try run(storage, path, applies: arguments[apply])
    do throws(StorageError) { try lock.release() } catch { throw CommandFailure(.io(error), path) }
    guard arguments[apply], code == .ok else { return code }
    var verification = Verification(storage: storage, path: path, expected: [])
    try verification.run()
    Console.write(verification.text)
    return verification.isClean ? .ok : .damaged
  }

  private static func run(
    _ storage: any Storage,
    _ path: String,
    applies: Bool
  ) throws(CommandFailure) -> ExitCode {
    do throws(LogFailure) {
      let records = RecordCheck()
      let plan = try RepairPlan.make(storage) { file, offset, batch in
        records.fault(file, offset, batch)
      }
      guard let plan else {
        Console.line("Nothing can be kept: neither the first batch nor a good snapshot is there.")
        Console.line("Restore the directory from a copy.")
        return .damaged
      }
      guard !plan.steps.isEmpty else {
        Console.line("There is nothing to repair in the files. If a start refuses them, or verify")
        Console.line("finds totals that do not fit, restore the directory from a copy.")
        return .ok
      }
      show(plan)
      guard applies else {
        Console.line("Nothing was changed. To do it: fealty repair \(path) --apply")
        return .damaged
      }
      for name in try plan.apply(storage) { Console.line("kept as \(name)") }
      return .ok
    } catch {
      throw CommandFailure(error, path)
    }
  }

  private static func show(_ plan: RepairPlan) {
    let base = plan.snapshot.map { " and snapshot \($0)" } ?? ""
    Console.line("Can be kept: batches \(plan.first) to \(plan.last)\(base).")
    if plan.losses.isEmpty {
      Console.line("Nothing would be lost.")
    } else {
      Console.line("Would be lost:")
      var table = Table([
        ("file", .left), ("batches", .left), ("records", .right), ("entities", .right),
        ("from", .left), ("to", .left), ("what", .left),
      ])
      for loss in plan.losses {
        table.add(
          loss.file,
          "\(loss.first)–\(loss.last)",
          loss.records.grouped,
          loss.entities.grouped,
          loss.oldest.map(CalendarTime.text) ?? "",
          loss.newest.map(CalendarTime.text) ?? "",
          (loss.isHistory ? "history alone, balances stay: " : "what was acknowledged: ")
            + loss.reason
        )
      }
      Console.write(table.text)
    }
    Console.line("Steps:")
    for step in plan.steps { Console.line("  " + text(step)) }
  }

  private static func text(_ step: RepairPlan.Step) -> String {
    switch step {
    case .setAside(let name): "set \(name) aside"
    case .cut(let name, let end): "copy \(name), and cut it at byte \(end)"
    case .restore(let name): "copy \(name), and write it with a good head and size"
    case .begin(let name): "make \(name), empty, behind the snapshot"
    case .identify: "write the file identity"
    case .remove(let name): "remove \(name), which is empty"
    }
  }
}
