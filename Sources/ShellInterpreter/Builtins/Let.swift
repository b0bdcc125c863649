import ShellBytes
import ShellCommand

extension Builtin {
  /// `let` evaluates arithmetic expressions.
  ///
  /// - Status: 0 when the last value is not 0, else 1.
  /// - Source: bash 5.2 manual 4.2.
  static let `let` = Builtin("let", usage: "arg [arg ...]") {
    (shell, words) throws(ShellError) -> Flow in
    var first = 1
    if words.count > 1, shell[words, 1] == "--" { first = 2 }
    guard first < words.count else { throw ShellError("let: expression expected") }
    var value = 0
    for index in first..<words.count {
      let text = shell[words, index]
      do throws(ShellError) {
        value = try shell.evaluateText(text)
      } catch {
        if error.reach != .discard { throw error }
        if error.isComplete { throw error.limitedToCommand }
        let hasText = error.message.hasPrefix(text)
        throw ShellError(hasText ? "let: \(error.message)" : "let: \(text): \(error.message)")
      }
    }
    return shell.done(value != 0 ? .success : .failure)
  }
}
