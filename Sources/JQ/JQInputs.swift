import ShellBytes
import ShellCommand
import ShellSystem

/// Reads the inputs of `jq`, one at a time.
final class JQInputs {
  enum Next {
    case value(JSONValue)
    case end
    /// What is wrong with a JSON text.
    case failed(ByteString)
  }

  private let options: JQOptions
  private let context: CommandContext
  private var files: [ByteString]
  private var nextFile = 0
  private var reader: ByteReader?
  private var parser: AnyParser
  private var hasEnded = false
  private var slurped: JSONArray?
  /// Whether events are read ahead; with `-n` the program says how much of the text is taken.
  private let readsTogether: Bool

  /// Whether a file could not be read.
  private(set) var hasFailed = false
  /// The name of the file that is read; nil for none yet.
  private(set) var name: ByteString?

  init(_ options: JQOptions, _ context: CommandContext) {
    self.options = options
    self.context = context
    files = options.files.isEmpty ? ["-"] : options.files
    readsTogether = options.isStream && !options.hasNullInput
    if options.isStream {
      parser = EventParser(isSequence: options.isSequence)
    } else {
      parser = ValueParser(isSequence: options.isSequence)
    }
    if options.isSlurped && !options.isRawInput { slurped = JSONArray() }
  }

  /// Of each input only what lies on a path is needed.
  func follow(_ path: [JSONValue]) {
    if path.isEmpty || options.isStream || options.isSlurped || options.isRawInput { return }
    parser = ValueParser(isSequence: options.isSequence, path: path)
  }

  // MARK: Events

  /// Events of `--stream` that were read together, as each costs little.
  private var events: [(event: AnyParser.Event, line: Int)] = []
  private var nextEvent = 0
  private var eventLine = 0
  /// So few that their memory comes from what the allocator has at hand of each size.
  private static let mostEvents = 6

  /// Reads as many events as the bytes at hand give.
  /// - Returns: how many bytes were taken.
  private func takeEvents(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var at = 0
    events.removeAll(keepingCapacity: true)
    nextEvent = 0
    while true {
      let rest = UnsafeBufferPointer(rebasing: bytes[at...])
      let (event, used) = parser.feed(rest)
      advance(rest, used)
      at += used
      events.append((event, parsedLine))
      guard case .value = event, events.count < JQInputs.mostEvents else { return at }
    }
  }

  private func nextOfEvents() -> AnyParser.Event? {
    guard nextEvent < events.count else { return nil }
    defer { nextEvent += 1 }
    eventLine = events[nextEvent].line
    var event = AnyParser.Event.needsMore
    swap(&event, &events[nextEvent].event)
    return event
  }

  // MARK: Position

  /// Newlines of the file that were read before its present line.
  private var lineBase = 0
  private var rawLines = 0
  /// How far behind what was taken the line ends; nil when that is not known to be read.
  private var distance: Int?

  /// The number of newlines read of the present file; jq reads whole lines.
  var line: Int {
    if options.isRawInput { return rawLines }
    return readsTogether && nextEvent > 0 ? eventLine : parsedLine
  }

  private var parsedLine: Int {
    parser.newlineCount - lineBase + (distance == nil ? 0 : 1)
  }

  /// Where an error is.
  var position: ByteString { name.map { "\($0):\(line)" } ?? "<unknown>" }

  // MARK: Reading

  /// The next input.
  /// - Throws: cancellation; other errors of reading are reported.
  func next() throws(Errno) -> Next {
    if options.isRawInput { return try nextText() }
    if slurped == nil { return try nextValue() }
    while true {
      switch try nextValue() {
      case .value(let value): slurped?.append(value)
      case .failed(let message): return .failed(message)
      case .end:
        guard let all = slurped, !hasEnded else { return .end }
        hasEnded = true
        slurped = []
        return .value(.array(all))
      }
    }
  }

  private func nextValue() throws(Errno) -> Next {
    while true {
      switch nextOfEvents() {
      case .value(let value)?: return .value(value)
      case .failed(let message)?: return failure(message)
      case .needsMore?, nil: break
      }
      guard let reader = try openReader() else {
        events = []
        nextEvent = 0
        switch parser.finish() {
        case .value(let value): return .value(value)
        case .failed(let message): return failure(message)
        case .needsMore: return .end
        }
      }
      var found: AnyParser.Event = .needsMore
      let isMore = try read(reader) { bytes in
        if readsTogether { return takeEvents(bytes) }
        let (event, used) = parser.feed(bytes)
        found = event
        advance(bytes, used)
        return used
      }
      switch found {
      case .value(let value): return .value(value)
      case .failed(let message): return failure(message)
      case .needsMore: if !isMore { self.reader = nil }
      }
    }
  }

  private func failure(_ message: ByteString) -> Next {
    if options.tellsStreamErrors {
      return .value([.string(JSONString(message)), .array(parser.path)])
    }
    return .failed(message)
  }

  /// Keeps in mind where the line ends that jq would have read by now.
  private func advance(_ bytes: UnsafeBufferPointer<UInt8>, _ used: Int) {
    if used == 0 { return }
    if let known = distance, known >= used {
      distance = known - used
      return
    }
    distance = nil
    if bytes[used - 1] == 0x0A { return }
    var at = used
    let end = Swift.min(bytes.count, used + 65_536)
    while at < end {
      if bytes[at] == 0x0A {
        distance = at - used
        return
      }
      at += 1
    }
  }

  /// Hands on what can be read now.
  /// - Returns: false at the end of the file.
  private func read(
    _ reader: ByteReader, _ body: (UnsafeBufferPointer<UInt8>) -> Int
  ) throws(Errno) -> Bool {
    do {
      return try reader.readSome { body($0) }
    } catch let error as Errno {
      if error == .cancelled || error == .interrupted { throw error }
      context.report("error: \(error.message)")
      hasFailed = true
      return false
    } catch {
      return false
    }
  }

  /// The file at hand, or the next one that can be opened.
  private func openReader() throws(Errno) -> ByteReader? {
    while reader == nil {
      guard nextFile < files.count else { return nil }
      let operand = files[nextFile]
      nextFile += 1
      lineBase = parser.newlineCount
      rawLines = 0
      distance = nil
      name = operand == "-" ? "<stdin>" : operand
      if operand == "-" {
        reader = context.input
        return reader
      }
      do throws(Errno) {
        reader = ByteReader(try context.open(operand, .read), gate: context.gate)
      } catch {
        if error == .cancelled || error == .interrupted { throw error }
        context.report("error: Could not open file \(operand): \(error.message)")
        hasFailed = true
      }
    }
    return reader
  }

  // MARK: Lines

  private func nextText() throws(Errno) -> Next {
    if options.isSlurped {
      if hasEnded { return .end }
      hasEnded = true
      var all = ByteBuffer()
      while let reader = try openReader() {
        var isMore = true
        while isMore {
          isMore = try read(reader) { bytes in
            all.append(bytes)
            for byte in bytes where byte == 0x0A { rawLines += 1 }
            return bytes.count
          }
        }
        self.reader = nil
      }
      return .value(.string(all.withBytes { JSONString(repairing: $0) }))
    }
    var text = ByteBuffer()
    while let reader = try openReader() {
      var isComplete = false
      let isMore = try read(reader) { bytes in
        var end = 0
        while end < bytes.count && bytes[end] != 0x0A { end += 1 }
        text.append(bytes.baseAddress, count: end)
        isComplete = end < bytes.count
        return isComplete ? end + 1 : end
      }
      if isComplete {
        rawLines += 1
        return .value(.string(text.withBytes { JSONString(repairing: $0) }))
      }
      if !isMore { self.reader = nil }
    }
    if text.isEmpty { return .end }
    return .value(.string(text.withBytes { JSONString(repairing: $0) }))
  }
}

/// A parser of either kind of inputs.
class AnyParser {
  enum Event {
    case value(JSONValue)
    case needsMore
    case failed(ByteString)
  }

  var newlineCount: Int { 0 }
  var path: JSONArray { [] }
  func feed(_ bytes: UnsafeBufferPointer<UInt8>) -> (Event, Int) { (.needsMore, bytes.count) }
  func finish() -> Event { .needsMore }
}

/// Parses whole values.
final class ValueParser: AnyParser {
  private var tokenizer: JSONTokenizer<JSONBuilder>

  init(isSequence: Bool, path: [JSONValue] = []) {
    tokenizer = JSONTokenizer(JSONBuilder(path: path), isSequence: isSequence)
  }

  override var newlineCount: Int { tokenizer.newlineCount }

  override func feed(_ bytes: UnsafeBufferPointer<UInt8>) -> (Event, Int) {
    let (event, used) = tokenizer.feed(bytes)
    switch event {
    case .value(let value): return (.value(value), used)
    case .failed(let message): return (.failed(message), used)
    case .needsMore: return (.needsMore, used)
    }
  }

  override func finish() -> Event {
    switch tokenizer.finish() {
    case .value(let value): .value(value)
    case .failed(let message): .failed(message)
    case .needsMore: .needsMore
    }
  }
}

/// Parses the events of `--stream`.
final class EventParser: AnyParser {
  private var tokenizer: JSONTokenizer<JSONEvents>

  init(isSequence: Bool) {
    tokenizer = JSONTokenizer(JSONEvents(), isSequence: isSequence)
  }

  override var newlineCount: Int { tokenizer.newlineCount }
  override var path: JSONArray { tokenizer.failedPath }

  override func feed(_ bytes: UnsafeBufferPointer<UInt8>) -> (Event, Int) {
    let (event, used) = tokenizer.feed(bytes)
    switch event {
    case .value(let value): return (.value(value), used)
    case .failed(let message): return (.failed(message), used)
    case .needsMore: return (.needsMore, used)
    }
  }

  override func finish() -> Event {
    switch tokenizer.finish() {
    case .value(let value): .value(value)
    case .failed(let message): .failed(message)
    case .needsMore: .needsMore
    }
  }
}
