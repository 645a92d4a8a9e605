/// What a log can take.
package struct LogLimits: Equatable, Sendable {
  /// Bytes of the largest batch, its head included.
  package var largestBatchBytes: Int

  package init(largestBatchBytes: Int = Limits.batchBytes) {
    precondition(largestBatchBytes > BatchHead.bytes && largestBatchBytes <= Limits.batchBytes)
    self.largestBatchBytes = largestBatchBytes
  }
}

/// Why a batch was certainly not appended; the writer may go on.
package enum LogRefusal: Equatable, Sendable {
  /// No room is left, and none is being made. Service returns by itself with the space (S7).
  case full
  /// It has more bytes than ``LogLimits/largestBatchBytes``.
  case tooLarge
}

/// What became of an append.
package enum AppendOutcome: Equatable, Sendable {
  /// The batch is durable: replies may go out.
  case durable(LogTail)
  /// The log ends in something else than was expected: another writer has appended. This writer's
  /// state is void, and it stops.
  case fenced(LogTail)
  /// It is certainly not in the log.
  case notAppended(LogRefusal)
  /// It may be in the log or not. Only the same bytes after the same tail may follow; a ``FileLog``
  /// has stopped for good.
  case unknown
}

/// A batch that was read back.
package struct LogBatch: Equatable, Sendable {
  package let number: UInt64
  package let epoch: UInt32
  package let checksum: UInt32
  package let previousChecksum: UInt32
  package let recordCount: Int

  /// The records, one after the other.
  package let payload: [UInt8]

  package var tail: LogTail { LogTail(batch: number, epoch: epoch, checksum: checksum) }
}

/// A log of numbered batches, wherever it is kept.
///
/// - The batch is the unit of appending, atomicity, fencing and truncation. The writer numbers it.
/// - What is expected is the whole tail, not a number.
/// - One append is in flight at a time.
/// - Batches without records exist: a log adds one each time that it is opened for writing.
package protocol LogStore: AnyObject, Sendable {
  var limits: LogLimits { get }

  /// What the log ends in, as far as it is durable.
  func tail() throws(LogFailure) -> LogTail

  /// Appends one batch after `expected`, and says what became of it.
  ///
  /// The batch must have the number after that of `expected`, and at least one record. It belongs
  /// to the log until `then` has been called, once, on any thread.
  func append(
    _ batch: LogBatchBuffer,
    after expected: LogTail,
    then: @escaping @Sendable (AppendOutcome) -> Void
  )

  /// Reads durable batches in order.
  ///
  /// - Returns: Those from `number` on, at least one if there is one, until their payloads exceed
  ///   `bytes`. None if `number` is not reached yet.
  /// - Throws: ``LogFailure/truncated(before:)`` if `number` is no longer kept.
  func read(from number: UInt64, atMost bytes: Int) throws(LogFailure) -> [LogBatch]

  /// Allows the log to forget batches with a smaller number.
  ///
  /// - Parameters:
  ///   - number: The first batch that must stay.
  ///   - owner: The tail as the caller knows it, which proves that it is the writer.
  /// - Throws: ``LogFailure``.
  func truncate(before number: UInt64, owner: LogTail) throws(LogFailure)
}
