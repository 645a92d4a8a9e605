internal import FealtyPersistence

/// `fealty simulate`: the product's own log and snapshots on a simulated disk that fails, from a
/// seed.
enum SimulateCommand {
  private static let storageFaults = Option.flag(
    "storage-faults",
    "log and snapshots on a disk that crashes, fails, tears and forgets; needed, there is no other"
  )
  private static let seed = Option.integer(
    "seed",
    default: 1,
    in: 0...(1 << 62),
    "the first seed; the same seed does the same"
  )
  private static let runs = Option.integer(
    "runs",
    default: 0,
    in: 0...(1 << 40),
    "seeds to try; 0 = 1,000, or as many as --seconds allow"
  )
  private static let seconds = Option.integer(
    "seconds",
    "S",
    default: 0,
    in: 0...(1 << 24),
    "how long to go on; 0 = until the runs are done"
  )
  private static let enumerate = Option.flag(
    "enumerate",
    "short workloads with every fault at every call, instead of chance"
  )
  private static let stride = Option.integer(
    "stride",
    default: 1,
    in: 1...1_000,
    "with --enumerate: of the calls of a recovery, crash at one in so many"
  )
  private static let flips = Option.flag(
    "flips",
    "single bits of a log of 64 KiB instead, the tenth that the seed names"
  )
  private static let allFlips = Option.flag("all", "with --flips: every bit")
  private static let json = Option.flag("json", "the sums as one line of JSON")

  static let command: Command = Command(
    "simulate",
    "tries the log and the snapshots on a disk that fails",
    details: """
      Each seed is a workload: lives that append, take snapshots and truncate, each struck by a
      crash, an error, a short write or a full disk at one call. Many of the directories that a
      power cut may leave are recovered, through more crashes, and compared with what had been
      acknowledged. A finding ends the run with exit code 1 and the seed, which repeats it:
      fealty simulate --storage-faults --seed N --runs 1.
      """,
    options: [
      storageFaults.specification, seed.specification, runs.specification, seconds.specification,
      enumerate.specification, stride.specification, flips.specification, allFlips.specification,
      json.specification,
    ]
  ) { (arguments) throws(CommandFailure) in
    guard arguments[storageFaults] else { throw command.misuse("--storage-faults is missing") }
    return arguments[flips] ? try flip(arguments) : try simulate(arguments)
  }

  private static func simulate(_ arguments: Arguments) throws(CommandFailure) -> ExitCode {
    let isTimed = arguments[seconds] > 0
    let wanted = arguments[runs] > 0 ? arguments[runs] : isTimed ? Int.max : 1_000
    let depth = StorageEnumeration.Depth(images: 4, innerStride: arguments[stride])
    let startedAt = Monotonic.now()
    let end = isTimed ? startedAt + Int64(arguments[seconds]) * 1_000_000_000 : Int64.max
    var bar = ProgressBar("simulating", total: wanted == .max ? 0 : wanted, unit: "seeds")
    var sum = StorageSimulation.Tally()
    var done = 0
    while done < wanted, Monotonic.now() < end {
      let number = UInt64(arguments[seed] + done)
      do throws(StorageSimulation.Finding) {
        sum +=
          arguments[enumerate]
          ? try StorageEnumeration.run(seed: number, depth: depth)
          : try StorageSimulation.run(seed: number)
      } catch {
        bar.finish(done)
        let again = arguments[enumerate] ? " --enumerate --stride \(arguments[stride])" : ""
        throw CommandFailure(
          .refused,
          "\(error)\nrepeat: fealty simulate --storage-faults --seed \(number) --runs 1\(again)"
        )
      }
      done += 1
      bar.update(done)
    }
    bar.finish(done)
    report(done, sum, since: startedAt, arguments)
    return .ok
  }

  private static func report(
    _ done: Int,
    _ sum: StorageSimulation.Tally,
    since startedAt: Int64,
    _ arguments: Arguments
  ) {
    let milliseconds = Int((Monotonic.now() - startedAt) / 1_000_000)
    if arguments[json] {
      Console.line(
        JSONLine.object { line in
          line.field("seed", arguments[seed])
          line.field("runs", done)
          line.field("lives", sum.lives)
          line.field("images", sum.images)
          line.field("spoiled", sum.spoiled)
          line.field("milliseconds", milliseconds)
        }
      )
      return
    }
    let rate = sum.images * 1_000 / max(1, milliseconds)
    Console.line(
      "\(done.grouped) seeds from \(arguments[seed]): \(sum.images.grouped) crash images recovered "
        + "(\(rate.grouped)/s), \(sum.lives.grouped) lives, \(sum.spoiled.grouped) starts from "
        + "wrong bytes; no violation"
    )
  }

  private static func flip(_ arguments: Arguments) throws(CommandFailure) -> ExitCode {
    var counts: [FlippedBits.Tally] = []
    let step = arguments[allFlips] ? 1 : 10
    let phase = arguments[seed] % step
    for isSealed in [false, true] {
      do {
        counts.append(try FlippedBits(isSealed: isSealed).run(phase: phase, step: step))
      } catch {
        let state = isSealed ? "sealed" : "not sealed"
        throw CommandFailure(.refused, "log that is \(state), phase \(phase): \(error)")
      }
    }
    let refused = counts.reduce(0) { $0 + $1.refused }
    let torn = counts.reduce(0) { $0 + $1.torn }
    if arguments[json] {
      Console.line(
        JSONLine.object { line in
          line.field("phase", phase)
          line.field("flips", refused + torn)
          line.field("refused", refused)
          line.field("torn", torn)
        }
      )
    } else {
      Console.line(
        "\((refused + torn).grouped) bits flipped, one in \(step) from bit \(phase): "
          + "\(refused.grouped) refused, \(torn.grouped) taken for a torn tail, as the table says"
      )
    }
    return .ok
  }
}
