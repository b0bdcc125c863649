import ShellBytes

/// A POSIX regular expression on bytes, leftmost-longest (XBD 9), with GNU's additions
/// (`\+ \? \|`, `\w \W \s \S \b \B \< \> \` \'`).
public final class Regex: Sendable {
  public enum Syntax: Sendable, Hashable { case basic, extended }
  public struct Options: OptionSet, Sendable, Hashable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let ignoresCase = Options(rawValue: 1)
    /// `^` and `$` also match at newlines, and `.` does not match a newline.
    public static let multiline = Options(rawValue: 2)
  }

  /// - Throws: `RegexError` in glibc's words.
  public init(
    _ pattern: ByteString, syntax: Syntax, options: Options = [],
    encoding: CharacterEncoding = .utf8
  ) throws(RegexError) {
  }

  /// The number of `( )` groups.
  public var groupCount: Int { 0 }

  /// Looks for the leftmost, there longest match that begins at or after `offset`.
  ///
  /// - Parameters:
  ///   - isLineStart: whether `^` matches at offset 0.
  ///   - captures: becomes the whole match and each group, nil for a group that took no part.
  public func firstMatch(
    _ bytes: UnsafeBufferPointer<UInt8>, from offset: Int = 0, isLineStart: Bool = true,
    captures: inout [Range<Int>?]
  ) -> Bool { false }

  /// Whether there is a match anywhere; faster than asking where.
  public func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { false }
}

/// Why a pattern is no regular expression.
public struct RegexError: Error, Sendable, Hashable {
  /// As glibc's regerror(3) says it: `Unmatched ( or \(`.
  public var message: ByteString
  public init(_ message: ByteString) { self.message = message }
}
