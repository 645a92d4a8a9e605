import Testing

@testable import FealtyTLS

@Suite("A machine without OpenSSL 3")
struct MissingLibraryTests {
  @Test("is told what to install", arguments: ["libssl-nowhere.so.3", "libz.so.1"])
  func missing(library: String) {
    let failure = #expect(throws: TLSFailure.self) { try OpenSSL(library: library) }
    guard case .unavailable(let sentence) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(sentence.contains(library) && sentence.contains("OpenSSL 3"))
  }

  @Test func `is another one than this`() throws {
    _ = try OpenSSL.shared.get()
  }
}
