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
    let frames = shell.frames
    if words.count < 2 {
      guard let frame = frames.last else { return shell.done(.failure) }
      shell.status = .success
      return shell.write("\(Int(frame.callLine)) \(frame.callerSource)\n")
    }
    guard let depth = shell[words, 1].decimalInteger else {
      shell.complain("caller: \(shell[words, 1]): invalid number")
      return shell.wrongUsage(words)
    }
    guard depth >= 0, depth < frames.count else { return shell.done(.failure) }
    let frame = frames[frames.count - 1 - depth]
    let outer = depth + 1 < frames.count ? frames[frames.count - 2 - depth].name : "main"
    shell.status = .success
    return shell.write("\(Int(frame.callLine)) \(outer) \(frame.callerSource)\n")
  }
}
