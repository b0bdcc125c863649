/// A part of a source text: byte offsets from 0, half open, and the line and column of its start,
/// both from 1.
///
/// Two ranges always compare equal: where a tree was written is no part of what it says, so trees
/// can be compared as they are.
public struct SourceRange: Hashable, Sendable {
  public var start: Int32
  public var end: Int32
  public var line: Int32
  public var column: Int32

  public init(start: Int, end: Int, line: Int, column: Int) {
    self.start = Int32(clamping: start)
    self.end = Int32(clamping: end)
    self.line = Int32(clamping: line)
    self.column = Int32(clamping: column)
  }

  /// The range of what was only checked.
  @inline(__always)
  init() {
    start = 0
    end = 0
    line = 0
    column = 0
  }

  public static func == (left: SourceRange, right: SourceRange) -> Bool { true }
  public func hash(into hasher: inout Hasher) {}
}

/// A node of the syntax tree.
public protocol SyntaxNode: Hashable, Sendable {
  var range: SourceRange { get }
}
