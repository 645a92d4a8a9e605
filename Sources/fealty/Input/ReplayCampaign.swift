/// A campaign of a replay: one line of its campaigns file.
///
/// The format is described at the head of `benchmarks/data/complete_journey_replay.py`.
struct ReplayCampaign {
  /// What an offer gives for its products.
  enum Mechanic: Equatable {
    /// `points` for every `buyQuantity` units, at most `maxPerBasket` times a basket.
    case skuBonus(buyQuantity: Int64, points: Int64, maxPerBasket: Int64)
    /// The products' base points this many times.
    case multiplier(numerator: Int64, denominator: Int64)
  }

  struct Offer {
    var offerID = ""
    var skus: [String] = []
    var mechanic: Mechanic?
  }

  var campaignID = ""
  var name = ""
  var startMs: Int64 = 0
  /// The first instant after it.
  var endMs: Int64 = 0
  /// Empty = every store.
  var stores: [String] = []
  /// Who got it; nil = everybody.
  var segmentID: String?
  var offers: [Offer] = []

  init(json text: UnsafeRawBufferPointer) throws(JSONCursor.Failure) {
    var cursor = JSONCursor(text)
    var campaign = ReplayCampaign()
    try cursor.object { (cursor, key) throws(JSONCursor.Failure) in
      try campaign.readField(key, &cursor)
    }
    try cursor.end()
    guard !campaign.campaignID.isEmpty, campaign.startMs != 0, campaign.endMs > campaign.startMs
    else { throw JSONCursor.Failure(what: "promotion_id or window is missing", offset: 0) }
    self = campaign
  }

  private init() {}

  /// Reads all campaigns of a file.
  static func readAll(_ path: String) throws(CommandFailure) -> [ReplayCampaign] {
    var reader = try LineReader(path: path)
    var campaigns: [ReplayCampaign] = []
    var more = true
    while more {
      let number = reader.lineNumber + 1
      more = try reader.next { (line) throws(CommandFailure) in
        do throws(JSONCursor.Failure) {
          campaigns.append(try ReplayCampaign(json: line))
        } catch {
          throw CommandFailure(.damaged, "\(path):\(number): \(error.what) at byte \(error.offset)")
        }
      }
    }
    return campaigns
  }

  // MARK: - Steps

  private mutating func readField(
    _ key: UnsafeRawBufferPointer,
    _ cursor: inout JSONCursor
  ) throws(JSONCursor.Failure) {
    if key.equals("promotion_id") {
      campaignID = try cursor.string()
    } else if key.equals("name") {
      name = try cursor.string()
    } else if key.equals("window") {
      try readWindow(&cursor)
    } else if key.equals("stores") {
      if try !cursor.null() { stores = try cursor.strings() }
    } else if key.equals("segment") {
      if try !cursor.null() { try readSegment(&cursor) }
    } else if key.equals("offers") {
      try cursor.array { (cursor) throws(JSONCursor.Failure) in
        offers.append(try Self.offer(&cursor))
      }
    } else {
      try cursor.skipValue()
    }
  }

  private mutating func readWindow(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) {
    try cursor.object { (cursor, key) throws(JSONCursor.Failure) in
      if key.equals("start") {
        startMs = try Self.instant(&cursor)
      } else if key.equals("end") {
        endMs = try Self.instant(&cursor)
      } else {
        try cursor.skipValue()
      }
    }
  }

  private static func instant(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) -> Int64 {
    guard let time = CalendarTime.milliseconds(try cursor.plainString()) else {
      throw JSONCursor.Failure(what: "no RFC 3339 time in UTC", offset: cursor.offset)
    }
    return time
  }

  /// The members of a segment stand in the members file, each with its segments.
  private mutating func readSegment(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) {
    try cursor.object { (cursor, key) throws(JSONCursor.Failure) in
      if key.equals("id") { segmentID = try cursor.string() } else { try cursor.skipValue() }
    }
  }

  private static func offer(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) -> Offer {
    var offer = Offer()
    try cursor.object { (cursor, key) throws(JSONCursor.Failure) in
      if key.equals("offer_id") {
        offer.offerID = try cursor.string()
      } else if key.equals("eligible") {
        try cursor.object { (cursor, key) throws(JSONCursor.Failure) in
          guard key.equals("skus") else {
            throw JSONCursor.Failure(what: "eligible is not by sku alone", offset: cursor.offset)
          }
          offer.skus = try cursor.strings()
        }
      } else if key.equals("mechanic") {
        offer.mechanic = try mechanic(&cursor)
      } else {
        try cursor.skipValue()
      }
    }
    guard !offer.offerID.isEmpty, !offer.skus.isEmpty, offer.mechanic != nil else {
      throw JSONCursor.Failure(
        what: "an offer without offer_id, skus or mechanic",
        offset: cursor.offset
      )
    }
    return offer
  }

  private static func mechanic(
    _ cursor: inout JSONCursor
  ) throws(JSONCursor.Failure) -> Mechanic {
    var type = ""
    var (buyQuantity, points, maxPerBasket): (Int64, Int64, Int64) = (0, 0, 0)
    var ratio = ""
    try cursor.object { (cursor, key) throws(JSONCursor.Failure) in
      if key.equals("type") {
        type = try cursor.string()
      } else if key.equals("buy_qty") {
        buyQuantity = try cursor.integer()
      } else if key.equals("points") {
        points = try cursor.integer()
      } else if key.equals("max_per_basket") {
        maxPerBasket = try cursor.integer()
      } else if key.equals("multiplier") {
        ratio = try cursor.string()
      } else {
        try cursor.skipValue()
      }
    }
    let parts = ratio.split(separator: "/", omittingEmptySubsequences: false).map { Int64($0) }
    switch (type, parts.count) {
    case ("sku_bonus", _) where buyQuantity > 0:
      return .skuBonus(buyQuantity: buyQuantity, points: points, maxPerBasket: maxPerBasket)
    case ("multiplier", 1), ("multiplier", 2):
      guard let numerator = parts[0], let denominator = parts.count == 2 ? parts[1] : 1 else {
        break
      }
      return .multiplier(numerator: numerator, denominator: denominator)
    default: break
    }
    throw JSONCursor.Failure(what: "an unknown mechanic", offset: cursor.offset)
  }
}
