internal import FealtyWire

// The part of google/protobuf/descriptor.proto that the generator reads, decoded with our own
// reader. What is not listed here is skipped.

/// A `FileDescriptorSet`: every file that protoc was given, after those that it imports.
struct DescriptorSet {
  var files: [FileDescriptor] = []

  init(bytes: [UInt8]) throws(DecodingError) {
    try bytes.span.withUnsafeBytes { (raw) throws(DecodingError) in
      var reader = FieldReader(raw)
      while case let tag = try reader.nextTag(), tag != 0 {
        switch tag {
        case 0x0A: files.append(try FileDescriptor(from: try reader.readMessage()))
        default: try reader.skip(tag)
        }
      }
    }
  }
}

/// A `FileDescriptorProto`.
struct FileDescriptor {
  var name = ""
  var package = ""
  var messages: [MessageDescriptor] = []
  var enums: [EnumDescriptor] = []
  var services: [ServiceDescriptor] = []
  var locations: [SourceLocation] = []
  var syntax = ""

  init(from start: FieldReader) throws(DecodingError) {
    var reader = start
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 0x0A: name = try reader.readString()
      case 0x12: package = try reader.readString()
      case 0x22: messages.append(try MessageDescriptor(from: try reader.readMessage()))
      case 0x2A: enums.append(try EnumDescriptor(from: try reader.readMessage()))
      case 0x32: services.append(try ServiceDescriptor(from: try reader.readMessage()))
      case 0x4A: try readLocations(try reader.readMessage())
      case 0x62: syntax = try reader.readString()
      default: try reader.skip(tag)
      }
    }
  }

  private mutating func readLocations(_ start: FieldReader) throws(DecodingError) {
    var reader = start
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 0x0A: locations.append(try SourceLocation(from: try reader.readMessage()))
      default: try reader.skip(tag)
      }
    }
  }
}

/// A `DescriptorProto`.
struct MessageDescriptor {
  var name = ""
  var fields: [FieldDescriptor] = []
  var oneofs: [String] = []
  var hasNestedTypes = false

  init(from start: FieldReader) throws(DecodingError) {
    var reader = start
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 0x0A: name = try reader.readString()
      case 0x12: fields.append(try FieldDescriptor(from: try reader.readMessage()))
      case 0x1A, 0x22:
        hasNestedTypes = true
        try reader.skip(tag)
      case 0x42: oneofs.append(try nameOnly(try reader.readMessage()))
      default: try reader.skip(tag)
      }
    }
  }
}

/// A `FieldDescriptorProto`.
struct FieldDescriptor {
  var name = ""
  var jsonName = ""
  var number: Int32 = 0
  var label: Int32 = 0
  var type: Int32 = 0
  var typeName = ""
  var oneofIndex: Int32?
  var isOptional = false

  init(from start: FieldReader) throws(DecodingError) {
    var reader = start
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 0x0A: name = try reader.readString()
      case 0x18: number = try reader.readInt32()
      case 0x20: label = try reader.readInt32()
      case 0x28: type = try reader.readInt32()
      case 0x32: typeName = try reader.readString()
      case 0x48: oneofIndex = try reader.readInt32()
      case 0x52: jsonName = try reader.readString()
      case 0x88: isOptional = try reader.readBool()
      default: try reader.skip(tag)
      }
    }
  }
}

/// An `EnumDescriptorProto`.
struct EnumDescriptor {
  var name = ""
  var values: [(name: String, number: Int32)] = []

  init(from start: FieldReader) throws(DecodingError) {
    var reader = start
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 0x0A: name = try reader.readString()
      case 0x12:
        var value = try reader.readMessage()
        var entry = (name: "", number: Int32(0))
        while case let tag = try value.nextTag(), tag != 0 {
          switch tag {
          case 0x0A: entry.name = try value.readString()
          case 0x10: entry.number = try value.readInt32()
          default: try value.skip(tag)
          }
        }
        values.append(entry)
      default: try reader.skip(tag)
      }
    }
  }
}

/// A `ServiceDescriptorProto`.
struct ServiceDescriptor {
  var name = ""
  var methods: [MethodDescriptor] = []

  init(from start: FieldReader) throws(DecodingError) {
    var reader = start
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 0x0A: name = try reader.readString()
      case 0x12: methods.append(try MethodDescriptor(from: try reader.readMessage()))
      default: try reader.skip(tag)
      }
    }
  }
}

/// A `MethodDescriptorProto`, with the options of `options.proto`.
struct MethodDescriptor {
  var name = ""
  var input = ""
  var output = ""
  var clientStreaming = false
  var serverStreaming = false
  var id: UInt32 = 0
  var routing: Int32 = 0
  var mutates = false
  var scopes: [Int32] = []
  var serverWide = false
  var audited = false

  init(from start: FieldReader) throws(DecodingError) {
    var reader = start
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 0x0A: name = try reader.readString()
      case 0x12: input = try reader.readString()
      case 0x1A: output = try reader.readString()
      case 0x22: try readOptions(try reader.readMessage())
      case 0x28: clientStreaming = try reader.readBool()
      case 0x30: serverStreaming = try reader.readBool()
      default: try reader.skip(tag)
      }
    }
  }

  private mutating func readOptions(_ start: FieldReader) throws(DecodingError) {
    var reader = start
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 50_001 << 3: id = try reader.readUInt32()
      case 50_002 << 3: routing = try reader.readInt32()
      case 50_003 << 3: mutates = try reader.readBool()
      case 50_004 << 3: scopes.append(try reader.readInt32())
      case 50_004 << 3 | 2:
        try reader.readPacked(into: &scopes) { (element) throws(DecodingError) in
          try element.readInt32()
        }
      case 50_005 << 3: serverWide = try reader.readBool()
      case 50_006 << 3: audited = try reader.readBool()
      default: try reader.skip(tag)
      }
    }
  }
}

/// A `SourceCodeInfo.Location`: the comments around the element that `path` leads to.
struct SourceLocation {
  var path: [Int32] = []
  var leading = ""
  var trailing = ""

  init(from start: FieldReader) throws(DecodingError) {
    var reader = start
    while case let tag = try reader.nextTag(), tag != 0 {
      switch tag {
      case 0x08: path.append(try reader.readInt32())
      case 0x0A:
        try reader.readPacked(into: &path) { (element) throws(DecodingError) in
          try element.readInt32()
        }
      case 0x1A: leading = try reader.readString()
      case 0x22: trailing = try reader.readString()
      default: try reader.skip(tag)
      }
    }
  }
}

/// The name (field 1) of a descriptor of which nothing else is needed.
private func nameOnly(_ start: FieldReader) throws(DecodingError) -> String {
  var reader = start
  var name = ""
  while case let tag = try reader.nextTag(), tag != 0 {
    switch tag {
    case 0x0A: name = try reader.readString()
    default: try reader.skip(tag)
    }
  }
  return name
}
