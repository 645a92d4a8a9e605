import Foundation

/// Google's compiler as a second opinion about the encoding.
enum Protoc {
  struct Failure: Error {
    let message: String
  }

  /// Where it is, if it is installed together with Google's own .proto files.
  static let path = ["/usr", "/usr/local"].first { root in
    FileManager.default.isExecutableFile(atPath: "\(root)/bin/protoc")
      && FileManager.default.fileExists(
        atPath: "\(root)/include/google/protobuf/descriptor.proto"
      )
  }.map { "\($0)/bin/protoc" }

  /// Runs `protoc --decode=…` or `--encode=…` over the whole schema.
  static func run(_ option: String, _ input: Data) throws -> Data {
    guard let path else { throw Failure(message: "protoc is not installed") }
    let files = try FileManager.default.contentsOfDirectory(atPath: RepositoryFiles.schema.path)
      .filter { $0.hasSuffix(".proto") }.sorted()
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("wire-\(UInt64.random(in: 0...UInt64.max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let inputFile = folder.appendingPathComponent("in")
    let outputFile = folder.appendingPathComponent("out")
    let errorFile = folder.appendingPathComponent("err")
    for file in [outputFile, errorFile] { try Data().write(to: file) }
    try input.write(to: inputFile)

    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["-I", RepositoryFiles.schema.path, option] + files
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(message: try String(contentsOf: errorFile, encoding: .utf8))
    }
    return try Data(contentsOf: outputFile)
  }
}
