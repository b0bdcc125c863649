import ShellBytes
import ShellCommand
import ShellPatterns
import ShellSystem

/// What grep looks for, whatever kind of pattern it is.
struct GrepMatcher {
  private enum Engine {
    /// No pattern at all, as of an empty file: matches nothing.
    case nothing
    case regex(Regex)
    case perl(PerlRegex)
  }
  private let engine: Engine
  private let delimiter: UInt8

  init(_ settings: GrepSettings, _ context: CommandContext) throws {
    delimiter = settings.delimiter
    var options: Regex.Options = [.toleratesRepeats, .refusesBareClasses]
    if settings.ignoresCase { options.insert(.ignoresCase) }
    if settings.isWholeWord { options.insert(.wholeWord) }
    if settings.isWholeLine { options.insert(.wholeLine) }
    if settings.patterns.isEmpty {
      engine = .nothing
      return
    }
    do {
      switch settings.kind {
      case .fixed:
        engine = .regex(
          try Regex(literals: settings.patterns, options: options, encoding: settings.encoding))
      case .basic, .extended:
        let regex = try Regex(
          settings.patterns, syntax: settings.kind == .basic ? .basic : .extended,
          options: options, encoding: settings.encoding)
        for warning in regex.warnings { context.report("warning: \(warning)") }
        engine = .regex(regex)
      case .perl:
        if settings.patterns.count > 1 {
          throw UtilityError("the -P option only supports a single pattern", status: 2)
        }
        engine = .perl(try PerlRegex(settings.patterns[0], settings))
      }
    } catch let error as RegexError {
      throw UtilityError(error.message, status: 2)
    }
  }

  /// The next line of a block that matches, without its delimiter.
  func firstLine(_ block: UnsafeBufferPointer<UInt8>, from offset: Int) throws -> Range<Int>? {
    switch engine {
    case .nothing: return nil
    case .regex(let regex):
      return regex.firstMatchingLine(block, from: offset, delimiter: delimiter)
    case .perl(let regex):
      var at = offset
      while at < block.count {
        let end = block.firstOffset(of: delimiter, from: at, to: block.count) ?? block.count
        let line = UnsafeBufferPointer(rebasing: block[at..<end])
        if try regex.firstMatch(line, from: 0) != nil { return at..<end }
        at = end + 1
      }
      return nil
    }
  }

  /// The next match in a line.
  func firstMatch(
    _ line: UnsafeBufferPointer<UInt8>, from offset: Int, _ captures: inout [Range<Int>?]
  ) throws -> Range<Int>? {
    switch engine {
    case .nothing: return nil
    case .regex(let regex):
      return regex.firstMatch(line, from: offset, captures: &captures) ? captures[0] : nil
    case .perl(let regex): return try regex.firstMatch(line, from: offset)
    }
  }
}
