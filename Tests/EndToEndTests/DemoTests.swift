import Foundation
import Testing

@Suite("The demonstration")
struct DemoTests {
  @Test(.timeLimit(.minutes(3)))
  func `shows points, a statement, a crash, and the same balances afterwards`() throws {
    let directory = TemporaryDirectory()
    let result = try Binary.run(
      ["demo", "--data", directory.path + "/demo"],
      directory: Repository.path
    )
    #expect(result.exitCode == 0, "\(result.errors)")
    for text in [
      "Baskets of 109 members", "ledger verified", "latency p99", "The statement of member",
      "Why receipt",
      "was ended with SIGKILL", "Every balance is the same", "C-1001 received 42 stars",
      #"the airline: POST {"transaction_type":"credit""#, "completed: 50 miles",
      "failed: nobody has this number; the points are back",
      "miles: 50 held by the airline, whose own books have 50", "Every point is somewhere",
      "How to go on",
    ] {
      #expect(result.output.contains(text), "'\(text)' is missing:\n\(result.output)")
    }
    // No terminal, no control sequences.
    #expect(!result.output.contains("\u{1B}"))
    #expect(try Binary.run(["verify", directory.path + "/demo"]).exitCode == 0)
  }
}
