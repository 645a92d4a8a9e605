internal import FealtyActors
internal import FealtyWire

// What the log says of single calls, at its debug level alone: those that were refused and those
// that took long, each with the trace id that its caller gave, so that a till's log and the
// server's can be laid side by side. At any other level a call costs one comparison.

/// A call that has not been answered, as the log will know it.
struct CallTrace {
  let method: UInt16
  let stream: UInt32
  /// Monotonic nanoseconds.
  let begunAt: Int64
  /// Empty where the caller gave none.
  let traceID: String
  /// Set with the answer: nil until then.
  var answer: (code: Int32, reason: Reason)?
}

extension ShardLoop {
  /// A call is about to run.
  @inline(never)
  func trace(
    _ call: Call,
    _ connection: Connection,
    _ metadata: [Metadata],
    _ payload: UnsafeRawBufferPointer
  ) {
    connection.traces[call.stream] = CallTrace(
      method: call.method,
      stream: call.stream,
      begunAt: group.clock.monotonicNanoseconds(),
      traceID: Self.traceID(metadata, payload)
    )
  }

  /// The call's answer is the frame that begins at `start` of its buffer.
  @inline(never)
  func traceAnswer(_ call: Call, _ connection: Connection, gated: Bool, from start: Int) {
    guard var trace = connection.traces.removeValue(forKey: call.stream) else { return }
    let buffer = gated ? connection.gated : connection.ready
    trace.answer = buffer.bytes.withUnsafeBytes { bytes in
      guard bytes.count >= start + FrameHeader.size, let base = bytes.baseAddress else {
        return (0, .reasonNone)
      }
      let code = FrameHeader(from: base + start).aux
      guard code != 0 else { return (0, .reasonNone) }
      let payload = UnsafeRawBufferPointer(rebasing: bytes[(start + FrameHeader.size)...])
      return (Int32(truncatingIfNeeded: code), Self.reason(payload))
    }
    if gated {
      connection.tracesGated.append(trace)
    } else {
      report(trace, connection)
    }
  }

  /// The answers of a connection that waited for the disk have left.
  @inline(never)
  func traceRelease(_ connection: Connection) {
    let answered = connection.tracesGated
    connection.tracesGated = []
    for trace in answered { report(trace, connection) }
  }

  private func report(_ trace: CallTrace, _ connection: Connection) {
    let nanoseconds = group.clock.monotonicNanoseconds() - trace.begunAt
    let isRefused = trace.answer.map { $0.code != 0 } ?? false
    guard isRefused || nanoseconds >= Limits.slowCallMilliseconds * 1_000_000 else { return }
    let method = SchemaRegistry.method(id: trace.method)
    group.log(
      .debug,
      isRefused ? "call refused" : "call slow",
      [
        "method": .init(method.map { "\($0.service)/\($0.name)" } ?? "\(trace.method)"),
        "status": .init(trace.answer?.code ?? 0),
        "reason": .init("\(trace.answer?.reason ?? .reasonNone)"),
        "microseconds": .init(nanoseconds / 1_000),
        "slot": .init(connection.slot),
        "stream": .init(trace.stream),
        "trace_id": .init(trace.traceID),
      ]
    )
  }

  /// The envelope's trace id, or else that of the call's metadata.
  private static func traceID(_ metadata: [Metadata], _ payload: UnsafeRawBufferPointer) -> String {
    var id = ""
    do throws(DecodingError) {
      id = try envelopeTraceID(payload)
    } catch {
      // The shard answers that the request is no message; the log has no id for it.
    }
    if id.isEmpty {
      id = metadata.first { traceNames.contains($0.key) }?.value ?? ""
    }
    guard id.utf8.count > Limits.traceIDBytes else { return id }
    return String(decoding: id.utf8.prefix(Limits.traceIDBytes), as: UTF8.self)
  }

  /// Names of metadata that hold a trace id; the second is the W3C's.
  private static var traceNames: [String] { ["trace", "traceparent"] }

  /// Field 9 of field 1, which every request begins with.
  private static func envelopeTraceID(
    _ payload: UnsafeRawBufferPointer
  ) throws(DecodingError) -> String {
    var fields = FieldReader(payload)
    guard try fields.nextTag() == 1 << 3 | 2 else { return "" }
    var envelope = try fields.readMessage()
    while true {
      let tag = try envelope.nextTag()
      switch tag {
      case 0: return ""
      case 9 << 3 | 2: return try envelope.readString()
      default: try envelope.skip(tag)
      }
    }
  }

  private static func reason(_ payload: UnsafeRawBufferPointer) -> Reason {
    do throws(DecodingError) {
      return try Status(decoding: payload).reason
    } catch {
      preconditionFailure("our own answer cannot be decoded: \(error)")
    }
  }
}
