/// The help texts, made from the declarations.
enum Help {
  /// `fealty --help`.
  static func overview(_ commands: [Command]) -> String {
    var text = """
      Fealty keeps the points of loyalty programmes.

      Usage: fealty COMMAND [options]

      Commands:

      """
    let width = commands.map(\.name.count).max() ?? 0
    for command in commands {
      text += "  \(command.name.padded(to: width))  \(command.summary)\n"
    }
    text += "\nExit codes:\n"
    for code in ExitCode.all {
      text += "  \("\(code.rawValue)".padded(to: 3)) \(code.meaning)\n"
    }
    return text + "\nfealty COMMAND --help says more about one command.\n"
  }

  /// `fealty COMMAND --help`.
  static func text(of command: Command) -> String {
    let places = command.positionals.map { " " + $0.usage }.joined()
    var text = "\(command.summary)\n\nUsage: fealty \(command.name)\(places)"
    text += command.options.isEmpty ? "\n" : " [options]\n"
    if !command.details.isEmpty { text += "\n\(command.details)\n" }
    if !command.positionals.isEmpty {
      text += "\n" + rows(command.positionals.map { ($0.name, $0.help) })
    }
    if !command.options.isEmpty {
      text += "\nOptions:\n" + rows(command.options.map { (heading($0), explanation($0)) })
    }
    return text
  }

  private static func heading(_ option: OptionSpecification) -> String {
    guard let placeholder = option.placeholder else { return "--\(option.name)" }
    return "--\(option.name) \(placeholder)"
  }

  private static func explanation(_ option: OptionSpecification) -> String {
    option.defaultText.isEmpty ? option.help : "\(option.help) [\(option.defaultText)]"
  }

  private static func rows(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { "  \($0.0.padded(to: width))  \($0.1)\n" }.joined()
  }
}
