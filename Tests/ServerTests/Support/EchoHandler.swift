import FealtyActors
import FealtyServer
import FealtyWire
import Synchronization

/// Stands in for a shard: answers by method, so that a test chooses what happens.
///
/// Confined to its loop's thread, but for ``callCount`` and ``makeDurable(_:)``.
final class EchoHandler: CallHandler, @unchecked Sendable {
  enum Method {
    /// Answers at once with the payload.
    static let echo: UInt16 = 1
    /// Answers with the payload once the batch that it names in `nextBatch` is durable.
    static let gated: UInt16 = 2
    /// Answers with as many zero bytes as the payload says (u32, little-endian).
    static let large: UInt16 = 3
    /// Does not answer before `release()`.
    static let held: UInt16 = 4
    /// Answers with a stream.
    static let stream: UInt16 = 5
  }

  weak var port: (any ReplyPort)?
  var nextBatch: UInt64 = 0
  var acceptsRequests = true
  /// The status that answers every call from now on, encoded; nil = none.
  var refusal: [UInt8]?
  private var wroteGated = false
  private var held: [Call] = []
  private(set) var received: [Call] = []
  private(set) var credits: [UInt32] = []
  private(set) var cancelled: [UInt32] = []
  private(set) var closedConnections = 0
  /// How often it was told to look what goes on without a grant.
  private(set) var looksAtGrants = 0
  private let durable = Atomic<UInt64>(0)
  private let calls = Atomic<Int>(0)

  /// Calls received so far; from any thread.
  var callCount: Int { calls.load(ordering: .relaxed) }

  /// The batches up to `batch` are durable; from any thread.
  func makeDurable(_ batch: UInt64) { durable.store(batch, ordering: .releasing) }

  var durableBatch: UInt64 { durable.load(ordering: .acquiring) }

  func adopt() {}

  func receive(_ call: Call, payload: UnsafeRawBufferPointer) {
    received.append(call)
    calls.wrappingAdd(1, ordering: .relaxed)
    if let refusal { return respond(call, gated: false, refusal, aux: 5) }
    switch call.method {
    case Method.gated:
      wroteGated = true
      respond(call, gated: true, [UInt8](payload))
    case Method.large:
      let size = payload.count >= 4 ? payload.loadUnaligned(as: UInt32.self) : 0
      respond(call, gated: false, [UInt8](repeating: 0, count: Int(size)))
    case Method.held, Method.stream: held.append(call)
    default: respond(call, gated: false, [UInt8](payload))
    }
  }

  /// Answers the calls that are held.
  func release() {
    for call in held { respond(call, gated: false, []) }
    held = []
  }

  func credit(_ call: Call, items: UInt32) { credits.append(items) }

  func cancel(_ call: Call) {
    cancelled.append(call.stream)
    guard let index = held.firstIndex(where: { $0.stream == call.stream }) else { return }
    respond(held.remove(at: index), gated: false, [])
  }

  func endStreamsWithoutGrant(at now: Int64) { looksAtGrants += 1 }

  func connectionClosed(connection: UInt32, generation: UInt32) { closedConnections += 1 }

  func endTurn() -> Int64 {
    if wroteGated {
      nextBatch += 1
      wroteGated = false
      port?.gate(nextBatch)
    }
    return .max
  }

  private func respond(_ call: Call, gated: Bool, _ payload: [UInt8], aux: UInt32 = 0) {
    guard let buffer = port?.buffer(for: call, gated: gated) else { return }
    let start = buffer.bytes.beginFrame(.response, stream: call.stream, aux: aux)
    buffer.bytes.append(payload)
    buffer.bytes.endFrame(start)
    port?.finished(call, gated: gated, last: true)
  }
}
