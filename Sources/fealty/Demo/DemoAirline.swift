internal import FealtyServer
internal import FealtyWire
internal import Glibc

/// The airline of the demonstration: a real HTTP endpoint with books of its own, on a thread of the
/// demonstration's process.
///
/// It answers as docs/exchanges-by-webhook.md has it.
final class DemoAirline: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `books` is guarded; the rest is immutable.
  private struct Books {
    var credited: [String: Int64] = [:]
    var refused: Set<String> = []
    /// What has come, a line each.
    var received: [String] = []
  }

  let port: UInt16
  private let listener: Int32
  private let known: Set<String>
  private let password: String
  private let books = Guarded<Books>(Books())

  /// `known`: the numbers of those who fly with it; `password`: what it knows the server by.
  init(known: Set<String>, password: String) throws(CommandFailure) {
    self.known = known
    self.password = password
    let made = try LoopbackListener(for: "the airline")
    (listener, port) = (made.descriptor, made.port)
  }

  var url: String { "http://127.0.0.1:\(port)/miles" }

  /// Miles that it has credited.
  var credited: Int64 { books.withLock { $0.credited.values.reduce(0, +) } }

  /// What has come since the last look.
  func takeReceived() -> [String] {
    books.withLock { books in
      defer { books.received = [] }
      return books.received
    }
  }

  /// Serves until the process ends; one after the other, for each request has its connection.
  func run() {
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { continue }
      if let request = Self.read(connection) {
        let text = answer(request)
        _ = Array(text.utf8).withUnsafeBytes { send(connection, $0.baseAddress, $0.count, 0x4000) }
      }
      close(connection)
    }
  }

  // MARK: - Steps

  /// Head and body; nil where they do not come.
  private static func read(_ connection: Int32) -> (head: String, body: String)? {
    var bytes: [UInt8] = []
    while true {
      var buffer = [UInt8](repeating: 0, count: 4_096)
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
      guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { continue }
      let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
      let field = "Content-Length: "
      let line = head.split(separator: "\r\n").first { $0.hasPrefix(field) }
      let length = line.flatMap { Int($0.dropFirst(field.count)) } ?? 0
      let body = bytes[end.upperBound...]
      if body.count >= length { return (head, String(decoding: body, as: UTF8.self)) }
    }
  }

  private func answer(_ request: (head: String, body: String)) -> String {
    let pair = Base64.encode(Array("fealty:\(password)".utf8))
    guard request.head.contains("Authorization: Basic \(pair)") else {
      return note("somebody unknown", ("401 Unauthorized", ""))
    }
    // What is no JSON asks for nothing.
    let json = try? JSONValue(parsing: request.body)
    guard request.head.hasPrefix("POST "), let json,
      case .string(let key)? = json["tx_hash"], case .string(let number)? = json["auth_id"],
      case .string(let amount)? = json["amount"], let units = Int64(amount)
    else {
      let line = request.head.prefix { $0 != "\r\n" }
      let key = line.split(separator: " ").dropFirst().first?.split(separator: "=").last ?? ""
      return note("GET \(key)", standing(String(key)))
    }
    books.withLock { books in
      if known.contains(number) { books.credited[key] = units } else { books.refused.insert(key) }
    }
    return note("POST \(request.body)", standing(key))
  }

  private func standing(_ key: String) -> (status: String, body: String) {
    books.withLock { books in
      if books.credited[key] != nil {
        return ("200 OK", #"{"state":"completed","receipt":"FLY-\#(key.suffix(6))"}"#)
      }
      return books.refused.contains(key)
        ? ("422 Unprocessable Content", #"{"state":"refused","reason":"nobody has this number"}"#)
        : ("404 Not Found", #"{"state":"unknown"}"#)
    }
  }

  private func note(_ request: String, _ answer: (status: String, body: String)) -> String {
    books.withLock { $0.received += [request, "answered \(answer.status) \(answer.body)"] }
    return "HTTP/1.1 \(answer.status)\r\nContent-Length: \(answer.body.utf8.count)\r\n"
      + "Connection: close\r\n\r\n\(answer.body)"
  }
}
