import FealtyWire
import Foundation
import Testing

@Suite("Round trips of every message")
struct RoundTripTests {
  @Test(arguments: SchemaRegistry.types.indices)
  func `comes back with the same bytes from our codec`(index: Int) throws {
    for seed in 0..<200 {
      try check(SchemaRegistry.types[index], seed: UInt64(index * 1000 + seed))
    }
  }

  private func check<M: Message>(_ type: M.Type, seed: UInt64) throws {
    var random = RandomMessage(seed: seed)
    let encoded = random.bytes(M.schema)
    let message = try M(bytes: encoded)
    #expect(message.serialized() == encoded, "\(M.schema.name), seed \(seed)")
    #expect(try M(bytes: message.serialized()) == message, "\(M.schema.name), seed \(seed)")
  }

  @Test(.enabled(if: Protoc.path != nil, "protoc is not installed"))
  func `comes back with the same bytes from protoc`() throws {
    for (index, type) in SchemaRegistry.types.enumerated() {
      var random = RandomMessage(seed: UInt64(index))
      let name = type.schema.name
      // The largest of some, so that most fields are there.
      let encoded = (0..<8).map { _ in random.bytes(type.schema) }.max { $0.count < $1.count } ?? []
      let text = try Protoc.run("--decode=\(name)", Data(encoded))
      let again = try Protoc.run("--encode=\(name)", text)
      #expect([UInt8](again) == encoded, "\(name), seed \(index)")
    }
  }

  @Test(arguments: SchemaRegistry.types.indices)
  func `keeps fields that it does not know`(index: Int) throws {
    try checkUnknown(SchemaRegistry.types[index], seed: UInt64(index))
  }

  private func checkUnknown<M: Message>(_ type: M.Type, seed: UInt64) throws {
    // Fields 1000 to 1003, one of each wire type.
    let unknown = bytes(
      "c0 3e 96 01  c9 3e 01 02 03 04 05 06 07 08  d2 3e 03 61 62 63  dd 3e 01 02 03 04"
    )
    var random = RandomMessage(seed: seed)
    let encoded = random.bytes(M.schema)
    let message = try M(bytes: unknown + encoded)
    #expect(message.serialized() == encoded + unknown, "\(M.schema.name), seed \(seed)")
  }

  @Test(arguments: SchemaRegistry.types.indices)
  func `gives an error or a value for every damaged message`(index: Int) {
    damage(SchemaRegistry.types[index], seed: UInt64(index))
  }

  private func damage<M: Message>(_ type: M.Type, seed: UInt64) {
    var random = RandomMessage(seed: seed)
    let encoded = random.bytes(M.schema)
    var outcomes = 0
    for position in encoded.indices.prefix(600) {
      var damaged = encoded
      for change: UInt8 in [0x01, 0x80, 0xFF, 0x7F] {
        damaged[position] = encoded[position] ^ change
        do {
          _ = try M(bytes: damaged).serialized()
        } catch {
          #expect(error.offset <= damaged.count, "\(M.schema.name), seed \(seed): \(error)")
        }
        outcomes += 1
      }
    }
    #expect(outcomes == min(encoded.count, 600) * 4)
  }

  @Test(arguments: SchemaRegistry.types.indices)
  func `refuses every message that ends inside a field`(index: Int) throws {
    try truncate(SchemaRegistry.types[index], seed: UInt64(index))
  }

  private func truncate<M: Message>(_ type: M.Type, seed: UInt64) throws {
    var random = RandomMessage(seed: seed)
    let encoded = random.bytes(M.schema)
    var ends: Set<Int> = [0]
    try encoded.withUnsafeBytes { raw in
      var reader = FieldReader(raw)
      while case let tag = try reader.nextTag(), tag != 0 {
        try reader.skip(tag)
        ends.insert(reader.offset)
      }
    }
    for count in 0..<encoded.count {
      let decoded = Result { () throws(DecodingError) in try M(bytes: Array(encoded[..<count])) }
      switch decoded {
      case .success: #expect(ends.contains(count), "\(M.schema.name) cut at \(count), seed \(seed)")
      case .failure:
        #expect(!ends.contains(count), "\(M.schema.name) cut at \(count), seed \(seed)")
      }
    }
  }
}
