/// A member's accounts, in the order of their first credits.
///
/// Nearly every member has one. It stands here itself, and not in an array: that saves an
/// allocation of 96 bytes, and a look at another place in memory with every earn.
package struct AccountList: Hashable, Sendable, RandomAccessCollection, MutableCollection,
  ExpressibleByArrayLiteral
{
  /// Meaningful where it is present.
  private var first = Account(token: 0)
  private var rest: [Account] = []

  package init() {}

  package init(_ accounts: [Account]) {
    for account in accounts { append(account) }
  }

  package init(arrayLiteral elements: Account...) { self.init(elements) }

  package var startIndex: Int { 0 }
  package var endIndex: Int { first.isPresent ? 1 + rest.count : 0 }

  package subscript(index: Int) -> Account {
    @inline(__always) get {
      precondition(first.isPresent, "there is no account \(index)")
      return index == 0 ? first : rest[index - 1]
    }
    // One yield: a coroutine with two is not inlined, and allocates its frame.
    @inline(__always) _modify {
      var account = self[index]
      defer { if index == 0 { first = account } else { rest[index - 1] = account } }
      yield &account
    }
  }

  /// Where the accounts beyond the first begin.
  var restAddress: UInt { unsafeBitCast(rest, to: UInt.self) }

  package mutating func append(_ account: Account) {
    var account = account
    account.isPresent = true
    if first.isPresent { rest.append(account) } else { first = account }
  }
}
