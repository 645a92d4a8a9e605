internal import Glibc

extension StorageFile {
  /// Reads until the buffer is full or the file ends.
  ///
  /// - Returns: Bytes read: less than asked for only at the end of the file.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer,
    at offset: UInt64
  ) throws(StorageError) -> Int {
    var done = 0
    var interruptions = 0
    while done < buffer.count {
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      do throws(StorageError) {
        let count = try unsafe readSome(into: rest, at: offset + UInt64(done))
        precondition(count >= 0 && count <= rest.count, "read returned \(count)")
        if count == 0 { return done }
        done += count
      } catch {
        interruptions += 1
        guard error.isInterruption, interruptions < Limits.interruptions else { throw error }
      }
    }
    return done
  }

  /// Writes all the bytes (CF2).
  ///
  /// - Throws: ``StorageError``; a part of the bytes may then be written.
  package func write(
    _ bytes: UnsafeRawBufferPointer,
    at offset: UInt64
  ) throws(StorageError) {
    var done = 0
    var interruptions = 0
    while done < bytes.count {
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
      do throws(StorageError) {
        let count = try unsafe writeSome(rest, at: offset + UInt64(done))
        precondition(count >= 0 && count <= rest.count, "write returned \(count)")
        // A write that writes nothing and gives no reason would loop for ever.
        guard count > 0 else {
          throw StorageError(.write, name, offset: offset + UInt64(done), code: EIO)
        }
        done += count
      } catch {
        interruptions += 1
        guard error.isInterruption, interruptions < Limits.interruptions else { throw error }
      }
    }
  }

  /// Writes all the bytes of an array.
  func write(_ bytes: [UInt8], at offset: UInt64) throws(StorageError) {
    var failure: StorageError?
    unsafe bytes.withUnsafeBytes { bytes in
      do throws(StorageError) { try unsafe write(bytes, at: offset) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Makes sure that what is read next is what the disk holds (CR2).
  ///
  /// A killed predecessor may have left dirty pages, and after a failed sync the cache shows bytes
  /// that are on no disk.
  func distrustCache() throws(StorageError) {
    try sync()
    try dropCache()
  }

  /// The whole of a small file.
  ///
  /// - Returns: At most `limit` bytes; one more than that if there are more.
  func readWhole(atMost limit: Int) throws(StorageError) -> [UInt8] {
    try read(Int(min(try size(), UInt64(limit) + 1)), at: 0)
  }

  /// Reads into an array.
  ///
  /// - Returns: `length` bytes, less only at the end of the file.
  func read(_ length: Int, at offset: UInt64) throws(StorageError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: length)
    var failure: StorageError?
    var count = 0
    unsafe bytes.withUnsafeMutableBytes { buffer in
      do throws(StorageError) { count = try unsafe read(into: buffer, at: offset) } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    bytes.removeSubrange(count...)
    return bytes
  }
}

extension Storage {
  /// Publishes a small file: temporary name, write, sync, rename, sync of the directory (CF5).
  func publish(_ name: String, _ bytes: [UInt8]) throws(StorageError) {
    let temporary = name + FileNames.temporarySuffix
    let file = try open(temporary, .create)
    try file.write(bytes, at: 0)
    try file.sync()
    try file.close()
    try rename(temporary, to: name)
    try syncDirectory()
  }
}
