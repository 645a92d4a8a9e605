import Foundation
import Synchronization

/// A real HTTP server with a thread for each connection, which does to webhooks what receivers do:
/// takes them, refuses them, hangs, sends elsewhere.
final class Receiver: Sendable {
  /// A request as it came.
  struct Request: Sendable {
    var method = "POST"
    let path: String
    let headers: [String: String]
    let body: [UInt8]

    /// The events of a delivery.
    var events: [[String: String]] {
      guard let array = try? JSONSerialization.jsonObject(with: Data(body)) as? [[String: Any]]
      else { return [] }
      return array.map { $0.compactMapValues { $0 as? String ?? ($0 as? NSNumber)?.stringValue } }
    }
  }

  /// What becomes of a request.
  enum Answer: Sendable {
    case status(Int, body: String = "", header: String = "")
    /// The same answer two times.
    case twice(Int, body: String = "")
    /// The same, after a while.
    case slow(milliseconds: Int)
    /// Nothing, until the sender has had enough.
    case hang
    /// The connection is closed without an answer.
    case close
  }

  private struct State {
    var requests: [(request: Request, isTaken: Bool)] = []
    var connections: [Int32] = []
    var isOver = false
  }

  let port: Int
  private let listener: Int32
  private let state = Mutex(State())
  private let answer: @Sendable (Request, _ number: Int) -> Answer

  /// `port`: 0 = a free one.
  init(port: Int = 0, _ answer: @escaping @Sendable (Request, _ number: Int) -> Answer) throws {
    self.answer = answer
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var on: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, 4)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let (listener, length) = (listener, size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, length) == 0 && listen(listener, 64) == 0
          && getsockname(listener, pointer, &size) == 0
      }
    }
    guard bound else { throw CocoaError(.fileNoSuchFile) }
    self.port = Int(in_port_t(bigEndian: address.sin_port))
    Thread.detachNewThread { [self] in accept() }
  }

  /// Where a webhook finds it.
  var url: String { "http://127.0.0.1:\(port)/hook?a=b" }

  /// Stops listening, and closes every connection.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    state.withLock { state in
      state.isOver = true
      for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
    }
  }

  /// All requests, in the order in which they were answered.
  var requests: [Request] { state.withLock { $0.requests.map(\.request) } }

  /// The events of those that were answered well.
  var taken: [[String: String]] {
    state.withLock { $0.requests.filter(\.isTaken).flatMap(\.request.events) }
  }

  private func accept() {
    while true {
      let connection = Glibc.accept(listener, nil, nil)
      guard connection >= 0 else { return }
      let isOver = state.withLock { state in
        state.connections.append(connection)
        return state.isOver
      }
      if isOver { shutdown(connection, Int32(SHUT_RDWR)) }
      Thread.detachNewThread { [self] in
        serve(connection)
        state.withLock { state in
          state.connections.removeAll { $0 == connection }
          close(connection)
        }
      }
    }
  }

  private func serve(_ connection: Int32) {
    var pending: [UInt8] = []
    while let request = next(connection, &pending) {
      let number = state.withLock { $0.requests.count }
      let answer = answer(request, number)
      var text = ""
      switch answer {
      case .status(let status, let body, let header):
        text = "HTTP/1.1 \(status) X\r\n\(header)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        state.withLock { $0.requests.append((request, 200..<300 ~= status)) }
      case .twice(let status, let body):
        text = "HTTP/1.1 \(status) X\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        text += text
        state.withLock { $0.requests.append((request, 200..<300 ~= status)) }
      case .slow(let milliseconds):
        // It comes earlier only to a sender who has gone.
        var item = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
        _ = poll(&item, 1, Int32(milliseconds))
        text = "HTTP/1.1 204 X\r\n\r\n"
        state.withLock { $0.requests.append((request, true)) }
      case .hang:
        state.withLock { $0.requests.append((request, false)) }
        var byte: UInt8 = 0
        _ = recv(connection, &byte, 1, 0)
        return
      case .close:
        state.withLock { $0.requests.append((request, false)) }
        return
      }
      guard
        Array(text.utf8).withUnsafeBytes({ send(connection, $0.baseAddress, $0.count, 0x4000) })
          == text.utf8.count
      else { return }
    }
  }

  private func next(_ connection: Int32, _ pending: inout [UInt8]) -> Request? {
    let end = Array("\r\n\r\n".utf8)
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let head = pending.firstRange(of: end) {
        let lines = String(decoding: pending[..<head.lowerBound], as: UTF8.self)
          .components(separatedBy: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
          let parts = line.split(separator: ":", maxSplits: 1)
          headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        let length = Int(headers["content-length"] ?? "0") ?? 0
        if pending.count >= head.upperBound + length {
          let body = Array(pending[head.upperBound..<head.upperBound + length])
          pending.removeFirst(head.upperBound + length)
          let words = lines[0].split(separator: " ").map(String.init)
          return Request(method: words[0], path: words[1], headers: headers, body: body)
        }
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      pending += buffer[..<count]
    }
  }
}
