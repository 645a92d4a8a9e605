internal import FealtyLoyalty

/// What the fields of requests may be, for who reads why one was refused.
///
/// By path without places in lists, or by the last part of it where a field means the same
/// everywhere.
enum FieldRules {
  /// What happened to a field and what to do now.
  static func sentence(_ path: String) -> String {
    let key = plain(path)
    let last = key.split(separator: ".").last.map(String.init) ?? key
    if let rule = rules[key] ?? rules[last] { return "\(path) cannot be taken: \(rule)" }
    return "\(path) is out of its range or shape; the reference says what it may be"
  }

  /// The path with `[]` for each place in a list.
  private static func plain(_ path: String) -> String {
    var plain: [UInt8] = []
    var isPlace = false
    for byte in path.utf8 {
      if byte == UInt8(ascii: "]") { isPlace = false }
      if !isPlace { plain.append(byte) }
      if byte == UInt8(ascii: "[") { isPlace = true }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  private static let identifier = "1 to \(Limits.identifierBytes) bytes are allowed"
  private static let shortText = "at most \(Limits.identifierBytes) bytes are allowed"
  private static let text = "at most \(Limits.textBytes) bytes are allowed"
  private static let amount = PromotionLimits.amountPerLine
  private static let transaction =
    "give an id as the answer of the transaction had it, 20 characters"

  private static let rules = envelope.merging(baskets) { $1 }.merging(members) { $1 }
    .merging(points) { $1 }.merging(programmes) { $1 }.merging(access) { $1 }
    .merging(webhooks) { $1 }

  private static let webhooks = [
    "webhook": "it is missing",
    "campaign_id": "give the id of one of the programme's code_campaigns",
    "codes": "1 to \(Limits.codesPerRequest) are allowed, and a campaign has a million at most",
    "codes[].reference_id": "\(shortText), and none twice",
    "codes[].points": "0 or more are allowed, 1 of an NFT",
    "codes[].valid_from_ms": "0 or more is allowed",
    "codes[].valid_to_ms": "it must be after valid_from_ms, or 0",
    "code_id": "give a code_id as IssueCodes answered it, or a reference_id",
    "code": identifier,
    "after": "give a code_id of the page before",
    "items": "1 to \(Limits.batchItems) are allowed",
    "items[].item": "say what it is: payload, event or purchase",
    "webhook_id": identifier,
    "webhook.webhook_id": identifier,
    "webhook.url": """
    a URL with https of at most 1024 bytes is allowed, with a host, no name before it, and a port \
    from 1 to 65535 where it has one; with http only under --local-webhooks
    """,
    "webhook.kinds": "one with exchanges is told of no events",
    "webhook.batch_events": "0 to 1000 are allowed",
    "webhook.retries": "0 to 50 are allowed",
    "webhook.first_retry_ms": "10 to 600000 are allowed, or 0",
    "webhook.longest_retry_ms": "10, or first_retry_ms, to 3600000 are allowed, or 0",
    "webhook.timeout_ms": "100 to 60000 are allowed, or 0",
    "webhook.secret": """
    it has no secret yet for this way of authentication at this host: give one
    """,
    "webhook.authentication": "say how the receiver knows the server",
    "webhook.authentication.method": "say how the receiver knows the server",
    "webhook.authentication.overlap_s": "0 to 2592000 are allowed",
    "webhook.authentication.open": """
    only in a sandbox, or under --local-webhooks, nobody need be known
    """,
    "webhook.authentication.basic.username": "\(text), printable ASCII without ':'",
    "webhook.authentication.header.name": """
    letters, digits and '-' are allowed, at most 64, and none that the request has itself
    """,
    "webhook.authentication.signature.secret": "give whsec_ and the base 64 of 24 to 64 bytes",
    "webhook.authentication.oauth.token_url": "as for webhook.url",
    "webhook.authentication.oauth.client_id": "\(text), printable ASCII",
    "webhook.authentication.oauth.scope": text,
    "password": "at most 4096 bytes of printable ASCII are allowed",
    "client_secret": "at most 4096 bytes of printable ASCII are allowed",
    "webhook.authentication.bearer.token": "at most 4096 bytes of printable ASCII are allowed",
    "webhook.authentication.header.value": "at most 4096 bytes of printable ASCII are allowed",
  ]

  private static let access = [
    "grant_type": "client_credentials is the only one",
    "client": "one is needed",
    "client.client_id": "\(identifier): letters, digits, '.', '-' and '_'",
    "client.name": "at most \(Limits.clientNameBytes) bytes are allowed",
    "client.program_ids": "at most \(Limits.clientProgrammes) are allowed, \(identifier) each",
    "client.scopes": "one or more are needed, of those that a client can have",
    "client.terminal_id": shortText,
    "client.expires_at_ms": "0 or more is allowed",
    "secret_id": "give one that ListClients shows",
    "member_ids": "at most \(Limits.followedMembers) are allowed",
  ]

  private static let envelope = [
    "envelope.program_id":
      "name a programme that there is, \(identifier)",
    "envelope.request_id":
      "a change needs one of 16 bytes, of which the first six are the milliseconds since 1970",
    "envelope.store_id": shortText,
    "envelope.terminal_id": shortText,
    "envelope.operator_id": "\(shortText), and ResetPin needs one",
    "envelope.channel": shortText,
    "add": "with remove 1 to \(Limits.segmentRows) rows are allowed",
    "add[]": "a member is named once in a request",
    "remove[]": "a member is named once in a request",
    "segment_id": identifier,
    "file": "say what the file is: its SHA-256, lines and bytes",
    "file.format": "FORMAT_LINES is the only one",
    "file.key": "KEY_MEMBER_ID and KEY_CARD_NUMBER are allowed",
    "file.digest": "32 bytes are needed",
    "file.byte_count": "at most \(Limits.segmentFileBytes) bytes are allowed",
    "file.row_count": "each line has a byte at least",
    "part": "1 to \(Limits.segmentPartBytes) bytes are allowed, and no more than the file has",
    "use": "SEGMENT_INCLUDE and SEGMENT_EXCLUDE are allowed",
    "valid_from_ms": "0 or more is allowed",
    "valid_to_ms": "it must be after valid_from_ms, or after occurred_at where that is 0, or 0",
    "envelope.reason": "at most \(Limits.textBytes) bytes are allowed",
    "cursor": "give next_cursor of the page before, or nothing for the first page",
    "as_of_ms": "a moment that has passed is needed, or 0 for now",
    "from_ms": "0 or more is allowed, before to_ms",
    "explain": "it has no such level",
    "offset": "0 to \(Limits.historyOffset) are allowed, without a cursor",
    "with_total": "a total is counted without a cursor; ask for it with the first page",
    "shard": "a number below the server's shards is needed; GetServerInfo says how many",
    "state.member_id": "a new member's id is needed, the same as in the reference",
    "limit": "0 to \(Limits.pageTransactions) are allowed",
    "reason": """
    \(text); ResetPin, UpdateTier, credits, debits, decisions about late deliveries and changes \
    of API clients need some
    """,
    "purpose": text,
  ]

  private static let baskets = [
    "basket": """
    what so many lines give under so many promotions is larger than one record may be; split the \
    sale, or ask for less explanation
    """,
    "basket.currency": "it is not the programme's; leave it empty to mean that one",
    "basket.receipt_number":
      "\(shortText), and a guest's sale that is to be claimed later needs one",
    "basket.lines": "at most \(PromotionLimits.linesPerBasket) lines are allowed; split the sale",
    "basket.lines[]":
      "at most \(PromotionLimits.termsPerLine) names that promotions mention are allowed",
    "basket.lines[].kind": "no such kind is known; EVENT is the server's own",
    "basket.lines[].quantity": """
    0 to \(PromotionLimits.unitsPerLine) are allowed (of fuel in thousandths, of adjustments and \
    voided lines 0); split the line
    """,
    "basket.lines[].amount_minor": "-\(amount) to \(amount) are allowed, of deposits too",
    "basket.codes[]": """
    1 to \(PromotionLimits.codeBytes) bytes are allowed, and at most \
    \(PromotionLimits.codesPerBasket) codes
    """,
    "basket.tenders": """
    kinds of at most \(Limits.identifierBytes) bytes with amounts of 0 to \(amount) are allowed, \
    at most \(PromotionLimits.tendersPerBasket) kinds that promotions mention
    """,
    "counters": "at most \(Limits.eventParts) are allowed",
    "counters[].name": "\(identifier), none of them 0",
    "counters[].value": "0 to \(amount) are allowed",
    "tags": "at most \(Limits.eventParts) are allowed",
    "tags[].name": identifier,
    "tags[].value": shortText,
    "basket.counters": """
    at most \(Limits.eventParts) are allowed, and with the lines no more than \
    \(PromotionLimits.linesPerBasket)
    """,
    "basket.counters[].name": "\(identifier), none of them 0",
    "basket.counters[].value": "0 to \(amount) are allowed",
    "basket.tags[].name": identifier,
    "basket.tags[].value": shortText,
    "source": identifier,
    "event_id": identifier,
    "event_type": "name one of the programme's event types, \(identifier)",
  ]

  private static let members = [
    "member": "name it by member_id, card_number or alias",
    "member.alias": """
    a provider of the programme and 1 to \(AliasRule.valueBytes) bytes are needed; in a batch a \
    member is not named so
    """,
    "alias.provider": "name one of the programme's identity_providers",
    "alias.value": """
    1 to \(AliasRule.valueBytes) bytes are allowed, in the shape that the provider's kind says
    """,
    "member.member_id": identifier,
    "member.card_number": "1 to \(Limits.cardNumberBytes) bytes are allowed",
    "card_number": """
    at most \(Limits.cardNumberBytes) bytes are allowed, with the check digit that Settings.cards \
    says; a card is named here, or by member
    """,
    "new_card_number": """
    1 to \(Limits.cardNumberBytes) bytes are allowed, with the check digit that Settings.cards \
    says; or generate_card instead
    """,
    "card_reason": """
    of a replacement CARD_LOST, CARD_STOLEN, CARD_DAMAGED and CARD_UPGRADE are known, of a card \
    that is blocked the first two, of an active one none
    """,
    "card_stage": "CARD_STAGE_ACTIVE and CARD_STAGE_BLOCKED are known here",
    "check_value": "the programme's cards have none: Settings.cards says how many digits it has",
    "profile.given_name": text,
    "profile.family_name": text,
    "profile.email": text,
    "profile.language": text,
    "profile.country": text,
    "profile.birthday": "a date that there is is allowed, as yyyy-mm-dd, or nothing",
    "tier": "name one of the programme's tiers, or none where the call lets it be",
    "benefit_id": "name one of the programme's benefits",
    "quantity": "0 to 1000 are allowed, and of a voucher 0 or 1",
    "valid_until_ms": "an instant in the future is needed, or 0 for good",
    "segments":
      "at most \(Limits.segments) names of 1 to \(Limits.identifierBytes) bytes are allowed",
    "stage": "no such stage is known",
    "new_stage": "PENDING, ACTIVE, SUSPENDED, BLOCKED and CLOSED are known",
    "expected_stage": "PENDING, ACTIVE, SUSPENDED, BLOCKED and CLOSED are known, or none",
    "balance": """
    BALANCE_KEEP, BALANCE_FORFEIT and BALANCE_REFUSE are known, or none, where a member is closed; \
    of one that is deleted they cannot be kept
    """,
    "mode": "no such mode is known to this call",
    "pin": """
    \(Limits.pinDigits.lowerBound) to \(Limits.pinDigits.upperBound) digits are allowed, not all \
    the same and no run such as 1234; in one sale there is one PIN
    """,
    "email": "a name, one @ and a domain are needed, \(text); nothing clears it",
    "given_name": text,
    "family_name": text,
    "language": text,
    "birthday": "a date that there is is allowed, as yyyy-mm-dd, or nothing",
    "country": "three capital letters are allowed, as ISO 3166 has them, or nothing",
    "attributes": "at most \(Limits.profileAttributes) are kept",
    "attributes[].name": "\(identifier), each once",
    "attributes[].value": text,
    "membership": "it is missing",
    "membership.provider": "name one of the programme's membership_providers",
    "membership.number": """
    \(identifier), in the shape that the provider's rule in Settings.membership_providers says
    """,
    "provider": "name one that the member has, or one of the programme's membership_providers",
    "threshold": "0 to \(Points.limit.rawValue) points are allowed",
  ]

  private static let points = [
    "transaction_id": transaction,
    "exchange_id": "give the exchange_id that Exchange answered",
    "resolution": "say whether the partner has taken it back, or keeps it",
    "redemption_id": transaction,
    "lot_id": "give an id as the answer that showed the lot had it",
    "lock_id": "give an id as the answer of the lock had it",
    "lot_ids": "name lots of one token and transaction, each once, by the ids that answers show",
    "points": """
    1 or more are needed, of an NFT just 1; 0 means all where the call says so, never fewer
    """,
    "value_minor":
      "1 or more are needed, without points beside it, and redemption_value among the settings",
    "timeout_ms": "0 or more are allowed; 0 means the programme's",
    "until_ms": "an instant in the future is needed, or 0 for no end",
    "expires_at_ms": "an instant in the future is needed, or `by` instead of it",
    "by": "1 day to 100 years are allowed, with an end in the future",
    "ten_thousandths": "1 to 1000000 are allowed; 10000 are one percent",
    "action": identifier,
    "natural_key": "store, terminal, business date and receipt number are needed",
    "return_receipt_number": shortText,
    "lines": "name 1 or more of the sale's lines",
    "lines[]": """
    name a line of the sale by its index or its id, once, with the quantity or the amount that \
    comes back, or neither for all of it
    """,
    "ops": """
    1 to \(Limits.saleOperations) operations are allowed, one of them an earn; together they make \
    no more than the log takes at once
    """,
    "ops[]": "an operation says what it does",
    "ops.lock.earned_here": "an earn must stand before it",
    "voucher_type_id": "name one of the programme's voucher types",
    "voucher_id": "name the voucher by voucher_id or by its code, not by both",
    "to_membership_number": """
    name the member that receives, at most \(Limits.identifierBytes) bytes; none means the same \
    member, in the same programme; a partner outside needs one, and a donation has none
    """,
    "rate_override": "a ratio above 0 is allowed",
    "amount": "1 or more are needed",
    "token_id": "name a token of the programme that the server keeps for members, or none",
    "nft_id": "give one that GetBalances shows for the member",
    "data": "1 to \(Limits.nftDataBytes) bytes are allowed",
    "status": """
    Bank/DecideNft takes PERSONALISATION_APPROVED or PERSONALISATION_REJECTED, Bank/PersonaliseNft \
    none
    """,
    "metadata": "at most \(Limits.bankMetadata) are allowed",
    "metadata[].name": "\(identifier), each once",
    "metadata[].value": text,
    "on_ramp": "a value above 0 is needed",
    "off_ramp": "a value above 0 is needed",
  ]

  private static let programmes = [
    "programme": "it is missing",
    "programme.settings.integration": "INTEGRATION_FULL and INTEGRATION_LIGHT are known",
    "programme.settings.membership_providers": """
    at most \(Limits.membershipProviders) are allowed, each once, \(identifier), with patterns of \
    1 to \(Limits.identifierBytes) bytes
    """,
    "opening_balances": """
    from light to full integration each token of type TYPE_ERC20 is named once, with what all \
    members together hold of it; else none is
    """,
    "partnership": "it is missing",
    "programme.program_id": "give that of the envelope, or none",
    "draft": "it is missing",
    "draft.program_id": "give that of the envelope, or none",
    "promotion_id": "\(identifier), and each once",
    "promotions": """
    1 or more are needed; a programme has at most \(Limits.promotions) and \
    \(Limits.promotionVersions) versions of them
    """,
    "activate_at_ms": "it is over; give an instant in the future, or 0 for at once",
    "to_version": "the promotion has no such version; ListPromotionVersions shows them",
    "time_zone":
      "no such zone is known here; give an IANA name such as Europe/Berlin, or none for UTC",
    "tokens": "all programmes together have at most \(Limits.tokens) tokens",
    "token": "it is missing",
    "to_ms": "from_ms must be 0 or more and before it",
    "differences": "0 to \(Limits.backTestMembersMost) are allowed",
  ]
}
