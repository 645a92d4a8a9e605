import FealtyTLS
import Foundation

/// Certificates made for this run of the tests, by the project's own script.
enum TestCertificates {
  private static let directory: Result<String, TestFailure> = {
    let path = NSTemporaryDirectory() + "fealty-certificates-" + UUID().uuidString
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let process = Process()
    process.executableURL = root.appendingPathComponent("scripts/make-certificates")
    process.arguments = [path]
    do { try process.run() } catch { return .failure(TestFailure("\(error)")) }
    process.waitUntilExit()
    return process.terminationStatus == 0
      ? .success(path) : .failure(TestFailure("make-certificates failed"))
  }()

  static func file(_ name: String) throws -> String { try directory.get() + "/" + name }

  static func server(
    _ name: String = "server",
    clients: String? = nil
  ) throws -> TLSContext {
    try TLSContext.server(
      TLSContext.Identity(
        certificateFile: try file(name + ".pem"),
        keyFile: try file(name + ".key")
      ),
      clientAuthorityFile: try clients.map { try file($0 + ".pem") }
    )
  }

  static func client(authority: String = "ca", own: String? = nil) throws -> TLSContext {
    try TLSContext.client(
      authorityFile: try file(authority + ".pem"),
      identity: try own.map {
        TLSContext.Identity(
          certificateFile: try file($0 + ".pem"),
          keyFile: try file($0 + ".key")
        )
      }
    )
  }
}

/// A client's side of TLS without a socket.
final class TLSPeer {
  let session: TLSSession

  init(_ context: TLSContext, host: String = "localhost") throws {
    session = try TLSSession(context, host: host)
    try session.start()
  }

  /// What waits to be sent.
  func take() -> [UInt8] {
    let bytes = session.withOutput { [UInt8]($0) }
    session.outputSent(bytes.count)
    return bytes
  }

  /// Takes what came; what it held.
  func receive(_ bytes: [UInt8]) throws -> [UInt8] {
    var plain = [UInt8](repeating: 0, count: bytes.count + TLSSession.slackBytes)
    let count = try bytes.withUnsafeBytes { bytes in
      try plain.withUnsafeMutableBytes { try session.decrypt(bytes, into: $0) }
    }
    return Array(plain[..<count])
  }

  /// Bytes as they are sent.
  func seal(_ plain: [UInt8]) throws -> [UInt8] {
    try plain.withUnsafeBytes { try session.encrypt($0) }
    return take()
  }
}
