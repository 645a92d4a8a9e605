internal import FealtyClient
internal import FealtyWire

/// The balances of many members at one time.
struct BalanceSheet {
  private var balances: [String: [Balance]] = [:]

  static func read(
    _ client: PipelinedClient,
    _ programID: String,
    _ members: [ReplayMember]
  ) throws(CommandFailure) -> BalanceSheet {
    var sheet = BalanceSheet()
    var unreadable = 0
    try client.performMany(members.count, "reading balances") {
      (client, index) throws(ClientError) in
      let request = GetMemberRequest(
        envelope: Envelope(programID: programID),
        member: MemberReference(reference: .memberID(members[index].memberID))
      )
      try client.submit(MembersMethods.getMember, request, tag: UInt64(index))
    } completed: { completion, _ in
      guard completion.isOK else { return }
      do {
        let answer = try completion.message(as: GetMemberResponse.self)
        sheet.balances[answer.memberID] = answer.balances
      } catch {
        unreadable += 1
      }
    }
    guard unreadable == 0 else {
      throw CommandFailure(.damaged, "\(unreadable) answers about members cannot be read")
    }
    return sheet
  }

  var members: Int { balances.count }

  var total: Int64 { balances.values.joined().reduce(0) { $0 + $1.total } }

  /// The member that has the most points to spend; the first of several.
  func richest(_ members: [ReplayMember]) -> String {
    func available(_ member: ReplayMember) -> Int64 {
      balances[member.memberID]?.first?.available ?? 0
    }
    let most = members.map(available).max() ?? 0
    return members.first { available($0) == most }?.memberID ?? ""
  }

  /// Members whose balances are not the same in both.
  func differences(from other: BalanceSheet) -> [String] {
    Set(balances.keys).union(other.balances.keys)
      .filter { balances[$0] != other.balances[$0] }
      .sorted()
  }
}
