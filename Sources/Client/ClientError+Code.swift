extension ClientError {
  /// What kind of failure it is.
  ///
  /// Open: later versions may add codes, so a `switch` needs a default.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Kind: UInt32, Sendable {
      case cancelled = 1
      case unknown = 2
      case invalidArgument = 3
      case deadlineExceeded = 4
      case notFound = 5
      case alreadyExists = 6
      case permissionDenied = 7
      case resourceExhausted = 8
      case failedPrecondition = 9
      case aborted = 10
      case outOfRange = 11
      case unimplemented = 12
      case `internal` = 13
      case unavailable = 14
      case dataLoss = 15
      case unauthenticated = 16
      // The client's own, beyond those that a server sends.
      case outcomeUnknown = 1000
      case malformedResponse = 1001
    }

    private let kind: Kind

    private init(_ kind: Kind) { self.kind = kind }

    /// The code of a status code in a frame; one that this version does not know is ``unknown``.
    public init(status: UInt32) {
      self.kind = status < 1000 ? Kind(rawValue: status) ?? .unknown : .unknown
    }

    /// The caller gave up (its task was cancelled).
    ///
    /// A mutating call may have been executed: send it again with the same request id to find out.
    public static let cancelled = Code(.cancelled)

    /// The server failed in a way that has no code of its own.
    ///
    /// Do not retry without looking.
    public static let unknown = Code(.unknown)

    /// The request can never succeed as it is: mend it and use a new request id.
    public static let invalidArgument = Code(.invalidArgument)

    /// No answer came in time and nothing was changed.
    ///
    /// Retry with more time.
    public static let deadlineExceeded = Code(.deadlineExceeded)

    /// What the request names does not exist.
    ///
    /// Retry once it does, with a new request id.
    public static let notFound = Code(.notFound)

    /// What the request would make exists already: see ``ClientError/status``.
    ///
    /// Do not retry.
    public static let alreadyExists = Code(.alreadyExists)

    /// The caller may not do this.
    ///
    /// Do not retry.
    public static let permissionDenied = Code(.permissionDenied)

    /// A limit was reached, on the server or in this client.
    ///
    /// Retry later with the same request id.
    public static let resourceExhausted = Code(.resourceExhausted)

    /// The ledger says no: see ``ClientError/reason``.
    ///
    /// A new attempt needs a new request id.
    public static let failedPrecondition = Code(.failedPrecondition)

    /// Something else got in between.
    ///
    /// Read again, then retry with a new request id.
    public static let aborted = Code(.aborted)

    /// A position beyond the end was asked for.
    ///
    /// Do not retry.
    public static let outOfRange = Code(.outOfRange)

    /// The server does not know the method.
    ///
    /// Do not retry; update one of the two.
    public static let unimplemented = Code(.unimplemented)

    /// The server found a defect in itself.
    ///
    /// Do not retry without looking.
    public static let `internal` = Code(.internal)

    /// No server could be reached, and nothing was changed.
    ///
    /// Retry later.
    public static let unavailable = Code(.unavailable)

    /// The server found its data damaged.
    ///
    /// Do not retry; an operator must act.
    public static let dataLoss = Code(.dataLoss)

    /// The caller has not said, or not proved, who it is.
    ///
    /// Do not retry as it is.
    public static let unauthenticated = Code(.unauthenticated)

    /// A mutating call was sent and no answer came back: it was executed once, or not at all.
    ///
    /// Send the same request with the same ``ClientError/requestID`` until an answer comes: it is
    /// never executed twice. ``ClientError/cause`` says what ended the last attempt.
    public static let outcomeUnknown = Code(.outcomeUnknown)

    /// What the server answered is not the message that the schema promises.
    ///
    /// A mutating call was executed. Do not retry; update one of the two.
    public static let malformedResponse = Code(.malformedResponse)

    /// The code's name, such as `outcomeUnknown`.
    public var description: String { "\(kind)" }
  }
}
