internal import FealtyWire

/// What one shard sends another in one turn: requests, replies and work, handed over at once.
final class Parcel: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: filled by one shard, then given through a locked mailbox to
  // one other and never touched by the first again.
  var requests = OutputBuffer(capacity: 64)
  var replies = OutputBuffer(capacity: 64)
  /// Steps of exchanges, each an ``ExchangeMessage`` with what belongs to it.
  var steps = OutputBuffer(capacity: 0)
  var work: [@Sendable (Shard) -> Void] = []
  /// The batch that its gated replies wait for.
  var batch: UInt64 = 0

  var isEmpty: Bool { requests.isEmpty && replies.isEmpty && steps.isEmpty && work.isEmpty }

  /// Bytes before the payload of an entry: its length, the call, a number and a flag.
  private static let headBytes = 4 + MemoryLayout<Call>.size + 8 + 1

  /// Adds a request for the entity that its reference was resolved to.
  func add(_ call: Call, entity: UInt64, payload: UnsafeRawBufferPointer) {
    Self.appendHead(call, number: entity, flag: 0, payload: payload.count, to: &requests)
    requests.append(payload)
  }

  /// Adds a reply frame that `body` writes.
  func addReply(
    _ call: Call,
    gated: Bool,
    last: Bool,
    _ body: (inout OutputBuffer) -> Void
  ) {
    let flag: UInt8 = (gated ? 1 : 0) | (last ? 2 : 0)
    let start = replies.count
    Self.appendHead(call, number: 0, flag: flag, payload: 0, to: &replies)
    body(&replies)
    replies.patch(littleEndian: UInt32(replies.count - start - Self.headBytes), at: start)
  }

  private static func appendHead(
    _ call: Call,
    number: UInt64,
    flag: UInt8,
    payload: Int,
    to buffer: inout OutputBuffer
  ) {
    buffer.append(littleEndian: UInt32(payload))
    withUnsafeBytes(of: call) { buffer.append($0) }
    buffer.append(littleEndian: number)
    buffer.append(flag)
  }

  /// Calls `body` for each entry of ``requests`` or ``replies``.
  static func forEach(
    in buffer: borrowing OutputBuffer,
    _ body: (Call, _ number: UInt64, _ flag: UInt8, UnsafeRawBufferPointer) -> Void
  ) {
    buffer.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        let length = Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        let call = bytes.loadUnaligned(fromByteOffset: offset + 4, as: Call.self)
        let numberOffset = offset + 4 + MemoryLayout<Call>.size
        let number = bytes.loadUnaligned(fromByteOffset: numberOffset, as: UInt64.self)
        let flag = bytes[numberOffset + 8]
        let start = offset + headBytes
        body(call, number, flag, UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]))
        offset = start + length
      }
    }
  }
}

/// Where other threads leave parcels and work for a shard.
final class Mailbox: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: all state is read and changed under `lock`.
  private let lock = Lock()
  private var parcels: [Parcel] = []
  private var jobs: [UnownedJob] = []
  private var wakeRequested = false
  private let waker: any Waker

  init(waker: any Waker) { self.waker = waker }

  func put(_ parcel: Parcel) {
    let wakes = lock.locked {
      parcels.append(parcel)
      return requestWake()
    }
    if wakes { waker.wake() }
  }

  func put(_ job: UnownedJob) {
    let wakes = lock.locked {
      jobs.append(job)
      return requestWake()
    }
    if wakes { waker.wake() }
  }

  /// Wakes the shard without leaving anything.
  func nudge() {
    let wakes = lock.locked { requestWake() }
    if wakes { waker.wake() }
  }

  private func requestWake() -> Bool {
    defer { wakeRequested = true }
    return !wakeRequested
  }

  /// Takes everything; the next arrival wakes the shard again.
  func take() -> (parcels: [Parcel], jobs: [UnownedJob]) {
    lock.locked {
      wakeRequested = false
      guard !parcels.isEmpty || !jobs.isEmpty else { return ([], []) }
      defer {
        parcels = []
        jobs = []
      }
      return (parcels, jobs)
    }
  }
}
