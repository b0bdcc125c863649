import CReadline
import ShellBytes
import ShellSystem

/// Where the REPL's lines come from: readline at a terminal, else plain reading.
final class LineReader {
  /// What reading a line came to.
  enum Line {
    case text(ByteString)
    /// Ctrl-C: what was typed is given up.
    case interrupted
    case end
  }

  private let usesReadline: Bool
  private let isTerminal: Bool
  /// Shared with the commands that run, so that they read what follows them.
  private let input: OpenFile
  private let gate: Gate

  /// Why lines cannot be edited; nil when they can, or need not be.
  let notice: ByteString?

  init(_ input: OpenFile, gate: Gate) {
    self.input = input
    self.gate = gate
    isTerminal = Terminal.isTerminal(0)
    guard isTerminal else {
      usesReadline = false
      notice = nil
      return
    }
    if let why = creadline_load() {
      usesReadline = false
      notice = ByteString(cString: why)
      return
    }
    usesReadline = true
    notice = nil
    LineReader.callbacks.begin(input, gate)
    creadline_set_up(
      "nacre", { LineReader.nextByte() },
      { line, start, end in
        guard let line else { return 0 }
        return LineReader.complete(ByteString(cString: line), Int(start), Int(end))
      })
    creadline_limit_history(Int32(History.limit))
  }

  /// Whether a person sits there: prompts and greetings are for them.
  var isInteractive: Bool { isTerminal }

  func remember(_ entry: ByteString) {
    if usesReadline { entry.withCString { creadline_add_history($0) } }
  }

  /// Who finds candidates for the word at the cursor.
  func setCompletion(_ completion: @escaping () -> Completion) {
    LineReader.callbacks.completion = completion
  }

  /// Reads a line, without its newline.
  func read(_ prompt: ByteString) -> Line {
    if usesReadline { return readWithReadline(prompt) }
    if isTerminal { writePrompt(prompt) }
    do {
      var line = ByteBuffer()
      let isTerminated = try input.readLine(into: &line, gate)
      if line.isEmpty && !isTerminated { return .end }
      return .text(line.string())
    } catch {
      guard error == .interrupted, LineReader.takeInterrupt(gate) else { return .end }
      return .interrupted
    }
  }

  private func writePrompt(_ prompt: ByteString) {
    try? KernelFile(2, ending: .stays).write(prompt, gate)
  }

  private func readWithReadline(_ prompt: ByteString) -> Line {
    var isInterrupted: Int32 = 0
    guard let text = prompt.withCString({ creadline_read($0, &isInterrupted) }) else {
      return isInterrupted != 0 ? .interrupted : .end
    }
    defer { creadline_free(text) }
    return .text(ByteString(cString: text))
  }

  // MARK: Called by readline

  /// Whom readline calls. It is one for the process, calls on the thread that reads a line, and
  /// only that thread touches this.
  private final class Callbacks: @unchecked Sendable {
    private(set) var input: OpenFile?
    private(set) var gate = Gate()
    var completion: (() -> Completion)?

    func begin(_ input: OpenFile, _ gate: Gate) {
      self.input = input
      self.gate = gate
    }
  }
  private static let callbacks = Callbacks()

  /// The next byte of the terminal, waited for through the gate, so that a signal is seen.
  private static func nextByte() -> Int32 {
    let end = Int32(CREADLINE_END)
    guard let input = callbacks.input else { return end }
    while true {
      do {
        return try input.read(callbacks.gate) { bytes -> (used: Int, result: Int32) in
          bytes.isEmpty ? (0, end) : (1, Int32(bytes[0]))
        }
      } catch let error as Errno {
        guard error == .interrupted else { return end }
        if takeInterrupt(callbacks.gate) { return Int32(CREADLINE_INTERRUPT) }
      } catch {
        return end
      }
    }
  }

  /// Forgets the signals that came.
  /// - Returns: whether SIGINT was among them.
  static func takeInterrupt(_ gate: Gate) -> Bool {
    _ = gate.takeSignalNotice()
    return Signal.interrupt.take()
  }

  private static func complete(_ line: ByteString, _ start: Int, _ end: Int) -> CChar {
    guard let make = callbacks.completion else { return 0 }
    let (words, behind) = make().candidates(line, start, end)
    for word in words { word.withCString { creadline_add_match($0) } }
    return CChar(truncatingIfNeeded: behind)
  }
}
