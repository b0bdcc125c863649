import ShellBytes
import ShellCommand
import ShellPatterns

/// `case` (XCU 2.9.4.3).
///
/// The patterns stand in one row. The ends of the word and of a pattern are compared first: that
/// is a few instructions, and tells most patterns apart.
final class CaseCode: Code, @unchecked Sendable {
  final class Item: Sendable {
    fileprivate let body: Code
    fileprivate let fallsThrough: Bool
    fileprivate let testsNext: Bool
    init(body: Code, fallsThrough: Bool, testsNext: Bool) {
      self.body = body
      self.fallsThrough = fallsThrough
      self.testsNext = testsNext
    }
  }
  private struct Arm {
    let ends: AffixEnds
    let item: Int
  }
  private let word: WordCode
  private let items: CodeList<Item>
  private let patterns: CodeList<PatternCode>
  private let arms: UnsafeMutablePointer<Arm>
  private let line: Int32
  private let header: @Sendable () -> ByteString

  /// - Parameter header: its first line, for xtrace.
  init(
    word: WordCode, items: [(patterns: [PatternCode], item: Item)], line: Int32,
    header: @escaping @Sendable () -> ByteString
  ) {
    self.word = word
    self.items = CodeList(items.map(\.item))
    let patterns = items.flatMap(\.patterns)
    self.patterns = CodeList(patterns)
    arms = .allocate(capacity: max(1, patterns.count))
    var place = 0
    for (index, entry) in items.enumerated() {
      for pattern in entry.patterns {
        let ends = pattern.affixes?.ends ?? AffixEnds()
        (arms + place).initialize(to: Arm(ends: ends, item: index))
        place += 1
      }
    }
    self.line = line
    self.header = header
  }

  deinit { arms.deallocate() }

  override func run(_ shell: inout Interpreter) -> Flow {
    shell.line = line
    if shell.hasCommandHooks { shell.traceLine(header()) }
    var chosen: Int?
    var value = ByteString()
    do throws(ShellError) {
      value = try word.expand(&shell)
      chosen = try choose(value, from: 0, &shell)
    } catch {
      return shell.report(error)
    }
    if chosen == nil { shell.status = .success }
    while let item = chosen {
      let flow = items.with(item) { $0.body.run(&shell) }
      if flow != .normal { return flow }
      if items.with(item, { $0.fallsThrough }) {
        chosen = item &+ 1 < items.count ? item &+ 1 : nil
      } else if items.with(item, { $0.testsNext }) {
        // No item that follows leaves the status as it is.
        do throws(ShellError) {
          chosen = try choose(value, from: item &+ 1, &shell)
        } catch {
          return shell.report(error)
        }
      } else {
        break
      }
    }
    return .normal
  }

  /// The first item from one on of which a pattern matches.
  private func choose(
    _ value: ByteString, from first: Int, _ shell: inout Interpreter
  ) throws(ShellError) -> Int? {
    let ignoresCase = shell.options.contains(.nocasematch)
    let text = value.withBytes { TextEnds($0) }
    var index = 0
    while index < patterns.count {
      let arm = arms + index
      if arm.pointee.item >= first && (ignoresCase || arm.pointee.ends.admit(text)) {
        if arm.pointee.ends.decides && !ignoresCase { return arm.pointee.item }
        var matches = false
        try patterns.with(index) { (pattern) throws(ShellError) in
          matches = try pattern.matches(value, &shell, ignoresCase: ignoresCase)
        }
        if matches { return arm.pointee.item }
      }
      index &+= 1
    }
    return nil
  }
}
