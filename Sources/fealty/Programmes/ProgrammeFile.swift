internal import FealtyWire

/// A programme as a file holds it: the JSON of the message `Programme`.
enum ProgrammeFile {
  /// - Throws: `.configuration` when the text is no programme; the message says where.
  static func read(_ path: String) throws(CommandFailure) -> Programme {
    let text = String(decoding: try WholeFile.read(path), as: UTF8.self)
    let programme: Programme
    do {
      programme = try Programme(json: text)
    } catch {
      throw CommandFailure(.configuration, "\(path) is no programme: \(error)")
    }
    guard !programme.programID.isEmpty else {
      throw CommandFailure(.configuration, "\(path): programId is missing")
    }
    return programme
  }

  /// The promotions' names by their ids.
  static func names(of programme: Programme) -> [String: String] {
    Dictionary(programme.promotions.map { ($0.promotionID, $0.name) }) { first, _ in first }
  }
}
