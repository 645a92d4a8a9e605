// Wire bytes to proto3-JSON: lowerCamelCase names, 64-bit numbers as strings, bytes in base 64,
// enums by name, defaults left out. Fields that the schema does not know are left out too.

extension MessageSchema {
  /// The message as JSON.
  ///
  /// - Throws: ``DecodingError`` when the bytes are not this message.
  public func json(decoding bytes: [UInt8], pretty: Bool = false) throws(DecodingError) -> String {
    JSONWriter.text(try jsonValue(decoding: bytes), pretty: pretty)
  }

  /// The message as a JSON value.
  ///
  /// - Throws: ``DecodingError`` when the bytes are not this message.
  public func jsonValue(decoding bytes: [UInt8]) throws(DecodingError) -> JSONValue {
    try jsonValue(decoding: bytes, depth: 0)
  }

  // MARK: - Steps

  /// The last value of each field, or all of them for a list; messages as bytes, which merge when
  /// they are put behind each other.
  private struct Collected {
    var values: [JSONValue] = []
    var messages: [[UInt8]] = []
  }

  private func jsonValue(
    decoding bytes: [UInt8],
    depth: Int
  ) throws(DecodingError) -> JSONValue {
    guard depth < Limits.messageDepth else { throw .tooDeep(offset: 0) }
    let collected = try unsafe bytes.span.withUnsafeBytes { (raw) throws(DecodingError) in
      try unsafe collect(FieldReader(raw))
    }
    var members: [JSONValue.Member] = []
    for field in fields {
      guard var found = collected[field.number] else { continue }
      if case .message(let schema) = field.kind {
        for message in found.messages {
          found.values.append(try schema().jsonValue(decoding: message, depth: depth + 1))
        }
      }
      if field.isRepeated {
        if !found.values.isEmpty { members.append(.init(field.jsonName, .array(found.values))) }
      } else if let value = found.values.last, field.hasPresence || !Self.isDefault(value, field) {
        members.append(.init(field.jsonName, value))
      }
    }
    return .object(members)
  }

  private func collect(_ start: FieldReader) throws(DecodingError) -> [UInt32: Collected] {
    var reader = start
    var collected: [UInt32: Collected] = [:]
    while case let tag = try reader.nextTag(), tag != 0 {
      guard let field = field(number: tag >> 3),
        tag & 7 == field.wireType.rawValue || field.isPacked && tag & 7 == 2
      else {
        try reader.skip(tag)
        continue
      }
      if let oneof = field.oneof {
        for other in fields where other.oneof == oneof && other.number != field.number {
          collected[other.number] = nil
        }
      }
      // Changed where it lies: a list that is taken out to be appended to is copied each time.
      let number = field.number
      if case .message = field.kind {
        let content = try reader.readByteArray()
        if field.isRepeated || collected[number]?.messages.isEmpty ?? true {
          collected[number, default: Collected()].messages.append(content)
        } else {
          collected[number, default: Collected()].messages[0] += content
        }
      } else if field.isPacked, tag & 7 == 2 {
        var elements = try reader.packedReader()
        while !elements.isAtEnd {
          let value = try Self.read(field.kind, from: &elements)
          collected[number, default: Collected()].values.append(value)
        }
      } else {
        let value = try Self.read(field.kind, from: &reader)
        collected[number, default: Collected()].values.append(value)
      }
    }
    return collected
  }

  private static func read(
    _ kind: FieldSchema.Kind,
    from reader: inout FieldReader
  ) throws(DecodingError) -> JSONValue {
    switch kind {
    case .int32: return .number("\(try reader.readInt32())")
    case .uint32: return .number("\(try reader.readUInt32())")
    case .sint32: return .number("\(try reader.readSInt32())")
    case .fixed32: return .number("\(try reader.readFixed32())")
    case .sfixed32: return .number("\(try reader.readSFixed32())")
    case .int64: return .string("\(try reader.readInt64())")
    case .uint64: return .string("\(try reader.readUInt64())")
    case .sint64: return .string("\(try reader.readSInt64())")
    case .fixed64: return .string("\(try reader.readFixed64())")
    case .sfixed64: return .string("\(try reader.readSFixed64())")
    case .bool: return .bool(try reader.readBool())
    case .string: return .string(try reader.readString())
    case .bytes: return .string(Base64.encode(try reader.readByteArray()))
    case .enumeration(let schema):
      let number = try reader.readInt32()
      guard let name = schema.name(of: number) else { return .number("\(number)") }
      return .string(name)
    case .message: return .null
    }
  }

  private static func isDefault(_ value: JSONValue, _ field: FieldSchema) -> Bool {
    switch field.kind {
    case .enumeration(let schema):
      value == .string(schema.name(of: 0) ?? "") || value == .number("0")
    case .string, .bytes: value == .string("")
    case .bool: value == .bool(false)
    default: value == .string("0") || value == .number("0")
    }
  }
}

extension Message {
  /// The message as JSON, on one line or with an indentation of two spaces.
  public func json(pretty: Bool = false) -> String {
    do {
      return try Self.schema.json(decoding: serialized(), pretty: pretty)
    } catch {
      preconditionFailure("\(Self.schema.name) cannot read what it wrote: \(error)")
    }
  }
}
