import ShellBytes
import ShellCommand
import ShellInterpreter
import ShellSyntax

/// What a shell at a prompt needs: whether a text is complete, names to complete, and commands
/// that a signal ends without ending the shell.
extension Shell {
  /// Whether a text can be run.
  public enum Completeness: Sendable {
    case complete
    /// More lines may complete it: a construct is open, a quotation, a here-document.
    case incomplete
    /// No more text makes it a program.
    case wrong(Failure)
  }

  /// Looks at a text without running it.
  public static func completeness(of text: ByteString) -> Completeness {
    do {
      _ = try Parser.parse(text)
    } catch {
      if error.isIncomplete { return .incomplete }
      return .wrong(
        Failure(
          kind: .syntax, message: error.message, line: error.line, column: error.column,
          status: .usage))
    }
    if endsInBackslash(text) { return .incomplete }
    // A parenthesis that closes nothing is no program, unless a here-document swallows it.
    if text.firstRange(of: "<<") != nil, (try? Parser.parse(text + "\n)")) != nil {
      return .incomplete
    }
    return .complete
  }

  /// Whether the last newline is to be taken away, with what continues the line.
  private static func endsInBackslash(_ text: ByteString) -> Bool {
    var count = 0
    while count < text.count && text[text.count - 1 - count] == UInt8(ascii: "\\") { count += 1 }
    return count % 2 == 1
  }

  /// Makes this shell interactive: an error ends the command and not the shell, and SIGINT ends
  /// what runs with status 130 (XCU 2.8.1, XCU 2.12). The configuration must own the signals.
  public func becomeInteractive() { interpreter.pointee.becomeInteractive() }

  /// Runs a text as if typed at a prompt: in this shell, what it sets stays.
  /// - Returns: `$?` afterwards, and whether `exit` was run: the caller then ends.
  public func executeInteractively(_ text: ByteString) -> (status: ExitStatus, isExit: Bool) {
    let isExit = interpreter.pointee.runInteractively(text)
    return (interpreter.pointee.status, isExit)
  }

  /// Sets `$?`, as a line that was given up does.
  public func setStatus(_ status: ExitStatus) { interpreter.pointee.status = status }

  /// Runs the EXIT trap, when the session ends.
  public func endSession() { interpreter.pointee.endSession() }

  /// The names of all variables that are set.
  public var variableNames: [ByteString] { interpreter.pointee.variableNames() }
  /// The names of all functions.
  public var functionNames: [ByteString] { interpreter.pointee.functionNames() }
  /// The names of all aliases.
  public var aliasNames: [ByteString] { interpreter.pointee.aliasNames() }
  /// The names of builtins, utilities and reserved words.
  public var commandNames: [ByteString] {
    interpreter.pointee.commandNames() + Shell.reservedWords
  }
  private static let reservedWords: [ByteString] = [
    "case", "coproc", "do", "done", "elif", "else", "esac", "fi", "for", "function", "if", "in",
    "select", "then", "time", "until", "while",
  ]
  /// A variable's value; nil when it is unset or an array without an element 0.
  public func value(of variable: ByteString) -> ByteString? {
    interpreter.pointee.value(named: variable)
  }
  /// The logical working directory.
  public var directory: ByteString { interpreter.pointee.directory }
}
