internal import FealtyLoyalty
internal import FealtyWire

/// The connectors of a programme with their mappings read, as every shard reads them.
struct ConnectorBook: Sendable {
  private let connectors: [String: ReadConnector]

  /// A connector whose expressions have been read.
  struct ReadConnector: Sendable {
    var source: String
    var isPaused: Bool
    /// How payloads are read; events' is nil where all are purchases.
    var mapping: ReadMapping?
    var purchase: ReadPurchase?
  }

  /// What a payload comes to, as far as it goes, and what is wrong with it: nothing = it may be
  /// taken.
  struct Mapped {
    enum Content {
      case event(RewardEventRequest)
      case purchase(EarnRequest)
    }
    var content: Content
    var faults: [MappingFault]
  }

  /// - Parameter connectors: Checked by ``fault(in:)``; one that cannot be read is left out.
  init(_ connectors: [Connector]) {
    var read: [String: ReadConnector] = [:]
    for connector in connectors {
      // It was checked when it was put; one that a later version cannot read takes nothing.
      guard let mapped = try? ReadConnector(connector) else { continue }
      read[connector.connectorID] = mapped
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
        _ = try ReadConnector(connector)
      } catch {
        let isOfPurchase = error.field.hasPrefix("purchase.")
        return ("\(path).\(isOfPurchase ? "" : "mapping.")\(error.field)", error.message)
      }
    }
    return nil
  }
}

extension ConnectorBook.ReadConnector {
  /// - Throws: ``MappingFault``: the first field of a mapping that is missing or cannot be read.
  init(_ connector: Connector) throws(MappingFault) {
    try self.init(
      source: connector.source.isEmpty ? connector.connectorID : connector.source,
      isPaused: connector.paused,
      mapping: connector.mapping,
      purchase: connector.purchase
    )
  }

  /// The same of mappings that belong to no connector.
  init(
    source: String,
    isPaused: Bool = false,
    mapping: EventMapping?,
    purchase: PurchaseMapping?
  ) throws(MappingFault) {
    self.source = source
    self.isPaused = isPaused
    if let purchase { self.purchase = try ReadPurchase(purchase) }
    // Where all payloads are purchases nothing is left for the other mapping to read.
    if self.purchase?.isForAll != true || mapping != nil {
      self.mapping = try ReadMapping(mapping ?? EventMapping())
    }
  }

  /// What a payload comes to.
  ///
  /// `zone`: that of dates that do not say theirs.
  func read(_ payload: String, zone: ZoneRules) -> ConnectorBook.Mapped {
    var reading = MappingReading(payload, zone: zone)
    if let purchase, mapping == nil || purchase.applies(to: reading) {
      let request = purchase.purchase(of: &reading)
      return ConnectorBook.Mapped(content: .purchase(request), faults: reading.faults)
    }
    let event = mapping?.event(of: &reading, source: source) ?? RewardEventRequest()
    return ConnectorBook.Mapped(content: .event(event), faults: reading.faults)
  }
}

extension MappingFault: Error {}
