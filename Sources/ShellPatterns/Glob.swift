import ShellBytes

/// A parsed pattern (XCU 2.14): `*`, `?`, `[…]`, and with `isExtended` bash's `?(…)` and its kin.
/// A backslash quotes the character behind it.
public final class Glob: Sendable {
  public struct Options: OptionSet, Sendable, Hashable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// `?(a|b) *(a|b) +(a|b) @(a|b) !(a|b)` are patterns.
    public static let extended = Options(rawValue: 1)
    public static let ignoresCase = Options(rawValue: 2)
    /// `/` is matched by `/` alone, and a leading `.` only by `.` (XCU 2.14.3).
    public static let path = Options(rawValue: 4)
    /// With `path`: a leading `.` needs no `.`.
    public static let matchesDotFiles = Options(rawValue: 8)
  }

  public init(
    _ pattern: ByteString, options: Options = [], encoding: CharacterEncoding = .utf8
  ) {
  }

  /// Whether a text has unquoted pattern characters, so that it may match something else than
  /// itself.
  public static func isPattern(_ text: ByteString, options: Options = []) -> Bool { false }

  /// The text that a pattern without pattern characters matches, its quotes removed.
  public var literal: ByteString? { nil }

  /// Whether the pattern matches all of the bytes.
  public func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { false }

  /// The length of the shortest or longest prefix that matches, for `${x#p}` and `${x##p}`.
  public func prefixLength(_ bytes: UnsafeBufferPointer<UInt8>, longest: Bool) -> Int? { nil }

  /// The length of the shortest or longest suffix that matches, for `${x%p}` and `${x%%p}`.
  public func suffixLength(_ bytes: UnsafeBufferPointer<UInt8>, longest: Bool) -> Int? { nil }

  /// The leftmost and there longest match at or after an offset, for `${x/p/r}`.
  public func firstMatch(
    _ bytes: UnsafeBufferPointer<UInt8>, from offset: Int
  ) -> Range<Int>? { nil }
}
