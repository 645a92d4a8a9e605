internal import Foundation

/// The load of the fault rigs: tills that use the real client and write down what they know.
///
/// `tills prepare|load|settle --port N --book FILE [--members N] [--lanes N] [--answers N]
/// [--seconds N] [--round NAME] [--sure BYTES]`
///
/// - `prepare` makes the programme and its members.
/// - `load` earns and redeems until the server has gone, or so many answers or seconds are over.
/// - `settle` repeats what had no answer and compares; each finding is a line, and the exit code 1.
@main
enum Main {
  static func main() async {
    signal(SIGPIPE, SIG_IGN)
    var words = Array(CommandLine.arguments.dropFirst())
    let command = words.isEmpty ? "" : words.removeFirst()
    var options: [String: String] = [:]
    while words.count >= 2 {
      options[words[0]] = words[1]
      words.removeFirst(2)
    }
    let number: (String, Int) -> Int = { name, standard in
      options["--" + name].flatMap { Int($0) } ?? standard
    }
    guard words.isEmpty, let path = options["--book"],
      let book = Book(path: path, sureBytes: options["--sure"].flatMap { Int($0) })
    else { fail("a command, --port and --book are needed", code: 64) }
    do {
      let tills = try Tills(
        port: number("port", 0),
        book: book,
        members: number("members", 24),
        attempts: command == "load" ? 1 : 6
      )
      switch command {
      case "prepare": try await tills.prepare()
      case "load":
        let plan = Tills.Plan(
          lanes: number("lanes", 12),
          answers: number("answers", Int.max),
          seconds: number("seconds", 60),
          round: options["--round"] ?? "1"
        )
        await tills.load(plan)
      case "settle":
        let findings = try await tills.settle()
        if !findings.isEmpty { fail(findings.joined(separator: "\n"), code: 1) }
        say("\(book.acknowledged.count) acknowledged, \(book.refused.count) refused\n")
      default: fail("there is no command '\(command)'", code: 64)
      }
    } catch {
      fail("\(command): \(error)", code: 69)
    }
  }

  private static func say(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

  private static func fail(_ text: String, code: Int32) -> Never {
    FileHandle.standardError.write(Data("\(text)\n".utf8))
    exit(code)
  }
}
