import ShellBytes

/// A word before expansion.
///
/// - Grammar: Grammar/word.ebnf.
/// - Source: POSIX.1-2024 XCU 2.2 to 2.6.
public struct Word: SyntaxNode {
  /// Its pieces, from left to right.
  public var parts: [WordPart] {
    get {
      switch storage {
      case .plain(let text): return [.literal(text)]
      case .parts(let parts): return parts
      }
    }
    set { storage = .parts(newValue) }
  }
  public var range: SourceRange
  private var storage: Storage

  /// Most words are plain text, which needs no memory of its own.
  private enum Storage: Sendable {
    case plain(ByteString)
    case parts([WordPart])
  }

  public init(parts: [WordPart], range: SourceRange) {
    storage = .parts(parts)
    self.range = range
  }

  /// A word that is one literal.
  init(plain text: ByteString, range: SourceRange) {
    storage = .plain(text)
    self.range = range
  }

  /// The text of a word that has no quotes and no expansions.
  public var literal: ByteString? {
    switch storage {
    case .plain(let text): return text
    case .parts(let parts):
      if parts.isEmpty { return "" }
      if parts.count == 1, case .literal(let text) = parts[0] { return text }
      return nil
    }
  }

  public static func == (left: Word, right: Word) -> Bool {
    if case .plain(let text) = left.storage, case .plain(let other) = right.storage {
      return text == other
    }
    return left.parts == right.parts
  }
  public func hash(into hasher: inout Hasher) { hasher.combine(parts) }
}

/// A piece of a word.
public enum WordPart: Sendable, Hashable {
  /// Unquoted text; tildes, braces and pattern characters in it are special. Adjacent ones are
  /// joined. In the bash dialect the parentheses of `?(a|b)` are part of it.
  case literal(ByteString)
  /// `\c`: one quoted character; in UTF-8 all its bytes. A line continuation leaves nothing.
  case escaped(ByteString)
  /// `'…'`
  case singleQuoted(ByteString)
  /// `$'…'`, with its escapes already resolved.
  case dollarSingleQuoted(ByteString)
  /// `"…"`, or `$"…"`, which is the same in the C locale. Inside, `literal` is quoted text, and
  /// `escaped` is one of the characters that `\` quotes there.
  case doubleQuoted([WordPart])
  indirect case parameter(ParameterExpansion)
  indirect case commandSubstitution(CommandSubstitution)
  indirect case arithmetic(ArithmeticExpansion)
  indirect case processSubstitution(ProcessSubstitution)
}

/// `$( … )` or `` `…` ``.
///
/// - Source: POSIX.1-2024 XCU 2.6.3.
public struct CommandSubstitution: Sendable, Hashable {
  public var body: Program
  public var isBackquoted: Bool
  public init(body: Program, isBackquoted: Bool) {
    self.body = body
    self.isBackquoted = isBackquoted
  }
}

/// `<( … )` or `>( … )`.
///
/// - Source: bash 5.2 manual 3.5.6.
public struct ProcessSubstitution: Sendable, Hashable {
  /// Whether it is `<( … )`: the command's output is read.
  public var isInput: Bool
  public var body: Program
  public init(isInput: Bool, body: Program) {
    self.isInput = isInput
    self.body = body
  }
}
