/// What a log ends in.
///
/// Two tails are the same log only if all of it is equal.
///
/// A number alone lets a paused writer back in when it had sent several batches ahead.
package struct LogTail: Equatable, Hashable, Sendable {
  /// The number of the last batch; 0 in an empty log.
  package var batch: UInt64

  /// The epoch of its writer; 0 in an empty log.
  package var epoch: UInt32

  /// Its checksum as stored; 0 in an empty log.
  package var checksum: UInt32

  package init(batch: UInt64, epoch: UInt32, checksum: UInt32) {
    self.batch = batch
    self.epoch = epoch
    self.checksum = checksum
  }

  /// The tail of a log without a batch.
  package static let empty = LogTail(batch: 0, epoch: 0, checksum: 0)
}

extension LogTail: CustomStringConvertible {
  package var description: String {
    "batch \(batch), epoch \(epoch), checksum \(String(checksum, radix: 16))"
  }
}
