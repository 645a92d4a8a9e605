extension RepairPlan {
  /// Does what the plan says, on a directory whose lock the caller holds.
  ///
  /// Nothing is thrown away: what is changed was copied under a name that nothing reads, and is
  /// durable there, before it is changed. A crash leaves a directory of which a new plan can be
  /// made.
  ///
  /// - Returns: The names under which files were set aside.
  /// - Throws: ``LogFailure/io(_:)``; the rest was not done then.
  package func apply(_ storage: any Storage) throws(LogFailure) -> [String] {
    var kept: [String] = []
    do throws(StorageError) {
      for step in steps {
        switch step {
        case .setAside(let name):
          if let aside = try setAside(storage, name) { kept.append(aside) }
        case .cut(let name, _), .restore(let name):
          kept.append(try copyAside(storage, name))
          try rewrite(storage, name)
        case .begin(let name): try rewrite(storage, name)
        case .identify:
          if let aside = try setAside(storage, FileNames.identity) { kept.append(aside) }
          try storage.publish(FileNames.identity, LogIdentity(logID: logID).encoded())
        case .remove(let name):
          try storage.unlink(name)
          try storage.syncDirectory()
        }
      }
    } catch {
      throw .io(error)
    }
    return kept
  }

  /// - Returns: Nil where there is no such file.
  private func setAside(
    _ storage: any Storage,
    _ name: String
  ) throws(StorageError) -> String? {
    guard try storage.list().contains(name) else { return nil }
    let aside = try freeName(storage, name)
    try storage.rename(name, to: aside)
    try storage.syncDirectory()
    return aside
  }

  private func copyAside(
    _ storage: any Storage,
    _ name: String
  ) throws(StorageError) -> String {
    let aside = try freeName(storage, name)
    let source = try storage.open(name, .read)
    let size = try source.size()
    try write(storage, aside) { (file) throws(StorageError) in
      try copy(source, to: file, 0..<size)
    }
    try source.close()
    return aside
  }

  /// Writes a segment anew: its head, its batches as far as they are kept, and zeros.
  private func rewrite(_ storage: any Storage, _ name: String) throws(StorageError) {
    guard let content = contents[name] else { preconditionFailure("\(name) has no content") }
    let begin = UInt64(SegmentHead.bytes)
    let isNew = try !storage.list().contains(name)
    let source = isNew ? nil : try storage.open(name, .read)
    try write(storage, name) { (file) throws(StorageError) in
      try file.write(content.head.encoded(), at: 0)
      if let source { try copy(source, to: file, begin..<content.end) }
      let zeros = [UInt8](repeating: 0, count: Limits.zeroFillBytes)
      var offset = content.end
      while offset < content.head.size {
        let count = Int(min(UInt64(zeros.count), content.head.size - offset))
        try file.write(Array(zeros.prefix(count)), at: offset)
        offset += UInt64(count)
      }
    }
    try source?.close()
  }

  /// A file under a temporary name, synced, renamed, the directory synced (CF5).
  private func write(
    _ storage: any Storage,
    _ name: String,
    _ body: (any StorageFile) throws(StorageError) -> Void
  ) throws(StorageError) {
    let temporary = name + FileNames.temporarySuffix
    let file = try storage.open(temporary, .create)
    try body(file)
    try file.sync()
    try file.close()
    try storage.rename(temporary, to: name)
    try storage.syncDirectory()
  }

  private func copy(
    _ source: any StorageFile,
    to file: any StorageFile,
    _ range: Range<UInt64>
  ) throws(StorageError) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let wanted = Int(min(UInt64(Limits.scanWindowBytes), range.upperBound - offset))
      let bytes = try source.read(wanted, at: offset)
      guard !bytes.isEmpty else { return }
      try file.write(bytes, at: offset)
      offset += UInt64(bytes.count)
    }
  }

  /// Numbered by the batch behind those that are kept, or higher where the name is taken.
  private func freeName(_ storage: any Storage, _ name: String) throws(StorageError) -> String {
    let taken = Set(try storage.list())
    var number = Int(last) + 1
    while taken.contains(FileNames.kept(number, of: name)) { number += 1 }
    return FileNames.kept(number, of: name)
  }
}
