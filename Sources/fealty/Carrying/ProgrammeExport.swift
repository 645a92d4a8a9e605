internal import FealtyClient
internal import FealtyWire

/// Reads a whole programme from a server.
///
/// Members are read a part of a shard at a time, each as it is at that moment: a programme of one
/// moment is that of a server at rest. All of them are kept as text until they can be put in order.
struct ProgrammeExport {
  let client: PipelinedClient
  let programID: String

  private(set) var members = 0
  private(set) var promotions = 0

  /// Points vouchers, whose codes are known to their server alone.
  private(set) var vouchers: Int64 = 0

  init(client: PipelinedClient, programID: String) {
    self.client = client
    self.programID = programID
  }

  /// Writes all lines.
  mutating func run(to path: String) throws(CommandFailure) {
    let wanted = Programme(programID: programID)
    let application = ProgrammeApplication(client: client, wanted: wanted)
    guard let programme = try application.current() else {
      throw CommandFailure(.refused, "the server has no programme \(programID)")
    }
    var writer = try LineWriter(path: path, secret: true)
    try writer.write(CarriedLine.programme(programme).text)
    for promotion in programme.promotions {
      try writer.write(CarriedLine.promotion(promotion).text)
    }
    promotions = programme.promotions.count
    var rows = try readMembers()
    rows.sort { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    members = rows.count
    for row in rows { try writer.write(row.line) }
    try writer.write(CarriedLine.end(promotions: promotions, members: members).text)
    try writer.finish()
  }

  // MARK: - Steps

  private struct Row {
    let id: String
    let line: String
  }

  private mutating func readMembers() throws(CommandFailure) -> [Row] {
    var bar = ProgressBar("export", total: 0, unit: "members")
    var rows: [Row] = []
    var shard: UInt32 = 0
    var shards: UInt32 = 1
    while shard < shards {
      let (found, count, vouchers) = try read(shard, after: rows.count, &bar)
      rows += found
      shards = count
      self.vouchers += vouchers
      shard += 1
    }
    bar.finish(rows.count)
    return rows
  }

  /// The members of one shard; begun again where its table has grown meanwhile.
  private func read(
    _ shard: UInt32,
    after count: Int,
    _ bar: inout ProgressBar
  ) throws(CommandFailure) -> (rows: [Row], shards: UInt32, vouchers: Int64) {
    var rows: [Row] = []
    var vouchers: Int64 = 0
    var place: UInt64 = 0
    var places: UInt64 = 0
    while true {
      let answer = try client.perform(
        OperationsMethods.exportMembers,
        ExportMembersRequest(
          envelope: Envelope(programID: programID),
          shard: shard,
          place: place
        )
      )
      if place > 0, answer.places != places {
        (rows, vouchers, place) = ([], 0, 0)
        continue
      }
      places = answer.places
      vouchers += answer.vouchers
      for member in answer.members {
        rows.append(Row(id: member.memberID, line: CarriedLine.member(member).text))
      }
      bar.update(count + rows.count)
      if answer.nextPlace == 0 { return (rows, answer.shards, vouchers) }
      place = answer.nextPlace
    }
  }
}
