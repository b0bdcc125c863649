import ShellBytes
import ShellCommand
import ShellSystem

/// What the arguments of `jq` ask for.
struct JQOptions {
  var program: ByteString = ""
  var files: [ByteString] = []
  /// The variables of `--arg` and its like, then `ARGS` and those that jq itself gives.
  private(set) var variables: [(name: ByteString, value: JSONValue)] = []
  /// What `--help` and its like print, in place of all else.
  private(set) var information: ByteString?

  private(set) var hasNullInput = false
  private(set) var isRawInput = false
  private(set) var isSlurped = false
  private(set) var isRaw = false
  private(set) var isJoined = false
  private(set) var endsWithNUL = false
  private(set) var isASCII = false
  private(set) var sortsKeys = false
  private(set) var usesColors: Bool?
  private(set) var usesTabs = false
  private(set) var indent: Int? = 2
  private(set) var isUnbuffered = false
  private(set) var setsStatus = false
  private(set) var isSequence = false
  private(set) var isStream = false
  private(set) var tellsStreamErrors = false
  private(set) var libraryPath: [ByteString] = ["~/.jq", "$ORIGIN/../lib/jq", "$ORIGIN/../lib"]
  private(set) var programOrigin: ByteString = ""

  private var isFromFile = false
  private var hasLibraryPath = false
  private var named = JSONObject()
  private var positional = JSONArray()
  private enum Rest { case files, texts, values }
  private var rest = Rest.files

  private static let hint: ByteString =
    "Use jq --help for help with command-line options,\nor see the jq manpage, or online docs at https://jqlang.org"

  private static func fail(_ message: ByteString) -> UtilityError {
    UtilityError(message, status: 2, hint: hint)
  }

  /// - Throws: `UtilityError.Usage` for an option that jq does not have; `UtilityError` for wrong
  ///   arguments and for files that cannot be read.
  init(_ context: CommandContext) throws {
    var text: ByteString?
    var at = 0
    var isDone = false
    let arguments = context.arguments
    while at < arguments.count {
      let argument = arguments[at]
      at += 1
      if isDone || !JQOptions.looksLikeOption(argument) {
        if text == nil {
          text = argument
        } else {
          try addOperand(argument)
        }
      } else if argument == "--" {
        isDone = true
      } else if argument.hasPrefix("--") {
        try takeLong(argument.dropFirst(2), context, arguments, &at)
      } else {
        try takeShort(argument.dropFirst(1), context, arguments, &at)
      }
      if information != nil { return }
    }
    if text == nil && !isFromFile {
      let isInteractive =
        context.output.file.isTerminal && (try? context.file(0))?.isTerminal == true
      if !isInteractive { text = "." }
    }
    guard let text else { throw UtilityError.Usage("no filter given") }
    try setProgram(text, context)
    addVariables()
  }

  private static func looksLikeOption(_ argument: ByteString) -> Bool {
    guard argument.count > 1, argument[0] == 0x2D else { return false }
    return argument[1] == 0x2D || argument[1].isASCIILetter
  }

  private mutating func addOperand(_ argument: ByteString) throws {
    switch rest {
    case .files: files.append(argument)
    case .texts: positional.append(.string(JSONString(argument)))
    case .values:
      guard let value = try? JSONParser.parse(argument) else {
        throw JQOptions.fail("invalid JSON text passed to --jsonargs")
      }
      positional.append(value)
    }
  }

  // MARK: Options

  private mutating func takeShort(
    _ letters: ByteString, _ context: CommandContext, _ arguments: [ByteString], _ at: inout Int
  ) throws {
    var index = 0
    while index < letters.count {
      let letter = letters[index]
      index += 1
      if letter == UInt8(ascii: "L") {
        try addLibraryPath(
          index < letters.count ? letters.dropFirst(index) : nil, context, arguments, &at)
        return
      }
      let long: ByteString
      switch letter {
      case UInt8(ascii: "s"): long = "slurp"
      case UInt8(ascii: "r"): long = "raw-output"
      case UInt8(ascii: "j"): long = "join-output"
      case UInt8(ascii: "c"): long = "compact-output"
      case UInt8(ascii: "C"): long = "color-output"
      case UInt8(ascii: "M"): long = "monochrome-output"
      case UInt8(ascii: "a"): long = "ascii-output"
      case UInt8(ascii: "S"): long = "sort-keys"
      case UInt8(ascii: "R"): long = "raw-input"
      case UInt8(ascii: "n"): long = "null-input"
      case UInt8(ascii: "f"): long = "from-file"
      case UInt8(ascii: "b"): long = "binary"
      case UInt8(ascii: "e"): long = "exit-status"
      case UInt8(ascii: "h"): long = "help"
      case UInt8(ascii: "V"): long = "version"
      default:
        throw UtilityError.Usage("Unknown option -\(letters.dropFirst(index - 1))")
      }
      try takeLong(long, context, arguments, &at)
      if information != nil { return }
    }
  }

  private mutating func takeLong(
    _ name: ByteString, _ context: CommandContext, _ arguments: [ByteString], _ at: inout Int
  ) throws {
    switch name {
    case "slurp": isSlurped = true
    case "raw-output": isRaw = true
    case "raw-output0":
      isRaw = true
      isJoined = true
      endsWithNUL = true
    case "join-output":
      isRaw = true
      isJoined = true
    case "compact-output":
      usesTabs = false
      indent = nil
    // `-M` counts wherever it stands.
    case "color-output": usesColors = usesColors ?? true
    case "monochrome-output": usesColors = false
    case "ascii-output": isASCII = true
    case "unbuffered": isUnbuffered = true
    case "sort-keys": sortsKeys = true
    case "raw-input": isRawInput = true
    case "null-input": hasNullInput = true
    case "from-file": isFromFile = true
    case "library-path": try addLibraryPath(nil, context, arguments, &at)
    case "binary": break
    case "tab":
      usesTabs = true
      indent = 1
    case "indent": try setIndent(arguments, &at)
    case "seq": isSequence = true
    case "stream": isStream = true
    case "stream-errors":
      isStream = true
      tellsStreamErrors = true
    case "exit-status": setsStatus = true
    case "args": rest = .texts
    case "jsonargs": rest = .values
    case "arg", "argjson", "slurpfile", "rawfile":
      try addNamed(name, context, arguments, &at)
    case "help": information = JQOptions.help
    case "version": information = "jq-1.8.2\n"
    case "build-configuration": information = "nacre\n"
    default: throw UtilityError.Usage("Unknown option --\(name)")
    }
  }

  private mutating func addLibraryPath(
    _ attached: ByteString?, _ context: CommandContext, _ arguments: [ByteString],
    _ at: inout Int
  ) throws {
    if !hasLibraryPath { libraryPath = [] }
    hasLibraryPath = true
    var path = attached
    if path == nil {
      guard at < arguments.count else {
        throw UtilityError(
          "-L takes a parameter: (e.g. -L /search/path or -L/search/path)", status: 2,
          hint: JQOptions.hint)
      }
      path = arguments[at]
      at += 1
    }
    let given = path ?? ""
    if let real = try? context.files.realPath(context.path(given)) {
      libraryPath.append(real)
    } else {
      libraryPath.append(given)
    }
  }

  private mutating func setIndent(_ arguments: [ByteString], _ at: inout Int) throws {
    guard at < arguments.count else { throw JQOptions.fail("--indent takes one parameter") }
    guard let width = arguments[at].decimalInteger, width >= -1, width <= 7 else {
      throw JQOptions.fail("--indent takes a number between -1 and 7")
    }
    at += 1
    usesTabs = width < 0
    indent = width < 0 ? 1 : width
  }

  private mutating func addNamed(
    _ option: ByteString, _ context: CommandContext, _ arguments: [ByteString], _ at: inout Int
  ) throws {
    guard at + 1 < arguments.count else {
      switch option {
      case "arg":
        throw JQOptions.fail("--arg takes two parameters (e.g. --arg varname value)")
      case "argjson":
        throw JQOptions.fail("--argjson takes two parameters (e.g. --argjson varname text)")
      default:
        throw JQOptions.fail(
          "--\(option) takes two parameters (e.g. --\(option) varname filename)")
      }
    }
    let name = JSONString(arguments[at])
    let value = arguments[at + 1]
    at += 2
    // The first of several of the same name counts.
    if named.contains(name) { return }
    switch option {
    case "arg": named.set(name, .string(JSONString(value)))
    case "argjson":
      guard let parsed = try? JSONParser.parse(value) else {
        throw JQOptions.fail("invalid JSON text passed to --argjson")
      }
      named.set(name, parsed)
    default:
      do {
        let text = try JQOptions.read(value, context)
        if option == "rawfile" {
          named.set(name, .string(JSONString(text)))
        } else {
          named.set(name, .array(JSONArray(try JSONParser.parseAll(text))))
        }
      } catch let error as JQError {
        let message = error.value?.string?.byteString ?? ""
        throw UtilityError(
          "Bad JSON in --\(option) \(arguments[at - 2]) \(value): \(message)", status: 2)
      } catch let error as UtilityError {
        throw UtilityError(
          "Bad JSON in --\(option) \(arguments[at - 2]) \(value): \(error.message)", status: 2)
      }
    }
  }

  /// The bytes of a file that an option names.
  private static func read(_ name: ByteString, _ context: CommandContext) throws -> ByteString {
    do {
      let file = try context.open(name, .read)
      if try file.status().kind == .directory {
        throw UtilityError("Could not open \(name): It's a directory", status: 2)
      }
      return try file.readAll(context.gate)
    } catch let error as Errno {
      if error == .cancelled || error == .interrupted { throw error }
      throw UtilityError("Could not open \(name): \(error.message)", status: 2)
    }
  }

  // MARK: The program and its variables

  private mutating func setProgram(_ text: ByteString, _ context: CommandContext) throws {
    if isFromFile {
      program = try JQOptions.read(text, context)
      if program.contains(0) {
        throw UtilityError("program file contains NUL bytes", status: 2)
      }
      programOrigin = context.path(Path.directory(text))
    } else {
      program = text
      programOrigin = context.directory
    }
  }

  private mutating func addVariables() {
    for at in 0..<named.count {
      variables.append((named.key(at: at).byteString, named.value(at: at)))
    }
    let all: JSONValue = ["positional": .array(positional), "named": .object(named)]
    variables.removeAll { $0.name == "ARGS" }
    variables.append(("ARGS", all))
    if !named.contains("JQ_BUILD_CONFIGURATION") {
      variables.append(("JQ_BUILD_CONFIGURATION", "nacre"))
    }
    variables.append(("__prog_args", .object(named)))
  }

  private static let help: ByteString = """
    Usage: jq [options] FILTER [FILE...]
           jq [options] --args FILTER [TEXT...]
           jq [options] --jsonargs FILTER [JSON...]

    Runs FILTER over each JSON value of the files, or of standard input, and
    prints what it makes of them.

      -n, --null-input        run once, with null as the input
      -R, --raw-input         each line is an input, as a string
      -s, --slurp             all inputs become one array, or one string with -R
      -c, --compact-output    one line for each output
      -r, --raw-output        strings without quotes and escapes
          --raw-output0       the same, each followed by NUL
      -j, --join-output       the same, followed by nothing
      -a, --ascii-output      escape characters outside of ASCII
      -S, --sort-keys         sort the keys of objects
      -C, --color-output      use colors; -M, --monochrome-output: do not
          --tab, --indent N   indent by tabs, or N blanks
          --unbuffered        hand on each output at once
          --stream            inputs as pairs of path and leaf
          --stream-errors     the same, parse errors among them
          --seq               texts are set apart by the record separator
      -f, --from-file         the filter is in the file named first
      -L, --library-path DIR  where modules are looked for
          --arg NAME TEXT     $NAME is a string; --argjson NAME JSON: a value
          --slurpfile NAME FILE, --rawfile NAME FILE
                              $NAME is the file's values, or its text
          --args, --jsonargs  what follows is in $ARGS.positional
      -e, --exit-status       status 1 or 4 after null, false or no output
      -V, --version; --build-configuration; -h, --help

    """
}
