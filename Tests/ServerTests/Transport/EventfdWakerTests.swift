import Testing

@testable import FealtyServer

@Suite("Waking a loop")
struct EventfdWakerTests {
  @Test func `a wake-up before the wait makes it return at once`() throws {
    let waker = try EventfdWaker()
    let transport = try EpollTransport(waker: waker)
    waker.wake()
    // Would wait for ever if the wake-up were lost.
    _ = transport.wait(untilNanoseconds: .max)
  }

  // Goal: a loop that looks without sleeping, as it does while answers wait for the disk, hears who
  // woke it meanwhile.
  @Test func `a look that does not wait leaves a wake-up to the wait`() throws {
    let waker = try EventfdWaker()
    let transport = try EpollTransport(waker: waker)
    waker.wake()
    #expect(transport.isWoken)
    _ = transport.wait(untilNanoseconds: 0)
    #expect(transport.isWoken)
    // Would wait for ever if the wake-up were lost.
    _ = transport.wait(untilNanoseconds: .max)
    #expect(!transport.isWoken)
  }

  @Test func `ten thousand wake-ups between two threads are all seen`() throws {
    let (one, other) = (try EventfdWaker(), try EventfdWaker())
    let turn = Guarded(0)
    let rounds = 10_000
    let player = try PlatformThread(name: "player") {
      guard let transport = try? EpollTransport(waker: other) else { return }
      while true {
        let now = turn.withLock { value in
          if value % 2 == 1 { value += 1 }
          return value
        }
        one.wake()
        guard now < rounds else { return }
        _ = transport.wait(untilNanoseconds: .max)
      }
    }
    let transport = try EpollTransport(waker: one)
    while true {
      let now = turn.withLock { value in
        if value % 2 == 0, value < rounds { value += 1 }
        return value
      }
      other.wake()
      guard now < rounds else { break }
      _ = transport.wait(untilNanoseconds: .max)
    }
    player.join()
    #expect(turn.withLock { $0 } == rounds)
  }
}
