/// `fealty demo`: the whole path in a minute, on the sample.
enum DemoCommand {
  private static let sample = Option.text(
    "sample",
    "DIR",
    default: "Examples/sample",
    "baskets, members and programme"
  )
  private static let data = Option.text(
    "data",
    "DIR",
    default: ".demo",
    "the server's data; what is there is removed first"
  )

  static let command: Command = Command(
    "demo",
    "shows the whole path on the sample: baskets, points, a crash, recovery, exchanges",
    details: """
      Starts a server, applies the sample programme, replays the sample's baskets, shows what they
      earned and one member's statement, kills the server, starts it again and compares all
      balances. Then a member's points become stars of another brand, and miles of an airline whose
      HTTP endpoint the demonstration plays itself: one exchange that completes, and one that the
      airline refuses and whose points come back. At the end the ledger's equation is shown for each
      token. Ends with exit code 1 when anything does not fit.
      """,
    options: [sample.specification, data.specification]
  ) { (arguments) throws(CommandFailure) in
    let demo = Demo(sample: arguments[sample], data: arguments[data])
    return try demo.run() ? .ok : .refused
  }
}
