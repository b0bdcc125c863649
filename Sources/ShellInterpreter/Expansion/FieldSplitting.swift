import ShellBytes

/// Field splitting (XCU 2.6.5).
extension Interpreter {
  /// Pushes the fields of an unquoted expansion that is a word of its own.
  @inline(__always)
  mutating func pushSplit(_ value: ByteString) throws(ShellError) {
    if value.storedInteger != nil && !splitting.splitsNumbers {
      push(value)
      return
    }
    let breakers = splitting.breakers
    let needsWork = value.withBytes { bytes -> Bool in
      for byte in bytes where breakers.contains(byte) { return true }
      return false
    }
    if !needsWork {
      if !value.isEmpty { push(value) }
      return
    }
    try pushSplitSlowly(value)
  }

  @inline(never)
  private mutating func pushSplitSlowly(_ value: ByteString) throws(ShellError) {
    let hasPattern =
      splitting.globbing
      && value.withBytes { $0.contains(where: FieldBuilder.patternStarters.contains) }
    if !hasPattern && !options.contains(.extglob) {
      pushPieces(value)
      return
    }
    var builder = takeBuilder()
    builder.append(value, FieldBuilder.Origin.expansion)
    try pushFields(builder)
    recycle(builder)
  }

  /// Splits a value without pattern characters.
  private mutating func pushPieces(_ value: ByteString) {
    let separators = splitting.all
    let whitespace = splitting.whitespace
    value.withBytes { bytes in
      let count = bytes.count
      var at = 0
      while at < count && whitespace.contains(bytes[at]) { at &+= 1 }
      while at < count {
        let start = at
        while at < count && !separators.contains(bytes[at]) { at &+= 1 }
        push(ByteString(bytes.baseAddress! + start, count: at - start).normalizedIfShort)
        // One delimiter: white space around at most one other separator.
        while at < count && whitespace.contains(bytes[at]) { at &+= 1 }
        if at < count && separators.contains(bytes[at]) {
          at &+= 1
          while at < count && whitespace.contains(bytes[at]) { at &+= 1 }
        }
      }
    }
  }

  /// Splits a built word and pushes its fields, each after pathname expansion and quote removal.
  mutating func pushFields(_ builder: borrowing FieldBuilder) throws(ShellError) {
    typealias Origin = FieldBuilder.Origin
    let separators = splitting.all
    let whitespace = splitting.whitespace
    let count = builder.bytes.count
    var listings = DirectoryListings()
    var at = 0
    var start = 0
    var exists = false
    func isSeparator(_ index: Int) -> Bool {
      builder.origins[index] == Origin.expansion && separators.contains(builder.bytes[index])
    }
    func isSpace(_ index: Int) -> Bool {
      builder.origins[index] == Origin.expansion && whitespace.contains(builder.bytes[index])
    }
    while at < count {
      if builder.origins[at] == Origin.boundary {
        if exists { try pushField(builder, start..<at, &listings) }
        at += 1
        start = at
        exists = false
      } else if isSeparator(at) {
        if isSpace(at) {
          let hadField = exists
          if exists { try pushField(builder, start..<at, &listings) }
          while at < count && isSpace(at) { at += 1 }
          if hadField && at < count && isSeparator(at) {
            at += 1
            while at < count && isSpace(at) { at += 1 }
          }
        } else {
          try pushField(builder, start..<at, &listings)
          at += 1
          while at < count && isSpace(at) { at += 1 }
        }
        start = at
        exists = false
      } else {
        exists = true
        at += 1
      }
    }
    if exists { try pushField(builder, start..<count, &listings) }
  }

  private mutating func pushField(
    _ builder: borrowing FieldBuilder, _ range: Range<Int>, _ listings: inout DirectoryListings
  ) throws(ShellError) {
    if splitting.globbing
      && builder.isPattern(range, isExtended: options.contains(.extglob))
    {
      let pattern = builder.pattern(in: range)
      if try pushPathnames(pattern, &listings) { return }
      if options.contains(.failglob) {
        throw ShellError("no match: \(builder.text(in: range))", reach: .shell)
      }
      if options.contains(.nullglob) { return }
    }
    push(builder.text(in: range))
  }
}

extension ByteString {
  /// The same bytes, kept as a number where that is cheap to find out: a digit comes first.
  @inline(__always)
  var normalizedIfShort: ByteString {
    guard count > 0 && count < 20, let first, first.isASCIIDigit else { return self }
    return normalized
  }
}
