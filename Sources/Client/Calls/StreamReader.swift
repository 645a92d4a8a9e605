/// The reading end of a server stream.
///
/// Letting go of it cancels the call.
final class StreamReader: Sendable {
  private let call: PendingCall
  private let queue: ResponseQueue
  private let inbox: Inbox

  init(call: PendingCall, queue: ResponseQueue, inbox: Inbox) {
    self.call = call
    self.queue = queue
    self.inbox = inbox
  }

  deinit {
    _ = inbox.post(.cancel(call))
  }

  /// Waits for the next item; nil at the end.
  func next() async throws(ClientError) -> [UInt8]? {
    let (inbox, call, queue) = (inbox, call, queue)
    let step = await withTaskCancellationHandler {
      await queue.next()
    } onCancel: {
      _ = inbox.post(.cancel(call))
    }
    switch step {
    case .item(let item, let grant):
      if grant > 0 { _ = inbox.post(.credit(call, grant)) }
      return item
    case .finished: return nil
    case .failed(let error): throw error
    }
  }
}
