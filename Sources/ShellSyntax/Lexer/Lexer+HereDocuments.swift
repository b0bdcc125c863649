import ShellBytes

/// A here-document whose lines are still to come.
struct PendingHereDocument {
  /// Which one it is in its text, from 0.
  var number: Int
  /// The line that ends it.
  var delimiter: ByteString
  /// Whether its lines are not expanded.
  var isQuoted: Bool
  /// Whether tabs before its lines are removed.
  var stripsTabs: Bool
  /// The line of its operator.
  var line: Int
}

/// Here-documents (XCU 2.7.4).
///
/// The lines come behind the next newline token, when the redirection is already in the tree. It
/// carries a body that only names its number; `HereDocumentFilling` puts the real one in its place.
extension Lexer {
  /// How many may wait for their lines (bash 5.2, HEREDOC_MAX).
  static let maximumHereDocuments = 16

  /// Reads the delimiter behind `<<` or `<<-`.
  func readHereDocumentDelimiter(stripsTabs: Bool) throws(SyntaxError) -> HereDocument {
    skipBlanks()
    let start = at
    var delimiter = ByteString()
    var isQuoted = false
    reading: while at < end {
      let byte = bytes[at]
      switch byte {
      case " ", "\t", "\n", ";", "&", "|", "<", ">", "(", ")": break reading
      case "\\":
        if bytes[at &+ 1] == "\n" {
          at &+= 2
          continue reading
        }
        isQuoted = true
        at &+= 1
        if at < end {
          delimiter.append(bytes[at])
          at &+= 1
        }
      case "'", "\"":
        isQuoted = true
        try readQuotedDelimiter(&delimiter)
      case "$" where bytes[at &+ 1] == "'":
        isQuoted = true
        at &+= 1
        delimiter.append(try readDollarSingleQuotedText(at &- 1))
      case "$" where isBash && bytes[at &+ 1] == "\"":
        at &+= 1
      case "$" where bytes[at &+ 1] == "(" || bytes[at &+ 1] == "{":
        // No expansion takes place, but what could be one belongs together.
        let from = at
        var ignored = WordBuilder(builds: false)
        try readDollar(&ignored, isQuoted: false)
        delimiter.append(text(from, at))
      case "`":
        let from = at
        var ignored = WordBuilder(builds: false)
        try readBackquoted(&ignored, isQuoted: false)
        delimiter.append(text(from, at))
      default:
        delimiter.append(byte)
        at &+= 1
      }
    }
    lastEnd = at
    if at == start {
      let parser = Parser(lexer: self)
      _ = try peek(.argument)
      throw parser.unexpected("the delimiter of a here-document")
    }
    if isBash && pendingHereDocuments.count >= Lexer.maximumHereDocuments {
      throw error(
        "too many here-documents, expected a newline", found: delimiter, at: position(start),
        wording: .stated("maximum here-document count exceeded"))
    }
    let number = hereDocumentCount
    hereDocumentCount &+= 1
    if builds { unfilledHereDocuments &+= 1 }
    pendingHereDocuments.append(
      PendingHereDocument(
        number: number, delimiter: delimiter, isQuoted: isQuoted, stripsTabs: stripsTabs,
        line: position(start).line))
    let marker = SourceRange(start: -1 &- number, end: 0, line: 0, column: 0)
    return HereDocument(
      delimiter: delimiter, isQuoted: isQuoted, stripsTabs: stripsTabs,
      body: Word(parts: [], range: marker))
  }

  private func readQuotedDelimiter(_ delimiter: inout ByteString) throws(SyntaxError) {
    let opened = at
    let quote = bytes[at]
    at &+= 1
    while bytes[at] != quote {
      if at >= end {
        throw unfinished(quote == "'" ? "\"'\"" : "'\"'", openedAt: position(opened))
      }
      if quote == "\"" && bytes[at] == "\\" && bytes[at &+ 1] == "\n" {
        at &+= 2
        continue
      }
      if quote == "\"" && bytes[at] == "\\" && ByteSet("\\\"$`").contains(bytes[at &+ 1]) {
        at &+= 1
      }
      delimiter.append(bytes[at])
      at &+= 1
    }
    at &+= 1
  }

  /// Reads the lines of all here-documents that wait for them; the cursor is behind a newline.
  func readHereDocuments() {
    let pending = pendingHereDocuments
    pendingHereDocuments = []
    for document in pending {
      let body = readBody(document)
      if builds { hereDocumentBodies[document.number] = body }
    }
  }

  /// Gives the here-documents that wait for their lines an empty body: what they stand in ends.
  func endHereDocuments() {
    for document in pendingHereDocuments {
      hereDocumentBodies[document.number] = Word(parts: [], range: range(position(at), at))
    }
    pendingHereDocuments = []
  }

  private func readBody(_ document: PendingHereDocument) -> Word {
    let start = position(at)
    // The lines as they stand are the body, unless tabs are taken out of them.
    let from = at
    var to = from
    var stripped = ByteString()
    // What stands before a backslash and a newline, which are taken away before a line can be the
    // one that ends the body, and where that began in `stripped`.
    var joined: ByteString?
    var strippedCount = 0
    while at < end {
      var lineStart = at
      if document.stripsTabs && joined == nil {
        while bytes[lineStart] == "\t" { lineStart &+= 1 }
      }
      var lineEnd = lineStart
      while bytes[lineEnd] != "\n" && lineEnd < end { lineEnd &+= 1 }
      // bash looks at a line before and behind the tabs that are taken away.
      let isLast =
        joined.map { $0 + text(lineStart, lineEnd) == document.delimiter }
        ?? (isDelimiter(document, lineStart, lineEnd)
          || isBash && lineStart > at && isDelimiter(document, at, lineEnd))
      if isLast {
        at = min(lineEnd &+ 1, end)
        if !document.stripsTabs { return body(document, start, text(from, to)) }
        return body(document, start, stripped.prefix(strippedCount))
      }
      if joined == nil && substitutionDepth > 0, endsSubstitution(document, lineStart, lineEnd) {
        warnAboutEnd(document, line: position(lineStart).line)
        at = lineStart &+ document.delimiter.count
        if !document.stripsTabs { return body(document, start, text(from, to)) }
        return body(document, start, stripped.prefix(strippedCount))
      }
      let hasNewline = lineEnd < end
      at = hasNewline ? lineEnd &+ 1 : end
      if document.stripsTabs { stripped.append(bytes + lineStart, count: at &- lineStart) }
      if !document.isQuoted && hasNewline && endsInBackslash(lineStart, lineEnd) {
        // Longer than the delimiter, it cannot become it; the text may be one line without end.
        let known = joined ?? ByteString()
        let isShort = known.count <= document.delimiter.count
        joined = isShort ? known + text(lineStart, lineEnd &- 1) : known
      } else {
        joined = nil
        to = at
        strippedCount = stripped.count
      }
    }
    warnAboutEnd(document, line: position(max(at &- 1, source.start)).line)
    to = end
    // The end of the text ends the last line, too.
    endsInHereDocument = true
    let content = document.stripsTabs ? stripped : text(from, to)
    return body(document, start, content.isEmpty || content.last == 10 ? content : content + "\n")
  }

  private func isDelimiter(_ document: PendingHereDocument, _ from: Int, _ to: Int) -> Bool {
    document.delimiter.withBytes { delimiter in
      guard delimiter.count == to &- from else { return false }
      return delimiter.elementsEqual(UnsafeBufferPointer(start: bytes + from, count: to &- from))
    }
  }

  /// Whether a line of a command substitution begins with the delimiter and holds the parenthesis
  /// that closes it: `EOF)`, which bash takes as the end of both.
  private func endsSubstitution(_ document: PendingHereDocument, _ from: Int, _ to: Int) -> Bool {
    let behind = from &+ document.delimiter.count
    guard behind < to, isDelimiter(document, from, behind) else { return false }
    return (behind..<to).contains { bytes[$0] == ")" }
  }

  private func warnAboutEnd(_ document: PendingHereDocument, line: Int) {
    if !isBash { return }
    warnings.append(
      SyntaxWarning(
        line: line,
        message:
          "here-document at line \(document.line) delimited by end-of-file (wanted `\(document.delimiter)')"
      ))
  }

  /// Whether a line goes on in the next one: an odd number of backslashes ends it.
  private func endsInBackslash(_ from: Int, _ to: Int) -> Bool {
    var offset = to
    while offset > from, bytes[offset &- 1] == "\\" { offset &-= 1 }
    return (to &- offset) & 1 == 1
  }

  private func body(
    _ document: PendingHereDocument, _ start: Position, _ content: ByteString
  ) -> Word {
    let place = range(start, at)
    if content.isEmpty || !builds { return Word(parts: [], range: place) }
    if document.isQuoted { return Word(parts: [.literal(content)], range: place) }
    let inner = Lexer(
      content, dialect: dialect, firstLine: start.line, aliases: aliases, depth: depth,
      stack: stack)
    inner.defers = defers
    inner.isPosixMode = isPosixMode
    inner.isHereDocumentBody = true
    do throws(SyntaxError) {
      return Word(parts: try inner.readQuoted(.hereDocument), range: place)
    } catch {
      // A body is expanded, and found wrong, only when its redirection is performed.
      let bad = ParameterExpansion(
        parameter: .variable(""), modifier: .bad(content), isBraced: false, range: place)
      return Word(parts: [.parameter(bad)], range: place)
    }
  }
}
