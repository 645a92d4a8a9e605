import FealtyActors
import Glibc
import Testing

@testable import FealtyServer

@Suite("What the server takes from the machine")
struct EnvironmentTests {
  @Test func `the monotonic clock does not go back, and the wall clock is of this century`() {
    let clock = SystemClock()
    var last = clock.monotonicNanoseconds()
    for _ in 0..<1_000 {
      let now = clock.monotonicNanoseconds()
      #expect(now >= last)
      last = now
    }
    #expect((1_700_000_000_000..<4_102_444_800_000).contains(clock.wallMilliseconds()))
  }

  @Test func `random numbers do not repeat`() {
    let random = SystemRandom()
    #expect(Set((0..<10_000).map { _ in random.next() }).count == 10_000)
  }

  @Test func `knows when Amsterdam changes its clocks`() throws {
    let zones = SystemZones()
    let found = try #require(zones.transitions(zone: "Europe/Amsterdam"))
    func offset(_ milliseconds: Int64) -> Int32? {
      found.last { $0.atMilliseconds <= milliseconds }?.offsetSeconds
    }
    // 2026-03-29T01:00:00Z, when summer time begins, and 2026-10-25T01:00:00Z, when it ends.
    #expect(offset(1_774_746_000_000 - 1) == 3_600)
    #expect(offset(1_774_746_000_000) == 7_200)
    #expect(offset(1_792_890_000_000 - 1) == 7_200)
    #expect(offset(1_792_890_000_000) == 3_600)
    #expect(found.map(\.atMilliseconds) == found.map(\.atMilliseconds).sorted())
    #expect(found.count > 200)
  }

  @Test func `a zone without summer time is one line, and an unknown zone is none`() {
    let zones = SystemZones()
    #expect(zones.transitions(zone: "UTC")?.map(\.offsetSeconds) == [0])
    #expect(zones.transitions(zone: "Middle/Earth") == nil)
  }

  @Test func `the pool does all work that it was given, also when more waits than it queues`()
    throws
  {
    let pool = try ThreadPool(threads: 2, capacity: 4)
    let done = Guarded(0)
    for _ in 0..<1_000 { pool.run { done.withLock { $0 += 1 } } }
    pool.stop()
    #expect(done.withLock { $0 } == 1_000)
  }

  @Test func `a pool's threads stand behind others where they are told to`() throws {
    let pool = try ThreadPool("behind", threads: 1, niceness: 7)
    let niceness = Guarded<Int32?>(nil)
    pool.run { niceness.signal { $0 = Self.niceness } }
    let found = niceness.wait(milliseconds: 10_000) { $0 }
    #expect(found == min(Self.niceness + 7, 19))
    pool.stop()
  }

  @Test func `a pool knows how much its thread has worked, and lets it rest`() throws {
    let pool = try ThreadPool("paced", threads: 1)
    let found = Guarded<(worked: Int64, rested: Int64, meanwhile: Int64)?>(nil)
    pool.run {
      let begin = pool.processorNanoseconds()
      var spent = begin
      while spent - begin < 5_000_000 { spent = pool.processorNanoseconds() }
      let clock = SystemClock()
      let before = clock.monotonicNanoseconds()
      pool.rest(nanoseconds: 20_000_000)
      let rested = clock.monotonicNanoseconds() - before
      let meanwhile = pool.processorNanoseconds() - spent
      found.signal { $0 = (spent - begin, rested, meanwhile) }
    }
    let facts = try #require(found.wait(milliseconds: 60_000) { $0 })
    #expect(facts.worked >= 5_000_000)
    #expect(facts.rested >= 20_000_000)
    #expect(facts.meanwhile < 20_000_000)
    pool.stop()
  }

  @Test func `a thread that wants the processor for less at a time runs like others`() throws {
    let ran = Guarded<Bool>(false)
    let thread = try PlatformThread(name: "urgent", slice: Limits.logSliceNanoseconds) {
      ran.signal { $0 = true }
    }
    thread.join()
    #expect(ran.wait(milliseconds: 0) { $0 ? true : nil } == true)
  }

  /// Of the thread that asks.
  private static var niceness: Int32 { getpriority(Int32(PRIO_PROCESS.rawValue), 0) }

  @Test func `a thread runs its body and can be joined`() throws {
    let ran = Guarded(false)
    let thread = try PlatformThread(name: "a name longer than fifteen bytes") {
      ran.withLock { $0 = true }
    }
    thread.join()
    #expect(ran.withLock { $0 })
  }

  @Test func `waiting for a value ends when it is signalled, or when time is up`() throws {
    let value = Guarded(0)
    #expect(value.wait(milliseconds: 1) { $0 == 1 ? true : nil } == nil)
    let thread = try PlatformThread(name: "signaller") { value.signal { $0 = 1 } }
    #expect(value.wait(milliseconds: 10_000) { $0 == 1 ? true : nil } == true)
    thread.join()
  }

  @Test func `resources of the process can be asked for`() {
    #expect(ProcessResources.processors >= 1)
    #expect(ProcessResources.residentBytes > 1 << 20)
    #expect(ProcessResources.raiseDescriptorLimit() > 16)
  }

  @Test func `a heap that was extended has its pages before they are used`() throws {
    let pages = Guarded<(resident: Int, all: Int)>((0, 0))
    let thread = try PlatformThread(name: "heap") {
      HeapReserve.extend()
      // What the heap has just got back is what it gives next.
      guard let memory = malloc(HeapReserve.bytes) else { return }
      let found = Self.residentPages(memory, bytes: HeapReserve.bytes)
      free(memory)
      pages.withLock { $0 = found }
    }
    thread.join()
    let found = pages.withLock { $0 }
    #expect(found.all >= 29)
    #expect(found.resident == found.all)
  }

  @Test func `negative control: memory that nobody used has no pages`() {
    let bytes = 1 << 20
    let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let memory, memory != MAP_FAILED else {
      Issue.record("no memory")
      return
    }
    defer { munmap(memory, bytes) }
    #expect(Self.residentPages(memory, bytes: bytes).resident == 0)
  }

  /// How many of the whole pages in a piece of memory are in RAM.
  private static func residentPages(
    _ memory: UnsafeMutableRawPointer,
    bytes: Int
  ) -> (resident: Int, all: Int) {
    let first = (Int(bitPattern: memory) + 4095) & ~4095
    let count = (Int(bitPattern: memory) + bytes - first) / 4096
    var flags = [UInt8](repeating: 0, count: count)
    let asked = mincore(UnsafeMutableRawPointer(bitPattern: first), count * 4096, &flags)
    return asked == 0 ? (flags.count { $0 & 1 == 1 }, count) : (0, count)
  }
}
