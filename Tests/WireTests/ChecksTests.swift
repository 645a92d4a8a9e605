import CLinux
import FealtyWire
import Testing

@Suite("Checksums and hashes")
struct ChecksTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let crc: UInt32
    var testDescription: String { name }
  }

  static let vectors = [
    Vector(name: "nothing", bytes: [], crc: 0),
    Vector(name: "123456789", bytes: Array("123456789".utf8), crc: 0xE306_9283),
    // RFC 3720, B.4
    Vector(name: "32 zeros", bytes: .init(repeating: 0, count: 32), crc: 0x8A91_36AA),
    Vector(name: "32 ones", bytes: .init(repeating: 0xFF, count: 32), crc: 0x62A8_AB43),
    Vector(name: "ascending", bytes: Array(0..<32), crc: 0x46DD_794E),
    Vector(name: "descending", bytes: (0..<32).reversed(), crc: 0x113F_DB5C),
  ]

  @Test(arguments: vectors)
  func `computes the known CRC32C`(_ vector: Vector) {
    #expect(CRC32C.checksum(vector.bytes) == vector.crc)
    #expect(clinux_crc32c_table(0, vector.bytes, vector.bytes.count) == vector.crc)
    if clinux_crc32c_has_hardware() {
      #expect(clinux_crc32c_hardware(0, vector.bytes, vector.bytes.count) == vector.crc)
    }
  }

  @Test func `computes the same by instruction and by table, in one go or in two`() {
    var generator = SeededGenerator(seed: 3)
    let noise = (0..<16_384).map { _ in UInt8.random(in: 0...255, using: &generator) }
    for _ in 0..<2_000 {
      let start = Int.random(in: 0..<noise.count, using: &generator)
      let end = Int.random(in: start...noise.count, using: &generator)
      let cut = Int.random(in: start...end, using: &generator)
      let whole = Array(noise[start..<end])
      let table = clinux_crc32c_table(0, whole, whole.count)
      if clinux_crc32c_has_hardware() {
        let hardware = noise.withUnsafeBytes { raw in
          clinux_crc32c_hardware(0, raw.baseAddress.map { $0 + start }, end - start)
        }
        #expect(hardware == table, "bytes \(start)..<\(end)")
      }
      let first = CRC32C.checksum(Array(noise[start..<cut]))
      #expect(CRC32C.checksum(continuing: first, Array(noise[cut..<end])) == table)
    }
  }

  @Test func `hashes content the same for ever`() {
    // Vectors of this function itself, kept so that it cannot change: logs hold its results.
    let expected: [(String, UInt64)] = [
      ("", 0x8F64_BD03_7A40_CB2F), ("a", 0xC9BF_936C_838D_FE39),
      ("12345678", 0xCB49_6B37_8224_667A), ("123456789", 0xC3FC_915F_E97C_EDD4),
      ("the same request, sent again", 0x4714_6DD6_F90C_7B03),
    ]
    for (text, hash) in expected { #expect(ContentHash.hash(Array(text.utf8)) == hash, "\(text)") }
  }

  @Test func `tells contents apart that differ in one bit or in zeros at the end`() {
    var generator = SeededGenerator(seed: 11)
    var seen: Set<UInt64> = []
    var count = 0
    for length in 0..<64 {
      seen.insert(ContentHash.hash([UInt8](repeating: 0, count: length)))
      count += 1
      guard length > 0 else { continue }
      let base = (0..<length).map { _ in UInt8.random(in: 1...255, using: &generator) }
      for bit in 0..<(length * 8) {
        var changed = base
        changed[bit / 8] ^= 1 << UInt8(bit % 8)
        seen.insert(ContentHash.hash(changed))
        count += 1
      }
    }
    #expect(seen.count == count)
  }

  @Test func `spreads members evenly over shards`() {
    for shards in [1, 2, 3, 7, 256] {
      var counts = [Int](repeating: 0, count: shards)
      for member in 0..<20_000 {
        counts[
          StableHash.shard(StableHash.hash(program: "p", member: "m\(member)"), count: shards)
        ] += 1
      }
      let even = 20_000 / shards
      let slack = max(even / 2, 40)
      #expect(counts.allSatisfy { abs($0 - even) <= slack }, "\(shards) shards: \(counts)")
    }
  }
}
