/// A command line, taken apart by the command's declaration and checked.
///
/// `--name value`, `--name=value` and `--flag` may stand anywhere; after `--` everything is
/// positional. The last of a repeated option wins.
struct Arguments: Sendable {
  /// What is not an option, in order.
  let positionals: [String]

  private let values: [String: String]

  /// - Throws: `.usage` for an unknown option, a missing or illegal value, or a wrong number of
  ///   positional arguments.
  init(parsing words: [String], for command: Command) throws(CommandFailure) {
    var values: [String: String] = [:]
    var positionals: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        positionals += rest
        break
      }
      guard word.hasPrefix("--") else {
        positionals.append(word)
        continue
      }
      let parts = word.dropFirst(2).split(
        separator: "=",
        maxSplits: 1,
        omittingEmptySubsequences: false
      )
      let name = String(parts[0])
      guard let option = command.options.first(where: { $0.name == name }) else {
        throw command.misuse("unknown option --\(name)")
      }
      values[name] = try Self.value(
        of: option,
        attached: parts.count == 2 ? String(parts[1]) : nil,
        rest: &rest,
        command
      )
    }
    try Self.check(positionals, command)
    self.values = values
    self.positionals = positionals
  }

  /// The option's value, or its default.
  subscript<Value>(_ option: Option<Value>) -> Value { value(of: option) }

  func value<Value>(of option: Option<Value>) -> Value {
    guard let text = values[option.specification.name] else { return option.defaultValue }
    guard let value = option.parse(text) else {
      preconditionFailure("--\(option.specification.name) passed its check and then its parser not")
    }
    return value
  }

  /// Whether the option was given.
  func has<Value>(_ option: Option<Value>) -> Bool {
    has(option.specification.name)
  }

  func has(_ name: String) -> Bool { values[name] != nil }

  private static func value(
    of option: OptionSpecification,
    attached: String?,
    rest: inout ArraySlice<String>,
    _ command: Command
  ) throws(CommandFailure) -> String {
    guard option.placeholder != nil else {
      guard attached == nil else { throw command.misuse("--\(option.name) takes no value") }
      return ""
    }
    guard let text = attached ?? rest.popFirst() else {
      throw command.misuse("--\(option.name) needs \(option.expected)")
    }
    guard option.accepts(text) else {
      throw command.misuse("--\(option.name) needs \(option.expected), not '\(text)'")
    }
    return text
  }

  private static func check(_ given: [String], _ command: Command) throws(CommandFailure) {
    let required = command.positionals.filter { $0.need == .one || $0.need == .many }
    if given.count < required.count {
      throw command.misuse("\(required[given.count].name) is missing")
    }
    let open = command.positionals.contains { $0.need == .many || $0.need == .any }
    if !open, given.count > command.positionals.count {
      throw command.misuse("unexpected '\(given[command.positionals.count])'")
    }
  }
}
