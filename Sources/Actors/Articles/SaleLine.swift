internal import FealtyWire

/// A line of a sale as its record has it.
///
/// Made of the record's bytes, which must live as long.
struct SaleLine {
  /// Number of the article that it is; 0 = its names stand in ``rest``.
  var article: UInt32 = 0
  /// A `BasketLine`, without SKU, department, categories and brand where there is an article.
  var rest: UnsafeRawBufferPointer

  /// A line that stands whole in the record.
  init(whole line: UnsafeRawBufferPointer) { rest = line }

  /// Reads a `StoredLine`.
  init(stored message: UnsafeRawBufferPointer) throws(DecodingError) {
    rest = UnsafeRawBufferPointer(start: nil, count: 0)
    var cursor = RecordCursor(message)
    while true {
      let tag = try cursor.nextTag()
      switch tag {
      case 0: return
      case 1 << 3: article = UInt32(clamping: try cursor.readVarint())
      case 2 << 3 | 2: rest = try cursor.readBytes()
      default: try cursor.skip(tag)
      }
    }
  }

  /// What stands before ``rest``; empty where that is all.
  @inline(__always)
  func names(_ book: ArticleBook) -> UnsafeRawBufferPointer {
    guard article != 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    guard let text = book.text(article) else {
      preconditionFailure("a record names the article \(article), which is not in the log")
    }
    return text
  }

  /// The line as the till wrote it.
  func message(_ book: ArticleBook) -> BasketLine {
    do throws(DecodingError) {
      var line = BasketLine()
      for part in [names(book), rest] {
        var fields = FieldReader(part)
        try line.decode(from: &fields)
      }
      return line
    } catch {
      preconditionFailure("a line of a record cannot be read: \(error)")
    }
  }
}

extension OutputBuffer {
  /// Writes a `BasketLine` as the till wrote it.
  mutating func writeLine(_ field: UInt32, _ line: SaleLine, _ book: ArticleBook) {
    guard line.article != 0 else { return writeBytes(field, line.rest) }
    writeMessage(field) { out in
      out.append(line.names(book))
      out.append(line.rest)
    }
  }

  /// Writes the lines of a request: fields 43 of a `PointsPostedRecord` where one is of a known
  /// article, else fields 21.
  mutating func writeStoredLines(
    _ lines: UnsafeBufferPointer<UnsafeRawBufferPointer>,
    _ articles: BasketArticles
  ) {
    guard articles.find() else {
      for line in lines { writeBytes(21, line) }
      return
    }
    var room = 0
    for line in lines { room += line.count + Self.storedLineBytes }
    appendUninitialized(room) { memory in
      guard let start = memory.baseAddress else { return 0 }
      var end = start
      for (index, line) in lines.enumerated() {
        let (number, nameCount) = articles.article(index)
        Self.store(
          UnsafeRawBufferPointer(rebasing: number == 0 ? line[...] : line[nameCount...]),
          number,
          to: &end
        )
      }
      return end - start
    }
  }

  /// What a `StoredLine` has beside the line, at most: a tag of two bytes, two lengths of three,
  /// two tags of one and a number of five.
  private static var storedLineBytes: Int { 16 }

  @inline(__always)
  private static func store(
    _ rest: UnsafeRawBufferPointer,
    _ article: UInt32,
    to end: inout UnsafeMutableRawPointer
  ) {
    let number = UInt64(article)
    var length = 1 &+ varintBytes(UInt64(rest.count)) &+ rest.count
    if article != 0 { length &+= 1 &+ varintBytes(number) }
    putVarint(43 << 3 | 2, &end)
    putVarint(UInt64(length), &end)
    if article != 0 {
      putVarint(1 << 3, &end)
      putVarint(number, &end)
    }
    putVarint(2 << 3 | 2, &end)
    putVarint(UInt64(rest.count), &end)
    if let source = rest.baseAddress {
      OutputBuffer.copy(source, to: end, count: rest.count)
    }
    end += rest.count
  }

  @inline(__always)
  private static func varintBytes(_ value: UInt64) -> Int {
    (70 &- (value | 1).leadingZeroBitCount) / 7
  }

  @inline(__always)
  private static func putVarint(_ value: UInt64, _ end: inout UnsafeMutableRawPointer) {
    var rest = value
    while rest >= 0x80 {
      end.storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, as: UInt8.self)
      rest &>>= 7
      end += 1
    }
    end.storeBytes(of: UInt8(truncatingIfNeeded: rest), as: UInt8.self)
    end += 1
  }
}
