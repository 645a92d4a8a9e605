internal import CLinux
internal import Glibc

/// What the system gives this process.
package enum ProcessResources {
  /// Processors that this process may use.
  package static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Memory of this process that is in RAM, bytes; 0 where the system does not tell.
  package static var residentBytes: Int64 {
    let descriptor = clinux_open("/proc/self/statm", O_RDONLY, 0)
    guard descriptor >= 0 else { return 0 }
    defer { Glibc.close(descriptor) }
    return withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { buffer in
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      guard count > 0 else { return 0 }
      let text = String(decoding: buffer[..<count], as: UTF8.self)
      // Fields in pages: size, resident, …
      let fields = text.split(separator: " ")
      guard fields.count > 1, let pages = Int64(fields[1]) else { return 0 }
      return pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
    }
  }

  /// Raises the limit on open files to the most that is allowed.
  ///
  /// - Returns: The limit now.
  package static func raiseDescriptorLimit() -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
    if limit.rlim_cur < limit.rlim_max {
      var raised = limit
      raised.rlim_cur = limit.rlim_max
      if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
    }
    return Int(clamping: limit.rlim_cur)
  }
}
