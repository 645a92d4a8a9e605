import FealtyWire

/// Makes up messages from their schema, in canonical encoding: fields in the order of their
/// numbers, nothing that equals its default, lists packed.
struct RandomMessage {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func bytes(_ schema: MessageSchema, depth: Int = 0) -> [UInt8] {
    var buffer = OutputBuffer()
    var chosen: Set<String> = []
    for field in schema.fields where Int.random(in: 0..<4, using: &generator) > 0 {
      if let oneof = field.oneof {
        guard chosen.insert(oneof).inserted else { continue }
      }
      write(field, into: &buffer, depth: depth)
    }
    return buffer.bytes()
  }

  private mutating func write(_ field: FieldSchema, into buffer: inout OutputBuffer, depth: Int) {
    let count = field.isRepeated ? Int.random(in: 1...3, using: &generator) : 1
    guard field.isPacked else {
      for _ in 0..<count {
        let mayBeZero = field.isRepeated || field.hasPresence
        guard let value = value(field.kind, mayBeZero: mayBeZero, depth: depth) else { return }
        buffer.writeTag(field.number, field.wireType)
        if field.wireType == .lengthDelimited { buffer.writeVarint(UInt64(value.count)) }
        buffer.append(value)
      }
      return
    }
    var content: [UInt8] = []
    for _ in 0..<count { content += value(field.kind, mayBeZero: true, depth: depth) ?? [] }
    buffer.writeBytes(field.number, content)
  }

  /// The encoded value without its tag; nil for a message that is nested deep enough.
  private mutating func value(_ kind: FieldSchema.Kind, mayBeZero: Bool, depth: Int) -> [UInt8]? {
    var buffer = OutputBuffer()
    switch kind {
    case .int32, .sint32, .uint32, .enumeration:
      let number = number(mayBeZero: mayBeZero)
      switch kind {
      case .int32, .enumeration:
        buffer.writeVarint(UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: number))))
      default: buffer.writeVarint(number & 0xFFFF_FFFF)
      }
      if !mayBeZero, buffer.bytes() == [0] { return [1] }
    case .int64, .uint64, .sint64: buffer.writeVarint(number(mayBeZero: mayBeZero))
    case .fixed32, .sfixed32:
      buffer.append(littleEndian: UInt32(truncatingIfNeeded: number(mayBeZero: mayBeZero)) | 1)
    case .fixed64, .sfixed64: buffer.append(littleEndian: number(mayBeZero: mayBeZero))
    case .bool: buffer.append(mayBeZero ? UInt8.random(in: 0...1, using: &generator) : 1)
    case .string: buffer.append(utf8: string(mayBeEmpty: mayBeZero))
    case .bytes:
      let count = Int.random(in: (mayBeZero ? 0 : 1)...40, using: &generator)
      for _ in 0..<count { buffer.append(UInt8.random(in: 0...255, using: &generator)) }
    case .message(let schema):
      guard depth < 4 else { return nil }
      buffer.append(bytes(schema(), depth: depth + 1))
    }
    return buffer.bytes()
  }

  /// Numbers of every length: one bit more or less at each power of two.
  private mutating func number(mayBeZero: Bool) -> UInt64 {
    let bits = UInt64.random(in: 1...64, using: &generator)
    let number = generator.next() >> (64 - bits)
    return number == 0 && !mayBeZero ? 1 : number
  }

  private mutating func string(mayBeEmpty: Bool) -> String {
    let alphabet = Array("abcXYZ019 -\"\\\n\u{1}é€😀漢")
    let count = Int.random(in: (mayBeEmpty ? 0 : 1)...24, using: &generator)
    return String((0..<count).map { _ in alphabet.randomElement(using: &generator) ?? "a" })
  }
}
