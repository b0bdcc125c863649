import ShellBytes
import ShellCommand

/// A command that may change the shell. Like `Utility`, but its function gets the shell itself.
///
/// A class, so that code that calls it holds one word.
final class Builtin: Sendable {
  /// What it may do to the shell, beside its status.
  enum Effect {
    case any
    /// Nothing, unless it is given an option.
    case withOption
    case none
  }

  let name: ByteString
  /// The synopsis behind the name.
  let usage: ByteString
  /// Whether it is a special builtin (XCU 2.15).
  let isSpecial: Bool
  /// Whether systems have a program of that name, so that a path such as `/bin/echo` may mean it.
  let isAlsoProgram: Bool
  let effect: Effect
  /// Sets `status` and returns what follows. An error it throws is printed as the shell's.
  let function: @Sendable (inout Interpreter, Words) throws(ShellError) -> Flow

  init(
    _ name: ByteString, usage: ByteString, isSpecial: Bool = false, isAlsoProgram: Bool = false,
    effect: Effect = .any,
    _ function: @escaping @Sendable (inout Interpreter, Words) throws(ShellError) -> Flow
  ) {
    self.name = name
    self.usage = usage
    self.isSpecial = isSpecial
    self.isAlsoProgram = isAlsoProgram
    self.effect = effect
    self.function = function
  }
}

extension Builtin {
  /// Whether called with these words it leaves the shell as it is.
  func leavesShell(_ words: [WordCode]) -> Bool {
    switch effect {
    case .any: false
    case .withOption: words.count > 1 && words[1].constant?.hasPrefix("-") == false
    case .none: true
    }
  }
}

/// Options of builtins, taken apart by the guidelines of XBD 12.2: letters may be clustered, `--`
/// ends them.
struct BuiltinOptions {
  /// Letter, argument, and whether `+` introduced it.
  private(set) var found: [(letter: UInt8, value: ByteString, isPlus: Bool)] = []
  /// The place of the first operand among the words.
  private(set) var firstOperand: Int

  /// - Parameters:
  ///   - letters: as for getopts; `:` behind a letter that takes an argument.
  ///   - allowsPlus: whether `+x` is an option, too.
  /// - Throws: `name: -x: invalid option`, with the usage and status 2.
  init(
    _ builtin: ByteString, _ letters: ByteString, usage: @autoclosure () -> ByteString,
    _ shell: inout Interpreter,
    _ words: Words, allowsPlus: Bool = false
  ) throws(ShellError) {
    firstOperand = 1
    while firstOperand < words.count {
      let word = shell[words, firstOperand]
      guard word.count > 1, let sign = word.first,
        sign == UInt8(ascii: "-") || allowsPlus && sign == UInt8(ascii: "+")
      else { return }
      firstOperand += 1
      if word == "--" { return }
      var at = 1
      while at < word.count {
        let letter = word[at]
        at += 1
        guard letter != UInt8(ascii: ":"), let place = letters.firstIndex(of: letter) else {
          throw BuiltinOptions.invalid(
            builtin, ByteString([sign, letter]), usage: usage(), shell)
        }
        if place + 1 < letters.count, letters[place + 1] == UInt8(ascii: ":") {
          var value = word.dropFirst(at)
          if value.isEmpty {
            guard firstOperand < words.count else {
              throw ShellError(
                "\(builtin): -\(ByteString([letter])): option requires an argument\n\(builtin): usage: \(builtin) \(usage())",
                status: 2)
            }
            value = shell[words, firstOperand]
            firstOperand += 1
          }
          found.append((letter, value, sign == UInt8(ascii: "+")))
          break
        }
        found.append((letter, "", sign == UInt8(ascii: "+")))
      }
    }
  }

  static func invalid(
    _ builtin: ByteString, _ option: ByteString, usage: ByteString, _ shell: borrowing Interpreter
  ) -> ShellError {
    ShellError(
      "\(builtin): \(option): invalid option\n\(builtin): usage: \(builtin) \(usage)", status: 2)
  }

  func contains(_ letter: Unicode.Scalar) -> Bool {
    found.contains { $0.letter == UInt8(ascii: letter) }
  }

  subscript(letter: Unicode.Scalar) -> ByteString? {
    found.last { $0.letter == UInt8(ascii: letter) }?.value
  }
}

extension Interpreter {
  /// The operands from a place on, copied from the stack.
  func operands(_ words: Words, from place: Int) -> [ByteString] {
    guard place < words.count else { return [] }
    return (place..<words.count).map { self[words, $0] }
  }

  /// Ends a builtin with a status.
  @inline(__always)
  mutating func done(_ status: ExitStatus = .success) -> Flow {
    self.status = status
    return .normal
  }
}
