internal import FealtyWire

/// Whether requests are what the schema says, before anybody looks at what they ask for.
///
/// What has no name in an enum is refused and not passed over: somebody asks for what this version
/// does not know.
enum RequestCheck {
  /// By the method's number.
  private static let checks: [UInt16: MessageCheck] = Dictionary(
    uniqueKeysWithValues: SchemaRegistry.methods.map {
      ($0.id, MessageCheck($0.request, namedValuesOnly: true))
    }
  )

  /// Looks at a request as a whole; not at the hottest, which are checked as they are read.
  ///
  /// - Throws: ``RequestFault/field(_:)`` for a number without a name,
  ///   ``RequestFault/malformed(_:path:)``.
  @inline(__always)
  static func require(
    _ payload: UnsafeRawBufferPointer,
    of method: UInt16
  ) throws(RequestFault) {
    guard method != MethodID.earn, method != MethodID.evaluateBasket else { return }
    try requireWhole(payload, of: method)
  }

  @inline(never)
  private static func requireWhole(
    _ payload: UnsafeRawBufferPointer,
    of method: UInt16
  ) throws(RequestFault) {
    do throws(DecodingError) {
      try checks[method]?.check(payload)
    } catch {
      throw fault(error, payload, of: method)
    }
  }

  /// The same fault with the field that it is about, where nobody has found that yet.
  static func named(
    _ fault: RequestFault,
    _ payload: UnsafeRawBufferPointer,
    of method: UInt16
  ) -> RequestFault {
    guard case .malformed(let error, "") = fault else { return fault }
    do throws(RequestFault) {
      try requireWhole(payload, of: method)
      // Whoever read it by hand saw what decoding does not.
      return Self.fault(error, payload, of: method)
    } catch {
      return error
    }
  }

  private static func fault(
    _ error: DecodingError,
    _ payload: UnsafeRawBufferPointer,
    of method: UInt16
  ) -> RequestFault {
    let schema = SchemaRegistry.method(id: method)?.request
    let path = schema?.path(ofByteAt: error.offset, in: payload) ?? ""
    if case .unknownValue = error { return .field(path) }
    return .malformed(error, path: path)
  }
}
