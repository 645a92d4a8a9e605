extension Member {
  /// ``nextDue()``, asked with every change; `inout` in form alone, see ``glance(at:now:)``.
  package static func nextDue(of member: inout Member) -> Timestamp { member.nextDue() }
}
