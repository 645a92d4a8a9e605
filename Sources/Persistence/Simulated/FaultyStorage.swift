internal import Glibc

/// A simulated directory that is harsher than any file system, and repeatable from one seed.
///
/// - A write is durable only after a later successful sync of that file. Until then each 512-byte
///   sector of it is, independently, absent, there, or torn at any byte, whichever side is new.
///   What it holds may also be what an earlier write, long overwritten, had left in it.
/// - A name is durable only after a sync of the directory. Until then a create, rename or unlink
///   may have happened or not, independently of the content.
/// - A sync that fails drops the dirty bytes and leaves them visible until the cache is dropped;
///   the next sync succeeds. Of names that a failed sync was to keep, any may be kept.
/// - A change of a file's size needs a sync as data does.
/// - A read may give a flipped bit or the bytes of another place, and a sync may lie.
/// - A crash is possible at every call; after it only one of the allowed images exists.
///
/// Any thread may call it, one at a time does; repeatable is what one thread does.
package final class FaultyStorage: Storage, @unchecked Sendable {
  // What changes is looked at and changed under `mutex`, that of the files included: the proof for
  // `@unchecked Sendable`. Recursive, for some of its calls are made of others.
  private let mutex = PosixMutex(isRecursive: true)

  /// What goes wrong at a call.
  package enum Fault: Equatable, Sendable {
    /// The process dies in the middle of it.
    case crash
    /// It fails. Of a write a part may be done; of a sync too.
    case fail(Int32)
    /// A read or write does half of it. Other calls are not affected.
    case short
    /// A read or write is interrupted before it did anything. Other calls are not affected.
    case interrupt
    /// One bit of what a read gives is wrong. Other calls are not affected.
    case flip
    /// A read gives the bytes of another block of the directory. Other calls are not affected.
    case stray
    /// A sync of a file says that it is done, and does nothing (S4). Other calls are not affected.
    case lie
  }

  /// The error number of every call after a crash.
  package static let crashed: Int32 = ESHUTDOWN

  /// Calls made so far, and the fault planned.
  package var callCount: Int { mutex.locked { calls } }
  package var hasCrashed: Bool { mutex.locked { isDead } }
  private var calls = 0
  private var isDead = false
  private var faultAt = Int.max
  private var fault = Fault.crash
  private var isForEver = false

  /// Bytes that all files together may have; more is "disk full".
  package var capacityBytes: Int {
    get { mutex.locked { capacity } }
    set { mutex.locked { capacity = newValue } }
  }
  private var capacity = Int.max

  /// Bytes that all files together have.
  package var usedBytes: Int {
    mutex.locked { names.values.reduce(0) { $0 + $1.visible.count } }
  }

  private var random: SeededRandom
  private var names: [String: SimulatedNode] = [:]
  private var durableNames: [String: SimulatedNode] = [:]
  private var pending: [NameChange] = []
  private var isLocked = false

  private enum NameChange {
    case set(String, SimulatedNode)
    case rename(String, String, SimulatedNode)
    case remove(String)

    func with(_ copy: (SimulatedNode) -> SimulatedNode) -> NameChange {
      switch self {
      case .set(let name, let node): .set(name, copy(node))
      case .rename(let name, let newName, let node): .rename(name, newName, copy(node))
      case .remove: self
      }
    }

    func apply(to names: inout [String: SimulatedNode]) {
      switch self {
      case .set(let name, let node): names[name] = node
      case .remove(let name): names[name] = nil
      case .rename(let name, let newName, let node):
        if names[name] === node { names[name] = nil }
        names[newName] = node
      }
    }
  }

  /// An empty directory.
  ///
  /// - Parameter seed: Of everything that is left to chance.
  package init(seed: UInt64) { random = SeededRandom(seed: seed) }

  // MARK: - Faults

  /// Plans one fault.
  ///
  /// - Parameters:
  ///   - fault: What goes wrong.
  ///   - call: At which call from now on; 1 is the next one.
  ///   - isForEver: Whether it goes wrong at every later call too.
  package func plan(_ fault: Fault, atCall call: Int, isForEver: Bool = false) {
    precondition(call >= 1, "call \(call)")
    mutex.locked {
      self.fault = fault
      self.isForEver = isForEver
      faultAt = calls + call
    }
  }

  /// No more faults, and the disk has space.
  package func heal() {
    mutex.locked {
      faultAt = Int.max
      capacity = .max
    }
  }

  /// One of the directories that may be left after a crash now: for another process.
  package func crashImage(seed: UInt64) -> FaultyStorage {
    mutex.locked {
      var random = SeededRandom(seed: seed)
      let image = FaultyStorage(seed: random.next())
      var kept = durableNames
      let mode = pending.isEmpty ? 0 : random.below(4)
      for change in pending where mode == 0 || (mode > 1 && random.below(2) == 0) {
        change.apply(to: &kept)
      }
      // In order of the names, for the order of a dictionary is not repeatable.
      for (name, node) in kept.sorted(by: { $0.key < $1.key }) {
        image.adopt(name, SimulatedNode(durable: node.image(&random)))
      }
      return image
    }
  }

  /// The same directory after the process was killed: the kernel and its cache live on.
  ///
  /// What is done to it changes this one no more.
  package func killed() -> FaultyStorage {
    mutex.locked {
      let image = FaultyStorage(seed: random.next())
      var copies: [ObjectIdentifier: SimulatedNode] = [:]
      let copy: (SimulatedNode) -> SimulatedNode = { node in
        if let known = copies[ObjectIdentifier(node)] { return known }
        let made = SimulatedNode(copying: node)
        copies[ObjectIdentifier(node)] = made
        return made
      }
      image.names = names.mapValues(copy)
      image.durableNames = durableNames.mapValues(copy)
      image.pending = pending.map { $0.with(copy) }
      return image
    }
  }

  // MARK: - Looking and changing from outside, without being counted

  /// The names that a process sees, sorted.
  package var fileNames: [String] { mutex.locked { names.keys.sorted() } }

  /// A disk of its own with the same files, all durable; what was killed shares them.
  package func copied() -> FaultyStorage {
    mutex.locked {
      let copy = FaultyStorage(seed: 1)
      for name in fileNames { copy.put(name, contents(of: name)) }
      return copy
    }
  }

  /// The bytes that a process sees.
  package func contents(of name: String) -> [UInt8] {
    mutex.locked {
      guard let node = names[name] else { return [] }
      return unsafe Array(
        UnsafeRawBufferPointer(start: node.visible.base, count: node.visible.count)
      )
    }
  }

  /// Replaces a file, durably; makes it if need be.
  package func put(_ name: String, _ bytes: [UInt8]) {
    let content = SimulatedBytes(capacity: bytes.count)
    content.resize(bytes.count)
    unsafe bytes.withUnsafeBytes { source in
      if let start = source.baseAddress {
        unsafe content.base.copyMemory(from: start, byteCount: source.count)
      }
    }
    adopt(name, SimulatedNode(durable: content))
  }

  /// Removes a file, durably.
  package func remove(_ name: String) {
    mutex.locked {
      names[name] = nil
      durableNames[name] = nil
    }
  }

  /// Flips bits of one byte, on the disk and in the cache.
  package func flip(_ name: String, at offset: Int, _ bits: UInt8) {
    mutex.locked {
      guard let node = names[name] else { preconditionFailure("there is no file \(name)") }
      for bytes in [node.visible, node.durable] where offset < bytes.count {
        let value = unsafe bytes.base.load(fromByteOffset: offset, as: UInt8.self)
        unsafe bytes.base.storeBytes(of: value ^ bits, toByteOffset: offset, as: UInt8.self)
      }
    }
  }

  /// Exchanges two blocks of 512 bytes, on the disk and in the cache (S11).
  package func swap(_ name: String, _ block: Int, with other: String, _ otherBlock: Int) {
    mutex.locked {
      let sector = SimulatedNode.sector
      let first = Array(contents(of: name)[(block * sector)..<((block + 1) * sector)])
      let second = Array(contents(of: other)[(otherBlock * sector)..<((otherBlock + 1) * sector)])
      for (name, block, bytes) in [(name, block, second), (other, otherBlock, first)] {
        var content = contents(of: name)
        content.replaceSubrange((block * sector)..<((block + 1) * sector), with: bytes)
        put(name, content)
      }
    }
  }

  private func adopt(_ name: String, _ node: SimulatedNode) {
    mutex.locked {
      names[name] = node
      durableNames[name] = node
    }
  }

  // MARK: - Storage

  package func list() throws(StorageError) -> [String] {
    try call(.list, "directory") { names.keys.sorted() }
  }

  package func open(
    _ name: String,
    _ mode: StorageOpenMode
  ) throws(StorageError) -> any StorageFile {
    let node = try call(.open, name) { () -> SimulatedNode? in
      if let node = names[name] {
        if mode == .create { node.truncate() }
        return node
      }
      guard mode == .create else { return nil }
      let node = SimulatedNode()
      names[name] = node
      pending.append(.set(name, node))
      return node
    }
    guard let node else { throw StorageError(.open, name, code: ENOENT) }
    return FaultyFile(name: name, node: node, storage: self)
  }

  package func rename(_ name: String, to newName: String) throws(StorageError) {
    let found = try call(.rename, name) { () -> Bool in
      guard let node = names.removeValue(forKey: name) else { return false }
      names[newName] = node
      pending.append(.rename(name, newName, node))
      return true
    }
    guard found else { throw StorageError(.rename, name, code: ENOENT) }
  }

  package func unlink(_ name: String) throws(StorageError) {
    let found = try call(.unlink, name) { () -> Bool in
      guard names.removeValue(forKey: name) != nil else { return false }
      pending.append(.remove(name))
      return true
    }
    guard found else { throw StorageError(.unlink, name, code: ENOENT) }
  }

  package func syncDirectory() throws(StorageError) {
    try mutex.locked { () throws(StorageError) in
      let fault = try next(.syncDirectory, "directory")
      switch fault {
      case .crash?: throw crash(.syncDirectory, "directory")
      case .fail(let code)?:
        // What has not reached the disk now will not by itself, and nobody can see that.
        for change in pending where random.below(2) == 0 { change.apply(to: &durableNames) }
        pending = []
        throw StorageError(.syncDirectory, "directory", code: code)
      case .short?, .interrupt?, .flip?, .stray?, .lie?, nil:
        durableNames = names
        pending = []
      }
    }
  }

  package func lock(_ name: String) throws(StorageError) -> any StorageLock {
    let taken = try call(.lock, name) { () -> Bool in
      guard !isLocked else { return false }
      if names[name] == nil {
        let node = SimulatedNode()
        names[name] = node
        pending.append(.set(name, node))
      }
      isLocked = true
      return true
    }
    guard taken else { throw StorageError(.lock, name, code: EWOULDBLOCK) }
    return FaultyLock(storage: self)
  }

  // MARK: - Steps

  /// A call that happens or not, as a whole.
  private func call<Value>(
    _ operation: StorageError.Operation,
    _ name: String,
    _ body: () -> Value
  ) throws(StorageError) -> Value {
    try mutex.locked { () throws(StorageError) in
      switch try next(operation, name) {
      case .crash?:
        // It may have happened: the image decides.
        _ = body()
        throw crash(operation, name)
      case .fail(let code)?: throw StorageError(operation, name, code: code)
      case .short?, .interrupt?, .flip?, .stray?, .lie?, nil: return body()
      }
    }
  }

  /// Counts a call, and says what goes wrong with it.
  private func next(
    _ operation: StorageError.Operation,
    _ name: String
  ) throws(StorageError) -> Fault? {
    guard !isDead else { throw StorageError(operation, name, code: Self.crashed) }
    calls += 1
    guard calls == faultAt || (isForEver && calls > faultAt) else { return nil }
    return fault
  }

  private func crash(_ operation: StorageError.Operation, _ name: String) -> StorageError {
    isDead = true
    return StorageError(operation, name, code: Self.crashed)
  }

  func read(
    _ file: FaultyFile,
    into buffer: UnsafeMutableRawBufferPointer,
    at offset: UInt64
  ) throws(StorageError) -> Int {
    try mutex.locked { () throws(StorageError) in
      var limit = buffer.count
      let fault = try next(.read, file.name)
      switch fault {
      case .crash?: throw crash(.read, file.name)
      case .fail(let code)?: throw StorageError(.read, file.name, offset: offset, code: code)
      case .interrupt?: throw StorageError(.read, file.name, offset: offset, code: EINTR)
      case .short?: limit = (limit + 1) / 2
      case .flip?, .stray?, .lie?, nil: break
      }
      let visible = file.node.visible
      guard offset < UInt64(visible.count), let target = buffer.baseAddress else { return 0 }
      let count = min(limit, visible.count - Int(offset))
      unsafe target.copyMemory(from: visible.base + Int(offset), byteCount: count)
      let bytes = unsafe UnsafeMutableRawBufferPointer(start: target, count: count)
      if fault == .flip { unsafe spoil(bytes) }
      if fault == .stray { unsafe replaceBlock(of: bytes) }
      return count
    }
  }

  /// Flips one bit.
  private func spoil(_ bytes: UnsafeMutableRawBufferPointer) {
    let bit = random.below(bytes.count * 8)
    unsafe bytes[bit / 8] ^= 1 << UInt8(bit % 8)
  }

  /// Puts the bytes of another block in the place of one of those that were read.
  private func replaceBlock(of bytes: UnsafeMutableRawBufferPointer) {
    // In order of the names, for the order of a dictionary is not repeatable.
    let others = names.sorted { $0.key < $1.key }.map(\.value.visible).filter { $0.count > 0 }
    guard !others.isEmpty else { return }
    let other = others[random.below(others.count)]
    let sector = SimulatedNode.sector
    let from = random.below((other.count + sector - 1) / sector) * sector
    let to = random.below((bytes.count + sector - 1) / sector) * sector
    let count = min(sector, other.count - from, bytes.count - to)
    unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[to..<(to + count)]).copyMemory(
      from: UnsafeRawBufferPointer(start: other.base + from, count: count)
    )
  }

  func write(
    _ file: FaultyFile,
    _ bytes: UnsafeRawBufferPointer,
    at offset: UInt64
  ) throws(StorageError) -> Int {
    try mutex.locked { () throws(StorageError) in
      let fault = try next(.write, file.name)
      var count = bytes.count
      switch fault {
      case .interrupt?: throw StorageError(.write, file.name, offset: offset, code: EINTR)
      case .short?: count = (count + 1) / 2
      case .fail?: count = random.below(count + 1)
      case .crash?, .flip?, .stray?, .lie?, nil: break
      }
      // Nobody promises when the kernel writes back, or that it waits until it is asked to.
      if file.node.dirtyCount > 0, random.below(4) == 0 { file.node.writeBack(&random) }
      let room = roomLeft(for: file.node, upTo: Int(offset) + count) - Int(offset)
      let written = max(0, min(count, room))
      unsafe file.node.write(UnsafeRawBufferPointer(rebasing: bytes[..<written]), at: Int(offset))
      switch fault {
      case .crash?: throw crash(.write, file.name)
      case .fail(let code)?: throw StorageError(.write, file.name, offset: offset, code: code)
      case .interrupt?, .short?, .flip?, .stray?, .lie?, nil: break
      }
      guard written > 0 || count == 0 else {
        throw StorageError(.write, file.name, offset: offset, code: ENOSPC)
      }
      return written
    }
  }

  private func roomLeft(for node: SimulatedNode, upTo end: Int) -> Int {
    guard capacity < Int.max, end > node.visible.count else { return end }
    return min(end, node.visible.count + max(0, capacity - usedBytes))
  }

  func sync(_ file: FaultyFile) throws(StorageError) {
    try mutex.locked { () throws(StorageError) in
      switch try next(.sync, file.name) {
      case .crash?: throw crash(.sync, file.name)
      case .fail(let code)?:
        file.node.failSync(&random)
        throw StorageError(.sync, file.name, code: code)
      case .lie?: break
      case .short?, .interrupt?, .flip?, .stray?, nil: file.node.sync()
      }
    }
  }

  func unlock() { mutex.locked { isLocked = false } }

  func simple<Value>(
    _ operation: StorageError.Operation,
    _ file: FaultyFile,
    _ body: () -> Value
  ) throws(StorageError) -> Value {
    try call(operation, file.name, body)
  }
}
