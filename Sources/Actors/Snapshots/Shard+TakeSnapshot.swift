internal import FealtyWire

// TakeSnapshot: a snapshot when somebody wants one.

extension Shard {
  func takeSnapshot(_ call: RoutedCall) {
    guard decode(call, TakeSnapshotRequest.self) != nil else { return }
    let reply = call.call
    services.snapshots.endSegment()
    services.snapshots.take { [self] result in
      post { $0.answer(reply, result) }
    }
  }

  private func answer(_ call: Call, _ result: Result<TakenSnapshot, SnapshotFailure>) {
    switch result {
    case .success(let taken):
      respond(
        call,
        gated: false,
        message: TakeSnapshotResponse(
          sequence: taken.sequence,
          startBatch: taken.start,
          endBatch: taken.end,
          records: taken.records,
          bytes: taken.bytes,
          durationMs: taken.milliseconds
        )
      )
    case .failure(.failed(let sentence)):
      fail(
        call,
        Status(
          code: .unavailable,
          message: "the snapshot was given up, and nothing has changed: \(sentence)"
        )
      )
    case .failure(.stopping):
      fail(
        call,
        Status(
          code: .unavailable,
          reason: .shuttingDown,
          message: "the server stops, and writes a snapshot of its own"
        )
      )
    }
  }
}
