/// A subcommand: its declaration, from which parser and help are made, and what it does.
struct Command: Sendable {
  let name: String

  /// One line, for the list of commands.
  let summary: String

  /// Paragraphs for the command's own help; may be empty.
  let details: String

  let positionals: [Positional]
  let options: [OptionSpecification]
  let run: @Sendable (Arguments) async throws(CommandFailure) -> ExitCode

  init(
    _ name: String,
    _ summary: String,
    details: String = "",
    positionals: [Positional] = [],
    options: [OptionSpecification] = [],
    run: @escaping @Sendable (Arguments) async throws(CommandFailure) -> ExitCode
  ) {
    self.name = name
    self.summary = summary
    self.details = details
    self.positionals = positionals
    let connects = options.contains { $0.name == "connect" }
    self.options = connects ? options + Security.options : options
    self.run = run
  }

  /// A usage failure in one line that names the help.
  func misuse(_ what: String) -> CommandFailure {
    CommandFailure(.usage, "\(what); see fealty \(name) --help")
  }
}

/// An argument that is known by its place.
struct Positional: Sendable {
  enum Need: Sendable {
    /// Exactly one.
    case one
    /// One or more; the last positional.
    case many
    /// None or one.
    case optional
    /// Any number; the last positional.
    case any
  }

  let name: String
  let help: String
  let need: Need

  init(_ name: String, _ help: String, _ need: Need = .one) {
    self.name = name
    self.help = help
    self.need = need
  }

  var usage: String {
    switch need {
    case .one: name
    case .many: "\(name)…"
    case .optional: "[\(name)]"
    case .any: "[\(name)…]"
    }
  }
}
