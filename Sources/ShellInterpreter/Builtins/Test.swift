import ShellBytes
import ShellCommand
import ShellSyntax

extension Builtin {
  /// `test` evaluates a condition.
  ///
  /// - Status: 0 when it holds, 1 when it does not, 2 when it is none.
  /// - Source: POSIX.1-2024 XCU `test`, by the number of arguments; more than four as bash 5.2.
  static let test = Builtin("test", usage: "[expr]", isAlsoProgram: true) {
    (shell, words) throws(ShellError) -> Flow in
    try shell.test(words, count: words.count - 1)
  }

  /// `[` is `test` with a last argument of `]`.
  ///
  /// - Status: as `test`; 2 without the `]`.
  /// - Source: POSIX.1-2024 XCU `test`.
  static let bracket = Builtin("[", usage: "arg... ]", isAlsoProgram: true) {
    (shell, words) throws(ShellError) -> Flow in
    guard words.count > 1, shell[words, words.count - 1] == "]" else {
      throw ShellError("[: missing `]'", status: 2)
    }
    return try shell.test(words, count: words.count - 2)
  }
}

extension Interpreter {
  fileprivate mutating func test(_ words: Words, count: Int) throws(ShellError) -> Flow {
    let result: Bool
    do throws(ShellError) {
      result = try testWords(words, from: 1, count: count)
    } catch {
      if error.reach == .environment { throw error }
      throw ShellError("\(builtinName(words)): \(error.message)", status: 2)
    }
    status = result ? .success : .failure
    return .normal
  }

  /// Evaluates the `count` words from `first` on as `test` does; nothing is allocated for up to
  /// four.
  /// - Throws: what is wrong with them, without the name of the command.
  mutating func testWords(
    _ words: Words, from first: Int, count: Int
  ) throws(ShellError) -> Bool {
    switch count {
    case 0: return false
    case 1: return !self[words, first].isEmpty
    case 2: return try testTwo(words, first)
    case 3: return try testThree(words, first)
    case 4:
      if self[words, first] == "!" { return try !testThree(words, first + 1) }
      if self[words, first] == "(" && self[words, first + 3] == ")" {
        return try testTwo(words, first + 1)
      }
    default: break
    }
    var parser = TestExpression(words: words, at: first, end: first + count)
    return try parser.evaluate(&self)
  }

  private mutating func testTwo(_ words: Words, _ first: Int) throws(ShellError) -> Bool {
    let word = self[words, first]
    if word == "!" { return self[words, first + 1].isEmpty }
    guard let letter = TestOperator.unary(word) else {
      throw ShellError("\(word): unary operator expected", status: 2)
    }
    return try test(letter, self[words, first + 1])
  }

  private mutating func testThree(_ words: Words, _ first: Int) throws(ShellError) -> Bool {
    let word = self[words, first + 1]
    if let found = TestOperator.binary(word) {
      return try testBinary(found, self[words, first], self[words, first + 2])
    }
    if word == "-a" {
      return !self[words, first].isEmpty && !self[words, first + 2].isEmpty
    }
    if word == "-o" {
      return !self[words, first].isEmpty || !self[words, first + 2].isEmpty
    }
    if self[words, first] == "!" { return try !testTwo(words, first + 1) }
    if self[words, first] == "(" && self[words, first + 2] == ")" { return !word.isEmpty }
    throw ShellError("\(word): binary operator expected", status: 2)
  }

  /// A comparison of `test`: strings are not patterns, numbers are decimal.
  func testBinary(
    _ operator: ConditionalExpression.BinaryOperator, _ left: ByteString, _ right: ByteString
  ) throws(ShellError) -> Bool {
    switch `operator` {
    case .equal: return left == right
    case .notEqual: return left != right
    case .before: return left < right
    case .after: return right < left
    case .newer, .older, .sameFile: return compareFiles(`operator`, left, right)
    default: break
    }
    let l = try TestOperator.number(left)
    let r = try TestOperator.number(right)
    switch `operator` {
    case .numericEqual: return l == r
    case .numericNotEqual: return l != r
    case .numericLess: return l < r
    case .numericLessOrEqual: return l <= r
    case .numericGreater: return l > r
    default: return l >= r
    }
  }
}

/// The operators of `test`.
enum TestOperator {
  /// The letter of `-x`, when that takes one operand.
  @inline(__always)
  static func unary(_ word: ByteString) -> UInt8? {
    guard word.count == 2, word[0] == UInt8(ascii: "-") else { return nil }
    let letter = word[1]
    return unaryLetters.contains(letter) ? letter : nil
  }

  private static let unaryLetters = ByteSet("abcdefghknoprstuvwxzGLNORS" as ByteString)

  static func binary(_ word: ByteString) -> ConditionalExpression.BinaryOperator? {
    switch word.count {
    case 1:
      switch word[0] {
      case UInt8(ascii: "="): return .equal
      case UInt8(ascii: "<"): return .before
      case UInt8(ascii: ">"): return .after
      default: return nil
      }
    case 2:
      if word == "!=" { return .notEqual }
      return word == "==" ? .equal : nil
    case 3:
      guard word[0] == UInt8(ascii: "-") else { return nil }
      switch (word[1], word[2]) {
      case (UInt8(ascii: "e"), UInt8(ascii: "q")): return .numericEqual
      case (UInt8(ascii: "n"), UInt8(ascii: "e")): return .numericNotEqual
      case (UInt8(ascii: "l"), UInt8(ascii: "t")): return .numericLess
      case (UInt8(ascii: "l"), UInt8(ascii: "e")): return .numericLessOrEqual
      case (UInt8(ascii: "g"), UInt8(ascii: "t")): return .numericGreater
      case (UInt8(ascii: "g"), UInt8(ascii: "e")): return .numericGreaterOrEqual
      case (UInt8(ascii: "n"), UInt8(ascii: "t")): return .newer
      case (UInt8(ascii: "o"), UInt8(ascii: "t")): return .older
      case (UInt8(ascii: "e"), UInt8(ascii: "f")): return .sameFile
      default: return nil
      }
    default: return nil
    }
  }

  /// A decimal number, with white space around it.
  @inline(__always)
  static func number(_ word: ByteString) throws(ShellError) -> Int {
    if let number = word.storedInteger { return number }
    return try parsedNumber(word)
  }

  private static func parsedNumber(_ word: ByteString) throws(ShellError) -> Int {
    if let number = word.decimalInteger { return number }
    var start = 0
    var end = word.count
    while start < end, word[start].isASCIISpace { start += 1 }
    while end > start, word[end - 1].isASCIISpace { end -= 1 }
    guard let number = word.bytes(in: start..<end).decimalInteger else {
      throw ShellError("\(word): integer expression expected", status: 2)
    }
    return number
  }
}

/// The grammar of `test` for more than four words: `-o`, `-a`, `!` and parentheses.
private struct TestExpression {
  let words: Words
  var at: Int
  let end: Int
  private var depth = 0

  init(words: Words, at: Int, end: Int) {
    self.words = words
    self.at = at
    self.end = end
  }

  mutating func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Bool {
    let result = try or(&shell)
    if at < end {
      let word = shell[words, at]
      throw ShellError(
        word.first == UInt8(ascii: "-")
          ? "syntax error: `\(word)' unexpected" : "too many arguments", status: 2)
    }
    return result
  }

  private mutating func or(_ shell: inout Interpreter) throws(ShellError) -> Bool {
    var result = try and(&shell)
    while at < end, shell[words, at] == "-o" {
      at += 1
      let right = try and(&shell)
      result = result || right
    }
    return result
  }

  private mutating func and(_ shell: inout Interpreter) throws(ShellError) -> Bool {
    var result = try term(&shell)
    while at < end, shell[words, at] == "-a" {
      at += 1
      let right = try term(&shell)
      result = result && right
    }
    return result
  }

  private mutating func term(_ shell: inout Interpreter) throws(ShellError) -> Bool {
    guard at < end else { throw ShellError("argument expected", status: 2) }
    depth += 1
    defer { depth -= 1 }
    if depth > 1000 { throw ShellError("too many arguments", status: 2) }
    var isNegated = false
    while at < end, shell[words, at] == "!" {
      isNegated.toggle()
      at += 1
    }
    guard at < end else { throw ShellError("argument expected", status: 2) }
    return try operand(&shell) != isNegated
  }

  private mutating func operand(_ shell: inout Interpreter) throws(ShellError) -> Bool {
    let word = shell[words, at]
    if word == "(" {
      at += 1
      let result = try or(&shell)
      guard at < end else { throw ShellError("`)' expected", status: 2) }
      guard shell[words, at] == ")" else {
        throw ShellError("`)' expected, found \(shell[words, at])", status: 2)
      }
      at += 1
      return result
    }
    if at + 3 <= end, let found = TestOperator.binary(shell[words, at + 1]) {
      let result = try shell.testBinary(found, word, shell[words, at + 2])
      at += 3
      return result
    }
    if at + 2 <= end, let letter = TestOperator.unary(word) {
      let result = try shell.test(letter, shell[words, at + 1])
      at += 2
      return result
    }
    at += 1
    return !word.isEmpty
  }
}
