internal import CLinux
internal import Glibc

/// TCP by epoll, edge-triggered: one registration a connection, one wait a turn, nothing allocated.
package final class EpollTransport: Transport {
  /// The token of the waker's event, which ``event(at:)`` reports like others; no connection has
  /// it.
  package static let wakeToken = UInt64.max

  private let epoll: Int32
  private let waker: EventfdWaker
  private let events: UnsafeMutablePointer<epoll_event>

  /// - Throws: ``TransportFailure`` when the system has no more descriptors or memory.
  package init(waker: EventfdWaker) throws(TransportFailure) {
    let epoll = clinux_epoll_create()
    guard epoll >= 0 else { throw TransportFailure(operation: "epoll_create1", code: errno) }
    guard let events = clinux_events_allocate(Int32(Limits.events)) else {
      Glibc.close(epoll)
      throw TransportFailure(operation: "calloc", code: ENOMEM)
    }
    self.epoll = epoll
    self.waker = waker
    self.events = events
    let bits = clinux_epoll_in | clinux_epoll_edge
    guard
      clinux_epoll_control(epoll, EPOLL_CTL_ADD, waker.descriptor, bits, Self.wakeToken) == 0
    else { throw TransportFailure(operation: "epoll_ctl", code: errno) }
  }

  deinit {
    free(events)
    Glibc.close(epoll)
  }

  package func wait(untilNanoseconds deadline: Int64) -> Int {
    let count = epoll_wait(epoll, events, Int32(Limits.events), timeout(until: deadline))
    // A look that would not have slept leaves a wake-up to the wait that would.
    if deadline > 0 { waker.awoke() }
    guard count < 0 else { return Int(count) }
    precondition(errno == EINTR, "epoll_wait failed with error \(errno)")
    return 0
  }

  package var isWoken: Bool { waker.isNotified }

  package func yield() -> Bool {
    sched_yield()
    return true
  }

  package func event(at index: Int) -> TransportEvent {
    let bits = clinux_events_bits(events, Int32(index))
    // A hang-up and an error are found by reading.
    let end = clinux_epoll_hangup | clinux_epoll_read_hangup | clinux_epoll_error
    return TransportEvent(
      token: clinux_events_token(events, Int32(index)),
      readable: bits & (clinux_epoll_in | end) != 0,
      writable: bits & (clinux_epoll_out | clinux_epoll_hangup | clinux_epoll_error) != 0,
      ended: bits & end != 0
    )
  }

  package func watch(_ socket: Int32, token: UInt64) -> Bool {
    let bits =
      clinux_epoll_in | clinux_epoll_out | clinux_epoll_read_hangup | clinux_epoll_edge
    return clinux_epoll_control(epoll, EPOLL_CTL_ADD, socket, bits, token) == 0
  }

  package func unwatch(_ socket: Int32) {
    let code = clinux_epoll_control(epoll, EPOLL_CTL_DEL, socket, 0, 0)
    assert(code == 0, "socket \(socket) was not watched: error \(errno)")
  }

  package func accept(_ listener: Int32) -> AcceptOutcome {
    let socket = clinux_accept(listener)
    if socket >= 0 {
      // A peer that has gone already is found by the first read; nothing else can go wrong here.
      _ = clinux_no_delay(socket)
      return .accepted(socket)
    }
    switch errno {
    case EAGAIN: return .none
    case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted(errno)
    default: return .gone
    }
  }

  package func read(
    _ socket: Int32,
    into buffer: UnsafeMutableRawBufferPointer
  ) -> TransferOutcome {
    while true {
      let count = recv(socket, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
      if count > 0 { return .bytes(count) }
      if count == 0 { return .ended }
      if errno == EINTR { continue }
      return errno == EAGAIN ? .wouldBlock : .failed(errno)
    }
  }

  package func write(
    _ socket: Int32,
    _ first: UnsafeRawBufferPointer,
    _ second: UnsafeRawBufferPointer
  ) -> TransferOutcome {
    while true {
      let count = clinux_send(
        socket,
        first.baseAddress,
        first.count,
        second.baseAddress,
        second.count
      )
      if count > 0 { return .bytes(count) }
      if count < 0, errno == EINTR { continue }
      return count == 0 || errno == EAGAIN ? .wouldBlock : .failed(errno)
    }
  }

  package func finishWriting(_ socket: Int32) {
    // Fails only where the peer has gone already, which the next read tells.
    _ = shutdown(socket, Int32(SHUT_WR))
  }

  package func close(_ socket: Int32) {
    // The descriptor is free whatever this returns; there is nothing to do about an error.
    _ = Glibc.close(socket)
  }

  /// What epoll_wait is to be told: 0 when the loop must not sleep, -1 for ever, else milliseconds.
  private func timeout(until deadline: Int64) -> Int32 {
    guard deadline > 0, waker.maySleep() else { return 0 }
    guard deadline < .max else { return -1 }
    let left = deadline - SystemClock().monotonicNanoseconds()
    guard left > 0 else { return 0 }
    // Rounded up: a millisecond late costs less than waking in vain.
    return Int32(clamping: (left + 999_999) / 1_000_000)
  }
}
