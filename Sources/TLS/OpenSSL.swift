internal import Glibc

/// What is called of OpenSSL 3, found by name in the machine's library.
///
/// Opened once, when TLS is first configured, and never closed. Building needs no header, and a
/// process without TLS needs no library. Types and constants are those of OpenSSL 3's `ssl.h`,
/// `bio.h` and `x509_vfy.h`, whose meaning does not change within a major version.
///
/// Proof for `Sendable`: constants, and functions that may be called on any thread.
final class OpenSSL: Sendable {
  typealias Pointer = OpaquePointer?
  typealias Text = UnsafePointer<CChar>?
  typealias Get = @convention(c) () -> Pointer
  typealias Take = @convention(c) (Pointer) -> Void
  typealias Ask = @convention(c) (Pointer) -> CInt
  typealias Make = @convention(c) (Pointer) -> Pointer
  typealias WithText = @convention(c) (Pointer, Text) -> CInt
  typealias Control = @convention(c) (Pointer, CInt, CLong, UnsafeMutableRawPointer?) -> CLong
  typealias Transfer =
    @convention(c) (
      Pointer, UnsafeMutableRawPointer?, Int, UnsafeMutablePointer<Int>?
    ) -> CInt
  typealias Deliver =
    @convention(c) (Pointer, UnsafeRawPointer?, Int, UnsafeMutablePointer<Int>?) -> CInt
  typealias Reader = @convention(c) (Pointer, UnsafeMutablePointer<CChar>?, CInt) -> CInt
  typealias Writer = @convention(c) (Pointer, Text, CInt) -> CInt
  typealias Password =
    @convention(c) (
      UnsafeMutablePointer<CChar>?, CInt, CInt, UnsafeMutableRawPointer?
    ) -> CInt

  let initialize: @convention(c) (UInt64, Pointer) -> CInt
  let serverMethod: Get
  let clientMethod: Get

  let newContext: Make
  let freeContext: Take
  let controlContext: Control
  let setOptions: @convention(c) (Pointer, UInt64) -> UInt64
  let setTickets: @convention(c) (Pointer, Int) -> CInt
  let setCiphers: WithText
  let setSuites: WithText
  let setVerify: @convention(c) (Pointer, CInt, Pointer) -> Void
  let setPassword: @convention(c) (Pointer, Password?) -> Void
  let useChain: WithText
  let useKey: @convention(c) (Pointer, Text, CInt) -> CInt
  let checkKey: Ask
  let loadAuthorities: WithText
  let loadSystemAuthorities: Ask
  let readNames: @convention(c) (Text) -> Pointer
  let setNames: @convention(c) (Pointer, Pointer) -> Void

  let newSession: Make
  let freeSession: Take
  let controlSession: Control
  let setChannel: @convention(c) (Pointer, Pointer, Pointer) -> Void
  let setAccepting: Take
  let setConnecting: Take
  let setHost: WithText
  let parameters: Make
  let setAddress: WithText
  let shakeHands: Ask
  let isEstablished: Ask
  let read: Transfer
  let write: Deliver
  let errorKind: @convention(c) (Pointer, CInt) -> CInt
  let shutDown: Ask
  let verifyResult: @convention(c) (Pointer) -> CLong
  let protocolName: @convention(c) (Pointer) -> Text

  let channelType: @convention(c) () -> CInt
  let newChannelKind: @convention(c) (CInt, Text) -> Pointer
  let setReader: @convention(c) (Pointer, Reader?) -> CInt
  let setWriter: @convention(c) (Pointer, Writer?) -> CInt
  let setControl: @convention(c) (Pointer, Control?) -> CInt
  let newChannel: Make
  let setData: @convention(c) (Pointer, UnsafeMutableRawPointer?) -> Void
  let data: @convention(c) (Pointer) -> UnsafeMutableRawPointer?
  let setInitialized: @convention(c) (Pointer, CInt) -> Void
  let setFlags: @convention(c) (Pointer, CInt) -> Void
  let clearFlags: @convention(c) (Pointer, CInt) -> Void

  let nextError: @convention(c) () -> CUnsignedLong
  let errorReason: @convention(c) (CUnsignedLong) -> Text
  let verifyReason: @convention(c) (CLong) -> Text

  static let name = "libssl.so.3"

  /// The library, opened at the first use.
  static let shared: Result<OpenSSL, TLSFailure> = Result { () throws(TLSFailure) in
    try OpenSSL(library: name)
  }

  /// Opens a library and finds every function.
  ///
  /// - Parameter library: As the dynamic linker looks for it.
  /// - Throws: ``TLSFailure/unavailable(_:)``, naming what is missing.
  init(library: String) throws(TLSFailure) {
    guard let handle = dlopen(library, RTLD_NOW | RTLD_LOCAL) else {
      throw .unavailable("\(library) is missing: TLS needs OpenSSL 3 (Debian: libssl3)")
    }
    let table = SymbolTable(library: library, handle: handle)
    initialize = try table["OPENSSL_init_ssl"]
    serverMethod = try table["TLS_server_method"]
    clientMethod = try table["TLS_client_method"]
    newContext = try table["SSL_CTX_new"]
    freeContext = try table["SSL_CTX_free"]
    controlContext = try table["SSL_CTX_ctrl"]
    setOptions = try table["SSL_CTX_set_options"]
    setTickets = try table["SSL_CTX_set_num_tickets"]
    setCiphers = try table["SSL_CTX_set_cipher_list"]
    setSuites = try table["SSL_CTX_set_ciphersuites"]
    setVerify = try table["SSL_CTX_set_verify"]
    setPassword = try table["SSL_CTX_set_default_passwd_cb"]
    useChain = try table["SSL_CTX_use_certificate_chain_file"]
    useKey = try table["SSL_CTX_use_PrivateKey_file"]
    checkKey = try table["SSL_CTX_check_private_key"]
    loadAuthorities = try table["SSL_CTX_load_verify_file"]
    loadSystemAuthorities = try table["SSL_CTX_set_default_verify_paths"]
    readNames = try table["SSL_load_client_CA_file"]
    setNames = try table["SSL_CTX_set_client_CA_list"]
    newSession = try table["SSL_new"]
    freeSession = try table["SSL_free"]
    controlSession = try table["SSL_ctrl"]
    setChannel = try table["SSL_set_bio"]
    setAccepting = try table["SSL_set_accept_state"]
    setConnecting = try table["SSL_set_connect_state"]
    setHost = try table["SSL_set1_host"]
    parameters = try table["SSL_get0_param"]
    setAddress = try table["X509_VERIFY_PARAM_set1_ip_asc"]
    shakeHands = try table["SSL_do_handshake"]
    isEstablished = try table["SSL_is_init_finished"]
    read = try table["SSL_read_ex"]
    write = try table["SSL_write_ex"]
    errorKind = try table["SSL_get_error"]
    shutDown = try table["SSL_shutdown"]
    verifyResult = try table["SSL_get_verify_result"]
    protocolName = try table["SSL_get_version"]
    channelType = try table["BIO_get_new_index"]
    newChannelKind = try table["BIO_meth_new"]
    setReader = try table["BIO_meth_set_read"]
    setWriter = try table["BIO_meth_set_write"]
    setControl = try table["BIO_meth_set_ctrl"]
    newChannel = try table["BIO_new"]
    setData = try table["BIO_set_data"]
    data = try table["BIO_get_data"]
    setInitialized = try table["BIO_set_init"]
    setFlags = try table["BIO_set_flags"]
    clearFlags = try table["BIO_clear_flags"]
    nextError = try table["ERR_get_error"]
    errorReason = try table["ERR_reason_error_string"]
    verifyReason = try table["X509_verify_cert_error_string"]
    // Threads may be in the library when the process exits: nothing is taken down then.
    guard initialize(Self.initWithoutExit, nil) == 1 else {
      throw .unavailable("\(library) cannot be initialised: \(takeError())")
    }
  }

  /// Why the last call on this thread failed; leaves no error behind.
  func takeError() -> String {
    var reason = "no reason given"
    while true {
      let code = nextError()
      guard code != 0 else { return reason }
      reason = errorReason(code).map { String(cString: $0) } ?? "error \(code)"
    }
  }

  // MARK: - Constants

  private static let initWithoutExit: UInt64 = 0x0008_0000

  static let setModeControl: CInt = 33
  static let setSessionCacheControl: CInt = 44
  static let setHostNameControl: CInt = 55
  static let setMinimumVersionControl: CInt = 123
  /// TLS 1.2.
  static let minimumVersion: CLong = 0x0303
  /// Give a connection's buffers back while it is at rest.
  static let releaseBuffers: CLong = 0x10
  /// No tickets, no compression, no renegotiation; the server chooses the cipher.
  static let options: UInt64 = 1 << 14 | 1 << 17 | 1 << 30 | 1 << 22
  static let verifyPeer: CInt = 1
  static let requirePeer: CInt = 2
  /// Of a key file: PEM.
  static let pem: CInt = 1

  static let errorWantRead: CInt = 2
  static let errorFinished: CInt = 6

  /// Of a channel: a source or sink of bytes.
  static let channelSource: CInt = 0x0400
  /// The control that asks for what was written to be passed on.
  static let channelFlush: CInt = 11
  /// Of a channel: ask again, for reading.
  static let retryReading: CInt = 0x01 | 0x08
  static let retryAny: CInt = 0x01 | 0x02 | 0x04 | 0x08
}

/// Functions of an open library by name.
private struct SymbolTable {
  let library: String
  let handle: UnsafeMutableRawPointer

  subscript<Function>(_ name: String) -> Function {
    get throws(TLSFailure) {
      guard let symbol = dlsym(handle, name) else {
        throw .unavailable("\(library) has no \(name): TLS needs OpenSSL 3 (Debian: libssl3)")
      }
      return unsafeBitCast(symbol, to: Function.self)
    }
  }
}
