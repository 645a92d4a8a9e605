/// Reads the answer to one HTTP/1.1 request, fed with bytes as they come.
///
/// Valid if and only if: a status line `HTTP/1.x NNN …`; header lines up to an empty one, at most
/// ``Limits/webhookHeadBytes`` together; then a body, of which at most ``Limits/webhookBodyBytes``
/// are taken: of the length that `Content-Length` says, in chunks, or up to the connection's end.
/// Answers from 100 to 199 are stepped over.
struct HTTPResponse {
  /// What is to be done next.
  enum Step: Equatable {
    /// More bytes are needed.
    case more
    /// The answer is whole; whether the connection takes another request.
    case whole(isReusable: Bool)
    /// It is none.
    case malformed(String)
  }

  private enum Body: Equatable {
    case empty
    case bytes(Int)
    case chunkHead
    case chunk(Int)
    case chunkEnd
    case trailer
    case untilClosed
  }

  private(set) var status = 0
  private(set) var body: [UInt8] = []
  private var pending: [UInt8] = []
  private var rest: Body?
  private var isPersistent = true
  private var headBytes = 0

  /// Takes bytes.
  mutating func receive(_ bytes: some Sequence<UInt8>) -> Step {
    pending.append(contentsOf: bytes)
    while true {
      let before = (pending.count, rest)
      let step = rest == nil ? readHead() : readBody()
      if let step { return step }
      if (pending.count, rest) == before { return .more }
    }
  }

  /// The peer has closed its side.
  mutating func closed() -> Step {
    rest == .untilClosed ? .whole(isReusable: false) : .malformed("the answer ends too early")
  }

  // MARK: - Head

  /// The next line of `pending`, without its end; nil where it has not come.
  private mutating func nextLine() -> [UInt8]? {
    guard let end = pending.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    var line = Array(pending[..<end])
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    pending.removeFirst(end + 1)
    return line
  }

  private mutating func readHead() -> Step? {
    guard headBytes + pending.count <= Limits.webhookHeadBytes || pending.contains(10) else {
      return .malformed("the answer's head is too long")
    }
    guard let line = nextLine() else { return .more }
    headBytes += line.count + 2
    guard headBytes <= Limits.webhookHeadBytes else {
      return .malformed("the answer's head is too long")
    }
    let text = String(decoding: line, as: UTF8.self)
    if status == 0 { return readStatus(text) }
    guard text.isEmpty else {
      readField(text)
      return nil
    }
    if 100..<200 ~= status {
      self = HTTPResponse(pending: pending)
      return nil
    }
    if status == 204 || status == 304 { length = .empty }
    rest = length ?? .untilClosed
    return nil
  }

  private var length: Body?

  init() {}

  private init(pending: [UInt8]) { self.pending = pending }

  private mutating func readStatus(_ line: String) -> Step? {
    let parts = line.split(separator: " ", maxSplits: 2)
    guard parts.count >= 2, parts[0].hasPrefix("HTTP/1."), parts[1].count == 3,
      let code = Int(parts[1]), 100...599 ~= code
    else { return .malformed("the answer is no HTTP/1.1") }
    status = code
    if parts[0] == "HTTP/1.0" { isPersistent = false }
    return nil
  }

  private mutating func readField(_ line: String) {
    guard let colon = line.firstIndex(of: ":") else { return }
    let name = line[..<colon].lowercased()
    let value = line[line.index(after: colon)...].trimmed.lowercased()
    switch name {
    case "content-length" where length != .chunkHead:
      length = Int(value).flatMap { $0 >= 0 ? .bytes($0) : nil } ?? .untilClosed
    case "transfer-encoding": length = value == "chunked" ? .chunkHead : .untilClosed
    case "connection" where value.contains("close"): isPersistent = false
    default: break
    }
  }

  // MARK: - Body

  private mutating func take(_ count: Int) {
    let room = max(0, Limits.webhookBodyBytes - body.count)
    body.append(contentsOf: pending.prefix(min(count, room)))
    pending.removeFirst(count)
  }

  private mutating func readBody() -> Step? {
    guard let rest else { return .more }
    switch rest {
    case .empty: return .whole(isReusable: isPersistent && pending.isEmpty)
    case .bytes(let count):
      // Whoever says more than is taken is not listened to any longer.
      guard count <= Limits.webhookBodyBytes else { return .whole(isReusable: false) }
      guard pending.count >= count else { return .more }
      take(count)
      self.rest = .empty
    case .untilClosed:
      take(pending.count)
      return body.count >= Limits.webhookBodyBytes ? .whole(isReusable: false) : .more
    case .chunkHead:
      guard let line = nextLine() else { return tooLong ?? .more }
      let digits = String(decoding: line.prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self).trimmed
      guard let size = Int(digits, radix: 16), size >= 0 else {
        return .malformed("a chunk of the answer has no size")
      }
      guard size <= Limits.webhookBodyBytes - body.count else { return .whole(isReusable: false) }
      self.rest = size == 0 ? .trailer : .chunk(size)
    case .chunk(let size):
      guard pending.count >= size else { return .more }
      take(size)
      self.rest = .chunkEnd
    case .chunkEnd:
      guard let line = nextLine() else { return tooLong ?? .more }
      guard line.isEmpty else { return .malformed("a chunk of the answer has another size") }
      self.rest = .chunkHead
    case .trailer:
      guard let line = nextLine() else { return tooLong ?? .more }
      if line.isEmpty { self.rest = .empty }
    }
    return nil
  }

  private var tooLong: Step? {
    pending.count > Limits.webhookHeadBytes ? .malformed("a line of the answer is too long") : nil
  }
}

extension StringProtocol {
  /// Without blanks around it.
  fileprivate var trimmed: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    var text = Substring(drop(while: isBlank))
    while let last = text.last, isBlank(last) { text.removeLast() }
    return String(text)
  }
}
