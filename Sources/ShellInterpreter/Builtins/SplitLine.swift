import ShellBytes

/// A line that `read` takes apart by IFS (XCU `read`, with the rules of 2.6.5).
struct SplitLine {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Which bytes a backslash stood before; nil for none.
  private let escaped: [Bool]?
  private let separators: ByteSet
  private let whitespace: ByteSet
  private var at = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ escaped: [Bool]?, _ splitting: FieldSeparators) {
    self.bytes = bytes
    self.escaped = escaped
    separators = splitting.all
    whitespace = splitting.whitespace
  }

  /// The line as it is.
  var whole: ByteString { text(0, bytes.count) }

  private func text(_ start: Int, _ end: Int) -> ByteString {
    ByteString(bytes.baseAddress.map { $0 + start }, count: end - start)
  }

  @inline(__always)
  private func isSeparator(_ index: Int) -> Bool {
    separators.contains(bytes[index]) && !(escaped?[index] ?? false)
  }

  @inline(__always)
  private func isSpace(_ index: Int) -> Bool {
    whitespace.contains(bytes[index]) && !(escaped?[index] ?? false)
  }

  mutating func skipWhitespace() {
    while at < bytes.count && isSpace(at) { at &+= 1 }
  }

  /// The next field; its delimiter is passed over.
  mutating func next() -> ByteString {
    let start = at
    while at < bytes.count && !isSeparator(at) { at &+= 1 }
    let field = text(start, at)
    skipDelimiter()
    return field
  }

  private mutating func skipDelimiter() {
    skipWhitespace()
    if at < bytes.count && isSeparator(at) {
      at &+= 1
      skipWhitespace()
    }
  }

  /// What is left for the last variable: one field without its delimiter, or several with theirs.
  mutating func rest() -> ByteString {
    let start = at
    let field = next()
    if at >= bytes.count { return field }
    var end = bytes.count
    // Also what a backslash stood before, in bash and dash.
    while end > start && whitespace.contains(bytes[end - 1]) { end &-= 1 }
    at = bytes.count
    return text(start, end)
  }

  /// All fields.
  mutating func fields() -> [ByteString] {
    var fields: [ByteString] = []
    skipWhitespace()
    while at < bytes.count { fields.append(next()) }
    return fields
  }
}
