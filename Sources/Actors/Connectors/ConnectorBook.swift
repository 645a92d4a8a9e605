internal import FealtyWire

/// The connectors of a programme with their mappings read, as every shard reads them.
struct ConnectorBook: Sendable {
  private let connectors: [String: ReadConnector]

  /// A connector whose expressions have been read.
  struct ReadConnector: Sendable {
    var source: String
    var isPaused: Bool
    var mapping: ReadMapping
  }

  /// - Parameter connectors: Checked by ``fault(in:)``; one that cannot be read is left out.
  init(_ connectors: [Connector]) {
    var read: [String: ReadConnector] = [:]
    for connector in connectors {
      // It was checked when it was put; one that a later version cannot read takes nothing.
      guard let mapping = try? ReadMapping(connector.mapping ?? EventMapping()) else { continue }
      read[connector.connectorID] = ReadConnector(
        source: connector.source.isEmpty ? connector.connectorID : connector.source,
        isPaused: connector.paused,
        mapping: mapping
      )
    }
    self.connectors = read
  }

  subscript(id: String) -> ReadConnector? { connectors[id] }

  /// The first connector that has no meaning: where it stands in the list, and one sentence.
  static func fault(in connectors: [Connector]) -> (path: String, sentence: String)? {
    guard connectors.count <= Limits.connectors else {
      return ("connectors", "There are more than \(Limits.connectors).")
    }
    var ids: Set<String> = []
    for (index, connector) in connectors.enumerated() {
      let path = "connectors[\(index)]"
      guard (1...Limits.identifierBytes).contains(connector.connectorID.utf8.count),
        ids.insert(connector.connectorID).inserted
      else { return ("\(path).connector_id", "It is empty, too long or there twice.") }
      guard connector.source.utf8.count <= Limits.identifierBytes else {
        return ("\(path).source", "It is too long.")
      }
      do throws(MappingFault) {
        _ = try ReadMapping(connector.mapping ?? EventMapping())
      } catch {
        return ("\(path).mapping.\(error.field)", error.message)
      }
    }
    return nil
  }
}

extension MappingFault: Error {}
