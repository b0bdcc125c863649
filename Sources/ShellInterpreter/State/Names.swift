import ShellBytes
import ShellSystem

/// The slots of names: one number for each name of a variable or function that a program has
/// mentioned. Shared by all copies of a shell; numbers are never taken back.
final class Names: @unchecked Sendable {
  private let lock = Lock()
  private let table = NameTable(capacity: 256)

  init() {
    for name in Slot.predefined { _ = table.place(name) }
  }

  /// The slot of a name, made when it is new.
  func slot(_ name: ByteString) -> Int {
    lock.lock()
    defer { lock.unlock() }
    return table.place(name)
  }

  /// The slot of a name that has one.
  func find(_ name: ByteString) -> Int? {
    lock.lock()
    defer { lock.unlock() }
    return table.find(name)
  }

  func name(_ slot: Int) -> ByteString {
    lock.lock()
    defer { lock.unlock() }
    return slot < table.count ? table[slot] : ""
  }

  var count: Int {
    lock.lock()
    defer { lock.unlock() }
    return table.count
  }

  /// All names and slots, unordered.
  var all: [(name: ByteString, slot: Int)] {
    lock.lock()
    defer { lock.unlock() }
    return (0..<table.count).map { (table[$0], $0) }
  }
}

/// Slots of variables that the shell itself knows.
enum Slot {
  static let ifs = 0
  static let path = 1
  static let home = 2
  static let pwd = 3
  static let oldPwd = 4
  static let lineNumber = 5
  static let parent = 6
  static let optIndex = 7
  static let optArgument = 8
  static let optError = 9
  static let prompt4 = 10
  /// Variables that are readonly from the start.
  static let ownReadonly: Set<Int> = [
    parent, userID, effectiveUserID, versionInfo, shellOptions, bashOptions,
  ]
  static let localeAll = 11
  static let localeType = 12
  static let language = 13
  static let random = 14
  static let seconds = 15
  static let reply = 16
  static let pipeStatus = 17
  static let functionNames = 18
  static let sources = 19
  static let lineNumbers = 20
  static let command = 21
  static let epochSeconds = 22
  static let epochRealTime = 23
  static let processID = 24
  static let subshell = 25
  static let matches = 26
  static let posixlyCorrect = 27
  static let strongRandom = 28
  static let groups = 29
  static let userID = 30
  static let effectiveUserID = 31
  static let hostName = 32
  static let versionInfo = 33
  static let directoryStack = 34
  static let shellLevel = 35
  static let shellOptions = 36
  static let bashOptions = 37
  static let cdPath = 38
  static let globIgnore = 39
  static let traceDescriptor = 40
  static let bashVersion = 41
  static let optOffset = 42
  static let executionString = 43
  static let argumentZero = 44
  static let nestLimit = 45
  static let argumentZeroVariable = 46
  static let systemType = 47
  static let machineType = 48
  static let hostType = 49
  static let bashEnvironment = 50

  /// In the order of the numbers above.
  static let predefined: [ByteString] = [
    "IFS", "PATH", "HOME", "PWD", "OLDPWD", "LINENO", "PPID", "OPTIND", "OPTARG", "OPTERR", "PS4",
    "LC_ALL", "LC_CTYPE", "LANG", "RANDOM", "SECONDS", "REPLY", "PIPESTATUS", "FUNCNAME",
    "BASH_SOURCE", "BASH_LINENO", "BASH_COMMAND", "EPOCHSECONDS", "EPOCHREALTIME", "BASHPID",
    "BASH_SUBSHELL", "BASH_REMATCH", "POSIXLY_CORRECT", "SRANDOM", "GROUPS", "UID", "EUID",
    "HOSTNAME", "BASH_VERSINFO", "DIRSTACK", "SHLVL", "SHELLOPTS", "BASHOPTS", "CDPATH",
    "GLOBIGNORE", "BASH_XTRACEFD", "BASH_VERSION", " OPTOFFSET", "BASH_EXECUTION_STRING", "BASH",
    "FUNCNEST", "BASH_ARGV0", "OSTYPE", "MACHTYPE", "HOSTTYPE",
    "BASH_ENV",
  ]
}
