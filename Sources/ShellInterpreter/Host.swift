import ShellBytes
import ShellCommand
import ShellPatterns
import ShellSyntax
import ShellSystem

/// What all copies of a shell share: names, files, commands, caches.
package final class Host: @unchecked Sendable {
  let names = Names()
  package let files: any FileSystem
  package let utilities: UtilityTable
  package let clock: CommandClock
  package let allowsPrograms: Bool
  /// Signals that were ignored when the process started: they cannot be trapped (XCU 2.15).
  let ignoredAtStart: Set<Int32>
  package let limits: Limits

  private let lock = Lock()
  private var nextJob: Int32 = 5_000_000
  private var programs: [ProgramKey: LoweredProgram] = [:]
  private var arithmetic: [ByteString: ArithmeticCode] = [:]
  private var globs: [GlobKey: Glob] = [:]
  private var regexes: [RegexKey: Regex] = [:]

  package init(
    files: any FileSystem, utilities: UtilityTable, clock: CommandClock,
    allowsPrograms: Bool, ignoredAtStart: Set<Int32>, limits: Limits = Limits()
  ) {
    self.files = files
    self.utilities = utilities
    self.clock = clock
    self.allowsPrograms = allowsPrograms
    self.ignoredAtStart = ignoredAtStart
    self.limits = limits
    threads = Threads()
  }

  private init(inside other: Host, ignoring ignored: [Int32]) {
    files = other.files
    utilities = other.utilities
    clock = other.clock
    allowsPrograms = other.allowsPrograms
    ignoredAtStart = other.ignoredAtStart.union(ignored)
    limits = other.limits
    threads = other.threads
  }

  /// What a shell that runs inside of this one gets: names and caches of its own.
  ///
  /// - Parameter ignored: the signals that it finds ignored, beside those of the process.
  func forNestedShell(ignoring ignored: [Int32]) -> Host { Host(inside: self, ignoring: ignored) }

  /// A number for an in-process job. Such numbers lie above every process id of Linux.
  func makeJobID() -> Int32 {
    lock.withLock {
      nextJob &+= 1
      return nextJob
    }
  }

  /// Shared with the shells that run inside of this one.
  let threads: Threads

  /// Starts a thread for a copy of this shell.
  /// - Parameter handover: notes whether a program does the rest of the thread's work.
  /// - Throws: `Errno.tryAgain` when there are as many as there may be, as fork(2) does.
  func startThread(
    handover: Handover? = nil, _ body: @escaping @Sendable () -> Void
  ) throws(Errno) {
    let threads = self.threads
    guard threads.add(upTo: limits.threads) else { throw .tryAgain }
    do throws(Errno) {
      try Thread.start {
        body()
        threads.remove(wasHandedOver: handover?.isDone ?? false)
      }
    } catch {
      threads.remove(wasHandedOver: false)
      throw error
    }
  }

  // Caches are bounded: one that is full is emptied.
  private static let cacheLimit = 1024
  /// Longer texts are not kept.
  static let cachedTextLimit = 65536

  private struct ProgramKey: Hashable {
    let text: ByteString
    let dialect: Dialect
    let source: ByteString
    let firstLine: Int
  }

  /// A text that was run before, lowered; nil when it is new.
  func cachedProgram(
    _ text: ByteString, _ dialect: Dialect, _ source: ByteString, _ line: Int
  ) -> LoweredProgram? {
    let key = ProgramKey(text: text, dialect: dialect, source: source, firstLine: line)
    return lock.withLock { programs[key] }
  }

  func cacheProgram(
    _ program: LoweredProgram, _ text: ByteString, _ dialect: Dialect, _ source: ByteString,
    _ line: Int
  ) {
    let key = ProgramKey(text: text, dialect: dialect, source: source, firstLine: line)
    lock.withLock {
      if programs.count >= Host.cacheLimit { programs.removeAll() }
      programs[key] = program
    }
  }

  func cachedArithmetic(_ text: ByteString) -> ArithmeticCode? {
    lock.withLock { arithmetic[text] }
  }

  func cacheArithmetic(_ code: ArithmeticCode, _ text: ByteString) {
    lock.withLock {
      if arithmetic.count >= Host.cacheLimit { arithmetic.removeAll() }
      arithmetic[text] = code
    }
  }

  private struct GlobKey: Hashable {
    let pattern: ByteString
    let options: Glob.Options
    let encoding: CharacterEncoding
  }

  func glob(
    _ pattern: ByteString, _ options: Glob.Options, _ encoding: CharacterEncoding
  ) -> Glob {
    let key = GlobKey(pattern: pattern, options: options, encoding: encoding)
    if let found = lock.withLock({ globs[key] }) { return found }
    let made = Glob(pattern, options: options, encoding: encoding)
    lock.withLock {
      if globs.count >= Host.cacheLimit { globs.removeAll() }
      globs[key] = made
    }
    return made
  }

  private struct RegexKey: Hashable {
    let pattern: ByteString
    let ignoresCase: Bool
    let encoding: CharacterEncoding
  }

  func regex(
    _ pattern: ByteString, ignoresCase: Bool, _ encoding: CharacterEncoding
  ) throws(RegexError) -> Regex {
    let key = RegexKey(pattern: pattern, ignoresCase: ignoresCase, encoding: encoding)
    if let found = lock.withLock({ regexes[key] }) { return found }
    let made = try Regex(
      pattern, syntax: .extended, options: ignoresCase ? .ignoresCase : [], encoding: encoding)
    lock.withLock {
      if regexes.count >= Host.cacheLimit { regexes.removeAll() }
      regexes[key] = made
    }
    return made
  }
}
