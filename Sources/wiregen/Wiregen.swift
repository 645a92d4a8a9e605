internal import FealtyWire
internal import Foundation

/// Reads what `protoc --include_source_info --descriptor_set_out` wrote and renders the Swift files
/// and the reference.
///
/// Called as `wiregen DESCRIPTOR-SET SWIFT-FOLDER REFERENCE-FILE`. Exits 1
/// with one line when the schema has something that it cannot render.
@main
enum Wiregen {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 4 else {
      fail("usage: wiregen DESCRIPTOR-SET SWIFT-FOLDER REFERENCE-FILE", code: 2)
    }
    do {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: arguments[1]))
      let model = try SchemaChecker(DescriptorSet(bytes: Array(bytes))).check()
      let folder = URL(fileURLWithPath: arguments[2])
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for file in SchemaRenderer(model: model).swiftFiles() {
        try Data(file.text.utf8).write(to: folder.appendingPathComponent(file.name))
      }
      let reference = ReferenceRenderer(model: model).render()
      try Data(reference.utf8).write(to: URL(fileURLWithPath: arguments[3]))
    } catch {
      fail("wiregen: \(error)", code: 1)
    }
  }

  private static func fail(_ message: String, code: Int32) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(code)
  }
}
