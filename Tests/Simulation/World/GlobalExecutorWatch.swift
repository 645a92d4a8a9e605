import Glibc

/// Counts jobs that a thread hands to the global executor.
///
/// In a simulation none may be: nobody could say when it runs. The runtime's hook sees every job of
/// the process; only those of a thread inside ``jobs(during:)`` count.
enum GlobalExecutorWatch {
  private typealias Original = @convention(thin) (UnownedJob) -> Void
  private typealias Hook = @convention(thin) (UnownedJob, Original) -> Void

  // Made once; a pthread key is made for use from every thread.
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    let status = pthread_key_create(&key, nil)
    precondition(status == 0, "pthread_key_create returned \(status)")
    return key
  }()

  private static let isInstalled: Bool = {
    guard let symbol = dlsym(nil, "swift_task_enqueueGlobal_hook") else { return false }
    symbol.assumingMemoryBound(to: Hook?.self).pointee = { job, original in
      if let counter = pthread_getspecific(GlobalExecutorWatch.key) {
        counter.assumingMemoryBound(to: Int.self).pointee += 1
      }
      original(job)
    }
    return true
  }()

  /// - Returns: How many jobs `body` handed to the global executor; nil where nobody can tell.
  static func jobs(during body: () -> Void) -> Int? {
    guard isInstalled else { return nil }
    var count = 0
    withUnsafeMutablePointer(to: &count) { counter in
      pthread_setspecific(key, counter)
      body()
      pthread_setspecific(key, nil)
    }
    return count
  }
}
