package import FealtyActors
internal import Glibc

/// Hashes secrets with the system's libcrypt: yescrypt, as the system's own passwords.
///
/// The library (libxcrypt 4, Debian's `libcrypt1`) is opened when the server starts, not linked:
/// building needs no header, and a server without PINs needs no library. Where it is missing, each
/// call says so.
///
/// - Complexity: A call takes about 20 ms of a processor and 16 MiB.
package final class SystemSecretHasher: SecretHasher {
  /// Makes the setting of a new hash.
  ///
  /// `char *crypt_gensalt_rn(const char *prefix, unsigned long count, const char *rbytes,
  /// int nrbytes, char *output, int output_size)`
  private typealias MakeSetting =
    @convention(c) (
      UnsafePointer<CChar>?, CUnsignedLong, UnsafePointer<CChar>?, CInt,
      UnsafeMutablePointer<CChar>?, CInt
    ) -> UnsafeMutablePointer<CChar>?
  /// Hashes a phrase with a setting, in memory of the caller's.
  ///
  /// `char *crypt_rn(const char *phrase, const char *setting, void *data, int size)`
  private typealias Crypt =
    @convention(c) (
      UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafeMutableRawPointer?, CInt
    ) -> UnsafeMutablePointer<CChar>?

  private struct Library {
    var makeSetting: MakeSetting
    var crypt: Crypt
  }

  private let library: Result<Library, SecretHashFailure>

  /// Yescrypt with the library's own cost.
  private static let prefix = "$y$"
  /// Bytes of `struct crypt_data` (crypt.h).
  private static let workBytes = 32_768
  /// Bytes of a setting, CRYPT_GENSALT_OUTPUT_SIZE (crypt.h).
  private static let settingBytes = 192

  /// Opens the library.
  ///
  /// - Parameter name: As the dynamic linker looks for it.
  package init(library name: String = "libcrypt.so.1") {
    library = Self.open(name)
  }

  /// Why no secret can be hashed here; nil where all is well.
  package var failure: SecretHashFailure? {
    switch library {
    case .success: nil
    case .failure(let failure): failure
    }
  }

  package func hash(_ secret: [UInt8]) throws(SecretHashFailure) -> [UInt8] {
    let library = try library.get()
    let phrase = try Self.phrase(secret)
    var setting = [CChar](repeating: 0, count: Self.settingBytes)
    // Without bytes of ours the library takes the salt from the kernel's generator.
    let made = library.makeSetting(Self.prefix, 0, nil, 0, &setting, CInt(setting.count))
    guard made != nil else {
      throw .unavailable("libcrypt makes no salt for yescrypt (\(ErrorNumber.text(errno)))")
    }
    guard let hash = Self.crypt(phrase, setting, library) else {
      throw .unavailable("libcrypt does not hash with yescrypt (\(ErrorNumber.text(errno)))")
    }
    return hash
  }

  package func verify(
    _ secret: [UInt8],
    against stored: [UInt8]
  ) throws(SecretHashFailure) -> Bool {
    let library = try library.get()
    let phrase = try Self.phrase(secret)
    // Without the sign of a method the library would take the bytes for a hash of the seventies.
    guard stored.first == UInt8(ascii: "$"), !stored.contains(0) else { throw .unknownHash }
    let setting = stored.map { CChar(bitPattern: $0) } + [0]
    guard let hash = Self.crypt(phrase, setting, library) else { throw .unknownHash }
    return Self.isEqual(hash, stored)
  }

  /// Whether two hashes are equal, in a time that depends on their lengths alone.
  static func isEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    var difference: UInt8 = 0
    for index in a.indices { difference |= a[index] ^ b[index] }
    return difference == 0
  }

  /// The hash of a phrase with a setting; nil where the library refuses it.
  private static func crypt(_ phrase: [CChar], _ setting: [CChar], _ library: Library) -> [UInt8]? {
    withUnsafeTemporaryAllocation(byteCount: workBytes, alignment: 16) { work in
      guard let start = work.baseAddress else { return nil }
      memset(start, 0, work.count)
      // It holds the phrase, and what is made of it.
      defer { explicit_bzero(start, work.count) }
      guard let hash = library.crypt(phrase, setting, start, CInt(work.count)) else { return nil }
      let bytes = UnsafeRawBufferPointer(start: hash, count: strlen(hash))
      // Failures are told by a hash that no setting begins with, too.
      return bytes.first == UInt8(ascii: "*") ? nil : Array(bytes)
    }
  }

  private static func phrase(_ secret: [UInt8]) throws(SecretHashFailure) -> [CChar] {
    guard 1...FealtyActors.Limits.secretBytes ~= secret.count, !secret.contains(0) else {
      throw .unusableSecret
    }
    return secret.map { CChar(bitPattern: $0) } + [0]
  }

  private static func open(_ name: String) -> Result<Library, SecretHashFailure> {
    guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else {
      return .failure(
        .unavailable("\(name) is missing: install your system's libcrypt (Debian: libcrypt1)")
      )
    }
    // Never closed: the functions are called as long as the process lives.
    guard let makeSetting = dlsym(handle, "crypt_gensalt_rn"), let crypt = dlsym(handle, "crypt_rn")
    else {
      return .failure(
        .unavailable("\(name) does not know yescrypt: it takes libxcrypt 4 (Debian: libcrypt1)")
      )
    }
    return .success(
      Library(
        makeSetting: unsafeBitCast(makeSetting, to: MakeSetting.self),
        crypt: unsafeBitCast(crypt, to: Crypt.self)
      )
    )
  }
}
