/// One place that breaks a rule, printed as a compiler prints it.
struct Finding: Equatable, CustomStringConvertible {
  var path: String
  /// Counted from 1; 0 speaks of the whole file.
  var line: Int
  var rule: String

  var description: String { line == 0 ? "\(path): \(rule)" : "\(path):\(line): \(rule)" }
}
