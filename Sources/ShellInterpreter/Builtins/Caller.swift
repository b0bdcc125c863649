import ShellBytes
import ShellCommand

extension Builtin {
  /// `caller` tells from where the running function or dot script was called.
  ///
  /// - Output: `line file`; with a number, `line function file` of that many calls further out.
  /// - Status: 1 when there is no such call.
  /// - Source: bash 5.2 manual 4.2.
  static let caller = Builtin("caller", usage: "[expr]") {
    (shell, words) throws(ShellError) -> Flow in
    let count = shell.frames.count
    if words.count < 2 {
      guard let frame = shell.frames.last else { return shell.done(.failure) }
      shell.status = .success
      return shell.write("\(Int(frame.callLine)) \(shell.frames.callerFile(count - 1))\n")
    }
    guard let depth = shell[words, 1].decimalInteger else {
      shell.complain("caller: \(shell[words, 1]): invalid number")
      return shell.wrongUsage(words)
    }
    guard depth >= 0, depth < count else { return shell.done(.failure) }
    let place = count - 1 - depth
    let outer = place > 0 ? shell.frames[place - 1].name : "main"
    shell.status = .success
    return shell.write(
      "\(Int(shell.frames[place].callLine)) \(outer) \(shell.frames.callerFile(place))\n")
  }
}
