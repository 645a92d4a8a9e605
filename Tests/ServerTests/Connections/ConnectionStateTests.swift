import FealtyWire
import Testing

@testable import FealtyServer

@Suite("The state of a connection")
struct ConnectionStateTests {
  private static func opened(
    _ change: (inout ConnectionLimits) -> Void = { _ in }
  ) -> ConnectionState {
    var limits = ConnectionLimits()
    change(&limits)
    var state = ConnectionState(limits: limits, nowNanoseconds: 0)
    state.prefaceReceived()
    state.helloAccepted()
    return state
  }

  @Test func `negotiates first, and takes calls then`() {
    var state = ConnectionState(limits: ConnectionLimits(), nowNanoseconds: 0)
    #expect(state.phase == .awaitingPreface)
    state.prefaceReceived()
    #expect(state.phase == .awaitingHello)
    #expect(state.received(.hello, FrameHeader(.hello), streaming: false) == .negotiate)
    state.helloAccepted()
    let request = FrameHeader(.request, method: 1, stream: 4)
    #expect(state.received(.request, request, streaming: false) == .run)
    #expect(state.inFlight == 1)
    #expect(state.lastStream == 4)
    state.frameWritten(stream: 4, last: true)
    #expect(state.inFlight == 0)
  }

  @Test(
    "only HELLO opens a connection",
    arguments: FrameKind.allCases.filter { $0 != .hello }
  )
  func beforeHello(kind: FrameKind) {
    var state = ConnectionState(limits: ConnectionLimits(), nowNanoseconds: 0)
    state.prefaceReceived()
    let action = state.received(kind, FrameHeader(kind, stream: 1), streaming: false)
    #expect(action == .fail(.unexpected(kind)))
    #expect(state.phase == .closed)
  }

  @Test(
    "frames that only the server sends are refused",
    arguments: [FrameKind.hello, .welcome, .response, .item]
  )
  func serversFrames(kind: FrameKind) {
    var state = Self.opened()
    let action = state.received(kind, FrameHeader(kind, stream: 1), streaming: false)
    #expect(action == .fail(.unexpected(kind)))
  }

  @Test func `a draining connection answers what runs and refuses what is new`() {
    var state = Self.opened()
    _ = state.received(.request, FrameHeader(.request, stream: 1), streaming: false)
    state.drain()
    #expect(
      state.received(.request, FrameHeader(.request, stream: 2), streaming: false)
        == .refuse(.unavailable, .shuttingDown)
    )
    #expect(state.inFlight == 1)
    #expect(state.received(.ping, FrameHeader(.ping, aux: 3), streaming: false) == .pong(3))
  }

  @Test func `a client that leaves is drained`() {
    var state = Self.opened()
    #expect(state.received(.goAway, FrameHeader(.goAway), streaming: false) == .none)
    #expect(state.phase == .draining)
  }

  @Test func `a stream's number cannot be used twice while it runs, and can be afterwards`() {
    var state = Self.opened()
    let request = FrameHeader(.request, stream: 7)
    #expect(state.received(.request, request, streaming: true) == .run)
    state.frameWritten(stream: 7, last: true)
    #expect(state.received(.request, request, streaming: true) == .run)
    #expect(state.received(.request, request, streaming: false) == .fail(.streamInUse(7)))
  }

  @Test(
    "credit that overflows, and credit of nothing, is a fault",
    arguments: [(items: UInt32(0), fails: true), (1, false), (.max, true)]
  )
  func credit(items: UInt32, fails: Bool) {
    var state = Self.opened()
    _ = state.received(.request, FrameHeader(.request, stream: 7), streaming: true)
    let action = state.received(
      .credit,
      FrameHeader(.credit, stream: 7, aux: items),
      streaming: false
    )
    #expect(action == (fails ? .fail(.creditOverflow(7)) : .grant(items)))
  }

  @Test func `credit for a stream that has ended is nothing`() {
    var state = Self.opened()
    let credit = FrameHeader(.credit, stream: 7, aux: 5)
    #expect(state.received(.credit, credit, streaming: false) == .none)
  }

  @Test func `X2: a call that was cancelled counts until it has ended`() {
    var state = Self.opened { $0.inFlight = 1 }
    let request = FrameHeader(.request, method: 1, stream: 1)
    let next = FrameHeader(.request, method: 1, stream: 2)
    #expect(state.received(.request, request, streaming: false) == .run)
    let cancel = FrameHeader(.cancel, stream: 1)
    #expect(state.received(.cancel, cancel, streaming: false) == .cancel)
    #expect(
      state.received(.request, next, streaming: false)
        == .refuse(.resourceExhausted, .overloaded)
    )
    state.frameWritten(stream: 1, last: true)
    #expect(state.received(.request, next, streaming: false) == .run)
  }

  @Test func `control frames are bounded, and time brings them back`() {
    var state = Self.opened {
      $0.controlFrames = 2
      $0.controlFramesPerSecond = 1
    }
    let cancel = FrameHeader(.cancel, stream: 1)
    #expect(state.received(.cancel, cancel, streaming: false) == .cancel)
    #expect(state.received(.cancel, cancel, streaming: false) == .cancel)
    state.timePassed(nowNanoseconds: 1_000_000_000)
    #expect(state.received(.cancel, cancel, streaming: false) == .cancel)
    #expect(state.received(.cancel, cancel, streaming: false) == .fail(.controlFlood))
  }

  @Test func `a client may grant one item for each that it received, however long the stream`() {
    var state = Self.opened { $0.controlFrames = 2 }
    _ = state.received(.request, FrameHeader(.request, stream: 7), streaming: true)
    let credit = FrameHeader(.credit, stream: 7, aux: 1)
    for _ in 0..<5_000 {
      state.frameWritten(stream: 7, last: false)
      #expect(state.received(.credit, credit, streaming: false) == .grant(1))
    }
  }

  @Test func `nothing counts once it is closed`() {
    var state = Self.opened()
    state.close()
    for kind in FrameKind.allCases {
      #expect(state.received(kind, FrameHeader(kind, stream: 1), streaming: false) == .none)
    }
  }

  @Test func `every fault says what is wrong in a sentence`() {
    let faults: [ConnectionFault] = [
      .notAFrame(.tooLarge(length: 9, limit: 8)), .notAFrame(.checksumMismatch),
      .notAFrame(.unknownKind(99)), .notAFrame(.unknownFlags(4)), .notAFrame(.badPreface),
      .versionUnsupported(minimum: 2, maximum: 3), .malformedHello, .unexpected(.welcome),
      .streamZero, .streamInUse(1), .creditOverflow(1), .controlFlood, .handshakeTooSlow,
      .frameTooSlow, .tooManyConnections,
    ]
    #expect(Set(faults.map(\.message)).count == faults.count)
    #expect(faults.allSatisfy { $0.code != .ok && !$0.message.isEmpty })
  }
}
