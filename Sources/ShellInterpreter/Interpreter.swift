import ShellBytes
import ShellCommand
import ShellPatterns
import ShellSyntax
import ShellSystem

/// The state of a shell execution environment (XCU 2.13), and all that acts on it.
///
/// One value, passed `inout` everywhere: no reference counts, no exclusivity checks. A subshell on
/// the same thread journals what it changes; another thread gets a `snapshot()`.
package struct Interpreter: ~Copyable {
  package let host: Host
  package var gate: Gate {
    didSet { gateChanged() }
  }
  /// The gate's word, read at each turn of a loop.
  private var attention: UnsafeMutablePointer<UInt32>
  private var hasDeadline: Bool

  // Variables and functions by slot; raw storage, because each command touches it.
  var variables: UnsafeMutablePointer<Variable>
  var functions: UnsafeMutablePointer<Function?>
  var slotCapacity: Int

  // The value stack: arguments and positional parameters.
  private(set) var stack: UnsafeMutablePointer<ByteString>
  private(set) var stackCount = 0
  private var stackCapacity: Int

  var positional = Positional()
  package var status = ExitStatus.success
  /// The nesting of subshells on this thread; writes at a higher level than a variable's are
  /// journalled.
  var level: UInt32 = 0
  /// The level, or a value that no variable has when every write has to take the slow path.
  private(set) var fastLevel: UInt32 = 0
  var options = Options.initial
  /// The line of the command that runs.
  var line: Int32 = 1
  /// How many conditions (`if`, `!`, `&&`) keep `set -e` from acting.
  var suppression = 0
  var loopDepth = 0
  /// FUNCNEST: how many calls may be open.
  var callLimit = Int.max
  var loopsToLeave = 0
  /// Something to do around each command: xtrace, the DEBUG trap, a hook.
  var hasCommandHooks = false
  /// The lowest address that a native frame may have.
  var stackLimit: UInt

  var descriptors: Descriptors
  var descriptorLog: [(Int, OpenFile?)] = []
  /// What `exec` changed in subshells: number, and file when the subshell began.
  var permanentLog: [(Int, OpenFile?)] = []
  /// The lengths of both logs when the innermost subshell began.
  var subshellDescriptorMark = 0
  var subshellPermanentMark = 0
  /// The length of the first log when the commands of this environment began: what is behind it
  /// are redirections of their own, which end before its EXIT action runs.
  var ownDescriptorMark = 0
  /// Whether background commands get the standard input that there is, not an empty one: in bash a
  /// compound command's redirection or a pipeline has said where it comes from.
  var jobsKeepInput = false
  /// Set by `exec` without a command: its redirections stay.
  var keepsRedirections = false
  var journal: [JournalEntry] = []
  var locals: [LocalEntry] = []
  var frames = CallStack(mainFile: "nacre")
  var aliases: [ByteString: ByteString] = [:]
  var idleOptions = IdleOptions.initial
  /// What `complete` said, by the command's name.
  var completions: [ByteString: Completion] = [:]
  var traps = Traps()
  var coprocess: Coprocess?
  /// Whether `exec` could not replace this process, which stands in for the program then.
  var standsIn = false
  /// Of a job: what is told when its last command is a program.
  var handover: Handover?
  var jobs = JobTable()
  /// The logical working directory.
  package var directory: ByteString
  package var umask: UInt32
  /// What `ulimit` set for the programs that this shell starts.
  var resourceLimits: [ResourceLimit.Setting] = []
  var splitting = FieldSeparators()
  package var encoding = CharacterEncoding.bytes
  /// The statuses of the last pipeline; empty for a single command, whose status is in `status`.
  var pipeStatuses: [ExitStatus] = []
  /// `$0`
  package var argumentZero: ByteString = "nacre"
  /// The file that the running code came from.
  var source: ByteString {
    get { frames.file }
    set { frames.file = newValue }
  }
  /// What a syntax error names beside the source: `-c: `, `eval: `.
  var inputName: ByteString = ""
  /// `$!`
  var lastJob: Int32?
  var subshellDepth = 0
  /// Whether this environment is a copy in a thread of its own.
  var isSnapshot = false
  /// `$$`
  let shellID: Int32
  /// What `$BASHPID` says in this environment and in those around it, by their nesting; 0 where it
  /// was not asked for yet.
  var environmentIDs: [Int32]
  /// The id of the environment that started this shell or this copy of it.
  let parentID: Int32
  /// The environments of this process that this shell or this copy of it runs inside of.
  let enclosing: [EnclosingEnvironment]
  var optionOffset = 0
  var environmentCache: [ByteString]?
  var directoryStack: [ByteString] = []
  var randomState: UInt32 = 0
  var secondsBase: Int = 0
  /// Pipeline stages that wait to be run, outermost first.
  var pending: [PendingStages] = []
  var pollCount: UInt32 = 0
  /// Bytes of big values that were made since the process's memory was looked at.
  var unmeasured = 0
  var spareBuilder: FieldBuilder?
  var spareAccess: ShellAccess?
  lazy var preparations = PreparedCommands()
  var spareCaptures: [CaptureFile] = []
  var sparePipes: [ReusablePipe] = []
  var spareBuffer = ByteBuffer()
  /// Assignments among the words being pushed, by their place on the stack.
  var declared: [(Int, PendingDeclaration)] = []
  /// Assignments among the words of the declaration builtin that runs, by their number.
  var pendingDeclarations: PendingDeclarations = []
  /// The environment that a utility such as `env` runs a command in.
  var environmentOverride: [(name: ByteString, value: ByteString)]?
  /// Whether this shell sets the process's signal dispositions.
  package var ownsSignals = false
  /// Whether what this shell does to itself is done to the process: no subshell, no job, no host.
  var isProcess: Bool { ownsSignals && level == 0 && !isSnapshot }
  /// Whether a host called the function that runs: what it sends to `$$` reaches that function,
  /// not the process.
  var isInvocation = false
  /// The syntax error that ended the last text.
  package var syntaxError: SyntaxError?
  /// Whether `command` runs the builtin: its errors do not end the shell (XCU `command`).
  var commandPrefix = false
  /// `$?` when the running trap began: what `exit` without an operand means there.
  var trapStatus = ExitStatus.success
  /// What the last trap's action ended with.
  var trapResult = ExitStatus.success
  /// What the last stage of a pipeline left behind under `lastpipe`.
  var stageFlow = Flow.normal
  /// The status of the last command substitution of an assignment (XCU 2.9.1).
  var substitutionStatus: ExitStatus?
  /// The simple command that runs or ran last. Not counted: its code lives as long as the program
  /// that it is part of, and `keepCommands` is called before that may end.
  var currentCommand: Unmanaged<CommandText>?
  /// The command that ran when the running trap began: what BASH_COMMAND says there.
  var trapCommand: Unmanaged<CommandText>?
  /// Both of them, where the program that they are part of may be gone before they are.
  private var keptCommands: (CommandText?, CommandText?) = (nil, nil)
  /// The last command of a text that was read, kept for an EXIT action's BASH_COMMAND.
  var lastCommand: CommandText?
  /// The signal that ended this shell, which its process should end by, too.
  package var endingSignal: Signal?
  /// Signals that came while a subshell ran on this thread, and are not for it.
  var heldSignals: Set<Gate.Delivery> = []
  /// The gate of the shell itself, which `$$` names, also in its copies on other threads.
  var shellGate: Gate
  /// Whether a trap action runs, and which.
  var runningTrap: Int?
  /// The status to exit with, where it is not `status`: set by traps.
  /// What failed last, for error reports.
  package var lastFailure: CommandFailure?
  /// Whether the failure was recorded in the call that is ending.
  var lastFailureIsFresh = false
  /// The nesting that PS4 shows by repeating its first character.
  var subshellTraceDepth = 0
  /// Exported functions that the environment holds, to be defined before anything runs.
  var importedFunctions: [(name: ByteString, value: ByteString)] = []
  /// The program that is being read: its code is kept while it runs.
  package var dialect = Dialect.bash

  package init(
    host: Host, gate: Gate, descriptors: Descriptors, directory: ByteString, umask: UInt32,
    environment: [(name: ByteString, value: ByteString)], identity: ShellIdentity = .process
  ) {
    self.host = host
    self.gate = gate
    shellGate = gate
    attention = gate.attention
    hasDeadline = gate.deadline != nil
    self.descriptors = descriptors
    self.directory = directory
    self.umask = umask
    slotCapacity = max(256, host.names.count + 64)
    variables = .allocate(capacity: slotCapacity)
    variables.initialize(repeating: Variable(), count: slotCapacity)
    functions = .allocate(capacity: slotCapacity)
    functions.initialize(repeating: nil, count: slotCapacity)
    stackCapacity = 256
    stack = .allocate(capacity: stackCapacity)
    stackLimit = NativeStack.limit()
    shellID = identity.id
    environmentIDs = [identity.id]
    parentID = identity.parent
    enclosing = identity.enclosing
    initializeVariables(environment)
  }

  /// A copy for another thread, as of the beginning of what the marks stand for: what was written
  /// since is undone in the copy.
  ///
  /// - Parameters:
  ///   - id: what the copy is known by.
  ///   - parentID: the environment around it.
  func snapshot(
    gate: Gate, journalMark: Int, descriptorMark: Int, permanentMark: Int, id: Int32,
    parentID: Int32
  ) -> Interpreter {
    var copy = Interpreter(copying: self, gate: gate, id: id, parentID: parentID)
    copy.journal = journal
    copy.descriptorLog = descriptorLog
    copy.undo(to: journalMark)
    copy.permanentLog = permanentLog
    copy.restoreDescriptors(to: descriptorMark)
    copy.restorePermanent(to: permanentMark)
    copy.journal = []
    copy.descriptorLog = []
    copy.permanentLog = []
    for slot in 0..<copy.slotCapacity { copy.variables[slot].level = 0 }
    copy.updateFastLevel()
    return copy
  }

  private init(copying other: borrowing Interpreter, gate: Gate, id: Int32, parentID: Int32) {
    host = other.host
    self.gate = gate
    shellGate = other.shellGate
    attention = gate.attention
    hasDeadline = gate.deadline != nil
    slotCapacity = other.slotCapacity
    variables = .allocate(capacity: slotCapacity)
    variables.initialize(from: other.variables, count: slotCapacity)
    functions = .allocate(capacity: slotCapacity)
    functions.initialize(from: other.functions, count: slotCapacity)
    stackCapacity = max(256, other.stackCount + 64)
    stack = .allocate(capacity: stackCapacity)
    stack.initialize(from: other.stack, count: other.stackCount)
    stackCount = other.stackCount
    stackLimit = 0
    positional = other.positional
    status = other.status
    options = other.options
    line = other.line
    suppression = other.suppression
    loopDepth = other.loopDepth
    callLimit = other.callLimit
    hasCommandHooks = other.hasCommandHooks
    descriptors = other.descriptors
    locals = other.locals
    frames = CallStack(copying: other.frames)
    aliases = other.aliases
    idleOptions = other.idleOptions
    completions = other.completions
    traps = other.traps
    jobs = other.jobs
    directory = other.directory
    umask = other.umask
    resourceLimits = other.resourceLimits
    splitting = other.splitting
    encoding = other.encoding
    pipeStatuses = other.pipeStatuses
    argumentZero = other.argumentZero
    inputName = other.inputName
    lastJob = other.lastJob
    subshellDepth = other.subshellDepth
    isSnapshot = true
    shellID = other.shellID
    environmentIDs = [id]
    self.parentID = parentID
    enclosing = other.environments
    optionOffset = other.optionOffset
    environmentCache = other.environmentCache
    directoryStack = other.directoryStack
    randomState = other.randomState
    secondsBase = other.secondsBase
    runningTrap = other.runningTrap
    trapCommand = other.trapCommand
    currentCommand = other.currentCommand
    keepCommands()
    dialect = other.dialect
    ownsSignals = other.ownsSignals
    isInvocation = other.isInvocation
  }

  deinit {
    variables.deinitialize(count: slotCapacity)
    variables.deallocate()
    functions.deinitialize(count: slotCapacity)
    functions.deallocate()
    stack.deinitialize(count: stackCount)
    stack.deallocate()
  }

  /// Keeps what ran last when its program may go: a function is replaced, or the copy of a shell
  /// goes on without the program that it was made in.
  mutating func keepCommands() {
    keptCommands = (currentCommand?.takeUnretainedValue(), trapCommand?.takeUnretainedValue())
  }

  /// Makes a file one that the shell is started with.
  package mutating func open(_ file: OpenFile, at descriptor: Int) {
    descriptors[descriptor] = file
  }

  // MARK: The value stack

  @inline(__always)
  mutating func push(_ value: consuming ByteString) {
    if stackCount == stackCapacity { growStack() }
    (stack + stackCount).initialize(to: value)
    stackCount &+= 1
  }

  @inline(never)
  private mutating func growStack() {
    let size = stackCapacity * 2 * MemoryLayout<ByteString>.stride
    if size > host.limits.value {
      gate.cancel(.memory)
    } else if size >= 1 << 20 {
      endWhenShortOfMemory(adding: size)
    }
    let bigger = UnsafeMutablePointer<ByteString>.allocate(capacity: stackCapacity * 2)
    bigger.moveInitialize(from: stack, count: stackCount)
    stack.deallocate()
    stack = bigger
    stackCapacity *= 2
  }

  /// Pushes a copy of a value that stays where it is.
  @inline(__always)
  mutating func push(copyOf value: borrowing ByteString) {
    if stackCount == stackCapacity { growStack() }
    (stack + stackCount).initialize(copyOf: value)
    stackCount &+= 1
  }

  @inline(__always)
  mutating func pop(to count: Int) {
    while stackCount > count {
      stackCount &-= 1
      (stack + stackCount).deinitializeString()
    }
  }

  /// Takes the values above a mark off the stack.
  mutating func popValues(from mark: Int) -> [ByteString] {
    let values = Array(UnsafeBufferPointer(start: stack + mark, count: stackCount - mark))
    pop(to: mark)
    return values
  }

  /// The words of a command on the stack.
  @inline(__always)
  subscript(words: Words, index: Int) -> ByteString {
    stack[words.base &+ index]
  }

  // MARK: Slots

  /// The function of a slot, not counted: see `CallStack`.
  @inline(__always)
  func function(_ slot: Int) -> Unmanaged<Function>? {
    guard let object = UnsafeRawPointer(functions + slot).load(as: UnsafeRawPointer?.self) else {
      return nil
    }
    return Unmanaged.fromOpaque(object)
  }

  /// Makes sure that all names that programs have mentioned have a place.
  @inline(__always)
  mutating func ensureSlots(_ count: Int) {
    if count > slotCapacity { growSlots(count) }
  }

  @inline(never)
  private mutating func growSlots(_ count: Int) {
    let capacity = max(count + 64, slotCapacity * 2)
    let biggerVariables = UnsafeMutablePointer<Variable>.allocate(capacity: capacity)
    biggerVariables.moveInitialize(from: variables, count: slotCapacity)
    (biggerVariables + slotCapacity).initialize(
      repeating: Variable(), count: capacity - slotCapacity)
    variables.deallocate()
    variables = biggerVariables
    let biggerFunctions = UnsafeMutablePointer<Function?>.allocate(capacity: capacity)
    biggerFunctions.moveInitialize(from: functions, count: slotCapacity)
    (biggerFunctions + slotCapacity).initialize(repeating: nil, count: capacity - slotCapacity)
    functions.deallocate()
    functions = biggerFunctions
    slotCapacity = capacity
  }

  /// The slot of a name, made when it is new, with its place.
  mutating func slot(_ name: ByteString) -> Int {
    let slot = host.names.slot(name)
    if slot >= slotCapacity && slot > 4096 { endWhenShortOfMemory(adding: slot &* 256) }
    ensureSlots(slot + 1)
    return slot
  }

  // MARK: Options

  mutating func updateFastLevel() {
    fastLevel = options.contains(.allexport) ? .max : level
  }

  /// What has to follow a change of `options` or of the DEBUG trap.
  mutating func optionsChanged() {
    updateFastLevel()
    hasCommandHooks =
      options.contains(.xtrace) || traps.actions[Traps.debug] != nil
      || options.contains(.noexec)
    splitting.globbing = !options.contains(.noglob)
  }

  // MARK: Looking up

  /// What has to follow a change of the gate or of its deadline.
  mutating func gateChanged() {
    attention = gate.attention
    hasDeadline = gate.deadline != nil
  }

  /// The end of an environment that has too much in memory, told once.
  private mutating func reportMemory() -> Flow {
    let error = ShellError("memory limit exceeded", reach: .shell)
    if lastFailure?.message != error.message { _ = report(error) }
    status = ExitStatus(signal: 9)
    return .exit
  }

  /// Called at each turn of a loop and before a function runs.
  /// - Returns: a flow other than normal when the environment has to end.
  @inline(__always)
  mutating func poll() -> Flow {
    if attention.pointee != 0 || hasDeadline || !pending.isEmpty { return pollSlowly() }
    return .normal
  }

  @inline(never)
  private mutating func pollSlowly() -> Flow {
    pollCount &+= 1
    if pollCount & 63 == 0 {
      if !pending.isEmpty { startStagesThatWaitTooLong() }
      if gate.deadline != nil { try? gate.check() }
    }
    if gate.needsAttention { return attend() }
    return .normal
  }

  /// Whether a signal or the end of this environment has to be looked at.
  @inline(__always)
  var needsAttention: Bool { attention.pointee != 0 }

  /// Looks at what the gate wants: traps of signals that came, the end of this environment.
  mutating func attend() -> Flow {
    if let reason = gate.cancellation {
      switch reason {
      case .signal(let number): status = ExitStatus(signal: number)
      case .deadline: status = ExitStatus(signal: 14)
      case .host: status = ExitStatus(signal: 15)
      case .memory: return reportMemory()
      }
      recordFailure()
      return .exit
    }
    if gate.takeSignalNotice() { return runSignalTraps() }
    return .normal
  }
}

/// The words of a command: a part of the value stack, the command name first.
struct Words {
  let base: Int
  let count: Int
}

/// A variable that `local` or an assignment before a command has put aside.
struct LocalEntry {
  let slot: Int
  let saved: Variable
  /// Where getopts was inside of a word, which goes with OPTIND.
  let optionOffset: Int
  /// Set when `unset` in an inner function has brought the outer variable back.
  var isVoid = false
}

/// What failed, for an error report.
package struct CommandFailure: Sendable {
  package var line: Int
  package var source: ByteString
  package var command: ByteString?
  package var message: ByteString?
  package var frames: [(name: ByteString, source: ByteString, line: Int)]
}
