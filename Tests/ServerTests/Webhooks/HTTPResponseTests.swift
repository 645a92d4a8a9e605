import Testing

@testable import FealtyServer

@Suite("Answers of webhooks' receivers")
struct HTTPResponseTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let status: Int
    let body: String
    let isReusable: Bool
    var testDescription: String { text }
  }

  static let whole: [Case] = [
    Case(
      text: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
      status: 200,
      body: "hello",
      isReusable: true
    ),
    Case(text: "HTTP/1.1 204 No Content\r\n\r\n", status: 204, body: "", isReusable: true),
    Case(
      text: "HTTP/1.1 200 OK\nconnection:  close \ncontent-length:0\n\n",
      status: 200,
      body: "",
      isReusable: false
    ),
    Case(
      text: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 500 X\r\nContent-Length: 2\r\n\r\nno",
      status: 500,
      body: "no",
      isReusable: true
    ),
    Case(
      text:
        "HTTP/1.1 202 X\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "3;a=b\r\nabc\r\n1\r\nd\r\n0\r\nT: x\r\n\r\n",
      status: 202,
      body: "abcd",
      isReusable: true
    ),
    Case(
      text: "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx",
      status: 200,
      body: "x",
      isReusable: false
    ),
  ]

  @Test(arguments: whole)
  func `are the same however their bytes are cut`(_ item: Case) {
    let bytes = Array(item.text.utf8)
    for cut in 0..<bytes.count {
      var response = HTTPResponse()
      #expect(response.receive(bytes[..<cut]) == .more)
      #expect(response.receive(bytes[cut...]) == .whole(isReusable: item.isReusable))
      #expect(response.status == item.status)
      #expect(response.body == Array(item.body.utf8))
    }
  }

  @Test func `without a length they last until the connection ends, and not without bounds`() {
    var response = HTTPResponse()
    #expect(response.receive(Array("HTTP/1.1 200 OK\r\n\r\nsome".utf8)) == .more)
    #expect(response.closed() == .whole(isReusable: false))
    #expect(response.body == Array("some".utf8))
    var endless = HTTPResponse()
    _ = endless.receive(Array("HTTP/1.1 200 OK\r\n\r\n".utf8))
    var step = HTTPResponse.Step.more
    for _ in 0..<10 where step == .more {
      step = endless.receive([UInt8](repeating: 1, count: 9_000))
    }
    #expect(step == .whole(isReusable: false))
    #expect(endless.body.count == FealtyServer.Limits.webhookBodyBytes)
  }

  @Test(arguments: [
    "SSH-2.0-x\r\n", "HTTP/2 200\r\n", "HTTP/1.1 99 X\r\n", "HTTP/1.1 two X\r\n",
    "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
  ])
  func `what is none is said to be none`(_ text: String) {
    var response = HTTPResponse()
    guard case .malformed = response.receive(Array(text.utf8)) else {
      Issue.record("\(text) was taken")
      return
    }
  }

  @Test func `a chunk that says it is endless is not waited for`() {
    var response = HTTPResponse()
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n"
    #expect(response.receive(Array(head.utf8)) == .more)
    #expect(response.receive(Array("7fffffffffffffff\r\n".utf8)) == .whole(isReusable: false))
  }

  @Test func `endless heads and lines end`() {
    for start in [
      "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    ] {
      var response = HTTPResponse()
      _ = response.receive(Array(start.utf8))
      var step = HTTPResponse.Step.more
      for _ in 0..<40 where step == .more {
        step = response.receive([UInt8](repeating: UInt8(ascii: "a"), count: 1_000))
      }
      guard case .malformed = step else {
        Issue.record("\(start): \(step)")
        return
      }
    }
  }

  @Test func `random bytes are an answer or none, never a trap`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      var response = HTTPResponse()
      var bytes = Array(Self.whole[Int.random(in: 0..<Self.whole.count, using: &random)].text.utf8)
      for _ in 0..<3 { bytes[Int.random(in: 0..<bytes.count, using: &random)] = random.next() }
      _ = response.receive(bytes)
      _ = response.closed()
    }
  }
}
