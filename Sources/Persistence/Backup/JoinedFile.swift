/// The pieces of a segment, read as one file.
///
/// Read only: whoever writes to it has made a mistake.
final class JoinedFile: StorageFile {
  struct Part: Sendable {
    var file: any StorageFile
    var offset: UInt64
    var size: UInt64
  }

  let name: String
  private let parts: [Part]

  /// Joins parts that follow one another from byte 0 on.
  init(name: String, _ parts: [Part]) {
    var end: UInt64 = 0
    for part in parts {
      precondition(part.offset == end, "\(name) has a gap at byte \(end)")
      end += part.size
    }
    self.name = name
    self.parts = parts
  }

  func readSome(
    into buffer: UnsafeMutableRawBufferPointer,
    at offset: UInt64
  ) throws(StorageError) -> Int {
    guard let part = parts.first(where: { offset < $0.offset + $0.size }) else { return 0 }
    let skipped = offset - part.offset
    let count = min(UInt64(buffer.count), part.size - skipped)
    return try unsafe part.file.readSome(
      into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(count)]),
      at: skipped
    )
  }

  func writeSome(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(StorageError) -> Int {
    preconditionFailure("\(name) is read only")
  }

  func sync() throws(StorageError) { for part in parts { try part.file.sync() } }

  func size() throws(StorageError) -> UInt64 { parts.reduce(0) { $0 + $1.size } }

  func dropCache() throws(StorageError) { for part in parts { try part.file.dropCache() } }

  func close() throws(StorageError) { for part in parts { try part.file.close() } }
}
