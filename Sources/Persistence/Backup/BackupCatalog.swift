/// The backups of a directory, and which files are there.
struct BackupCatalog: Sendable {
  /// The newest that is whole, as far as names and sizes tell.
  let newest: BackupManifest

  /// The one before, if it can be read: what it names stays.
  let previous: BackupManifest?

  /// All sequences, also of those that cannot be read, ascending.
  let sequences: [UInt64]

  /// What is wrong with newer ones.
  let notes: [String]

  /// Reads the manifests of a directory.
  ///
  /// - Returns: Nil where there is none: it is no backup, or one that was killed before its end.
  /// - Throws: ``LogFailure``: damage where none of the manifests is good.
  static func load(_ storage: any Storage) throws(LogFailure) -> BackupCatalog? {
    let names: [String]
    do throws(StorageError) {
      try storage.syncDirectory()
      names = try storage.list()
    } catch {
      throw .io(error)
    }
    let sequences = names.compactMap { name -> UInt64? in
      if case .manifest(let sequence) = BackupNames.kind(of: name) { sequence } else { nil }
    }.sorted()
    guard !sequences.isEmpty else { return nil }
    var good: [BackupManifest] = []
    var notes: [String] = []
    for sequence in sequences.reversed() where good.count < 2 {
      switch try read(storage, sequence) {
      case .success(let manifest): good.append(manifest)
      case .failure(let reason):
        notes.append("\(BackupNames.manifest(sequence)): \(reason.text); an older backup is used")
      }
    }
    guard let newest = good.first else {
      throw .damaged(
        LogDamage(
          .badBackup,
          file: BackupNames.manifest(sequences[sequences.count - 1]),
          offset: 0,
          batch: 0,
          expected: "a backup that is whole; \(notes.joined(separator: "; "))",
          repair: "repair cannot help: use another backup"
        )
      )
    }
    return BackupCatalog(
      newest: newest,
      previous: good.count > 1 ? good[1] : nil,
      sequences: sequences,
      notes: good.first?.sequence == sequences.last ? [] : notes
    )
  }

  /// Compares every file of the newest backup with its checksum.
  ///
  /// - Returns: One line a file.
  static func verify(_ storage: any Storage) throws(BackupFailure) -> [LogVerify.Check]? {
    let catalog: BackupCatalog?
    do throws(LogFailure) { catalog = try load(storage) } catch { throw .source(error) }
    guard let catalog else { return nil }
    let copy = FileCopy(target: storage) { _ in }
    var checks = catalog.notes.map {
      LogVerify.Check(file: "manifest", isGood: false, text: $0)
    }
    for file in catalog.newest.files {
      do throws(BackupFailure) {
        try copy.check(file.name, size: file.size, checksum: file.checksum)
        let text = "\(file.size) bytes, checksum \(String(file.checksum, radix: 16))"
        checks.append(LogVerify.Check(file: file.name, isGood: true, text: text))
      } catch {
        if case .target(.io) = error { throw error }
        checks.append(LogVerify.Check(file: file.name, isGood: false, text: "\(error)"))
      }
    }
    return checks
  }

  private struct Reason: Error { var text: String }

  private static func read(
    _ storage: any Storage,
    _ sequence: UInt64
  ) throws(LogFailure) -> Result<BackupManifest, Reason> {
    let name = BackupNames.manifest(sequence)
    do throws(StorageError) {
      let result = try BackupManifest.load(storage, name)
      switch result {
      case .failure(.newerFormat(let version)):
        return .failure(Reason(text: "it has format \(version), newer than this program's"))
      case .failure(let fault): return .failure(Reason(text: "it cannot be read: \(fault)"))
      case .success(let manifest):
        guard manifest.sequence == sequence else {
          return .failure(Reason(text: "it is that of backup \(manifest.sequence)"))
        }
        for file in manifest.files {
          if let reason = try missing(file, storage) { return .failure(Reason(text: reason)) }
        }
        return .success(manifest)
      }
    } catch {
      throw .io(error)
    }
  }

  /// Why a file is not what it should be; nil if its size is right.
  private static func missing(
    _ file: BackupFile,
    _ storage: any Storage
  ) throws(StorageError) -> String? {
    do throws(StorageError) {
      let opened = try storage.open(file.name, .read)
      let size = try opened.size()
      try opened.close()
      return size == file.size ? nil : "\(file.name) has \(size) of \(file.size) bytes"
    } catch {
      guard error.isMissing else { throw error }
      return "\(file.name) is missing"
    }
  }
}
