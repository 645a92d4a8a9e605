internal import FealtyClient
internal import FealtyPersistence
internal import FealtyWire

/// The server whose files are backed up: one that runs, or the directory of one that does not.
final class BackedUpServer {
  let path: String
  let storage: FileStorage
  private let client: PipelinedClient?

  /// Of a stopped server: the directory's lock, and what its log ends in.
  private let lock: (any StorageLock)?
  private let tail: UInt64

  private init(
    path: String,
    storage: FileStorage,
    client: PipelinedClient?,
    lock: (any StorageLock)?,
    tail: UInt64
  ) {
    self.path = path
    self.storage = storage
    self.client = client
    self.lock = lock
    self.tail = tail
  }

  /// Finds out whether a server runs, and where its files are.
  ///
  /// - Throws: `.refused` where the directory is not that of the server that answers.
  static func find(
    _ endpoint: Endpoint?,
    data: String?
  ) throws(CommandFailure) -> BackedUpServer {
    if let data, endpoint == nil {
      let storage = try open(data)
      if let lock = try lock(storage, data) { return try stopped(data, storage, lock) }
    }
    let client = try PipelinedClient.connect(to: endpoint ?? .local, connections: 1)
    let path = if let data { data } else { try info(client).dataDirectory }
    let storage = try open(path)
    // A lock that can be taken is no server's: the files would be those of another.
    if let lock = try lock(storage, path) {
      do throws(StorageError) { try lock.release() } catch {
        throw CommandFailure(.inputOutput, "\(path): \(error)")
      }
      throw CommandFailure(
        .refused,
        "no server uses \(path) on this machine: run this where the server runs, and name its "
          + "directory with --data"
      )
    }
    return BackedUpServer(path: path, storage: storage, client: client, lock: nil, tail: 0)
  }

  /// The newest batch that is durable now; nil when the server does not answer.
  func durableBatch() -> UInt64? {
    guard let client else { return tail }
    do throws(CommandFailure) { return try Self.info(client).durableBatch } catch { return nil }
  }

  func takeSnapshot() throws(CommandFailure) {
    guard let client else { return }
    _ = try client.perform(
      OperationsMethods.takeSnapshot,
      TakeSnapshotRequest(envelope: Envelope()),
      timeout: .seconds(3_600)
    )
  }

  func close() throws(CommandFailure) {
    do throws(StorageError) { try lock?.release() } catch {
      throw CommandFailure(.inputOutput, "\(path): \(error)")
    }
  }

  // MARK: - Steps

  private static func stopped(
    _ path: String,
    _ storage: FileStorage,
    _ lock: any StorageLock
  ) throws(CommandFailure) -> BackedUpServer {
    do throws(LogFailure) {
      let report = try LogVerify.run(storage, lock: false)
      if let refusal = report.refusal { throw refusal }
      let tail = report.tail.batch
      return BackedUpServer(path: path, storage: storage, client: nil, lock: lock, tail: tail)
    } catch {
      throw CommandFailure(error, path)
    }
  }

  private static func open(_ path: String) throws(CommandFailure) -> FileStorage {
    guard Directory.exists("\(path)/\(FileNames.identity)") else {
      throw CommandFailure(.usage, "\(path) is no data directory, or may not be read")
    }
    do throws(StorageError) { return try FileStorage(path: path, create: false) } catch {
      throw CommandFailure(.inputOutput, "\(path): \(error)")
    }
  }

  /// The directory's lock; nil where somebody has it.
  private static func lock(
    _ storage: FileStorage,
    _ path: String
  ) throws(CommandFailure) -> (any StorageLock)? {
    do throws(StorageError) { return try storage.lock(FileNames.lock) } catch {
      if error.isBusy { return nil }
      throw CommandFailure(.inputOutput, "\(path): \(error)")
    }
  }

  private static func info(
    _ client: PipelinedClient
  ) throws(CommandFailure) -> GetServerInfoResponse {
    try client.perform(
      OperationsMethods.getServerInfo,
      GetServerInfoRequest(envelope: Envelope())
    )
  }
}
