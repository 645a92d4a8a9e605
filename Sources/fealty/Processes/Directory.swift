internal import Glibc

/// Directories that commands make and remove.
enum Directory {
  /// Makes the directory with all that lead to it.
  static func make(_ path: String) throws(CommandFailure) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/\(part)"
      if mkdir(made, 0o755) != 0, errno != EEXIST { throw .system("making \(made)", errno) }
    }
  }

  /// Removes the directory with all that is in it; one that is not there is no error.
  static func remove(_ path: String) throws(CommandFailure) {
    guard let stream = opendir(path) else {
      if errno == ENOENT { return }
      throw .system("opening \(path)", errno)
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      let child = "\(path)/\(name)"
      if entry.pointee.d_type == UInt8(DT_DIR) {
        try remove(child)
      } else if unlink(child) != 0 {
        throw .system("removing \(child)", errno)
      }
    }
    guard rmdir(path) == 0 else { throw .system("removing \(path)", errno) }
  }

  /// Removes the directory if nothing is in it.
  static func removeIfEmpty(_ path: String) {
    rmdir(path)
  }

  /// The path from the root: other processes have another working directory.
  static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
    defer { free(here) }
    return String(cString: here) + "/" + path
  }

  static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  /// Whether a plain file has this name.
  static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether the directory lies in memory, where a sync costs nothing and a figure means nothing.
  static func isInMemory(_ path: String) -> Bool {
    guard let real = realpath(path, nil) else { return false }
    defer { free(real) }
    let directory = String(cString: real)
    // No list of mounts (no /proc): nothing to warn of.
    guard let bytes = try? WholeFile.read("/proc/self/mounts") else { return false }
    var longest = 0
    var kind = ""
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 2, fields[1].utf8.count >= longest else { continue }
      let point = String(fields[1])
      guard point == "/" || directory == point || directory.hasPrefix(point + "/") else { continue }
      longest = point.utf8.count
      kind = String(fields[2])
    }
    return kind == "tmpfs" || kind == "ramfs"
  }
}
