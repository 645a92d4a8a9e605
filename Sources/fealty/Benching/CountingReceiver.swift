internal import FealtyServer
internal import Glibc
internal import Synchronization

/// A webhook's receiver that takes everything at once and counts it, on a thread of its own.
///
/// What it is sent is from the server of the same load test, so it is not checked.
final class CountingReceiver: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: the counters are atomic; `connections` belongs to the thread;
  // the rest is immutable.
  private struct Connection {
    var descriptor: Int32
    var pending: [UInt8] = []
  }

  let port: UInt16
  private let listener: Int32
  private var connections: [Connection] = []
  private let eventCount = Atomic<Int>(0)
  private let requestCount = Atomic<Int>(0)

  var events: Int { eventCount.load(ordering: .relaxed) }
  var requests: Int { requestCount.load(ordering: .relaxed) }

  init() throws(CommandFailure) {
    let made = try LoopbackListener(for: "webhooks")
    (listener, port) = (made.descriptor, made.port)
  }

  /// Serves until the process ends.
  func run() {
    while true {
      var items = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
      items += connections.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
      guard poll(&items, UInt(items.count), -1) > 0 else { continue }
      var closed: [Int32] = []
      for place in connections.indices where items[place + 1].revents != 0 {
        if !receive(place) { closed.append(connections[place].descriptor) }
      }
      for descriptor in closed { close(descriptor) }
      connections.removeAll { closed.contains($0.descriptor) }
      if items[0].revents != 0 {
        let accepted = accept(listener, nil, nil)
        if accepted >= 0 { connections.append(Connection(descriptor: accepted)) }
      }
    }
  }

  private func receive(_ place: Int) -> Bool {
    let descriptor = connections[place].descriptor
    let start = connections[place].pending.count
    let room = 256 << 10
    connections[place].pending.append(contentsOf: repeatElement(0, count: room))
    let count = connections[place].pending.withUnsafeMutableBytes { bytes in
      recv(descriptor, bytes.baseAddress?.advanced(by: start), room, 0)
    }
    connections[place].pending.removeLast(room - max(count, 0))
    guard count > 0 else { return false }
    while let end = Self.request(in: connections[place].pending) {
      let events = Self.events(in: connections[place].pending[..<end])
      connections[place].pending.removeFirst(end)
      eventCount.add(events, ordering: .relaxed)
      requestCount.add(1, ordering: .relaxed)
      let answer: StaticString = "HTTP/1.1 204 No Content\r\n\r\n"
      let sent = send(descriptor, answer.utf8Start, answer.utf8CodeUnitCount, 0)
      guard sent > 0 else { return false }
    }
    return true
  }

  /// Where the first request ends; nil where it has not come whole.
  private static func request(in bytes: [UInt8]) -> Int? {
    let end = Array("\r\n\r\n".utf8)
    guard let head = bytes.prefix(4_096).firstRange(of: end)?.upperBound else { return nil }
    let text = String(decoding: bytes[..<head], as: UTF8.self)
    let field = "Content-Length: "
    guard let line = text.split(separator: "\r\n").first(where: { $0.hasPrefix(field) }),
      let length = Int(line.dropFirst(field.count))
    else { return nil }
    return head + length <= bytes.count ? head + length : nil
  }

  /// Events begin with their id.
  private static func events(in bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      for index in bytes.indices.dropLast(4) where bytes[index] == UInt8(ascii: "{") {
        if bytes[index + 1] == UInt8(ascii: "\""), bytes[index + 2] == UInt8(ascii: "e"),
          bytes[index + 3] == UInt8(ascii: "v")
        {
          count += 1
        }
      }
      return count
    }
  }
}
