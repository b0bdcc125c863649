import ShellBytes
import ShellCommand

/// `[ a -lt b ]` where both sides are numbers; everything else is left to the builtin.
final class NumericTestCode: Code, @unchecked Sendable {
  enum Comparison { case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual }
  private let left: WordCode
  private let right: WordCode
  private let comparison: Comparison
  private let nameSlot: Int
  private let fallback: SimpleCommandCode

  init(
    _ left: WordCode, _ comparison: Comparison, _ right: WordCode, nameSlot: Int,
    fallback: SimpleCommandCode
  ) {
    self.left = left
    self.right = right
    self.comparison = comparison
    self.nameSlot = nameSlot
    self.fallback = fallback
  }

  static func comparison(_ text: ByteString) -> Comparison? {
    switch text {
    case "-eq": .equal
    case "-ne": .notEqual
    case "-lt": .less
    case "-le": .lessOrEqual
    case "-gt": .greater
    case "-ge": .greaterOrEqual
    default: nil
    }
  }

  override func run(_ shell: inout Interpreter) -> Flow {
    // The guards: `[` is no function, nothing traces, numbers are not split.
    guard shell.function(nameSlot) == nil, !shell.hasCommandHooks,
      !shell.splitting.splitsNumbers, let l = left.storedNumber(&shell),
      let r = right.storedNumber(&shell)
    else { return fallback.run(&shell) }
    let holds: Bool
    switch comparison {
    case .equal: holds = l == r
    case .notEqual: holds = l != r
    case .less: holds = l < r
    case .lessOrEqual: holds = l <= r
    case .greater: holds = l > r
    case .greaterOrEqual: holds = l >= r
    }
    if holds {
      shell.status = .success
      return .normal
    }
    shell.status = .failure
    if shell.suppression > 0 { return .normal }
    return fallback.failed(&shell)
  }
}

/// `[ "$a" = b ]`, `[ -n "$a" ]` and `[ -z "$a" ]` of words that are one field each.
final class StringTestCode: Code, @unchecked Sendable {
  private let left: WordCode
  private let right: WordCode
  private let isNegated: Bool
  private let nameSlot: Int
  private let fallback: SimpleCommandCode

  init(
    _ left: WordCode, _ right: WordCode, isNegated: Bool, nameSlot: Int,
    fallback: SimpleCommandCode
  ) {
    self.left = left
    self.right = right
    self.isNegated = isNegated
    self.nameSlot = nameSlot
    self.fallback = fallback
  }

  override func run(_ shell: inout Interpreter) -> Flow {
    guard shell.function(nameSlot) == nil, !shell.hasCommandHooks else {
      return fallback.run(&shell)
    }
    fallback.enter(&shell)
    do throws(ShellError) {
      let l = try left.expand(&shell)
      let r = try right.expand(&shell)
      if (l == r) != isNegated {
        shell.status = .success
        return .normal
      }
    } catch {
      return shell.report(error)
    }
    shell.status = .failure
    if shell.suppression > 0 { return .normal }
    return fallback.failed(&shell)
  }
}
