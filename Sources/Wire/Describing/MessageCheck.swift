/// Whether bytes are a message of some kind, found out without making it: a tenth of the time.
///
/// Refuses what decoding refuses, and, where that is asked for, numbers of enums that have no name.
/// Fields that the schema does not know are passed over.
@safe
public final class MessageCheck: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: the memory is written in `init` and read afterwards.
  private enum Step: UInt8 {
    case unknown, varint, fixed64, fixed32, string, bytes, message, varints, fixed64s, fixed32s
    case enumeration, enumerations

    init(_ field: FieldSchema, namedValuesOnly: Bool) {
      switch field.kind {
      case .string: self = .string
      case .bytes: self = .bytes
      case .message: self = .message
      case .enumeration where namedValuesOnly:
        self = field.isRepeated ? .enumerations : .enumeration
      default:
        switch field.wireType {
        case .varint: self = field.isRepeated ? .varints : .varint
        case .fixed64: self = field.isRepeated ? .fixed64s : .fixed64
        case .fixed32: self = field.isRepeated ? .fixed32s : .fixed32
        case .lengthDelimited: preconditionFailure("\(field.name) is neither number nor content")
        }
      }
    }

    /// The wire type of one value.
    var wireType: UInt32 {
      switch self {
      case .varint, .varints, .enumeration, .enumerations: 0
      case .fixed64, .fixed64s: 1
      case .string, .bytes, .message: 2
      case .fixed32, .fixed32s: 5
      // No tag has it.
      case .unknown: 8
      }
    }

    /// Whether its numbers must have names.
    var isNamed: Bool { self == .enumeration || self == .enumerations }

    var isPacked: Bool {
      switch self {
      case .varints, .fixed64s, .fixed32s, .enumerations: true
      default: false
      }
    }
  }

  private struct Entry {
    var step = Step.unknown
    /// The place of a message's fields, or of an enum.
    var child: UInt16 = 0
    /// Of an enum: all numbers below have names.
    var named: UInt16 = 0
  }

  /// Full name of the message.
  public let name: String

  /// Of all messages the fields by number, one message after the other.
  private let entries: UnsafeMutablePointer<Entry>

  /// Where each message's fields begin, the first one being the message itself, and the end.
  private let starts: UnsafeMutablePointer<Int>

  private let enums: [EnumSchema]

  /// Makes a check of a message.
  ///
  /// Costs what the schema is large; to be made once.
  ///
  /// - Parameters:
  ///   - schema: What the bytes should be.
  ///   - namedValuesOnly: Whether a number that the schema's enum has no name for is refused.
  public init(_ schema: MessageSchema, namedValuesOnly: Bool = false) {
    name = schema.name
    var enums: [EnumSchema] = []
    var places = [schema.name: 0]
    var waiting = [schema]
    var messages: [[Entry]] = []
    while messages.count < waiting.count {
      let schema = waiting[messages.count]
      let highest = schema.fields.map(\.number).max() ?? 0
      var entries = [Entry](repeating: Entry(), count: Int(highest) + 1)
      for field in schema.fields {
        var entry = Entry(step: Step(field, namedValuesOnly: namedValuesOnly))
        if case .enumeration(let values) = field.kind, namedValuesOnly {
          entry.child = UInt16(enums.count)
          entry.named = UInt16((0...).first { values.name(of: $0) == nil } ?? 0)
          enums.append(values)
        }
        if case .message(let inner) = field.kind {
          let inner = inner()
          let place = places[inner.name] ?? waiting.count
          if place == waiting.count {
            places[inner.name] = place
            waiting.append(inner)
          }
          entry.child = UInt16(place)
        }
        entries[Int(field.number)] = entry
      }
      messages.append(entries)
    }
    self.enums = enums
    unsafe entries = .allocate(capacity: messages.reduce(0) { $0 + $1.count })
    unsafe starts = .allocate(capacity: messages.count + 1)
    var start = 0
    for (index, fields) in messages.enumerated() {
      unsafe starts[index] = start
      for (number, entry) in fields.enumerated() {
        unsafe (entries + start + number).initialize(to: entry)
      }
      start += fields.count
    }
    unsafe starts[messages.count] = start
  }

  deinit {
    unsafe entries.deallocate()
    unsafe starts.deallocate()
  }

  /// Looks at all of a message.
  ///
  /// - Throws: ``DecodingError`` when the bytes are not this message.
  public func check(_ bytes: UnsafeRawBufferPointer) throws(DecodingError) {
    if unsafe isPlain(bytes) { return }
    // Not this message, or one with something rare in it: field by field, as decoding goes.
    var reader = unsafe FieldReader(bytes)
    try check(&reader, 0)
  }

  /// Whether the bytes are surely this message: a third of the time that a reader of fields takes,
  /// and never true where that throws.
  func isPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let start = bytes.baseAddress else { return true }
    let end = unsafe start + bytes.count
    return unsafe isPlain(start, upTo: end, limit: end, 0, depth: 0)
  }

  /// Looks at the fields of a message that stands inside another, whose end is `limit`.
  private func isPlain(
    _ first: UnsafeRawPointer,
    upTo end: UnsafeRawPointer,
    limit: UnsafeRawPointer,
    _ message: Int,
    depth: Int
  ) -> Bool {
    let start = unsafe starts[message]
    let count = unsafe starts[message + 1] - start
    var cursor = unsafe PlainCursor(position: first, limit: limit)
    while unsafe cursor.position < end {
      guard let tag = cursor.tag(), tag >= 8 else { return false }
      let number = Int(truncatingIfNeeded: tag >> 3)
      switch tag & 7 {
      case 0:
        let entry = unsafe number < count ? entries[start &+ number] : Entry()
        guard entry.step.isNamed else {
          guard cursor.skipVarint() else { return false }
          continue
        }
        guard let value = cursor.size(), value < entry.named else { return false }
      case 1: guard cursor.skip(8) else { return false }
      case 5: guard cursor.skip(4) else { return false }
      case 2:
        guard let size = cursor.size() else { return false }
        let content = unsafe cursor.position
        guard cursor.skip(size) else { return false }
        let entry = unsafe number < count ? entries[start &+ number] : Entry()
        switch entry.step {
        case .message:
          guard depth &+ 1 < Limits.messageDepth else { return false }
          let isPlain = unsafe isPlain(
            content,
            upTo: content + size,
            limit: limit,
            Int(entry.child),
            depth: depth &+ 1
          )
          guard isPlain else { return false }
        case .string:
          guard unsafe FieldReader.isASCII(UnsafeRawBufferPointer(start: content, count: size))
          else { return false }
        case .bytes, .varint, .fixed64, .fixed32, .unknown: break
        case .enumeration: break
        case .varints, .fixed64s, .fixed32s, .enumerations: if size > 0 { return false }
        }
      default: return false
      }
    }
    // A field that reaches beyond its message ends elsewhere.
    return unsafe cursor.position == end
  }

  private func check(_ reader: inout FieldReader, _ message: Int) throws(DecodingError) {
    let start = unsafe starts[message]
    let count = unsafe starts[message + 1] - start
    while case let tag = try reader.nextTag(), tag != 0 {
      let number = Int(tag >> 3)
      let entry = unsafe number < count ? entries[start + number] : Entry()
      if entry.step.wireType == tag & 7 {
        try check(&reader, entry)
      } else if entry.step.isPacked, tag & 7 == 2 {
        var elements = try reader.packedReader()
        while !elements.isAtEnd { try check(&elements, entry) }
      } else {
        try reader.skip(tag)
      }
    }
  }

  private func check(_ reader: inout FieldReader, _ entry: Entry) throws(DecodingError) {
    switch entry.step {
    case .varint, .varints: _ = try reader.readVarint()
    case .enumeration, .enumerations:
      let start = reader.offset
      let number = Int32(truncatingIfNeeded: try reader.readVarint())
      guard enums[Int(entry.child)].name(of: number) != nil else {
        throw .unknownValue(offset: start)
      }
    case .fixed64, .fixed64s: _ = try reader.readFixed64()
    case .fixed32, .fixed32s: _ = try reader.readFixed32()
    case .bytes: _ = try unsafe reader.readBytes()
    case .string:
      let text = try unsafe reader.readBytes()
      if unsafe FieldReader.isASCII(text) { return }
      guard unsafe String(validating: text, as: UTF8.self) != nil else {
        throw .invalidUTF8(offset: reader.offset &- text.count)
      }
    case .message:
      var inner = try reader.readMessage()
      try check(&inner, Int(entry.child))
    case .unknown: preconditionFailure("a field that is not known was looked at")
    }
  }
}

/// A place in a message, for ``MessageCheck``: what it cannot tell at once it says it cannot.
@safe
private struct PlainCursor {
  /// The next byte.
  var position: UnsafeRawPointer
  /// One beyond the last byte that may be looked at: the end of the outermost message.
  let limit: UnsafeRawPointer

  init(position: UnsafeRawPointer, limit: UnsafeRawPointer) {
    unsafe self.position = unsafe position
    unsafe self.limit = unsafe limit
  }

  /// A tag of one or two bytes; nil for others.
  @inline(__always)
  mutating func tag() -> UInt32? {
    let first = unsafe UInt32(position.load(as: UInt8.self))
    unsafe position += 1
    if first < 0x80 { return first }
    guard unsafe position < limit else { return nil }
    let second = unsafe UInt32(position.load(as: UInt8.self))
    unsafe position += 1
    return second < 0x80 ? first & 0x7F | second &<< 7 : nil
  }

  /// A length of one or two bytes; nil for others.
  @inline(__always)
  mutating func size() -> Int? {
    guard unsafe position < limit, let size = tag() else { return nil }
    return Int(truncatingIfNeeded: size)
  }

  /// - Returns: False where there are fewer bytes.
  @inline(__always)
  mutating func skip(_ count: Int) -> Bool {
    guard unsafe count <= limit - position else { return false }
    unsafe position += count
    return true
  }

  /// - Returns: False for a number of more than eight bytes, and for one that does not end.
  @inline(__always)
  mutating func skipVarint() -> Bool {
    if unsafe limit - position >= 8 {
      let word = UInt64(littleEndian: unsafe position.loadUnaligned(as: UInt64.self))
      let ends = ~word & 0x8080_8080_8080_8080
      guard ends != 0 else { return false }
      unsafe position += Int(truncatingIfNeeded: ends.trailingZeroBitCount &>> 3) &+ 1
      return true
    }
    while unsafe position < limit {
      let byte = unsafe position.load(as: UInt8.self)
      unsafe position += 1
      if byte < 0x80 { return true }
    }
    return false
  }
}
