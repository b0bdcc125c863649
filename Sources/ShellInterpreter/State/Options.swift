import ShellBytes

/// The options of `set` and `shopt`.
struct Options: OptionSet {
  let rawValue: UInt64

  static let allexport = Options(rawValue: 1 << 0)
  static let notify = Options(rawValue: 1 << 1)
  static let noclobber = Options(rawValue: 1 << 2)
  static let errexit = Options(rawValue: 1 << 3)
  static let noglob = Options(rawValue: 1 << 4)
  static let hashall = Options(rawValue: 1 << 5)
  static let monitor = Options(rawValue: 1 << 6)
  static let noexec = Options(rawValue: 1 << 7)
  static let nounset = Options(rawValue: 1 << 8)
  static let verbose = Options(rawValue: 1 << 9)
  static let xtrace = Options(rawValue: 1 << 10)
  static let ignoreeof = Options(rawValue: 1 << 11)
  static let nolog = Options(rawValue: 1 << 12)
  static let vi = Options(rawValue: 1 << 13)
  static let emacs = Options(rawValue: 1 << 14)
  static let pipefail = Options(rawValue: 1 << 15)
  static let posix = Options(rawValue: 1 << 16)
  static let errtrace = Options(rawValue: 1 << 17)
  static let functrace = Options(rawValue: 1 << 18)
  static let braceexpand = Options(rawValue: 1 << 19)
  static let interactive = Options(rawValue: 1 << 20)
  static let physical = Options(rawValue: 1 << 21)
  static let privileged = Options(rawValue: 1 << 22)
  static let keyword = Options(rawValue: 1 << 23)
  static let onecmd = Options(rawValue: 1 << 24)
  static let histexpand = Options(rawValue: 1 << 25)
  static let history = Options(rawValue: 1 << 26)
  static let readsInput = Options(rawValue: 1 << 27)
  static let commandString = Options(rawValue: 1 << 28)

  static let nullglob = Options(rawValue: 1 << 32)
  static let nocasematch = Options(rawValue: 1 << 33)
  static let dotglob = Options(rawValue: 1 << 34)
  static let inheritErrexit = Options(rawValue: 1 << 35)
  static let extglob = Options(rawValue: 1 << 36)
  static let globstar = Options(rawValue: 1 << 37)
  static let expandAliases = Options(rawValue: 1 << 38)
  static let failglob = Options(rawValue: 1 << 39)
  static let nocaseglob = Options(rawValue: 1 << 40)
  static let lastpipe = Options(rawValue: 1 << 41)
  static let xpgEcho = Options(rawValue: 1 << 42)
  static let sourcepath = Options(rawValue: 1 << 43)
  static let globskipdots = Options(rawValue: 1 << 44)
  static let patsubReplacement = Options(rawValue: 1 << 45)
  static let extdebug = Options(rawValue: 1 << 46)
  static let localvarInherit = Options(rawValue: 1 << 47)
  static let localvarUnset = Options(rawValue: 1 << 48)
  static let cmdhist = Options(rawValue: 1 << 49)
  static let checkwinsize = Options(rawValue: 1 << 50)
  static let shiftVerbose = Options(rawValue: 1 << 51)
  static let promptvars = Options(rawValue: 1 << 52)
  static let globasciiranges = Options(rawValue: 1 << 53)
  static let interactiveComments = Options(rawValue: 1 << 54)
  static let cdableVars = Options(rawValue: 1 << 55)
  static let execfail = Options(rawValue: 1 << 56)
  static let varredirClose = Options(rawValue: 1 << 58)
  static let sharedOther = Options(rawValue: 1 << 57)

  /// A fresh shell's.
  static let initial: Options = [
    .hashall, .braceexpand, .sourcepath, .globskipdots, .patsubReplacement, .cmdhist,
    .checkwinsize, .promptvars, .globasciiranges, .interactiveComments,
  ]

  /// The options of `set -o`, in the order of its listing, with their letters; 0 for none.
  static let named: [(name: ByteString, letter: UInt8, option: Options)] = [
    ("allexport", UInt8(ascii: "a"), .allexport),
    ("braceexpand", UInt8(ascii: "B"), .braceexpand),
    ("emacs", 0, .emacs),
    ("errexit", UInt8(ascii: "e"), .errexit),
    ("errtrace", UInt8(ascii: "E"), .errtrace),
    ("functrace", UInt8(ascii: "T"), .functrace),
    ("hashall", UInt8(ascii: "h"), .hashall),
    ("histexpand", UInt8(ascii: "H"), .histexpand),
    ("history", 0, .history),
    ("ignoreeof", 0, .ignoreeof),
    ("interactive-comments", 0, .interactiveComments),
    ("keyword", UInt8(ascii: "k"), .keyword),
    ("monitor", UInt8(ascii: "m"), .monitor),
    ("noclobber", UInt8(ascii: "C"), .noclobber),
    ("noexec", UInt8(ascii: "n"), .noexec),
    ("noglob", UInt8(ascii: "f"), .noglob),
    ("nolog", 0, .nolog),
    ("notify", UInt8(ascii: "b"), .notify),
    ("nounset", UInt8(ascii: "u"), .nounset),
    ("onecmd", UInt8(ascii: "t"), .onecmd),
    ("physical", UInt8(ascii: "P"), .physical),
    ("pipefail", 0, .pipefail),
    ("posix", 0, .posix),
    ("privileged", UInt8(ascii: "p"), .privileged),
    ("verbose", UInt8(ascii: "v"), .verbose),
    ("vi", 0, .vi),
    ("xtrace", UInt8(ascii: "x"), .xtrace),
  ]

  /// The options of `shopt` that have an effect, in the order of its listing.
  static let shopt: [(name: ByteString, option: Options)] = [
    ("cdable_vars", .cdableVars),
    ("checkwinsize", .checkwinsize),
    ("cmdhist", .cmdhist),
    ("dotglob", .dotglob),
    ("execfail", .execfail),
    ("expand_aliases", .expandAliases),
    ("extdebug", .extdebug),
    ("extglob", .extglob),
    ("failglob", .failglob),
    ("globasciiranges", .globasciiranges),
    ("globskipdots", .globskipdots),
    ("globstar", .globstar),
    ("inherit_errexit", .inheritErrexit),
    ("interactive_comments", .interactiveComments),
    ("lastpipe", .lastpipe),
    ("localvar_inherit", .localvarInherit),
    ("localvar_unset", .localvarUnset),
    ("nocaseglob", .nocaseglob),
    ("nocasematch", .nocasematch),
    ("nullglob", .nullglob),
    ("patsub_replacement", .patsubReplacement),
    ("promptvars", .promptvars),
    ("shift_verbose", .shiftVerbose),
    ("sourcepath", .sourcepath),
    ("varredir_close", .varredirClose),
    ("xpg_echo", .xpgEcho),
  ]

  /// The letters of `$-`.
  var letters: ByteString {
    var text = ByteString()
    for (_, letter, option) in Options.named where letter != 0 && contains(option) {
      text.append(letter)
    }
    // Lower case first, as bash prints them.
    text = ByteString(
      text.sorted { ($0.isASCIIUppercase ? 1 : 0, $0) < ($1.isASCIIUppercase ? 1 : 0, $1) })
    if contains(.interactive) { text.append(UInt8(ascii: "i")) }
    if contains(.commandString) { text.append(UInt8(ascii: "c")) }
    if contains(.readsInput) { text.append(UInt8(ascii: "s")) }
    return text
  }
}
