internal import CLinux
internal import FealtyLoyalty
internal import FealtyWire

// The indexes and the members are larger than any cache, and a request needs a few places of them
// that nobody can guess. Knowing two requests ahead is enough to have them there in time; what a
// batch of earns needs beyond that is fetched between its stages.

extension Shard {
  /// Fetches into the cache what a request will need, as far as it is this shard's own.
  ///
  /// Its slot in the table of members and in the index of request ids now; the member itself when
  /// the next request is announced, for by then the slot has come; and the head of the lots of a
  /// member for whom something is evaluated with the one after that.
  package func expect(_ method: UInt16, _ payload: UnsafeRawBufferPointer) {
    let hasRequestID = method == MethodID.earn || method == MethodID.exchange
    guard hasRequestID || method == MethodID.evaluateBasket else { return }
    if fetchedMember != 0 {
      members.unretained(fetchedMember)?._withUnsafeGuaranteedRef { $0.fetchLots() }
    }
    if expectedMember != 0 { members.prefetchEntity(expectedMember) }
    fetchedMember = hasRequestID ? 0 : expectedMember
    expectedMember = 0
    guard let outline = RequestOutline(payload) else { return }
    let number = StableHash.hash(program: outline.program, member: outline.member)
    guard StableHash.shard(number, count: count) == index else { return }
    members.prefetchSlot(number)
    expectedMember = number
    guard hasRequestID, let id = outline.requestID else { return }
    guard let table = recentRequestTable(madeAtMilliseconds: id.madeAtMilliseconds) else { return }
    table._withUnsafeGuaranteedRef { $0.prefetch(id.tag) }
  }

  /// Fetches the head of the lots of a member who has come, or is on the way.
  @inline(__always)
  func fetchLots(of number: UInt64) {
    members.unretained(number)?._withUnsafeGuaranteedRef { $0.fetchLots() }
  }

  /// Fetches a part of each of the members whose steps of exchanges come soon: what leads to a part
  /// has come when it is asked for.
  ///
  /// `next`: which of ``stepHomes`` is taken next.
  @inline(__always)
  func expectSteps(after next: Int) {
    let count = stepHomes.count
    if next + 12 < count { members.prefetchSlot(stepHomes[next + 12]) }
    if next + 9 < count { members.prefetchEntity(stepHomes[next + 9]) }
    if next + 6 < count {
      fetch(stepHomes[next + 6]) { member in
        member.fetchLots()
        member.fetchDetails()
      }
    }
    if next + 4 < count { fetch(stepHomes[next + 4]) { $0.fetchExtras() } }
    if next + 2 < count { fetch(stepHomes[next + 2]) { $0.fetchExchanges() } }
  }

  @inline(__always)
  private func fetch(_ number: UInt64, _ part: (MemberActor) -> Void) {
    members.unretained(number)?._withUnsafeGuaranteedRef(part)
  }
}

extension MemberActor {
  /// Brings the count of the lots and when the soonest expires into the cache, once the member is
  /// there.
  ///
  /// On the shard's thread, between the actor's steps.
  @inline(__always)
  fileprivate nonisolated func fetchLots() {
    let head = inPlace { $0.pointee.lotsAddress() }
    clinux_prefetch(UnsafeRawPointer(bitPattern: head))
    clinux_prefetch(UnsafeRawPointer(bitPattern: head &+ 80))
  }

  /// Brings what only some members have into the cache, once the member is there, and the accounts
  /// beyond the first.
  @inline(__always)
  fileprivate nonisolated func fetchDetails() {
    let details = inPlace { $0.pointee.detailsAddress() }
    for line in 0..<3 { clinux_prefetch(UnsafeRawPointer(bitPattern: details &+ UInt(64 * line))) }
    let accounts = inPlace { $0.pointee.accountsAddress() }
    for line in 0..<2 { clinux_prefetch(UnsafeRawPointer(bitPattern: accounts &+ UInt(64 * line))) }
  }

  /// Brings what few members have into the cache, once the details are there.
  @inline(__always)
  fileprivate nonisolated func fetchExtras() {
    let extras = inPlace { $0.pointee.extrasAddress() }
    for line in 0..<3 { clinux_prefetch(UnsafeRawPointer(bitPattern: extras &+ UInt(64 * line))) }
  }

  /// Brings a member's exchanges into the cache, once the extras are there.
  @inline(__always)
  fileprivate nonisolated func fetchExchanges() {
    let (transits, totals) = inPlace { $0.pointee.exchangeAddresses() }
    clinux_prefetch(UnsafeRawPointer(bitPattern: transits))
    clinux_prefetch(UnsafeRawPointer(bitPattern: transits &+ 64))
    clinux_prefetch(UnsafeRawPointer(bitPattern: totals))
    clinux_prefetch(UnsafeRawPointer(bitPattern: totals &+ 64))
  }

  /// Brings the last lot's expiry and the place behind it into the cache, once the count is there.
  @inline(__always)
  nonisolated func fetchNextLot() {
    let next = inPlace { $0.pointee.nextLotAddress() }
    clinux_prefetch(UnsafeRawPointer(bitPattern: next &- 8))
    clinux_prefetch(UnsafeRawPointer(bitPattern: next &+ 56))
  }
}

/// Who a request is for and which id it has, read in passing.
private struct RequestOutline {
  private(set) var program = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var member = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var requestID: RequestID?

  /// Nil where the bytes are something else, or name the member in another way.
  init?(_ payload: UnsafeRawBufferPointer) {
    var fields = FieldReader(payload)
    do throws(DecodingError) {
      guard try fields.nextTag() == 1 << 3 | 2 else { return nil }
      var envelope = try fields.readMessage()
      guard try envelope.nextTag() == 1 << 3 | 2 else { return nil }
      program = try envelope.readBytes()
      if try envelope.nextTag() == 2 << 3 | 2 { requestID = RequestID(try envelope.readBytes()) }
      guard try fields.nextTag() == 2 << 3 | 2 else { return nil }
      var reference = try fields.readMessage()
      guard try reference.nextTag() == 1 << 3 | 2 else { return nil }
      member = try reference.readBytes()
    } catch {
      return nil
    }
  }
}
