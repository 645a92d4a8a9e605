internal import CLinux
internal import Glibc

/// Waits for many sockets at once.
///
/// Confined to one thread.
struct Poller: ~Copyable {
  /// What a socket is ready for.
  struct Event {
    /// What was given when the socket was added.
    let token: UInt64
    /// Bytes have arrived, or the peer has gone: reading tells which.
    let readable: Bool
    /// There is room for more bytes, or connecting has ended.
    let writable: Bool
  }

  /// Which readiness is asked for.
  enum Interest {
    /// Arriving bytes only.
    case reading
    /// Arriving bytes, and room to write.
    case readingAndWriting

    fileprivate var bits: UInt32 {
      switch self {
      case .reading: clinux_epoll_in
      case .readingAndWriting: clinux_epoll_in | clinux_epoll_out
      }
    }
  }

  private static let timerToken = UInt64.max - 1

  private let descriptor: Int32
  /// epoll counts in milliseconds; shorter waits end by this.
  private let timer: Int32
  private let events: UnsafeMutablePointer<epoll_event>

  /// Makes a poller without sockets.
  ///
  /// - Throws: ``LinkFailure/system(operation:errno:)`` when the system has no descriptor left.
  init() throws(LinkFailure) {
    descriptor = clinux_epoll_create()
    timer = timerfd_create(CLOCK_MONOTONIC, Int32(TFD_NONBLOCK) | Int32(TFD_CLOEXEC))
    events = .allocate(capacity: Limits.events)
    events.initialize(repeating: epoll_event(), count: Limits.events)
    guard descriptor >= 0 else { throw .system(operation: "epoll_create1", errno: errno) }
    // Edge-triggered: a timer that rings after its wait has ended wakes one other wait, no more.
    let bits = clinux_epoll_in | clinux_epoll_edge
    guard timer >= 0,
      clinux_epoll_control(descriptor, EPOLL_CTL_ADD, timer, bits, Self.timerToken) == 0
    else { throw .system(operation: "timerfd_create", errno: errno) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if timer >= 0 { close(timer) }
    events.deallocate()
  }

  /// Watches a socket; `token` comes back with its events.
  ///
  /// Closing a socket ends its watch.
  borrowing func add(_ socket: Int32, _ interest: Interest, token: UInt64) -> Bool {
    clinux_epoll_control(descriptor, EPOLL_CTL_ADD, socket, interest.bits, token) == 0
  }

  /// Changes what is asked about a socket that was added.
  borrowing func change(_ socket: Int32, _ interest: Interest, token: UInt64) {
    let status = clinux_epoll_control(descriptor, EPOLL_CTL_MOD, socket, interest.bits, token)
    precondition(status == 0, "descriptor \(socket) is not watched: errno \(errno)")
  }

  /// Waits until something is ready, at most `nanoseconds` (`.max`: for ever).
  ///
  /// - Returns: How many events there are, for ``event(_:)``; 0 when the time has passed, or
  ///   sometimes before.
  borrowing func wait(nanoseconds: UInt64) -> Int {
    var milliseconds: Int32 = -1
    if nanoseconds == 0 {
      milliseconds = 0
    } else if nanoseconds < 1_000_000 {
      var time = itimerspec()
      time.it_value.tv_nsec = Int(nanoseconds)
      timerfd_settime(timer, 0, &time, nil)
    } else if nanoseconds != .max {
      milliseconds = Int32(clamping: nanoseconds / 1_000_000)
    }
    var count = Int(epoll_wait(descriptor, events, Int32(Limits.events), milliseconds))
    guard count > 0 else { return 0 }
    for index in 0..<count where clinux_event_token(events + index) == Self.timerToken {
      count -= 1
      events[index] = events[count]
      break
    }
    return count
  }

  /// The same, but looks so many times before it sleeps; each look yields the processor, so that
  /// whoever has work goes first.
  borrowing func watch(looks: Int, nanoseconds: UInt64) -> Int {
    if nanoseconds > 0 {
      for _ in 0..<looks {
        let count = wait(nanoseconds: 0)
        if count > 0 { return count }
        sched_yield()
      }
    }
    return wait(nanoseconds: nanoseconds)
  }

  /// One of the events that ``wait(nanoseconds:)`` counted.
  borrowing func event(_ index: Int) -> Event {
    let bits = clinux_event_bits(events + index)
    let broken = bits & (clinux_epoll_error | clinux_epoll_hangup) != 0
    return Event(
      token: clinux_event_token(events + index),
      readable: broken || bits & clinux_epoll_in != 0,
      writable: broken || bits & clinux_epoll_out != 0
    )
  }
}
