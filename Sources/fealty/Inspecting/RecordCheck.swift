internal import FealtyPersistence
internal import FealtyWire

/// Looks at every record of archives and log in their order: that it can be read, that its entity's
/// version follows the one before, and that it points back to that one.
///
/// Confined to one thread.
final class RecordCheck {
  /// More are counted and not listed.
  private static let findingsListed = 20

  /// Records whose entities are looked for together: that many looks at memory go side by side.
  private static let windowRecords = 32

  // Unchecked: one thread uses this state, and no access spans another.
  @exclusivity(unchecked) private var entities = NewestRecords()
  @exclusivity(unchecked) private var kinds = [Int](repeating: 0, count: 256)
  /// Of the records that are taken together.
  @exclusivity(unchecked) private var window: [LogRecordView] = []
  /// What nobody asks for; see ``NewestRecords/expect(_:)``.
  @exclusivity(unchecked) private var seen: UInt64 = 0
  private let messages: [MessageCheck?]

  /// Whether everything from the first record on is there, so that a first version is 1; nil before
  /// the first batch.
  private var isFromTheBeginning: Bool?

  /// The batch that was taken last.
  private var lastBatch: UInt64?

  /// What of bodies and of versions is wrong, each with file and byte.
  private(set) var bodyFindings: [String] = []
  private(set) var versionFindings: [String] = []

  init() {
    messages = (0...255).map { RecordFormat.message(ofKind: UInt8($0)).map { MessageCheck($0) } }
  }

  var recordCount: Int { kinds.reduce(0, +) }
  var entityCount: Int { entities.count }

  /// How many records there are of each kind.
  var parts: String {
    kinds.indices.filter { kinds[$0] > 0 }
      .map { "\(kinds[$0].grouped) \(RecordKind(rawValue: Int32($0)))" }
      .joined(separator: ", ")
  }

  /// Takes a batch of `file`, at `offset` there.
  func take(_ file: String, _ offset: UInt64, _ batch: LogBatchView) {
    if let last = lastBatch, batch.number != last + 1 {
      // Behind a gap nothing says which versions are next.
      entities = NewestRecords()
      isFromTheBeginning = nil
    }
    lastBatch = batch.number
    if isFromTheBeginning == nil { isFromTheBeginning = batch.number == 1 }
    var records = batch.records
    var isWhole = false
    while !isWhole {
      window.removeAll(keepingCapacity: true)
      do throws(LogRecordFault) {
        while window.count < Self.windowRecords, !isWhole {
          if let record = try records.next() { window.append(record) } else { isWhole = true }
        }
      } catch {
        checkWindow(batch, records.index, file, offset)
        return note("\(file) at byte \(offset), batch \(batch.number): \(error)", in: &bodyFindings)
      }
      checkWindow(batch, records.index, file, offset)
    }
  }

  /// `next`: the index of the record behind the window.
  private func checkWindow(
    _ batch: LogBatchView,
    _ next: Int,
    _ file: String,
    _ offset: UInt64
  ) {
    seen ^= entities.expect(window.lazy.map(\.head.entity))
    for (place, record) in window.enumerated() {
      let index = next - window.count + place
      let position = LogPosition(batch: batch.number, index: UInt16(index))
      check(record, position, file, offset)
    }
  }

  /// The same for one batch alone.
  ///
  /// - Returns: What is wrong with it; nil if nothing is.
  func fault(_ file: String, _ offset: UInt64, _ batch: LogBatchView) -> String? {
    take(file, offset, batch)
    defer {
      bodyFindings = []
      versionFindings = []
    }
    return bodyFindings.first ?? versionFindings.first
  }

  private func check(
    _ record: LogRecordView,
    _ position: LogPosition,
    _ file: String,
    _ offset: UInt64
  ) {
    let head = record.head
    let kind = Int(head.kind)
    kinds[kind] += 1
    let isOfAnEntity = kind != Int(RecordKind.logRestored.rawValue)
    if isOfAnEntity, let fault = versionFault(head, position) {
      note("\(Self.place(file, offset, position)): \(fault)", in: &versionFindings)
    }
    guard let message = messages[kind] else {
      let text = "\(Self.place(file, offset, position)): the unknown kind \(kind)"
      return note(text, in: &bodyFindings)
    }
    do throws(DecodingError) {
      try message.check(record.body)
    } catch {
      let text = "\(Self.place(file, offset, position)): no \(message.name): \(error)"
      note(text, in: &bodyFindings)
    }
  }

  private func versionFault(_ head: LogRecordHead, _ position: LogPosition) -> String? {
    let last = entities.exchange(
      NewestRecords.Record(
        number: head.entity,
        position: position.packed,
        version: head.version,
        type: head.entityType
      )
    )
    let isFollowed =
      if let last {
        head.version == last.version &+ 1 && head.previous.packed == last.position
      } else {
        isFromTheBeginning != true || head.version == 1 && head.previous == .none
      }
    if isFollowed { return nil }
    // A member that was imported begins with the highest version that its lots and holds name.
    let isImport = head.kind == UInt8(RecordKind.memberImported.rawValue)
    if isImport, last == nil, head.previous == .none { return nil }
    // What waits for a member is forgotten when it waits no more, and begins again.
    let type = EntityType(rawValue: Int32(head.entityType))
    let mayBeginAgain = type == .heldEvent || type == .receipt
    if mayBeginAgain, head.version == 1, head.previous == .none { return nil }
    let before = last.map { "version \($0.version) at \(LogPosition(packed: $0.position))" }
    return "version \(head.version) of \(String(head.entity, radix: 16)), which points to "
      + "\(head.previous), follows \(before ?? "nothing")"
  }

  private static func place(_ file: String, _ offset: UInt64, _ position: LogPosition) -> String {
    "\(file), batch at byte \(offset), record \(position.batch).\(position.index)"
  }

  private func note(_ text: String, in findings: inout [String]) {
    if findings.count < Self.findingsListed { findings.append(text) }
  }
}
