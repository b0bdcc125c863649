import ShellBytes
import ShellCommand
import ShellPatterns

/// A sed script: commands one after the other, blocks and labels made into jumps.
struct SedScript {
  var commands: [SedCommand] = []
  /// Whether it begins with `#n`.
  var isQuiet = false
  /// The files that `w` names, in the order of their first mention.
  var files: [ByteString] = []
  /// How many `-e` there were, for what is found wrong only when it runs.
  var expressionCount = 0
}

/// Which lines a command is for, by one of its addresses.
enum SedAddress {
  case line(Int)
  /// `first~step`
  case step(first: Int, step: Int)
  case last
  /// A regular expression; nil is the last one used.
  case regex(Regex?)
  /// `+N` behind a first address.
  case following(Int)
  /// `~N` behind a first address.
  case multiple(Int)
}

/// One command.
struct SedCommand {
  var first: SedAddress?
  var second: SedAddress?
  var isNegated = false
  var action: Action

  enum Action {
    /// `{`: goes on, or behind the `}` of that number.
    case block(end: Int)
    /// `}`, `:`, `v`
    case nothing
    case number
    case append(ByteString)
    case insert(ByteString)
    case change(ByteString)
    /// `b`, `t` and `T`: where to go on.
    case branch(Int)
    case branchIfDone(Int)
    case branchUnlessDone(Int)
    case delete, deleteLine
    case printName
    case getHeld, appendHeld, hold, appendToHeld, exchange
    /// The width; nil is that of `-l`.
    case list(Int?)
    case next, appendNext
    case print, printLine
    case quit(UInt8)
    case quitSilently(UInt8)
    case readFile(ByteString)
    case readLine(ByteString)
    case substitute(SedSubstitution)
    case write(Int)
    case writeLine(Int)
    case transliterate(SedTransliteration)
    case clear
  }
}

/// `s`
final class SedSubstitution {
  /// nil is the last one used.
  var regex: Regex?
  var parts: [Part] = []
  var isGlobal = false
  var number = 1
  var isPrinted = false
  /// Whether the evaluated `p` of `s///p` comes with a file, too.
  var file: Int?

  enum Part {
    case text(ByteString)
    case group(Int)
    /// `\U`, `\L`, `\E`: nil.
    case letters(upper: Bool?)
    /// `\u`, `\l`
    case nextLetter(upper: Bool)
  }
}

/// `y`
struct SedTransliteration {
  /// Of single bytes.
  var bytes: [UInt8]
  /// Of characters, where some take several bytes.
  var characters: [ByteString: ByteString]
}

/// What sed's options ask for, and with it the language of the script.
struct SedSettings {
  var isQuiet = false
  var isExtended = false
  var isSeparate = false
  var isUnbuffered = false
  var isPOSIX = false
  var isSandbox = false
  var delimiter: UInt8 = 10
  var width = 70
  /// `-i`: the suffix of backups, empty for none.
  var inPlace: ByteString?
  /// Whether what a symbolic link names is edited and named.
  var followsLinks = false
  var encoding = CharacterEncoding.bytes
}
