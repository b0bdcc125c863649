import ShellBytes
import ShellCommand

/// How the words after a command are completed, as `complete` was told: kept for `complete -p` and
/// for the functions of completion libraries, which look it up; nothing here edits lines.
///
/// - Source: bash 5.2 manual 8.6, 8.7.
final class Completion: Sendable {
  /// `-o`
  let options: Set<ByteString>
  /// `-A` and its letters, by the action's name.
  let actions: [ByteString]
  /// The options with one text each: `-G -W -P -S -X -C -F`.
  let texts: [UInt8: ByteString]

  static let optionNames: [ByteString] = [
    "bashdefault", "default", "dirnames", "filenames", "noquote", "nosort", "nospace", "plusdirs",
  ]

  /// Actions by name, in the order of `complete -p`, with their letters; 0 for none.
  static let actionNames: [(name: ByteString, letter: UInt8)] = [
    ("alias", UInt8(ascii: "a")), ("builtin", UInt8(ascii: "b")), ("command", UInt8(ascii: "c")),
    ("directory", UInt8(ascii: "d")), ("export", UInt8(ascii: "e")), ("file", UInt8(ascii: "f")),
    ("group", UInt8(ascii: "g")), ("job", UInt8(ascii: "j")), ("keyword", UInt8(ascii: "k")),
    ("service", UInt8(ascii: "s")), ("user", UInt8(ascii: "u")),
    ("variable", UInt8(ascii: "v")), ("arrayvar", 0), ("binding", 0), ("disabled", 0),
    ("enabled", 0), ("function", 0), ("helptopic", 0), ("hostname", 0), ("running", 0),
    ("setopt", 0), ("shopt", 0), ("signal", 0), ("stopped", 0),
  ]

  /// The texts in the order of `complete -p`.
  private static let textLetters = ByteString("GWPSXCF")

  static let letters: ByteString = "abcdefgjksuvo:A:G:W:P:S:X:C:F:"

  init(options: Set<ByteString>, actions: [ByteString], texts: [UInt8: ByteString]) {
    self.options = options
    self.actions = actions
    self.texts = texts
  }

  /// - Throws: for an option or an action that there is not.
  init(_ given: BuiltinOptions, command: ByteString) throws(ShellError) {
    var options: Set<ByteString> = []
    var actions: [ByteString] = []
    var texts: [UInt8: ByteString] = [:]
    for option in given.found {
      switch option.letter {
      case UInt8(ascii: "o"):
        guard Completion.optionNames.contains(option.value) else {
          throw ShellError("\(command): \(option.value): invalid option name")
        }
        options.insert(option.value)
      case UInt8(ascii: "A"):
        guard Completion.actionNames.contains(where: { $0.name == option.value }) else {
          throw ShellError("\(command): \(option.value): invalid action name")
        }
        actions.append(option.value)
      default:
        if Completion.textLetters.contains(option.letter) {
          texts[option.letter] = option.value
        } else if let action = Completion.actionNames.first(where: { $0.letter == option.letter }) {
          actions.append(action.name)
        }
      }
    }
    self.options = options
    self.actions = actions
    self.texts = texts
  }

  subscript(letter: Unicode.Scalar) -> ByteString? { texts[UInt8(ascii: letter)] }

  /// The same with some options set and others not.
  func with(_ set: Set<ByteString>, without unset: Set<ByteString>) -> Completion {
    Completion(options: options.union(set).subtracting(unset), actions: actions, texts: texts)
  }

  /// The command that says it again, without the name.
  var command: ByteString {
    var text: ByteString = "complete"
    for option in Completion.optionNames where options.contains(option) {
      text.append(" -o \(option)")
    }
    for (action, letter) in Completion.actionNames where actions.contains(action) {
      text.append(letter != 0 ? " -\(ByteString([letter]))" : " -A \(action)")
    }
    for letter in Completion.textLetters {
      guard let value = texts[letter] else { continue }
      let isPlain = letter == UInt8(ascii: "F")
      text.append(" -\(ByteString([letter])) ")
      text.append(isPlain ? value : Quoting.plainSingleQuoted(value))
    }
    return text
  }
}
