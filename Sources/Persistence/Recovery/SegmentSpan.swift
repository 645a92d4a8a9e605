/// Which segments a log has, looked at from outside while a server uses them.
package enum SegmentSpan {
  /// Reads names and heads alone.
  ///
  /// - Returns: The ordinals of the first segment and of the newest that was taken into use.
  /// - Throws: ``LogFailure/io(_:)``.
  package static func read(
    _ storage: any Storage
  ) throws(LogFailure) -> (first: UInt64, used: UInt64) {
    var first: UInt64 = .max
    var used: UInt64 = 0
    do throws(StorageError) {
      for name in try storage.list() {
        guard case .segment(let ordinal) = FileNames.kind(of: name) else { continue }
        let head: [UInt8]
        do throws(StorageError) {
          let file = try storage.open(name, .read)
          head = try file.read(4, at: 0)
          try file.close()
        } catch {
          // It has just become an archive.
          guard error.isMissing else { throw error }
          continue
        }
        first = min(first, ordinal)
        if head.contains(where: { $0 != 0 }) { used = max(used, ordinal) }
      }
    } catch {
      throw .io(error)
    }
    return (first, used)
  }
}
