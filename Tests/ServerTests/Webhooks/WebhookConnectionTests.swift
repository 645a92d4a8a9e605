import CLinux
import FealtyTLS
import Foundation
import Testing

@testable import FealtyServer

@Suite("Connections with webhooks' receivers")
struct WebhookConnectionTests {
  /// A receiver that answers one request over TLS, on a thread of its own.
  private static func receive(_ session: TLSSession) throws -> UInt16 {
    let (listener, port) = try listen()
    Thread.detachNewThread {
      let connection = accept(listener, nil, nil)
      defer {
        close(connection)
        close(listener)
      }
      serve(session, connection)
    }
    return port
  }

  private static func listen() throws -> (listener: Int32, port: UInt16) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let length = size
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, length) == 0 && Foundation.listen(listener, 1) == 0
          && getsockname(listener, pointer, &size) == 0
      }
    }
    try #require(isBound)
    return (listener, UInt16(bigEndian: address.sin_port))
  }

  private static func serve(_ session: TLSSession, _ connection: Int32) {
    var request: [UInt8] = []
    var isAnswered = false
    while true {
      var buffer = [UInt8](repeating: 0, count: 16 << 10)
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      var plain = [UInt8](repeating: 0, count: count + TLSSession.slackBytes)
      let taken = buffer[..<count].withUnsafeBytes { bytes in
        plain.withUnsafeMutableBytes { try? session.decrypt(bytes, into: $0) }
      }
      request += plain.prefix(taken ?? 0)
      if request.suffix(5).elementsEqual(Array("hello".utf8)), !isAnswered {
        isAnswered = true
        let answer = Array("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".utf8)
        answer.withUnsafeBytes { try? session.encrypt($0) }
      }
      let sent = session.withOutput { send(connection, $0.baseAddress, $0.count, 0x4000) }
      if sent > 0 { session.outputSent(sent) }
      if taken == nil { return }
    }
  }

  /// Sends a request, and waits for what comes of it.
  private func exchange(_ port: UInt16, host: String) throws -> WebhookConnection.Step {
    let client = try TLSSession(TestCertificates.client(), host: host)
    let address = try #require(
      NetworkAddress.resolve("127.0.0.1", port: port, isNumeric: true).first
    )
    let connection = try #require(WebhookConnection(to: address, session: client))
    connection.send(Array("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello".utf8))
    while true {
      let step = connection.ready()
      guard case .goesOn = step else { return step }
      var item = pollfd(fd: connection.descriptor, events: connection.events, revents: 0)
      try #require(poll(&item, 1, 10_000) == 1)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a request and its answer go through TLS`() throws {
    let port = try Self.receive(TLSSession(TestCertificates.server()))
    guard case .answered(let response, let isReusable) = try exchange(port, host: "localhost")
    else {
      Issue.record("no answer")
      return
    }
    #expect(response.status == 200 && response.body == Array("ok".utf8) && isReusable)
  }

  // Goal: a receiver that sends without end keeps nobody else waiting. Method: one that has more to
  // say than is read at once, and nothing of it is an answer; what is left is read later.
  @Test(.timeLimit(.minutes(1)))
  func `who sends without end is left alone for a while`() throws {
    let line = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
    let answers = Array(repeatElement(line, count: (96 << 10) / line.count).joined())
    let (listener, port) = try Self.listen()
    Thread.detachNewThread {
      let connection = accept(listener, nil, nil)
      defer {
        close(connection)
        close(listener)
      }
      answers.withUnsafeBytes { _ = send(connection, $0.baseAddress, $0.count, 0x4000) }
      var buffer = [UInt8](repeating: 0, count: 1 << 10)
      while recv(connection, &buffer, buffer.count, 0) > 0 {}
    }
    let place = try #require(
      NetworkAddress.resolve("127.0.0.1", port: port, isNumeric: true).first
    )
    let connection = try #require(WebhookConnection(to: place))
    var room: Int32 = 1 << 20
    setsockopt(connection.descriptor, SOL_SOCKET, SO_RCVBUF, &room, 4)
    connection.send(Array("POST / HTTP/1.1\r\n\r\n".utf8))
    var waiting = [UInt8](repeating: 0, count: answers.count)
    while recv(connection.descriptor, &waiting, waiting.count, 0x42) < answers.count {
      sched_yield()
    }
    guard case .goesOn = connection.ready() else {
      Issue.record("an answer that there is none of")
      return
    }
    #expect(recv(connection.descriptor, &waiting, waiting.count, 0x42) > 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a receiver whose certificate is for another name is told nothing`() throws {
    let port = try Self.receive(TLSSession(TestCertificates.server()))
    guard case .failed(let reason) = try exchange(port, host: "example.org") else {
      Issue.record("another receiver was believed")
      return
    }
    #expect(reason.hasPrefix("TLS: "))
  }
}
