/// Lets one thread wait until others have counted down.
final class CountedWait: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `left` is read and changed under `lock`.
  private let lock = Lock()
  private var left: Int
  private let meanwhile: (@Sendable () -> Void)?

  init(_ count: Int, meanwhile: (@Sendable () -> Void)?) {
    left = count
    self.meanwhile = meanwhile
  }

  func countDown(by count: Int = 1) {
    lock.locked {
      left -= count
      lock.signal()
    }
  }

  func countUp() { lock.locked { left += 1 } }

  func wait(until most: Int = 0) {
    if let meanwhile {
      while lock.locked({ left > most }) { meanwhile() }
      return
    }
    lock.locked {
      while left > most { lock.wait(milliseconds: 1_000) }
    }
  }
}
