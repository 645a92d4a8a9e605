/// Copies bytes into a new file that is whole under its name, or not there.
///
/// 1. Written under a temporary name and synced; then it gets its name (CF5).
/// 2. Read back from the disk (CR2) and compared by its checksum.
///
/// The name is durable only after the directory's sync, which is the caller's: one for many files.
struct FileCopy {
  let target: any Storage

  /// Hears of the bytes that were written.
  var progressed: (UInt64) -> Void

  /// Copies the bytes from `start` up to `end`, and adds zeros up to `size`.
  ///
  /// - Parameters:
  ///   - file: Where they are read.
  ///   - start: The first byte.
  ///   - end: Behind the last byte.
  ///   - name: Of the new file.
  ///   - size: Of the new file, where that is more.
  ///   - readsBack: Whether the copy is compared; not of one that is read as a whole later on.
  /// - Returns: The masked CRC32C of the copied bytes, without the zeros.
  /// - Throws: ``BackupFailure``.
  func copy(
    _ file: any StorageFile,
    from start: UInt64,
    to end: UInt64,
    as name: String,
    size: UInt64? = nil,
    readsBack: Bool = true
  ) throws(BackupFailure) -> UInt32 {
    precondition(start <= end, "from \(start) to \(end)")
    let temporary = name + FileNames.temporarySuffix
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunk, alignment: 4096)
    defer { unsafe buffer.deallocate() }
    let made = try writing { () throws(StorageError) in try target.open(temporary, .create) }
    var crc: UInt32 = 0
    var position = start
    while position < end {
      let wanted = Int(min(UInt64(Self.chunk), end - position))
      let part = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
      let count: Int
      do throws(StorageError) { count = try unsafe file.read(into: part, at: position) } catch {
        throw .source(.io(error))
      }
      guard count == wanted else { throw Self.short(file.name, at: position + UInt64(count)) }
      crc = unsafe CRC32C.update(crc, UnsafeRawBufferPointer(part))
      let offset = position - start
      try writing { () throws(StorageError) in
        try unsafe made.write(UnsafeRawBufferPointer(part), at: offset)
      }
      position += UInt64(count)
      progressed(UInt64(count))
    }
    try unsafe fill(made, from: end - start, to: size ?? 0, buffer)
    try writing { () throws(StorageError) in
      try made.sync()
      try made.close()
      try target.rename(temporary, to: name)
    }
    if readsBack { try unsafe compare(name, end - start, CRC32C.masked(crc), buffer) }
    return CRC32C.masked(crc)
  }

  /// Checks a file of the target against a checksum, as the disk has it.
  func check(_ name: String, size: UInt64, checksum: UInt32) throws(BackupFailure) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunk, alignment: 4096)
    defer { unsafe buffer.deallocate() }
    try unsafe compare(name, size, checksum, buffer)
  }

  // MARK: - Steps

  /// Bytes that are read and written at once.
  private static let chunk = 1 << 20

  private func fill(
    _ file: any StorageFile,
    from start: UInt64,
    to end: UInt64,
    _ buffer: UnsafeMutableRawBufferPointer
  ) throws(BackupFailure) {
    unsafe buffer.initializeMemory(as: UInt8.self, repeating: 0)
    var position = start
    while position < end {
      let count = Int(min(UInt64(buffer.count), end - position))
      let offset = position
      try writing { () throws(StorageError) in
        try unsafe file.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]), at: offset)
      }
      position += UInt64(count)
    }
  }

  private func compare(
    _ name: String,
    _ size: UInt64,
    _ checksum: UInt32,
    _ buffer: UnsafeMutableRawBufferPointer
  ) throws(BackupFailure) {
    var crc: UInt32 = 0
    var found: UInt64 = 0
    try writing { () throws(StorageError) in
      let file = try target.open(name, .read)
      try file.distrustCache()
      while found < size {
        let part = unsafe UnsafeMutableRawBufferPointer(
          rebasing: buffer[..<Int(min(UInt64(buffer.count), size - found))]
        )
        let count = try unsafe file.read(into: part, at: found)
        crc = unsafe CRC32C.update(
          crc,
          UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(part)[..<count])
        )
        found += UInt64(count)
        if count < part.count { break }
      }
      try file.close()
    }
    guard found == size, CRC32C.masked(crc) == checksum else {
      throw .target(
        .damaged(
          LogDamage(
            .badBackup,
            file: name,
            offset: found == size ? 0 : found,
            batch: 0,
            expected: "\(size) bytes with checksum \(String(checksum, radix: 16)), found \(found) "
              + "with \(String(CRC32C.masked(crc), radix: 16))",
            repair: "repair cannot help: another backup, or an earlier position, may be whole"
          )
        )
      )
    }
  }

  private static func short(_ name: String, at offset: UInt64) -> BackupFailure {
    .source(
      .damaged(
        LogDamage(
          .badBackup,
          file: name,
          offset: offset,
          batch: 0,
          expected: "more bytes",
          repair: "repair cannot help: another backup, or an earlier position, may be whole"
        )
      )
    )
  }

  private func writing<Value>(
    _ body: () throws(StorageError) -> Value
  ) throws(BackupFailure) -> Value {
    do throws(StorageError) { return try body() } catch { throw .target(.io(error)) }
  }
}
