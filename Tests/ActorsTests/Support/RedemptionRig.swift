import FealtyPersistence
import FealtyWire

@testable import FealtyActors

/// An engine with one programme and the member `ada`, and redemptions in short form.
struct RedemptionRig {
  let rig: EngineRig

  /// Puts the programme and enrols `ada`, unless the engine is one that starts anew.
  ///
  /// The programme gives 1 point per 1.00, and what `promotions` give beside.
  init(
    settings: Settings = Settings(),
    lotTerms: LotTerms? = nil,
    promotions: [Promotion] = [],
    voucherTypes: [VoucherType] = [],
    tiers: [String] = [],
    shards: Int = 1,
    holdsLog: Bool = false,
    hasher: (any SecretHasher)? = PlainHasher()
  ) throws {
    rig = try EngineRig(shards: shards, holdsLog: holdsLog, hasher: hasher)
    try put(settings, lotTerms, promotions, voucherTypes, tiers)
    try rig.enrol("ada")
  }

  private init(restarted rig: EngineRig) { self.rig = rig }

  func put(
    _ settings: Settings,
    _ lotTerms: LotTerms? = nil,
    _ promotions: [Promotion] = [],
    _ voucherTypes: [VoucherType] = [],
    _ tiers: [String] = []
  ) throws {
    let base = Promotion(
      promotionID: "base",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100)),
      lotTerms: lotTerms
    )
    try rig.put(
      Programme(
        programID: "p",
        currency: "EUR",
        defaultTokenID: "points",
        tokens: [Token(tokenID: "points", name: "Points")],
        tiers: tiers,
        promotions: [base] + promotions,
        settings: settings,
        voucherTypes: voucherTypes
      )
    )
  }

  /// Ends the engine and starts another one on its disk.
  func restarted(shards: Int = 1, hasher: (any SecretHasher)? = PlainHasher()) throws -> Self {
    try rig.stop()
    // A rig counts its request ids from the beginning: they must not be those of the one before.
    rig.clock.advance(milliseconds: 1_000)
    return Self(
      restarted: try EngineRig(
        shards: shards,
        hasher: hasher,
        storage: rig.storage,
        clock: rig.clock
      )
    )
  }

  // MARK: - Calls

  @discardableResult
  func redeem(
    _ points: Int64,
    value: Int64 = 0,
    pin: String = "",
    mode: RedeemMode = .sale,
    isDryRun: Bool = false
  ) throws -> RedeemResponse {
    var envelope = rig.envelope()
    envelope.dryRun = isDryRun
    return try rig.answer(
      RedeemResponse.self,
      MethodID.redeem,
      RedeemRequest(
        envelope: envelope,
        member: EngineRig.ada,
        mode: mode,
        points: points,
        valueMinor: value,
        pin: pin
      )
    )
  }

  @discardableResult
  func setPIN(_ pin: String, old: String = "") throws -> SetPinResponse {
    try rig.answer(
      SetPinResponse.self,
      MethodID.setPin,
      SetPinRequest(envelope: rig.envelope(), member: EngineRig.ada, pin: pin, oldPin: old)
    )
  }

  @discardableResult
  func setThreshold(
    _ threshold: PinThreshold?,
    pin: String = ""
  ) throws -> SetRedemptionThresholdResponse {
    try rig.answer(
      SetRedemptionThresholdResponse.self,
      MethodID.setRedemptionThreshold,
      SetRedemptionThresholdRequest(
        envelope: rig.envelope(),
        member: EngineRig.ada,
        threshold: threshold,
        pin: pin
      )
    )
  }

  func member() throws -> GetMemberResponse {
    try rig.answer(
      GetMemberResponse.self,
      MethodID.getMember,
      GetMemberRequest(envelope: rig.envelope(), member: EngineRig.ada)
    )
  }

  /// Changes the member: what `body` sets of an update.
  @discardableResult
  func update(_ body: (inout EnrolRequest) -> Void) throws -> EnrolResponse {
    var request = EnrolRequest(envelope: rig.envelope(), member: EngineRig.ada, mode: .update)
    body(&request)
    return try rig.answer(EnrolResponse.self, MethodID.enrol, request)
  }

  func status() throws -> GetPointStatusResponse {
    try rig.answer(
      GetPointStatusResponse.self,
      MethodID.getPointStatus,
      GetPointStatusRequest(envelope: rig.envelope(), member: EngineRig.ada)
    )
  }

  func transactions() throws -> [Transaction] {
    try rig.answer(
      ListTransactionsResponse.self,
      MethodID.listTransactions,
      ListTransactionsRequest(envelope: rig.envelope(), member: EngineRig.ada)
    ).transactions
  }

  func stateHash() throws -> [UInt8] {
    try rig.answer(
      GetStateHashResponse.self,
      MethodID.getStateHash,
      GetStateHashRequest(envelope: rig.envelope())
    ).hash
  }

  /// Why a call is refused; nil where it is not.
  func status(of call: () throws -> Void) -> Status? { Self.status(call) }

  static func status(_ call: () throws -> Void) -> Status? {
    do {
      try call()
      return nil
    } catch let failure as RigFailure {
      return failure.status
    } catch {
      return Status(code: .internal, reason: .reasonNone, message: "\(error)")
    }
  }

  func reason(of call: () throws -> Void) -> Reason? { status(of: call)?.reason }
}
