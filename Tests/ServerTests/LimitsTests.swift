import FealtyActors
import FealtyWire
import Testing

@testable import FealtyServer

@Suite("How the server's limits fit together")
struct LimitsTests {
  typealias Limits = FealtyServer.Limits

  @Test func `reading stops long before the bound on output closes a connection`() {
    #expect(Limits.outputPauseBytes * 4 <= Limits.outputBytes)
  }

  @Test func `a handshake fits one read, and a frame fits what the protocol allows`() {
    #expect(FealtyWire.Limits.handshakeFrameBytes + FrameHeader.size <= Limits.readBytes)
    #expect(Limits.frameBytes <= FealtyWire.Limits.maximumFrameBytes)
    #expect(Limits.frameBytes >= FealtyWire.Limits.handshakeFrameBytes)
  }

  @Test func `the clock that watches limits of time is finer than each of them`() {
    let times = [
      Limits.handshakeMilliseconds, Limits.frameMilliseconds, Limits.pingMilliseconds,
      Limits.idleMilliseconds, Limits.outputMilliseconds, Limits.farewellMilliseconds,
      Limits.acceptPauseMilliseconds,
    ]
    #expect(times.allSatisfy { $0 >= 2 * Limits.tickMilliseconds })
  }

  @Test func `the client is told the credit that the shard gives`() {
    #expect(Limits.streamCredit == FealtyActors.Limits.streamCredit)
    #expect(UInt64(Limits.streamCredit) < Limits.maximumCredit)
  }
}
