import ShellBytes
import ShellSystem

/// The actions of `trap`.
struct Traps {
  enum Action {
    /// `trap ''`
    case ignore
    case run(ByteString)
  }
  struct Depths {
    var error = 0
    var debug = 0
    var `return` = 0
  }
  /// Conditions beside signals 1 to 64.
  static let exit = 0
  static let error = 65
  static let debug = 66
  static let `return` = 67

  /// Condition to action; a condition that is not here has its default.
  var actions: [Int: Action] = [:]
  /// How deep in calls each of ERR, DEBUG and RETURN was set: deeper functions do not inherit it,
  /// unless an option says so (bash 5.2 manual 4.3.1, `errtrace`, `functrace`).
  var depths = Depths()
  /// What `trap` prints in a subshell before it sets one of its own (XCU `trap`).
  var inherited: [Int: Action] = [:]

  var isEmpty: Bool { actions.isEmpty && inherited.isEmpty }

  subscript(condition: Int) -> ByteString? {
    if case .run(let text)? = actions[condition] { return text }
    return nil
  }

  func isIgnored(_ condition: Int) -> Bool {
    if case .ignore? = actions[condition] { return true }
    return false
  }

  /// The signals that `trap ''` ignores: what is started finds them so.
  var ignoredSignals: [Int32] {
    actions.compactMap { condition, action in
      if case .ignore = action, condition > 0 && condition < 65 { return Int32(condition) }
      return nil
    }
  }

  /// The name of a condition, as `trap` prints it.
  static func name(_ condition: Int) -> ByteString {
    switch condition {
    case exit: return "EXIT"
    case error: return "ERR"
    case debug: return "DEBUG"
    case `return`: return "RETURN"
    default:
      return "SIG" + (Signal(number: Int32(condition)).name ?? ByteString(condition))
    }
  }

  /// Whether a signal can be named, and its action set.
  static func hasName(_ number: Int) -> Bool {
    let signal = Signal(number: Int32(number))
    return signal.name != nil && signal != .kill && signal != .stop
  }

  /// The condition that a word names.
  static func condition(_ word: ByteString) -> Int? {
    switch word.asciiUppercased {
    case "ERR": return error
    case "DEBUG": return debug
    case "RETURN": return `return`
    default: return Signal(word).map { Int($0.number) }
    }
  }

  /// What a subshell starts with: ignored signals stay ignored, the others get their default.
  func resetForSubshell(keepsError: Bool, keepsDebug: Bool) -> Traps {
    var result = Traps()
    result.depths = depths
    for (condition, action) in actions {
      switch action {
      case .ignore: result.actions[condition] = action
      case .run:
        if condition == Traps.error && keepsError
          || (condition == Traps.debug || condition == Traps.return) && keepsDebug
        {
          result.actions[condition] = action
        } else {
          result.inherited[condition] = action
        }
      }
    }
    return result
  }
}
