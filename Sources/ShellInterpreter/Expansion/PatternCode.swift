import ShellBytes
import ShellPatterns

/// A pattern that a word is matched against: parsed once where it is constant.
final class PatternCode: @unchecked Sendable {
  private let word: WordCode
  private let constantText: ByteString?
  /// Whether `@(…)` and its kin are patterns whatever `extglob` says, as in `[[`.
  private let isAlwaysExtended: Bool
  /// Where it is constant and no more than text and a star, which needs no parsed form.
  let affixes: AffixPattern?
  private let inUTF8: Glob?
  private let inBytes: Glob?

  init(_ word: WordCode, constantText: ByteString?, isAlwaysExtended: Bool) {
    self.word = word
    self.constantText = constantText
    self.isAlwaysExtended = isAlwaysExtended
    affixes = constantText.flatMap { AffixPattern($0) }
    let parsed = affixes == nil ? constantText : nil
    let options: Glob.Options = isAlwaysExtended ? .extended : []
    inUTF8 = parsed.map { Glob($0, options: options, encoding: .utf8) }
    inBytes = parsed.map { Glob($0, options: options, encoding: .bytes) }
  }

  /// Whether it matches all of a value.
  func matches(
    _ value: ByteString, _ shell: inout Interpreter, ignoresCase: Bool
  ) throws(ShellError) -> Bool {
    if let affixes, !ignoresCase { return value.withBytes { affixes.matches($0) } }
    return try glob(&shell, ignoresCase: ignoresCase).matches(value)
  }

  /// The length of the shortest or longest prefix that it matches.
  func prefixLength(
    _ value: ByteString, _ shell: inout Interpreter, longest: Bool
  ) throws(ShellError) -> Int? {
    if let affixes { return value.withBytes { affixes.prefixLength($0, longest: longest) } }
    let glob = try glob(&shell)
    return value.withBytes { glob.prefixLength($0, longest: longest) }
  }

  /// The length of the shortest or longest suffix that it matches.
  func suffixLength(
    _ value: ByteString, _ shell: inout Interpreter, longest: Bool
  ) throws(ShellError) -> Int? {
    if let affixes { return value.withBytes { affixes.suffixLength($0, longest: longest) } }
    let glob = try glob(&shell)
    return value.withBytes { glob.suffixLength($0, longest: longest) }
  }

  /// The parsed pattern.
  func glob(_ shell: inout Interpreter, ignoresCase: Bool = false) throws(ShellError) -> Glob {
    if let inUTF8, let inBytes, !ignoresCase,
      isAlwaysExtended || !shell.options.contains(.extglob)
    {
      return shell.encoding == .utf8 ? inUTF8 : inBytes
    }
    return try parse(&shell, ignoresCase)
  }

  /// The pattern, quoted characters behind backslashes.
  func text(_ shell: inout Interpreter) throws(ShellError) -> ByteString {
    if let constantText { return constantText }
    return try word.pattern(&shell)
  }

  @inline(never)
  private func parse(
    _ shell: inout Interpreter, _ ignoresCase: Bool
  ) throws(ShellError) -> Glob {
    var options: Glob.Options = []
    if isAlwaysExtended || shell.options.contains(.extglob) { options.insert(.extended) }
    if ignoresCase { options.insert(.ignoresCase) }
    let pattern = try text(&shell)
    return shell.host.glob(pattern, options, shell.encoding)
  }
}
