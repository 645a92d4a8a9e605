/// Whether bytes are a message of some kind, found out without making it: a tenth of the time.
///
/// Refuses what decoding refuses. Fields that the schema does not know are passed over.
@safe
public final class MessageCheck: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: the memory is written in `init` and read afterwards.
  private enum Step: UInt8 {
    case unknown, varint, fixed64, fixed32, string, bytes, message, varints, fixed64s, fixed32s

    init(_ field: FieldSchema) {
      switch field.kind {
      case .string: self = .string
      case .bytes: self = .bytes
      case .message: self = .message
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
      case .varint, .varints: 0
      case .fixed64, .fixed64s: 1
      case .string, .bytes, .message: 2
      case .fixed32, .fixed32s: 5
      // No tag has it.
      case .unknown: 8
      }
    }

    var isPacked: Bool { self == .varints || self == .fixed64s || self == .fixed32s }
  }

  private struct Entry {
    var step = Step.unknown
    /// The place of a message's fields.
    var child: UInt16 = 0
  }

  /// Full name of the message.
  public let name: String

  /// Of all messages the fields by number, one message after the other.
  private let entries: UnsafeMutablePointer<Entry>

  /// Where each message's fields begin, the first one being the message itself, and the end.
  private let starts: UnsafeMutablePointer<Int>

  /// Makes a check of a message.
  ///
  /// Costs what the schema is large; to be made once.
  public init(_ schema: MessageSchema) {
    name = schema.name
    var places = [schema.name: 0]
    var waiting = [schema]
    var messages: [[Entry]] = []
    while messages.count < waiting.count {
      let schema = waiting[messages.count]
      let highest = schema.fields.map(\.number).max() ?? 0
      var entries = [Entry](repeating: Entry(), count: Int(highest) + 1)
      for field in schema.fields {
        var entry = Entry(step: Step(field))
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
    var reader = unsafe FieldReader(bytes)
    try check(&reader, 0)
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
