import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Vouchers of a member")
struct VoucherHistoryTests {
  private static let day: Int64 = 86_400_000
  private static let types = [
    VoucherType(
      voucherTypeID: "five",
      points: 5,
      valueMinor: 500,
      validity: CalendarTerm(count: 30, unit: .unitDay),
      active: true
    ),
    VoucherType(voucherTypeID: "ever", points: 2, valueMinor: 100, active: true),
  ]

  private func rig(shards: Int = 1) throws -> RedemptionRig {
    let ada = try RedemptionRig(voucherTypes: Self.types, shards: shards)
    try ada.rig.earn(10_000)
    return ada
  }

  private func issue(
    _ ada: RedemptionRig,
    _ type: String = "five",
    at store: String = "S1"
  ) throws -> RedeemVoucherResponse {
    // A clock's tick, so that a period can end between two.
    ada.rig.clock.advance(milliseconds: 1)
    return try ada.rig.answer(
      RedeemVoucherResponse.self,
      MethodID.redeemVoucher,
      RedeemVoucherRequest(
        envelope: ada.rig.envelope(store: store),
        member: EngineRig.ada,
        voucherTypeID: type
      )
    )
  }

  @discardableResult
  private func use(
    _ ada: RedemptionRig,
    _ code: String,
    at store: String = "S1"
  ) throws -> UseVoucherResponse {
    ada.rig.clock.advance(milliseconds: 1)
    return try ada.rig.answer(
      UseVoucherResponse.self,
      MethodID.useVoucher,
      UseVoucherRequest(
        envelope: ada.rig.envelope(store: store),
        code: code,
        receiptNumber: "R-\(store)"
      )
    )
  }

  private func cancel(_ ada: RedemptionRig, _ id: String, force: Bool = false) throws {
    _ = try ada.rig.answer(
      ReverseRedemptionResponse.self,
      MethodID.reverseRedemption,
      ReverseRedemptionRequest(envelope: ada.rig.envelope(), redemptionID: id, force: force)
    )
  }

  private func list(
    _ ada: RedemptionRig,
    _ states: [VoucherState] = [],
    from: Int64 = 0,
    to: Int64 = 0,
    limit: UInt32 = 0,
    cursor: String = "",
    of member: String = "ada",
    shard: Int = 0
  ) throws -> ListVouchersResponse {
    try ada.rig.answer(
      ListVouchersResponse.self,
      MethodID.listVouchers,
      ListVouchersRequest(
        envelope: ada.rig.envelope(),
        member: MemberReference(reference: .memberID(member)),
        states: states,
        fromMs: from,
        toMs: to,
        limit: limit,
        cursor: cursor
      ),
      shard: shard
    )
  }

  private func get(
    _ ada: RedemptionRig,
    code: String = "",
    id: String = "",
    shard: Int = 0
  ) throws -> GetVoucherResponse {
    try ada.rig.answer(
      GetVoucherResponse.self,
      MethodID.getVoucher,
      GetVoucherRequest(envelope: ada.rig.envelope(), code: code, voucherID: id),
      shard: shard
    )
  }

  @Test("each tells what became of it, when and where", arguments: [1, 3])
  func states(shards: Int) throws {
    var ada = try rig(shards: shards)
    let issued = try ["A", "B", "C", "D"].map { try issue(ada, at: $0) }
    let ever = try issue(ada, "ever")
    let used = try use(ada, issued[0].code, at: "till-7")
    try cancel(ada, issued[1].redemptionID)
    // Its points come back by force; it was used all the same.
    let forced = try use(ada, issued[2].code)
    try cancel(ada, issued[2].redemptionID, force: true)
    ada.rig.clock.advance(milliseconds: 31 * Self.day)

    for isRestarted in [false, true] {
      if isRestarted { ada = try ada.restarted(shards: shards) }
      let all = try list(ada, shard: shards - 1)
      #expect(all.nextCursor.isEmpty && !all.olderRemoved)
      #expect(
        all.vouchers.map(\.voucherID)
          == ([ever] + issued.reversed()).map(\.redemptionID)
      )
      #expect(
        all.vouchers.map(\.state) == [
          .voucherStateUnused, .voucherStateExpired, .voucherStateUsed, .voucherStateCancelled,
          .voucherStateUsed,
        ]
      )
      let first = try #require(all.vouchers.last)
      #expect(first.voucherTypeID == "five" && first.valueMinor == 500 && first.points == 5)
      #expect(first.issuedAtMs == issued[0].validFromMs && first.storeID == "A")
      #expect(first.validToMs == issued[0].validToMs)
      #expect(first.endedTransactionID == used.outcome?.transactionID)
      #expect(first.endedAtMs == used.outcome?.recordedAtMs)
      #expect(first.endedStoreID == "till-7" && first.endedTerminalID == "T1")
      #expect(first.endedReceiptNumber == "R-till-7")
      #expect(all.vouchers[2].endedTransactionID == forced.outcome?.transactionID)
      // Nobody ended it but time.
      #expect(all.vouchers[1].endedAtMs == issued[3].validToMs)
      #expect(all.vouchers[1].endedTransactionID.isEmpty)
      #expect(all.vouchers[0].endedAtMs == 0 && all.vouchers[0].validToMs == 0)
      for voucher in all.vouchers {
        let got = try get(ada, id: voucher.voucherID, shard: shards - 1)
        #expect(got.voucher == voucher && got.memberID == "ada")
      }
      for (place, voucher) in issued.enumerated() {
        let got = try get(ada, code: " \(voucher.code.lowercased())", shard: place % shards)
        #expect(got.voucher == all.vouchers[4 - place])
      }
      // A second use is told which one was the first.
      let status = ada.status { try use(ada, issued[0].code) }
      #expect(status?.reason == .voucherAlreadyUsed)
      #expect(status?.existingID == used.outcome?.transactionID)
    }
    try ada.rig.stop()
  }

  @Test func `states and a period choose, from inclusive and to exclusive`() throws {
    let ada = try rig()
    let issued = try (0..<5).map { _ in try issue(ada) }
    try use(ada, issued[1].code)
    try use(ada, issued[3].code)
    func places(_ answer: ListVouchersResponse) -> [Int?] {
      answer.vouchers.map { voucher in
        issued.firstIndex { $0.redemptionID == voucher.voucherID }
      }
    }
    #expect(places(try list(ada, [.voucherStateUsed])) == [3, 1])
    #expect(places(try list(ada, [.voucherStateUnused])) == [4, 2, 0])
    #expect(places(try list(ada, [.voucherStateExpired, .voucherStateCancelled])) == [])
    let (from, to) = (issued[1].validFromMs, issued[3].validFromMs)
    #expect(places(try list(ada, from: from, to: to)) == [2, 1])
    // Used after the period's end, and told so all the same.
    #expect(places(try list(ada, [.voucherStateUsed], from: from, to: to)) == [1])
    try ada.rig.enrol("ben")
    #expect(try list(ada, of: "ben").vouchers.isEmpty)
    try ada.rig.stop()
  }

  // Goal: pages show each voucher once and as it is now, whatever happens between two pages.
  // Method: between all pages one is issued, and one is used that a later page shows.
  @Test(arguments: [1, 7, 30])
  func `pages stay together while vouchers are issued and used`(_ limit: UInt32) throws {
    var ada = try rig()
    var issued = try (0..<60).map { _ in try issue(ada) }
    // More than a member remembers of those that are spent.
    for place in stride(from: 0, to: 60, by: 2) { try use(ada, issued[59 - place].code) }
    for _ in 0..<20 { try use(ada, try issue(ada).code) }
    issued += try (0..<10).map { _ in try issue(ada) }
    let expected = issued.reversed().map(\.redemptionID)
    var isUsed = Dictionary(
      uniqueKeysWithValues: issued.enumerated().map { place, voucher in
        (voucher.redemptionID, place < 60 && place % 2 == 1)
      }
    )
    var cursor = ""
    var seen: [MemberVoucher] = []
    repeat {
      let page = try list(ada, limit: limit, cursor: cursor)
      #expect(page.vouchers.count <= Int(limit))
      for voucher in page.vouchers where isUsed[voucher.voucherID] != nil {
        let state: VoucherState =
          isUsed[voucher.voucherID] == true ? .voucherStateUsed : .voucherStateUnused
        #expect(voucher.state == state, "\(voucher.voucherID)")
      }
      seen += page.vouchers
      cursor = page.nextCursor
      _ = try issue(ada)
      let shown = Set(seen.map(\.voucherID))
      let later = issued.first {
        !shown.contains($0.redemptionID) && isUsed[$0.redemptionID] == false
      }
      if let later {
        try use(ada, later.code)
        isUsed[later.redemptionID] = true
      }
      if seen.count == Int(limit) { ada = try ada.restarted() }
    } while !cursor.isEmpty
    #expect(seen.count == 90)
    #expect(seen.map(\.voucherID).filter { isUsed[$0] != nil } == expected)
    #expect(try list(ada, [.voucherStateUsed]).vouchers.count > 50)
    try ada.rig.stop()
  }

  @Test func `a cursor carries what it can, and leaves the rest to be read again`() throws {
    let many = (1...UInt64(Limits.voucherEnds + 1)).map { (5 << 16) + $0 }
    let cursor = VoucherCursor(next: 3 << 16, newest: 9 << 16, ends: Array(many.dropLast()))
    #expect(VoucherCursor(cursor.text) == cursor && cursor.ends.count == Limits.voucherEnds)
    let short = VoucherCursor(next: 3 << 16, newest: 9 << 16, ends: many)
    #expect(short.newest == 3 << 16 && short.ends.isEmpty)
    #expect(VoucherCursor(short.text) == short)
  }

  // Goal: a voucher far back is found, and nobody reads for who does not wait any more. Method:
  // more records behind it than one part of the search reads; then a deadline that passes in the
  // first.
  @Test func `a search goes in parts, and ends with its deadline`() throws {
    let ada = try rig()
    let old = try issue(ada)
    try use(ada, old.code)
    for _ in 0..<Limits.voucherSearch + 10 { try ada.rig.earn(1) }
    let found = try get(ada, id: old.redemptionID)
    #expect(found.voucher?.state == .voucherStateUsed && found.memberID == "ada")
    let request = GetVoucherRequest(envelope: ada.rig.envelope(), voucherID: old.redemptionID)
    let stream = ada.rig.newStream()
    let bytes = request.serialized()
    ada.rig.pool.isHeld = true
    ada.rig.on { shard in
      var call = EngineRig.call(MethodID.getVoucher, stream: stream)
      call.deadlineNanoseconds = shard.services.clock.monotonicNanoseconds() + 1_000_000
      bytes.withUnsafeBytes { shard.receive(call, payload: $0) }
    }
    ada.rig.clock.advance(milliseconds: 2)
    ada.rig.pool.isHeld = false
    #expect(
      ada.status {
        _ = try ada.rig.answer(GetVoucherResponse.self, to: stream)
      }?.code == .deadlineExceeded
    )
    try ada.rig.stop()
  }

  @Test func `what is no cursor, no voucher, or asks for too much is refused`() throws {
    let ada = try rig()
    try ada.rig.enrol("ben")
    try ada.rig.earn(100, for: "ben")
    for _ in 0..<3 { _ = try issue(ada) }
    let cursor = try list(ada, limit: 1).nextCursor
    #expect(!cursor.isEmpty)
    let next = cursor.split(separator: ".").map(String.init)
    let bad = [
      "x", "..", next[0], "\(next[1]).\(next[0])", "\(cursor).", "\(cursor).\(next[0])", "1.1",
      "\(next[0]).\(String(UInt64.max, radix: 36))",
    ]
    for text in bad {
      #expect(ada.status { _ = try list(ada, cursor: text) }?.field == "cursor", "\(text)")
    }
    #expect(ada.status { _ = try list(ada, cursor: cursor, of: "ben") }?.field == "cursor")
    #expect(ada.status { _ = try list(ada, limit: 101) }?.field == "limit")
    #expect(ada.reason { _ = try list(ada, of: "cleo") } == .memberNotFound)
    let earned = try ada.transactions().last?.transactionID ?? ""
    for id in ["", "nonsense", "00000000000000000000", earned] {
      #expect(ada.reason { _ = try get(ada, id: id) } == .voucherNotFound, "\(id)")
    }
    #expect(ada.reason { _ = try get(ada, code: "00000000000012") } == .voucherNotFound)
    let both = ada.status { _ = try get(ada, code: "00000000000012", id: earned) }
    #expect(both?.field == "voucher_id")
    try ada.rig.stop()
  }
}
