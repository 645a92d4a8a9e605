// Proto3-JSON to wire bytes. Names in lowerCamelCase or as the schema writes them; numbers of any
// width as numbers or strings; enums by name or number; `null` is the same as absent.

extension MessageSchema {
  /// The encoded message that a JSON text describes, as the generated encoder would write it.
  ///
  /// - Throws: ``JSONError``, which names the value.
  public func bytes(json text: String) throws(JSONError) -> [UInt8] {
    try bytes(json: try JSONParser.parse(text))
  }

  /// The encoded message that a JSON value describes.
  ///
  /// - Throws: ``JSONError``, which names the value.
  public func bytes(json value: JSONValue) throws(JSONError) -> [UInt8] {
    var buffer = OutputBuffer()
    try write(value, into: &buffer, path: "", depth: 0)
    return buffer.bytes()
  }

  // MARK: - Steps

  private func write(
    _ value: JSONValue,
    into buffer: inout OutputBuffer,
    path: String,
    depth: Int
  ) throws(JSONError) {
    guard depth < Limits.messageDepth else { throw .tooDeep(path: path) }
    guard case .object(let members) = value else {
      throw .wrongType(path: path, expected: "an object")
    }
    var given: [UInt32: JSONValue] = [:]
    var choices: Set<String> = []
    for member in members {
      let place = path.isEmpty ? member.name : "\(path).\(member.name)"
      guard let field = field(named: member.name) else { throw .unknownField(path: place) }
      guard member.value != .null else { continue }
      guard given.updateValue(member.value, forKey: field.number) == nil else {
        throw .duplicateField(path: place)
      }
      if let oneof = field.oneof, !choices.insert(oneof).inserted {
        throw .twoChoices(path: place, oneof: oneof)
      }
    }
    for field in fields {
      guard let value = given[field.number] else { continue }
      let place = path.isEmpty ? field.jsonName : "\(path).\(field.jsonName)"
      try write(value, of: field, into: &buffer, path: place, depth: depth)
    }
  }

  private func write(
    _ value: JSONValue,
    of field: FieldSchema,
    into buffer: inout OutputBuffer,
    path: String,
    depth: Int
  ) throws(JSONError) {
    guard field.isRepeated else {
      let start = buffer.count
      let isZero = try Self.write(
        value,
        field.kind,
        tagged: field.number,
        into: &buffer,
        path: path,
        depth: depth
      )
      if isZero, !field.hasPresence { buffer.truncate(to: start) }
      return
    }
    guard case .array(let elements) = value else {
      throw .wrongType(path: path, expected: "a list")
    }
    guard !elements.isEmpty else { return }
    guard field.isPacked else {
      for (index, element) in elements.enumerated() {
        _ = try Self.write(
          element,
          field.kind,
          tagged: field.number,
          into: &buffer,
          path: "\(path)[\(index)]",
          depth: depth
        )
      }
      return
    }
    try buffer.writeMessage(field.number) { (content) throws(JSONError) in
      for (index, element) in elements.enumerated() {
        _ = try Self.write(
          element,
          field.kind,
          tagged: nil,
          into: &content,
          path: "\(path)[\(index)]",
          depth: depth
        )
      }
    }
  }

  /// Writes one value, behind its tag unless it is an element of a packed list.
  ///
  /// - Returns: Whether it is the type's default.
  private static func write(
    _ value: JSONValue,
    _ kind: FieldSchema.Kind,
    tagged number: UInt32?,
    into buffer: inout OutputBuffer,
    path: String,
    depth: Int
  ) throws(JSONError) -> Bool {
    func varint(_ bits: UInt64) -> Bool {
      if let number { buffer.writeTag(number, .varint) }
      buffer.writeVarint(bits)
      return bits == 0
    }
    func fixed<T: FixedWidthInteger & BitwiseCopyable>(_ bits: T, _ type: WireType) -> Bool {
      if let number { buffer.writeTag(number, type) }
      buffer.append(littleEndian: bits)
      return bits == 0
    }
    switch kind {
    case .int32: return varint(UInt64(bitPattern: Int64(try integer(value, Int32.self, path))))
    case .int64: return varint(UInt64(bitPattern: try integer(value, Int64.self, path)))
    case .uint32: return varint(UInt64(try integer(value, UInt32.self, path)))
    case .uint64: return varint(try integer(value, UInt64.self, path))
    case .sint32:
      return varint(ZigZag.encode(Int64(try integer(value, Int32.self, path))))
    case .sint64: return varint(ZigZag.encode(try integer(value, Int64.self, path)))
    case .fixed32: return fixed(try integer(value, UInt32.self, path), .fixed32)
    case .sfixed32: return fixed(try integer(value, Int32.self, path), .fixed32)
    case .fixed64: return fixed(try integer(value, UInt64.self, path), .fixed64)
    case .sfixed64: return fixed(try integer(value, Int64.self, path), .fixed64)
    case .bool:
      guard case .bool(let flag) = value else {
        throw .wrongType(path: path, expected: "true or false")
      }
      return varint(flag ? 1 : 0)
    case .enumeration(let schema):
      return varint(UInt64(bitPattern: Int64(try enumNumber(value, schema, path))))
    case .string, .bytes:
      let content = try content(value, kind, path)
      buffer.writeBytes(number ?? 0, content)
      return content.isEmpty
    case .message(let schema):
      try buffer.writeMessage(number ?? 0) { (inner) throws(JSONError) in
        try schema().write(value, into: &inner, path: path, depth: depth + 1)
      }
      return false
    }
  }

  private static func integer<T: FixedWidthInteger>(
    _ value: JSONValue,
    _ type: T.Type,
    _ path: String
  ) throws(JSONError) -> T {
    switch value {
    case .number(let text), .string(let text):
      if let number = T(text) { return number }
    default: break
    }
    throw .wrongType(path: path, expected: "a whole number from \(T.min) to \(T.max)")
  }

  private static func enumNumber(
    _ value: JSONValue,
    _ schema: EnumSchema,
    _ path: String
  ) throws(JSONError) -> Int32 {
    switch value {
    case .string(let name):
      guard let number = schema.number(named: name) else {
        throw .unknownName(path: path, name: name)
      }
      return number
    case .number: return try integer(value, Int32.self, path)
    default: throw .wrongType(path: path, expected: "one of \(schema.values.map(\.name))")
    }
  }

  private static func content(
    _ value: JSONValue,
    _ kind: FieldSchema.Kind,
    _ path: String
  ) throws(JSONError) -> [UInt8] {
    guard case .string(let text) = value else { throw .wrongType(path: path, expected: "a string") }
    guard case .bytes = kind else { return Array(text.utf8) }
    guard let bytes = Base64.decode(text) else { throw .wrongType(path: path, expected: "base 64") }
    return bytes
  }
}

extension Message {
  /// The message that a JSON text describes.
  ///
  /// - Throws: ``JSONError``, which names the value.
  public init(json text: String) throws(JSONError) {
    let bytes = try Self.schema.bytes(json: text)
    do {
      try self.init(bytes: bytes)
    } catch {
      preconditionFailure("\(Self.schema.name) cannot read what was written for it: \(error)")
    }
  }
}
