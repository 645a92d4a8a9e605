/// The limits of everything that this module reads or writes, each with its unit and reason.
package enum Limits {
  /// Bytes of the largest batch, its head included: what one write and one sync carry.
  ///
  /// Recovery uses it too: no torn write can have left a byte further on than this.
  package static let batchBytes = 1 << 20

  /// Batches start at multiples of this many bytes, so that a search for one is quick.
  package static let batchAlignment = 8

  /// Bytes of a page of the system's cache.
  ///
  /// The log writes up to the end of one: what is not in the cache need not be read from the disk
  /// to be completed.
  package static let pageBytes = 4096

  /// Bytes of a segment, unless the owner chooses otherwise: a quarter of a second at full rate.
  package static let segmentBytes = 64 << 20

  /// Bytes of the largest segment that is accepted from a disk.
  package static let largestSegmentBytes = 4 << 30

  /// Segments that lie ready ahead of the one in use.
  package static let readySegments = 2

  /// Bytes of zeros written between two syncs while a segment is made.
  ///
  /// Small enough that the log's own sync, which shares the device, never queues behind a large
  /// flush.
  package static let zeroFillBytes = 2 << 20

  /// Batches between two entries of the index from batch number to file offset.
  package static let batchesPerIndexEntry: UInt64 = 64

  /// Bytes between two entries of that index, if that comes first: what a lookup reads at most.
  package static let bytesPerIndexEntry: UInt64 = 256 << 10

  /// Bytes that a scan of a segment reads at once: four of the largest batches.
  package static let scanWindowBytes = 4 << 20

  /// Bytes of segments before a snapshot that a start reads before it serves.
  ///
  /// A tenth of a second. Where there are more, it reads them afterwards.
  package static let unreadBytes: UInt64 = 128 << 20

  /// Batch numbers run from 1 to this: 48 bits, the share of a packed position.
  package static let lastBatchNumber: UInt64 = 1 << 48 - 1

  /// Records in a batch at most: an index has 16 bits.
  package static let recordsPerBatch = 1 << 16

  /// Bytes of a snapshot's block before compression.
  package static let blockBytes = 1 << 20

  /// The level of zlib that a snapshot is compressed with, unless the owner chooses otherwise: the
  /// next ones take twice the time for a tenth of the bytes.
  package static let snapshotLevel = 1

  /// Bytes of a snapshot written between two syncs, for the same reason as ``zeroFillBytes``.
  package static let snapshotSyncBytes: UInt64 = 8 << 20

  /// The largest ratio of deflate.
  ///
  /// A block that declares more is a lie (CS3).
  package static let inflateRatio = 1_032

  /// Bytes of what the owner of a snapshot may keep in its manifest.
  package static let metadataBytes = 1 << 20

  /// Bytes of the file with the chain: links of all segments that a log can have had in its life.
  package static let chainBytes = 1 << 28

  /// Bytes of payloads in a block of an archive: what is read from the disk for one record of it.
  ///
  /// A smaller one needs more bytes for each record, and less time for each look.
  package static let archiveBlockBytes = 128 << 10

  /// Records in a group: what is put together for one of them.
  package static let archiveGroupRecords = 8

  /// Bytes from which on a body that is not taken apart is compressed by itself.
  static let archiveLongBytes = 1_024

  /// Bytes of records that are looked at to learn how often what comes.
  static let archiveSampleBytes = 8 << 20
  static let archiveSampleEvents = 4 << 20

  /// Numbers of a column that may be symbols, and symbols and distributions of all columns.
  static let archiveColumnValues = 4_096
  static let archiveSymbols = 1 << 16
  static let archiveDistributions = 1 << 14

  /// Bytes that a block of an archive inflates to at most: taken apart, small messages take more
  /// than they had.
  package static let archiveInflatedBytes = 4 << 20

  /// Texts and entities that an archive's tables have at most, bytes of one text, and of all.
  package static let archiveTexts = 1 << 16
  package static let archiveEntities = 1 << 16
  package static let archiveTextBytes = 256
  package static let archiveTableBytes = 2 << 20

  /// Different texts that are counted before a segment is archived: what memory that takes.
  static let archiveCounted = 1 << 20

  /// Blocks of archives that are kept, and tables: some 16 MiB.
  package static let archiveBlocksKept = 64
  package static let archiveTablesKept = 8

  /// Blocks in an archive at most, each of at least one batch.
  package static let archiveBlocks = 1 << 20

  /// How hard zlib tries for the archive, 1 to 9: it runs beside everything else, and once.
  package static let archiveLevel = 6

  /// Snapshots that are kept (CS5).
  package static let snapshotsKept = 2

  /// Files in a data directory that recovery is willing to list.
  package static let directoryEntries = 1 << 20

  /// The newest version of each file format that this code reads, and the one that it writes.
  package static let formatVersion: UInt16 = 1

  /// The same of an archive.
  package static let archiveFormatVersion: UInt16 = 2

  /// Times in a row that a call interrupted by a signal is made again.
  package static let interruptions = 1_000
}
