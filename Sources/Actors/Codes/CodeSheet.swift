internal import FealtyWire

/// The codes that one request made for a campaign.
///
/// Its upper 32 bits are those of its campaign's hash, so that all sheets of a campaign have one
/// home; the lower ones count.
final class CodeSheet: NumberedEntity {
  let number: UInt64
  let programID: String
  let campaignID: String
  /// How many digits its codes have; 0 = they are none of digits.
  let length: UInt32
  var version: UInt32
  var last: UInt64
  private(set) var codes: [StoredCode]

  init(_ record: CodesIssuedRecord, number: UInt64, version: UInt32, last: UInt64) {
    self.number = number
    programID = record.programID
    campaignID = record.campaignID
    length = record.length
    codes = record.codes
    self.version = version
    self.last = last
  }

  init(_ stored: StoredCodeSheet) {
    number = stored.number
    programID = stored.programID
    campaignID = stored.campaignID
    length = stored.length
    codes = stored.codes
    version = stored.version
    last = stored.lastPosition
  }

  var stored: StoredCodeSheet {
    StoredCodeSheet(
      number: number,
      version: version,
      programID: programID,
      campaignID: campaignID,
      codes: codes,
      lastPosition: last,
      length: length
    )
  }

  /// Nobody may claim the code at this place any more.
  func cancel(_ place: Int) { codes[place].cancelled = true }
}

/// Which code it is: its sheet, in hexadecimal digits, and its place there.
struct CodeID: Hashable, Sendable {
  var sheet: UInt64
  var place: Int

  init(sheet: UInt64, place: Int) {
    self.sheet = sheet
    self.place = place
  }

  /// Nil for what no code's id looks like.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let sheet = UInt64(parts[0], radix: 16), let place = UInt16(parts[1])
    else { return nil }
    self.init(sheet: sheet, place: Int(place))
    guard self.text == text else { return nil }
  }

  var text: String {
    let digits = String(sheet, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits + "-\(place)"
  }
}

extension StoredEvent {
  /// The natural key of a code's claim: no event has an empty source.
  init(code id: String) { self.init(eventID: id) }
}

/// The codes whose campaigns are at home on one shard.
///
/// Confined to the shard's thread.
struct CodeBook {
  /// A campaign of a programme.
  private struct Campaign: Hashable {
    var program: String
    var campaign: String
  }

  private struct Known {
    var sheets: [UInt64] = []
    var codes = 0
    /// How many codes have so many digits.
    var byLength: [UInt32: Int] = [:]
    /// Which code has a reference.
    var references: [String: CodeID] = [:]
  }

  private(set) var sheets = WaitingTable<CodeSheet>()
  private var campaigns: [Campaign: Known] = [:]
  /// The highest number of a sheet, by its upper 32 bits.
  private var numbers: [UInt64: UInt64] = [:]

  /// Where a campaign's sheets are, whatever their lower 32 bits.
  static func home(program: String, campaign: String) -> UInt64 {
    StableHash.hash(program: program, member: "codes:" + campaign) & ~0xFFFF_FFFF
  }

  /// The number of the next sheet of a campaign.
  func nextNumber(program: String, campaign: String) -> UInt64 {
    let home = Self.home(program: program, campaign: campaign)
    return (numbers[home] ?? home) + 1
  }

  mutating func add(_ sheet: CodeSheet) {
    sheets[sheet.number] = sheet
    let home = sheet.number & ~0xFFFF_FFFF
    numbers[home] = max(numbers[home] ?? 0, sheet.number)
    let key = Campaign(program: sheet.programID, campaign: sheet.campaignID)
    campaigns[key, default: Known()].sheets.append(sheet.number)
    campaigns[key]?.codes += sheet.codes.count
    campaigns[key]?.byLength[sheet.length, default: 0] += sheet.codes.count
    for (place, code) in sheet.codes.enumerated() where !code.referenceID.isEmpty {
      campaigns[key]?.references[code.referenceID] = CodeID(sheet: sheet.number, place: place)
    }
  }

  /// How many codes of a campaign were made.
  func count(program: String, campaign: String) -> Int {
    campaigns[Campaign(program: program, campaign: campaign)]?.codes ?? 0
  }

  /// How many of them have so many digits.
  func count(program: String, campaign: String, length: Int) -> Int {
    campaigns[Campaign(program: program, campaign: campaign)]?.byLength[UInt32(length)] ?? 0
  }

  /// Which code of a campaign has a reference.
  func code(reference: String, program: String, campaign: String) -> CodeID? {
    campaigns[Campaign(program: program, campaign: campaign)]?.references[reference]
  }

  /// The sheets of a campaign, oldest first.
  func sheets(program: String, campaign: String) -> [CodeSheet] {
    let numbers = campaigns[Campaign(program: program, campaign: campaign)]?.sheets ?? []
    return numbers.sorted().compactMap { sheets[$0] }
  }
}
