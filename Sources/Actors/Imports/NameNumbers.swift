internal import FealtyLoyalty
internal import FealtyWire

/// The names of a programme's tokens, promotions, budgets and partners, for the numbers that this
/// server has given them, and the other way round.
struct NameNumbers {
  let programme: PublishedProgramme

  init(_ programme: PublishedProgramme) { self.programme = programme }

  // MARK: - Names

  func token(_ number: TokenNumber) -> String { programme.tokenID(number) }

  func promotion(_ number: UInt32) -> String {
    String(decoding: programme.promotionIDBytes(number), as: UTF8.self)
  }

  func budget(_ number: UInt32) -> String { programme.names.name(of: number, .budget) }

  // MARK: - Numbers

  /// The number of a token; an empty name is the default one.
  func token(_ id: String, at path: String) throws(ImportFault) -> UInt32 {
    do throws(Refusal) { return UInt32(try programme.token(id)) } catch {
      throw ImportFault(path, "there is no token \(id)")
    }
  }

  /// The number of a promotion; 0 for an empty name.
  func promotion(_ id: String, at path: String) throws(ImportFault) -> UInt32 {
    if id.isEmpty { return 0 }
    // Few members count anything: looking through all is cheaper than a table for each request.
    let all = programme.compiled.definition.promotions
    guard let found = all.first(where: { $0.id == id }) else {
      throw ImportFault(path, "there is no promotion \(id)")
    }
    return found.number
  }

  func budget(_ id: String, at path: String) throws(ImportFault) -> UInt32 {
    let number = programme.names.number(of: id, .budget)
    guard number > 0 else { throw ImportFault(path, "there is no budget \(id)") }
    return number
  }

  /// What a use of a cap is of.
  func owner(of use: ExportedCapUse, at path: String) throws(ImportFault) -> UInt32 {
    guard use.partnershipID.isEmpty else {
      let number = programme.names.number(of: use.partnershipID, .partnership)
      guard number > 0 else {
        throw ImportFault(
          "\(path).partnership_id",
          "there is no partnership \(use.partnershipID)"
        )
      }
      return number | CapUse.partnershipBit
    }
    guard use.benefitID.isEmpty else {
      let number = programme.names.number(of: use.benefitID, .benefit)
      guard number > 0 else {
        throw ImportFault("\(path).benefit_id", "there is no benefit \(use.benefitID)")
      }
      return number | CapUse.benefitBit
    }
    guard use.campaignID.isEmpty else {
      let number = programme.names.number(of: use.campaignID, .campaign)
      guard number > 0 else {
        throw ImportFault("\(path).campaign_id", "there is no campaign \(use.campaignID)")
      }
      let stock = use.scope == .scopeAll ? CapUse.budgetBit : 0
      return number | CapUse.campaignBit | stock
    }
    return use.budgetID.isEmpty
      ? try promotion(use.promotionID, at: "\(path).promotion_id")
      : try budget(use.budgetID, at: "\(path).budget_id") | CapUse.budgetBit
  }

  /// The number of a funding partner; 0 for an empty name.
  func partner(_ name: String, at path: String) throws(ImportFault) -> UInt32 {
    if name.isEmpty { return 0 }
    let number = programme.names.number(of: name, .fundingPartner)
    guard number > 0 else { throw ImportFault(path, "no promotion names the partner \(name)") }
    return number
  }
}

/// Why a member cannot be imported: the field, and what is wrong with it.
struct ImportFault: Error {
  let path: String
  let text: String

  init(_ path: String, _ text: String) {
    self.path = "state.\(path)"
    self.text = text
  }

  var status: Status {
    Status(code: .invalidArgument, reason: .invalidField, message: text, field: path)
  }
}
