import FealtyWire
import Testing

@testable import FealtyActors

/// What every method must do with each field of its request that is not as it should be: the table
/// is the schema.
@Suite("Bad input")
struct BadInputTests {
  /// Methods that are for what a partner outside has done first, with what they say without it.
  private static let needsMore: [String: Reason] = ["ResolveLateDelivery": .transactionNotFound]

  // Goal: every method has a request here that would be taken, so that what is refused below is
  // refused for the one field that was changed.
  @Test func `a valid request of every method is taken, and changes nothing as a dry run`() throws {
    let world = try BadInputWorld()
    var before = try world.fingerprint()
    for method in SchemaRegistry.methods {
      let json = try #require(ValidRequests.json(method.name), "no request of \(method.name)")
      let request = try world.bytes(json, method) + world.envelope(isDryRun: true)
      switch try world.send(method, request) {
      case .answered: #expect(Self.needsMore[method.name] == nil)
      case .refused(let status):
        #expect(Self.needsMore[method.name] == status.reason, "\(method.name): \(status.json())")
      }
      let after = try world.fingerprint()
      let isSame = after == before
      #expect(isSame, "\(method.name)")
      before = after
    }
    try world.rig.stop()
  }

  // Goal: whatever stands in a field, the answer is a status that says which field, nothing is
  // changed, and the server lives. Method: each field of each request, below others too, with each
  // content that it should not have; what a dry run takes is allowed, what it refuses is refused
  // again in earnest.
  @Test(arguments: SchemaRegistry.methods.map(\.name))
  func `a field that is not as it should be is named, and nothing is changed`(
    _ name: String
  ) throws {
    let world = try BadInputWorld()
    let method = BadInputWorld.method(name)
    let json = try #require(ValidRequests.json(name))
    let request = try world.bytes(json, method)
    let before = try world.fingerprint()
    var findings: [String] = []
    for mutation in method.request.mutations(of: request, otherBrand: world.otherBrand) {
      let what = "\(mutation.kind) \(mutation.path)"
      let dry = try world.send(method, mutation.payload + world.envelope(isDryRun: true))
      guard case .refused(let status) = dry else {
        if mutation.isAlwaysRefused { findings.append("\(what): taken") }
        continue
      }
      let real = try world.send(method, mutation.payload + world.envelope(isDryRun: false))
      guard case .refused(let again) = real,
        // Who says wrongly who it is has to wait.
        again.reason == status.reason || again.reason == .rateLimited
      else {
        findings.append("\(what): \(status.reason) as a dry run, and \(real) in earnest")
        continue
      }
      if let fault = mutation.fault(in: status) { findings.append("\(what): \(fault)") }
    }
    let report = findings.joined(separator: "\n")
    #expect(findings.isEmpty, "\(report)")
    let isSame = try world.fingerprint() == before
    #expect(isSame)
    try world.rig.stop()
  }

  // Goal: a time at the ends of what a number holds stops nobody. Method: sales whose receipt takes
  // its day from their time, in every way that a sale comes.
  @Test(arguments: [.min, .min + 1, -1, 1 << 62, .max - 1, .max] as [Int64])
  func `a sale at the ends of time is refused for its time`(_ at: Int64) throws {
    let world = try BadInputWorld()
    let before = try world.fingerprint()
    let who = "\"member\":{\"memberId\":\"ada\"}"
    let basket =
      "\"basket\":{\"receiptNumber\":\"r\",\"lines\":[{\"quantity\":1,\"amountMinor\":500}]}"
    let event = "{\"source\":\"s\",\"eventId\":\"e\",\"eventType\":\"visit\",\(who)}"
    for (name, json) in [
      ("Earn", "{\(who),\(basket)}"), ("Earn", "{\(basket)}"),
      ("PostSale", "{\(who),\(basket),\"commit\":true,\"ops\":[{\"earn\":{}}]}"),
      ("RewardEvent", event), ("EvaluateBasket", "{\(who),\(basket)}"),
    ] {
      let method = BadInputWorld.method(name)
      var envelope = Envelope(decoding: world.envelope(isDryRun: false))
      envelope.occurredAtMs = at
      var out = OutputBuffer(capacity: 128)
      out.writeMessage(1, envelope)
      let request = try world.bytes(json, method) + out.bytes()
      guard case .refused(let status) = try world.send(method, request) else {
        Issue.record("\(name) at \(at)")
        continue
      }
      #expect(status.reason == .tooOld || status.reason == .clockSkew, "\(name): \(status.json())")
    }
    let isSame = try world.fingerprint() == before
    #expect(isSame)
    try world.rig.stop()
  }
}

extension FieldMutation {
  /// What is wrong with a refusal of it; nil where it says which field, or what is not there.
  fileprivate func fault(in status: Status) -> String? {
    guard status.reason != .reasonNone, status.code != .internal, !status.message.isEmpty else {
      return status.json()
    }
    let named = status.field
    if named.isEmpty {
      // Or the request as a whole is larger than may be.
      let saysWhat = status.reason != .invalidField && status.reason != .malformedMessage
      return saysWhat || kind == .tooMany || kind == .tooLong ? nil : "no field: \(status.json())"
    }
    // The field itself, one around it, or, where it is wrong for another, that one.
    let isRelated = path.hasPrefix(named) || named.hasPrefix(path)
    return isRelated || !isAlwaysRefused ? nil : "names \(named)"
  }
}

extension Envelope {
  /// Field 1 of a request, as it stands there.
  fileprivate init(decoding field: [UInt8]) {
    let request = try? GetProgrammeRequest(bytes: field)
    self = request?.envelope ?? Envelope()
  }
}
