/// Which hosts are to be looked up, and for whom.
///
/// A name server takes as long as it likes, and each look-up holds a thread. So a programme has one
/// under way at a time: whoever names hosts that nobody answers for waits for his own alone.
struct NameQuestions {
  /// What is looked up for a programme: once, however many of its lanes wait for it.
  struct Host: Hashable, Sendable {
    let programID: String
    let name: String
    let port: UInt16
  }

  /// A lane of a webhook.
  struct Place: Hashable, Sendable {
    let number: UInt64
    let lane: Int
  }

  private let most: Int
  /// Who waits for what, with the numbers of their questions.
  private var waiting: [Host: [Place: UInt64]] = [:]
  /// What has not been begun, in the order in which it was asked for.
  private var next: [Host] = []
  /// Programmes that have one under way.
  private var busy: Set<String> = []
  /// What each lane asked for last: it waits for nothing else.
  private var asked: [Place: Host] = [:]

  /// `most`: look-ups that are under way at a time.
  init(most: Int) { self.most = most }

  mutating func ask(_ host: Host, for place: Place, ticket: UInt64) {
    if let before = asked.updateValue(host, forKey: place), before != host {
      waiting[before]?[place] = nil
      if waiting[before]?.isEmpty == true, let unbegun = next.firstIndex(of: before) {
        next.remove(at: unbegun)
        waiting[before] = nil
      }
    }
    if waiting[host] == nil { next.append(host) }
    waiting[host, default: [:]][place] = ticket
  }

  /// What is to be looked up now: each must be answered.
  mutating func takeNext() -> [Host] {
    var begun: [Host] = []
    while busy.count < most,
      let place = next.firstIndex(where: { !busy.contains($0.programID) })
    {
      let host = next.remove(at: place)
      busy.insert(host.programID)
      begun.append(host)
    }
    return begun
  }

  /// Who waits for the answer that has come.
  mutating func answered(_ host: Host) -> [Place: UInt64] {
    busy.remove(host.programID)
    let places = waiting.removeValue(forKey: host) ?? [:]
    for place in places.keys { asked[place] = nil }
    return places
  }
}
