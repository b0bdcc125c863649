import ShellBytes
import ShellCommand
import ShellSystem

extension Builtin {
  /// `read` reads a line and splits it into variables.
  ///
  /// - Input: no more than the line is taken.
  /// - Status: 0; 1 at the end of the input, also when a part of a line was read; more than 128
  ///   when the time passed; 1 for operands that are no names.
  /// - Source: POSIX.1-2024 XCU `read`; other options than `-r` and `-d` as in bash 5.2.
  static let read = Builtin(
    "read",
    usage:
      "[-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]"
  ) {
    (shell, words) throws(ShellError) -> Flow in
    var request = ReadRequest()
    if words.count > 1, shell[words, 1].first == UInt8(ascii: "-") {
      if shell[words, 1] == "-r",
        words.count == 2 || shell[words, 2].first != UInt8(ascii: "-")
      {
        request.isRaw = true
        request.firstName = 2
      } else {
        request = try ReadRequest(&shell, words)
      }
    }
    return try shell.read(request, words)
  }
}

/// What `read` was asked to do.
struct ReadRequest {
  var firstName = 1
  var isRaw = false
  var array: ByteString?
  var delimiter: UInt8 = 10
  /// How many characters at most; with `isExact`, the delimiter counts as one of them.
  var limit: Int?
  var isExact = false
  var prompt: ByteString?
  var isSilent = false
  /// Nanoseconds.
  var timeout: UInt64?
  var descriptor = 0

  init() {}

  init(_ shell: inout Interpreter, _ words: Words) throws(ShellError) {
    let options = try shell.parseOptions("ersa:d:i:n:N:p:t:u:", words)
    firstName = options.firstOperand
    for (letter, value, _) in options.found {
      switch letter {
      case UInt8(ascii: "r"): isRaw = true
      case UInt8(ascii: "s"): isSilent = true
      case UInt8(ascii: "a"): array = value
      case UInt8(ascii: "d"): delimiter = value.first ?? 0
      case UInt8(ascii: "p"): prompt = value
      case UInt8(ascii: "n"), UInt8(ascii: "N"):
        guard let number = value.decimalInteger, number >= 0 else {
          throw ShellError("read: \(value): invalid number")
        }
        limit = number
        isExact = letter == UInt8(ascii: "N")
      case UInt8(ascii: "t"):
        guard let nanoseconds = ReadRequest.nanoseconds(value) else {
          throw ShellError("read: \(value): invalid timeout specification")
        }
        timeout = nanoseconds
      case UInt8(ascii: "u"):
        guard let number = value.decimalInteger, number >= 0 else {
          throw ShellError("read: \(value): invalid file descriptor specification")
        }
        guard shell.descriptors[number] != nil else {
          throw ShellError("read: \(value): invalid file descriptor: Bad file descriptor")
        }
        descriptor = number
      default: break
      }
    }
  }

  /// Seconds with decimals.
  private static func nanoseconds(_ text: ByteString) -> UInt64? {
    let isDecimal = text.allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
    guard !text.isEmpty, isDecimal else { return nil }
    let (value, length) = FloatingPoint.parse(text)
    guard length == text.count, value >= 0 else { return nil }
    return UInt64(min(value, 1e9) * 1e9)
  }

  /// Whether a whole line is read without a look at its bytes.
  var isPlain: Bool { limit == nil && timeout == nil }
}

extension Interpreter {
  mutating func read(_ request: ReadRequest, _ words: Words) throws(ShellError) -> Flow {
    guard let file = descriptors[request.descriptor] else {
      throw ShellError("read: read error: \(request.descriptor): Bad file descriptor")
    }
    for index in request.firstName..<max(request.firstName, words.count) {
      let name = self[words, index]
      if name.referenceName == nil { throw ShellError("read: `\(name)': not a valid identifier") }
    }
    if let array = request.array, !array.isName {
      throw ShellError("read: `\(array)': not a valid identifier")
    }
    if let prompt = request.prompt, file.isTerminal { writeError(prompt) }
    if request.timeout == 0 { return done(file.canRead ? .success : .failure) }
    prepareToRead(file)
    var line = ByteBuffer()
    swap(&line, &spareBuffer)
    line.removeAll()
    defer { swap(&line, &spareBuffer) }
    var end = ReadEnd.delimiter
    if request.limit != 0 {
      do throws(Errno) {
        end = try fill(&line, request, file)
      } catch {
        if error == .cancelled { return attend() }
        if error == .tooLarge { throw sizeError("read: value", host.limits.value) }
        throw ShellError("read: read error: \(request.descriptor): \(error.message)")
      }
    }
    if case .flow(let flow) = end { return flow }
    try assign(line, request, words)
    switch end {
    case .end: status = .failure
    case .timeout: status = 142
    default: status = .success
    }
    return .normal
  }

  /// Why reading came to an end.
  fileprivate enum ReadEnd {
    case delimiter
    case end
    case timeout
    /// A trap changed the course of the script.
    case flow(Flow)
  }

  private mutating func fill(
    _ line: inout ByteBuffer, _ request: ReadRequest, _ file: OpenFile
  ) throws(Errno) -> ReadEnd {
    if request.isSilent, let number = file.descriptor, file.isTerminal {
      var result: Result<ReadEnd, Errno> = .success(.end)
      Terminal.withoutEcho(number) {
        do throws(Errno) {
          result = .success(try fillLoop(&line, request, file))
        } catch {
          result = .failure(error)
        }
      }
      return try result.get()
    }
    return try fillLoop(&line, request, file)
  }

  private mutating func fillLoop(
    _ line: inout ByteBuffer, _ request: ReadRequest, _ file: OpenFile
  ) throws(Errno) -> ReadEnd {
    let deadline = request.timeout.map { SystemClock.monotonic &+ $0 }
    while true {
      do throws(Errno) {
        return request.isPlain
          ? try fillPlainly(&line, request, file)
          : try fillByBytes(&line, request, file, until: deadline)
      } catch {
        guard error == .interrupted else { throw error }
        let flow = attend()
        if flow != .normal { return .flow(flow) }
      }
    }
  }

  /// Whole lines; a backslash before the delimiter makes the line go on.
  private func fillPlainly(
    _ line: inout ByteBuffer, _ request: ReadRequest, _ file: OpenFile
  ) throws(Errno) -> ReadEnd {
    while true {
      let isFound = try file.readLine(
        into: &line, delimiter: request.delimiter,
        limit: max(1, host.limits.value &+ 1 &- line.count), gate)
      if !isFound { return .end }
      if line.count > host.limits.value { throw .tooLarge }
      if request.isRaw || !Interpreter.endsEscaped(line) { return .delimiter }
      line.append(request.delimiter)
    }
  }

  /// Whether the last byte is a backslash that no other backslash quotes.
  private static func endsEscaped(_ line: borrowing ByteBuffer) -> Bool {
    line.withBytes { bytes in
      var count = 0
      while count < bytes.count, bytes[bytes.count - 1 - count] == UInt8(ascii: "\\") {
        count += 1
      }
      return count % 2 == 1
    }
  }

  /// Byte by byte, for `-n`, `-N` and `-t`.
  private mutating func fillByBytes(
    _ line: inout ByteBuffer, _ request: ReadRequest, _ file: OpenFile, until deadline: UInt64?
  ) throws(Errno) -> ReadEnd {
    while true {
      // A character has a byte at least; to count them at each byte would take for ever.
      if let limit = request.limit, line.count >= limit, characterCount(line, request) >= limit {
        return .delimiter
      }
      if let deadline {
        while !file.canRead {
          let now = SystemClock.monotonic
          if now >= deadline { return .timeout }
          try gate.sleep(until: min(deadline, now &+ 5_000_000))
        }
      }
      let before = line.count
      let isFound = try file.readLine(
        into: &line, delimiter: request.delimiter, limit: 1, gate)
      if !isFound { return .end }
      if line.count > host.limits.value { throw .tooLarge }
      if line.count > before { continue }
      // The delimiter.
      if request.isExact || !request.isRaw && Interpreter.endsEscaped(line) {
        line.append(request.delimiter)
      } else {
        return .delimiter
      }
    }
  }

  /// How many whole characters there are, an escaped one as one.
  private func characterCount(_ line: borrowing ByteBuffer, _ request: ReadRequest) -> Int {
    let encoding = self.encoding
    return line.withBytes { bytes in
      var count = 0
      var at = 0
      while at < bytes.count {
        if !request.isRaw && bytes[at] == UInt8(ascii: "\\") {
          if at + 1 >= bytes.count { return count }
          at += 1
          if bytes[at] == 10 {
            at += 1
            continue
          }
        }
        let length = encoding.character(in: bytes, at: at).length
        // The first bytes of a character that is not complete yet.
        if encoding == .utf8, length == 1, bytes[at] >= 0xC2, bytes.count - at < 4 {
          let needed = bytes[at] < 0xE0 ? 2 : bytes[at] < 0xF0 ? 3 : 4
          if bytes.count - at < needed { return count }
        }
        at += length
        count += 1
      }
      return count
    }
  }

  /// Gives the variables what was read.
  private mutating func assign(
    _ line: borrowing ByteBuffer, _ request: ReadRequest, _ words: Words
  ) throws(ShellError) {
    let needsWork = line.withBytes { bytes in
      bytes.contains { $0 == 0 || $0 == UInt8(ascii: "\\") && !request.isRaw }
    }
    if !needsWork {
      try line.withBytes { (bytes) throws(ShellError) in
        try assign(SplitLine(bytes, nil, splitting), request, words)
      }
      return
    }
    var text: [UInt8] = []
    var escaped: [Bool] = []
    line.withBytes { bytes in
      var isEscaped = false
      for byte in bytes where byte != 0 {
        if !request.isRaw && !isEscaped && byte == UInt8(ascii: "\\") {
          isEscaped = true
          continue
        }
        if isEscaped && byte == 10 {
          isEscaped = false
          continue
        }
        text.append(byte)
        escaped.append(isEscaped)
        isEscaped = false
      }
    }
    try text.withUnsafeBufferPointer { (bytes) throws(ShellError) in
      try assign(SplitLine(bytes, escaped, splitting), request, words)
    }
  }

  private mutating func assign(
    _ split: SplitLine, _ request: ReadRequest, _ words: Words
  ) throws(ShellError) {
    var split = split
    if let array = request.array {
      let target = slot(array)
      if variables[target].attributes.contains(.associative) {
        throw ShellError("read: \(array): cannot convert associative to indexed array")
      }
      guard !variables[target].attributes.contains(.readonly) else {
        throw ShellError("\(array): readonly variable")
      }
      try setArray(target, split.fields())
      return
    }
    guard request.firstName < words.count else {
      try assign(split.whole, toReference: "REPLY")
      return
    }
    if request.isExact {
      try assign(split.whole, toReference: self[words, request.firstName])
      for index in (request.firstName + 1)..<max(request.firstName + 1, words.count) {
        try assign("", toReference: self[words, index])
      }
      return
    }
    split.skipWhitespace()
    for index in request.firstName..<words.count {
      let value = index == words.count - 1 ? split.rest() : split.next()
      try assign(value, toReference: self[words, index])
    }
  }
}
