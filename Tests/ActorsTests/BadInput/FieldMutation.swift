import FealtyWire

/// A request with one field that is not as it should be.
struct FieldMutation {
  enum Kind: String {
    case absent, empty, tooLong, tooMany, least, negative, most, invalidUTF8, unknownValue
    case otherBrand
  }

  let kind: Kind
  /// Of the field, as `Status.field` names fields: `basket.lines[0].sku`.
  let path: String
  let payload: [UInt8]

  /// Whether no request of any kind may say this.
  var isAlwaysRefused: Bool { kind == .invalidUTF8 || kind == .unknownValue }
}

extension MessageSchema {
  /// Every field of a request, also below others, with each kind of content that it should not
  /// have.
  ///
  /// `names`: what another brand calls what a field of that name names.
  func mutations(of request: [UInt8], otherBrand names: [String: [UInt8]]) -> [FieldMutation] {
    var mutations: [FieldMutation] = []
    addMutations(of: request, path: "", depth: 0, names, to: &mutations) { $0 }
    return mutations
  }

  private func addMutations(
    of message: [UInt8],
    path: String,
    depth: Int,
    _ names: [String: [UInt8]],
    to mutations: inout [FieldMutation],
    _ around: ([UInt8]) -> [UInt8]
  ) {
    let parts = RawField.read(message)
    for field in fields where !(depth == 0 && field.name == "envelope") {
      let fieldPath = path.isEmpty ? field.name : "\(path).\(field.name)"
      let others = parts.filter { $0.number != field.number }
      let own = parts.filter { $0.number == field.number }
      func add(_ kind: FieldMutation.Kind, _ contents: [RawField], _ path: String) {
        let payload = around((others + contents).flatMap(\.bytes))
        mutations.append(FieldMutation(kind: kind, path: path, payload: payload))
      }
      if !own.isEmpty { add(.absent, [], fieldPath) }
      let place = field.isRepeated ? "\(fieldPath)[0]" : fieldPath
      for (kind, content) in field.contents {
        add(kind, [RawField(field, content)], kind == .tooMany ? fieldPath : place)
      }
      if field.isRepeated {
        let one = own.first ?? RawField(field, field.emptyContent)
        add(.tooMany, Array(repeating: one, count: 20_000), fieldPath)
      }
      if let other = names[field.name], case .string = field.kind {
        add(.otherBrand, [RawField(field, RawField.lengthDelimited(other))], place)
      }
      guard case .message(let inner) = field.kind, depth < 5 else { continue }
      let rest = Array(own.dropFirst())
      inner().addMutations(
        of: own.first?.content ?? [],
        path: place,
        depth: depth + 1,
        names,
        to: &mutations
      ) { changed in
        let field = RawField(field, RawField.lengthDelimited(changed))
        return around((others + [field] + rest).flatMap(\.bytes))
      }
    }
  }
}

extension FieldSchema {
  /// What the field should not hold, as it stands behind its tag.
  fileprivate var contents: [(FieldMutation.Kind, [UInt8])] {
    let most = RawField.varint(.max)
    switch kind {
    case .string:
      return [
        (.empty, RawField.lengthDelimited([])),
        (.tooLong, RawField.lengthDelimited([UInt8](repeating: UInt8(ascii: "x"), count: 70_000))),
        (.invalidUTF8, RawField.lengthDelimited([0x61, 0xC3, 0x28])),
      ]
    case .bytes:
      let long = [UInt8](repeating: 7, count: 70_000)
      return [
        (.empty, RawField.lengthDelimited([])), (.tooLong, RawField.lengthDelimited(long)),
      ]
    case .int32, .int64:
      return [
        (.empty, [0]), (.negative, most),
        (.least, RawField.varint(UInt64(bitPattern: Int64.min))),
        (.most, RawField.varint(UInt64(Int64.max))),
      ]
    case .sint32, .sint64:
      return [
        (.empty, [0]), (.negative, [1]), (.least, most), (.most, RawField.varint(.max - 1)),
      ]
    case .uint32, .uint64: return [(.empty, [0]), (.most, most)]
    case .bool: return [(.empty, [0]), (.most, [1])]
    case .enumeration:
      return [(.empty, [0]), (.unknownValue, RawField.varint(9_999)), (.unknownValue, most)]
    case .fixed32, .sfixed32: return [(.empty, [0, 0, 0, 0]), (.most, [255, 255, 255, 255])]
    case .fixed64, .sfixed64:
      return [
        (.empty, [UInt8](repeating: 0, count: 8)), (.most, [UInt8](repeating: 255, count: 8)),
      ]
    case .message: return [(.empty, RawField.lengthDelimited([]))]
    }
  }

  fileprivate var emptyContent: [UInt8] { contents[0].1 }
}

/// One field of an encoded message as it stands there.
private struct RawField {
  let number: UInt32
  /// With its tag.
  let bytes: [UInt8]
  /// What is behind its tag, and behind its length.
  let content: [UInt8]

  init(_ field: FieldSchema, _ content: [UInt8]) {
    let tag = Self.varint(UInt64(field.number << 3 | field.wireType.rawValue))
    number = field.number
    bytes = tag + content
    self.content = content
  }

  private init(number: UInt32, bytes: [UInt8], content: [UInt8]) {
    (self.number, self.bytes, self.content) = (number, bytes, content)
  }

  /// The fields of a message that this test has written itself.
  static func read(_ message: [UInt8]) -> [RawField] {
    message.withUnsafeBytes { all in
      var reader = FieldReader(all)
      var fields: [RawField] = []
      do throws(DecodingError) {
        while true {
          let start = reader.offset
          let tag = try reader.nextTag()
          guard tag != 0 else { return fields }
          var content: [UInt8] = []
          if tag & 7 == WireType.lengthDelimited.rawValue {
            content = [UInt8](try reader.readBytes())
          } else {
            try reader.skip(tag)
          }
          fields.append(
            RawField(number: tag >> 3, bytes: [UInt8](all[start..<reader.offset]), content: content)
          )
        }
      } catch {
        preconditionFailure("a request that was made just now cannot be read: \(error)")
      }
    }
  }

  static func varint(_ value: UInt64) -> [UInt8] {
    var out = OutputBuffer(capacity: 16)
    out.writeVarint(value)
    return out.bytes()
  }

  static func lengthDelimited(_ content: [UInt8]) -> [UInt8] {
    varint(UInt64(content.count)) + content
  }
}
