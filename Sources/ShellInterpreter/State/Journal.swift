import ShellBytes
import ShellCommand
import ShellSystem

/// What a subshell that runs on this thread has changed, so that it can be undone: nothing is
/// copied when it begins (docs/architecture.md, decision 3).
enum JournalEntry {
  case variable(Int, Variable)
  /// A variable that was put aside, by its place in `locals`.
  case local(Int, LocalEntry)
  case function(Int, Function?)
  case alias(ByteString, ByteString?)
  case idleOptions(IdleOptions)
  case resourceLimits([ResourceLimit.Setting])
  case completion(ByteString, Completion?)
}

/// The state of a shell at the beginning of a subshell: marks into its logs, and the parts that
/// are small enough to be kept whole.
struct SubshellMark {
  let journal: Int
  let descriptors: Int
  let permanent: Int
  let outerDescriptorMark: Int
  let outerPermanentMark: Int
  let outerOwnDescriptorMark: Int
  let command: Unmanaged<CommandText>?
  let locals: Int
  let frames: Int
  let stack: Int
  let options: Options
  /// nil: there were none.
  let traps: Traps?
  let directory: ByteString
  let umask: UInt32
  let positional: Positional
  let optionOffset: Int
  let loopDepth: Int
  let lastJob: Int32?
  /// nil: there were none.
  let jobs: JobTable?
  let lineNumber: Int32
  let suppression: Int
  let directoryStack: [ByteString]
  let randomState: UInt32
}

/// The same for code that leaves the shell as it is.
struct ContainedMark {
  let descriptors: Int
  let command: Unmanaged<CommandText>?
  let options: Options
  let lineNumber: Int32
  let randomState: UInt32
}

/// The positional parameters: a part of the value stack, or, after `set --`, values of their own.
struct Positional {
  /// The place of `$1` on the stack.
  var base = 0
  var count = 0
  var owned: [ByteString]?
}

extension Interpreter {
  /// Begins a subshell on this thread.
  mutating func enterSubshell() -> SubshellMark {
    let mark = SubshellMark(
      journal: journal.count, descriptors: descriptorLog.count,
      permanent: permanentLog.count, outerDescriptorMark: subshellDescriptorMark,
      outerPermanentMark: subshellPermanentMark, outerOwnDescriptorMark: ownDescriptorMark,
      command: currentCommand, locals: locals.count,
      frames: frames.count, stack: stackCount, options: options,
      traps: traps.isEmpty ? nil : traps,
      directory: directory, umask: umask, positional: positional, optionOffset: optionOffset,
      loopDepth: loopDepth, lastJob: lastJob, jobs: jobs.isEmpty ? nil : jobs,
      lineNumber: line, suppression: suppression, directoryStack: directoryStack,
      randomState: randomState)
    level &+= 1
    subshellDepth &+= 1
    subshellDescriptorMark = descriptorLog.count
    subshellPermanentMark = permanentLog.count
    ownDescriptorMark = descriptorLog.count
    updateFastLevel()
    if mark.traps != nil { resetTrapsForSubshell() }
    if mark.jobs != nil { jobs = jobs.forSubshell() }
    return mark
  }

  /// Ends a subshell: what it changed is undone. Its status stays.
  mutating func leaveSubshell(_ mark: SubshellMark) {
    undo(to: mark.journal)
    restoreDescriptors(to: mark.descriptors)
    restorePermanent(to: mark.permanent)
    subshellDescriptorMark = mark.outerDescriptorMark
    subshellPermanentMark = mark.outerPermanentMark
    ownDescriptorMark = mark.outerOwnDescriptorMark
    currentCommand = mark.command
    if locals.count > mark.locals { locals.removeLast(locals.count - mark.locals) }
    frames.remove(to: mark.frames)
    pop(to: mark.stack)
    level &-= 1
    subshellDepth &-= 1
    var settingsChanged = options != mark.options
    options = mark.options
    if mark.traps != nil || !traps.isEmpty {
      traps = mark.traps ?? Traps()
      settingsChanged = true
    }
    if directory != mark.directory { directory = mark.directory }
    umask = mark.umask
    positional = mark.positional
    optionOffset = mark.optionOffset
    loopDepth = mark.loopDepth
    lastJob = mark.lastJob
    if mark.jobs != nil || !jobs.isEmpty { jobs = mark.jobs ?? JobTable() }
    line = mark.lineNumber
    suppression = mark.suppression
    if environmentIDs.count > Int(level) + 1 { environmentIDs.removeLast() }
    directoryStack = mark.directoryStack
    randomState = mark.randomState
    if settingsChanged { optionsChanged() } else { updateFastLevel() }
    if !heldSignals.isEmpty { deliverHeldSignals() }
  }

  /// Begins a subshell on this thread for code that is contained: only what running any command
  /// sets is kept.
  mutating func enterContained() -> ContainedMark {
    let mark = ContainedMark(
      descriptors: descriptorLog.count, command: currentCommand, options: options,
      lineNumber: line, randomState: randomState)
    level &+= 1
    subshellDepth &+= 1
    return mark
  }

  /// Ends such a subshell. Its status stays.
  mutating func leaveContained(_ mark: ContainedMark) {
    restoreDescriptors(to: mark.descriptors)
    currentCommand = mark.command
    options = mark.options
    line = mark.lineNumber
    randomState = mark.randomState
    level &-= 1
    subshellDepth &-= 1
    if environmentIDs.count > Int(level) + 1 { environmentIDs.removeLast() }
    // A subshell inside of it may have moved it.
    updateFastLevel()
    if !heldSignals.isEmpty { deliverHeldSignals() }
  }

  /// Undoes what was written since a mark.
  mutating func undo(to mark: Int) {
    while journal.count > mark, let entry = journal.popLast() {
      switch entry {
      case .variable(let slot, let old):
        variables[slot] = old
        if old.attributes.contains(.watched) { watchedChanged(slot) }
        if old.attributes.contains(.exported) { environmentCache = nil }
        // A variable that the subshell exported and the parent does not have.
        environmentCache = nil
      case .local(let place, let old): if place < locals.count { locals[place] = old }
      case .function(let slot, let old):
        if let now = functions[slot] { frames.retire(now) }
        keepCommands()
        functions[slot] = old
      case .alias(let name, let old): aliases[name] = old
      case .idleOptions(let old): idleOptions = old
      case .resourceLimits(let old): resourceLimits = old
      case .completion(let name, let old): completions[name] = old
      }
    }
  }

  /// Puts the descriptor table back to what it was at a mark.
  mutating func restoreDescriptors(to mark: Int) {
    while descriptorLog.count > mark, let (number, file) = descriptorLog.popLast() {
      descriptors[number] = file
    }
  }

  /// Points a descriptor elsewhere; undone by `restoreDescriptors`.
  mutating func redirect(_ number: Int, to file: OpenFile?) {
    descriptorLog.append((number, descriptors[number]))
    descriptors[number] = file
  }

  /// Points a descriptor elsewhere for good, as `exec` does; a subshell's end still undoes it.
  mutating func redirectPermanently(_ number: Int, to file: OpenFile?) {
    let mark = descriptorLog.count
    redirect(number, to: file)
    commitRedirections(from: mark)
  }

  /// Undoes what `exec` and `{name}>` did since a mark.
  mutating func restorePermanent(to mark: Int) {
    while permanentLog.count > mark, let (number, file) = permanentLog.popLast() {
      descriptors[number] = file
    }
  }
}
