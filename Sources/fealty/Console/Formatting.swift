/// Numbers and columns as people read them.

extension String {
  /// The text with spaces after it up to `width` characters.
  func padded(to width: Int) -> String {
    count >= width ? self : self + String(repeating: " ", count: width - count)
  }

  /// The text with spaces before it up to `width` characters.
  func padded(left width: Int) -> String {
    count >= width ? self : String(repeating: " ", count: width - count) + self
  }
}

extension FixedWidthInteger {
  /// Digits in groups of three: `1,234,567`.
  var grouped: String {
    let digits = Array("\(magnitude)".utf8)
    var text: [UInt8] = []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(UInt8(ascii: ",")) }
      text.append(digit)
    }
    return (self < 0 ? "-" : "") + String(decoding: text, as: UTF8.self)
  }
}

extension Double {
  /// The number with `places` digits after the point, rounded half away from zero.
  ///
  /// Anything that does not fit an `Int64` after scaling is shown as the standard library would.
  func fixed(_ places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (self * scale).rounded()
    guard scaled.isFinite, scaled.magnitude < 9e18 else { return "\(self)" }
    let whole = Int64(scaled.magnitude)
    let sign = scaled < 0 ? "-" : ""
    guard places > 0 else { return "\(sign)\(whole)" }
    let digits = "\(whole)"
    let filled = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return "\(sign)\(filled.dropLast(places)).\(filled.suffix(places))"
  }
}

/// Nanoseconds as a length of time with a fitting unit: `812 µs`, `1.24 ms`, `3.1 s`.
func readable(nanoseconds: Int64) -> String {
  let value = Double(nanoseconds)
  if nanoseconds < 1_000_000 { return "\((value / 1e3).fixed(nanoseconds < 100_000 ? 1 : 0)) µs" }
  if nanoseconds < 1_000_000_000 { return "\((value / 1e6).fixed(2)) ms" }
  return "\((value / 1e9).fixed(2)) s"
}

/// Bytes with a binary unit: `512 B`, `3.4 MiB`.
func readable(bytes: Int64) -> String {
  var value = Double(bytes)
  for unit in ["B", "KiB", "MiB", "GiB"] {
    if value < 1024 { return "\(value.fixed(unit == "B" ? 0 : 1)) \(unit)" }
    value /= 1024
  }
  return "\(value.fixed(1)) TiB"
}
