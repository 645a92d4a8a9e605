internal import CLinux
internal import FealtyActors
internal import FealtyTLS
internal import Glibc

/// One HTTP call: a request, and what becomes of it.
struct HTTPCall: Sendable {
  let url: WebhookURL
  let request: [UInt8]
  /// Monotonic nanoseconds after which nobody waits for the answer: it is not begun any more then.
  let deadline: Int64
  /// Calls to one receiver share its room, see ``Limits/partnerCallsEach``.
  let receiver: UInt64
  /// Called once, or never where the server ends before.
  let answer: @Sendable (Result<HTTPResponse, HTTPCallFailure>) -> Void
}

/// Why a call has no answer; in words that name no secret.
struct HTTPCallFailure: Error, Equatable {
  let reason: String
}

/// Makes HTTP calls, each on a connection of its own, on a thread of its own.
///
/// A connection is never used twice: an answer that comes too late, or twice, would be taken for
/// that to the next call, and these say whose points are where.
///
/// - Owns: the connections of the calls that are under way.
/// - Guarantees: nobody waits for a receiver; one that hangs holds up its own calls alone; a call
///   whose time is over is not sent any more.
/// - Suspends: ``run()`` sleeps until something is due.
/// - Fails: never; what receivers do is told to whoever called.
final class HTTPCaller: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `waiting`, `busy`, `underWay` and `turn` belong to the thread
  // inside `run()`; `inbox` is guarded; the rest is immutable.
  private enum Message: Sendable {
    case call(HTTPCall)
    case addresses(ticket: UInt64, [NetworkAddress])
    case stop
  }

  private struct UnderWay {
    let call: HTTPCall
    /// Nil while the host's addresses are being asked for.
    var connection: WebhookConnection?
  }

  private let inbox = Guarded<[Message]>([])
  private let wakeUp: Int32
  private let environment: WebhookEnvironment
  private let names: any BlockingPool
  private var waiting: [UInt64: ArraySlice<HTTPCall>] = [:]
  private var busy: [UInt64: Int] = [:]
  private var underWay: [UInt64: UnderWay] = [:]
  private var tickets: UInt64 = 0

  /// - Parameters:
  ///   - environment: Clock, chance, and whether receivers may be anywhere.
  ///   - names: Where names of hosts are looked up.
  /// - Throws: ``TransportFailure`` when the system has no more descriptors.
  init(_ environment: WebhookEnvironment, names: any BlockingPool) throws(TransportFailure) {
    self.environment = environment
    self.names = names
    wakeUp = clinux_eventfd()
    guard wakeUp >= 0 else { throw TransportFailure(operation: "eventfd", code: errno) }
  }

  deinit { Glibc.close(wakeUp) }

  // MARK: - Other threads

  /// Makes a call; returns at once.
  func call(_ call: HTTPCall) { put(.call(call)) }

  /// Lets ``run()`` return; what is under way has no answer.
  func stop() { put(.stop) }

  private func put(_ message: Message) {
    let wasEmpty = inbox.withLock { messages in
      messages.append(message)
      return messages.count == 1
    }
    guard wasEmpty else { return }
    var one: UInt64 = 1
    // Fails only when the counter is full, and then the thread is woken anyway.
    _ = Glibc.write(wakeUp, &one, MemoryLayout<UInt64>.size)
  }

  // MARK: - The thread

  /// The body of the thread.
  func run() {
    while true {
      let messages = inbox.withLock { messages in
        let taken = messages
        messages = []
        return taken
      }
      let now = environment.clock.monotonicNanoseconds()
      for message in messages {
        switch message {
        case .call(let call): add(call)
        case .addresses(let ticket, let addresses): connect(ticket, addresses)
        case .stop: return
        }
      }
      for (ticket, one) in underWay where one.call.deadline <= now {
        end(ticket, .failure(HTTPCallFailure(reason: "no answer in time")))
      }
      for receiver in Array(waiting.keys) { begin(receiver, now) }
      wait(now)
    }
  }

  private func add(_ call: HTTPCall) {
    guard waiting[call.receiver]?.count ?? 0 < Limits.partnerCallsWaiting else {
      return call.answer(.failure(HTTPCallFailure(reason: "too many calls wait")))
    }
    waiting[call.receiver, default: []].append(call)
  }

  /// Begins what a receiver has room for.
  private func begin(_ receiver: UInt64, _ now: Int64) {
    while let call = waiting[receiver]?.first {
      let isLate = call.deadline <= now
      let hasRoom =
        underWay.count < Limits.partnerCalls
        && busy[receiver] ?? 0 < Limits.partnerCallsEach
      guard isLate || hasRoom else { return }
      waiting[receiver]?.removeFirst()
      if isLate {
        call.answer(.failure(HTTPCallFailure(reason: "its turn did not come in time")))
      } else {
        begin(call)
      }
    }
    waiting[receiver] = nil
  }

  private func begin(_ call: HTTPCall) {
    tickets += 1
    let ticket = tickets
    underWay[ticket] = UnderWay(call: call)
    busy[call.receiver, default: 0] += 1
    let (host, port) = (call.url.host, call.url.port)
    let found = NetworkAddress.resolve(host, port: port, isNumeric: true)
    guard found.isEmpty else { return connect(ticket, found) }
    names.run { [weak self] in
      self?.put(.addresses(ticket: ticket, NetworkAddress.resolve(host, port: port)))
    }
  }

  /// The host's addresses have come.
  private func connect(_ ticket: UInt64, _ addresses: [NetworkAddress]) {
    guard let call = underWay[ticket]?.call else { return }
    do throws(HTTPCallFailure) {
      let connection = try open(call, addresses, ticket)
      connection.send(call.request)
      underWay[ticket]?.connection = connection
      step(ticket, connection)
    } catch {
      end(ticket, .failure(error))
    }
  }

  private func open(
    _ call: HTTPCall,
    _ addresses: [NetworkAddress],
    _ ticket: UInt64
  ) throws(HTTPCallFailure) -> WebhookConnection {
    guard !addresses.isEmpty else { throw HTTPCallFailure(reason: "the host has no address") }
    // Connected to is the very address that was looked at, and no name is asked for again.
    let allowed = addresses.filter { environment.abilities.isLocal || $0.isPublic }
    guard !allowed.isEmpty else {
      throw HTTPCallFailure(reason: "the host's address is a private one")
    }
    var session: TLSSession?
    if call.url.isEncrypted {
      do throws(TLSFailure) {
        session = try TLSSession(environment.tls.context(), host: call.url.host)
      } catch {
        throw HTTPCallFailure(reason: "\(error)")
      }
    }
    // Where one does not answer, the next call takes the next.
    let address = allowed[Int(ticket % UInt64(allowed.count))]
    guard let made = WebhookConnection(to: address, session: session) else {
      throw HTTPCallFailure(reason: "no connection")
    }
    return made
  }

  private func step(_ ticket: UInt64, _ connection: WebhookConnection) {
    switch connection.ready() {
    case .goesOn: break
    case .failed(let reason): end(ticket, .failure(HTTPCallFailure(reason: reason)))
    case .answered(let response, _): end(ticket, .success(response))
    }
  }

  private func end(_ ticket: UInt64, _ result: Result<HTTPResponse, HTTPCallFailure>) {
    guard let one = underWay.removeValue(forKey: ticket) else { return }
    let left = (busy[one.call.receiver] ?? 1) - 1
    busy[one.call.receiver] = left == 0 ? nil : left
    one.call.answer(result)
  }

  private func wait(_ now: Int64) {
    var due = Int64.max
    var items = [pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0)]
    var tickets: [UInt64] = []
    for (ticket, one) in underWay {
      due = min(due, one.call.deadline)
      guard let connection = one.connection else { continue }
      items.append(pollfd(fd: connection.descriptor, events: connection.events, revents: 0))
      tickets.append(ticket)
    }
    // A receiver's room that has become free is given at once.
    if waiting.keys.contains(where: { busy[$0] == nil }), underWay.count < Limits.partnerCalls {
      due = 0
    }
    let milliseconds = due == .max ? -1 : Int32(clamping: max(0, (due - now + 999_999) / 1_000_000))
    guard poll(&items, UInt(items.count), milliseconds) > 0 else { return }
    if items[0].revents != 0 {
      var count: UInt64 = 0
      // Empty only if nobody has woken the thread.
      _ = read(wakeUp, &count, MemoryLayout<UInt64>.size)
    }
    for (item, ticket) in zip(items.dropFirst(), tickets) where item.revents != 0 {
      if let connection = underWay[ticket]?.connection { step(ticket, connection) }
    }
  }
}
