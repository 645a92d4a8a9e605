/// A growing run of raw bytes that messages and frames are written to.
///
/// Owns its memory and cannot be copied, so that no write ever copies what came before. Keep one
/// for a connection and empty it with ``removeAll(keepingCapacity:)``: then writing allocates
/// nothing.
@safe
public struct OutputBuffer: ~Copyable {
  /// Where the bytes are; `capacity` bytes are allocated here.
  @usableFromInline var base: UnsafeMutableRawPointer

  /// How many bytes have been written.
  @inlinable public var count: Int { @inline(__always) get { length } }

  @usableFromInline var length: Int
  @usableFromInline var capacity: Int

  /// Makes an empty buffer with room for `capacity` bytes before it grows.
  public init(capacity: Int = 256) {
    let room = max(capacity, 16)
    unsafe base = .allocate(byteCount: room, alignment: 16)
    length = 0
    self.capacity = room
  }

  deinit {
    unsafe base.deallocate()
  }

  /// Whether nothing has been written.
  @inlinable public var isEmpty: Bool { length == 0 }

  /// Makes room for `extra` more bytes.
  @inlinable @inline(__always)
  public mutating func reserve(_ extra: Int) {
    if _slowPath(capacity &- length < extra) { grow(by: extra) }
  }

  @usableFromInline
  mutating func grow(by extra: Int) {
    let needed = length + extra
    let room = max(capacity * 2, needed)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: room, alignment: 16)
    unsafe larger.copyMemory(from: base, byteCount: length)
    unsafe base.deallocate()
    unsafe base = larger
    capacity = room
  }

  /// Appends one byte.
  @inlinable @inline(__always)
  public mutating func append(_ byte: UInt8) {
    reserve(1)
    unsafe base.storeBytes(of: byte, toByteOffset: length, as: UInt8.self)
    length &+= 1
  }

  /// Appends `count` bytes that begin at `bytes`.
  @inlinable
  public mutating func append(_ bytes: UnsafeRawPointer, count: Int) {
    precondition(count >= 0, "count \(count) is negative")
    reserve(count)
    unsafe Self.copy(bytes, to: base + length, count: count)
    length &+= count
  }

  /// Appends what `bytes` holds.
  @inlinable
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    unsafe append(start, count: bytes.count)
  }

  /// Appends the bytes of an array.
  @inlinable
  public mutating func append(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { unsafe append($0) }
  }

  /// Appends the bytes of a string in UTF-8.
  @inlinable
  public mutating func append(utf8 string: String) {
    var copy = string
    copy.withUTF8 { unsafe append(UnsafeRawBufferPointer($0)) }
  }

  /// Appends an integer in little-endian order.
  @inlinable @inline(__always)
  public mutating func append<T: FixedWidthInteger & BitwiseCopyable>(littleEndian value: T) {
    reserve(MemoryLayout<T>.size)
    unsafe base.storeBytes(of: value.littleEndian, toByteOffset: length, as: T.self)
    length &+= MemoryLayout<T>.size
  }

  /// Appends `count` zero bytes and returns where they begin.
  @inlinable @discardableResult
  public mutating func appendZeros(_ count: Int) -> Int {
    precondition(count >= 0, "count \(count) is negative")
    reserve(count)
    unsafe (base + length).initializeMemory(as: UInt8.self, repeating: 0, count: count)
    length &+= count
    return length &- count
  }

  /// Overwrites bytes that were written earlier with an integer in little-endian order.
  ///
  /// It is a programmer error to reach beyond ``count``.
  @inlinable @inline(__always)
  public mutating func patch<T: FixedWidthInteger & BitwiseCopyable>(
    littleEndian value: T,
    at offset: Int
  ) {
    precondition(
      offset >= 0 && offset <= length &- MemoryLayout<T>.size,
      "patch at \(offset) lies outside \(length) bytes"
    )
    unsafe base.storeBytes(of: value.littleEndian, toByteOffset: offset, as: T.self)
  }

  /// Drops everything from `newCount` on.
  @inlinable
  public mutating func truncate(to newCount: Int) {
    precondition(newCount >= 0 && newCount <= length, "cannot cut \(length) bytes to \(newCount)")
    length = newCount
  }

  /// Drops the first `count` bytes and moves the rest to the front.
  @inlinable
  public mutating func removeFirst(_ count: Int) {
    precondition(count >= 0 && count <= length, "cannot drop \(count) of \(length) bytes")
    unsafe base.copyMemory(from: base + count, byteCount: length &- count)
    length &-= count
  }

  /// Empties the buffer; unless told to keep its memory, shrinks it to the initial size.
  public mutating func removeAll(keepingCapacity: Bool = true) {
    length = 0
    guard !keepingCapacity, capacity > 256 else { return }
    unsafe base.deallocate()
    unsafe base = .allocate(byteCount: 256, alignment: 16)
    capacity = 256
  }

  /// Appends up to `room` bytes that `body` writes into fresh memory and counts.
  @inlinable
  public mutating func appendUninitialized<E: Error>(
    _ room: Int,
    _ body: (UnsafeMutableRawBufferPointer) throws(E) -> Int
  ) throws(E) {
    reserve(room)
    let written = try unsafe body(UnsafeMutableRawBufferPointer(start: base + length, count: room))
    precondition(written >= 0 && written <= room, "\(written) bytes do not fit \(room)")
    length &+= written
  }

  /// Calls `body` with the bytes written so far.
  ///
  /// They are valid only during the call.
  @inlinable
  public borrowing func withUnsafeBytes<R, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    try unsafe body(UnsafeRawBufferPointer(start: base, count: length))
  }

  /// A copy of the bytes from `start` on.
  public borrowing func bytes(from start: Int = 0) -> [UInt8] {
    precondition(start >= 0 && start <= length, "\(start) lies outside \(length) bytes")
    return unsafe [UInt8](UnsafeRawBufferPointer(start: base + start, count: length - start))
  }
}

// The memory has one owner, which the compiler enforces because the type cannot be copied; whoever
// receives the value is the only one who can reach the memory.
extension OutputBuffer: @unchecked Sendable {}
