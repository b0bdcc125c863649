import ShellBytes
import ShellSyntax
import Testing

/// A script, and what reference shells say of its syntax.
struct SyntaxCase: CustomTestStringConvertible {
  var script: String
  /// Whether `bash -n` takes it; with extended patterns, as `bash -O extglob -n` does.
  var isBash: Bool
  /// Whether `dash -n` takes it.
  var isDash: Bool
  /// Whether bash met the end of the file where it wanted more.
  var isUnfinished: Bool
  /// Where the parser does not agree with a shell: why.
  var differs: [Dialect: String]

  /// What both shells accept.
  static func both(_ script: String, differs: [Dialect: String] = [:]) -> SyntaxCase {
    SyntaxCase(
      script: script, isBash: true, isDash: true, isUnfinished: false, differs: differs)
  }

  /// What bash alone accepts.
  static func bash(_ script: String, differs: [Dialect: String] = [:]) -> SyntaxCase {
    SyntaxCase(
      script: script, isBash: true, isDash: false, isUnfinished: false, differs: differs)
  }

  /// What dash alone accepts.
  static func dash(_ script: String, differs: [Dialect: String] = [:]) -> SyntaxCase {
    SyntaxCase(
      script: script, isBash: false, isDash: true, isUnfinished: false, differs: differs)
  }

  /// What dash alone accepts, and bash misses the end of.
  static func dashUnfinished(_ script: String, differs: [Dialect: String] = [:]) -> SyntaxCase {
    SyntaxCase(script: script, isBash: false, isDash: true, isUnfinished: true, differs: differs)
  }

  /// What both refuse.
  static func wrong(_ script: String, differs: [Dialect: String] = [:]) -> SyntaxCase {
    SyntaxCase(
      script: script, isBash: false, isDash: false, isUnfinished: false, differs: differs)
  }

  /// What both refuse because it ends too early.
  static func unfinished(_ script: String, differs: [Dialect: String] = [:]) -> SyntaxCase {
    SyntaxCase(
      script: script, isBash: false, isDash: false, isUnfinished: true, differs: differs)
  }

  var testDescription: String { script }

  /// Requires the verdicts, and that printing loses nothing of what is accepted.
  func check() throws {
    try check(.bash, isBash)
    try check(.posix, isDash)
  }

  private func check(_ dialect: Dialect, _ isAccepted: Bool) throws {
    let isExpected = differs[dialect] == nil ? isAccepted : !isAccepted
    do throws(SyntaxError) {
      let program = try Parser.parse(ByteString(script + "\n"), dialect: dialect)
      #expect(isExpected, "\(dialect) accepts \(script)")
      let printed = Printer.print(program)
      let again = try Parser.parse(printed, dialect: dialect)
      #expect(again == program, "\(script)\nprinted as\n\(printed)")
      for list in program.commands {
        let line = Printer.line(list)
        #expect(try Parser.parse(line, dialect: dialect).commands == [list], "\(line)")
      }
    } catch {
      #expect(!isExpected, "\(dialect) refuses \(script): \(error.message)")
      if dialect == .bash && !isExpected && differs[.bash] == nil {
        #expect(error.isIncomplete == isUnfinished, "\(script): \(error.message)")
      }
    }
  }
}
