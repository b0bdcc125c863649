import ShellBytes
import ShellCommand
import ShellSystem

/// Who a shell is among the shells and jobs of this process: what a process id is elsewhere.
package struct ShellIdentity: Sendable {
  /// `$$`
  let id: Int32
  /// `$PPID`
  let parent: Int32
  /// The environments of this process that it runs inside of.
  let enclosing: [EnclosingEnvironment]

  /// The shell that the process itself is.
  package static var process: ShellIdentity {
    ShellIdentity(id: ProcessIdentity.id, parent: ProcessIdentity.parent, enclosing: [])
  }
}

/// An environment that others run inside of: `kill` reaches it by its id.
struct EnclosingEnvironment: Sendable {
  let id: Int32
  let gate: Gate
}

extension Interpreter {
  /// What BASHPID says: a subshell gets its number when it is first asked for.
  var environmentID: Int32 {
    mutating get { environmentID(at: Int(level)) }
  }

  mutating func environmentID(at level: Int) -> Int32 {
    while environmentIDs.count <= level { environmentIDs.append(0) }
    if environmentIDs[level] == 0 { environmentIDs[level] = host.makeJobID() }
    return environmentIDs[level]
  }

  /// The id of the environment around the one of a nesting.
  mutating func enclosingID(of level: Int) -> Int32 {
    level > 0 ? environmentID(at: level - 1) : parentID
  }

  /// The id of this environment where it has been asked for.
  var knownEnvironmentID: Int32? {
    environmentIDs.count == Int(level) + 1 ? environmentIDs[Int(level)] : nil
  }

  /// This environment and those around it, but for the process: that one kill(2) reaches.
  var environments: [EnclosingEnvironment] {
    var list = enclosing
    for id in environmentIDs where id != 0 && id != shellID {
      list.append(EnclosingEnvironment(id: id, gate: gate))
    }
    if !ownsSignals || isInvocation {
      list.append(EnclosingEnvironment(id: shellID, gate: shellGate))
    }
    return list
  }

  /// The gate of an environment around this one.
  func enclosingGate(_ id: Int32) -> Gate? {
    if id == shellID { return nil }
    if environmentIDs.contains(id) { return gate }
    return enclosing.last { $0.id == id }?.gate
  }

  /// Whether a signal is for this environment, and not for one around it.
  func isRecipient(of delivery: Gate.Delivery) -> Bool {
    switch delivery.recipient {
    case 0:
      // Of what is sent to the process, only what the terminal sends is for its subshells, too.
      level == 0 || delivery.signal == .interrupt || delivery.signal == .quit
        || traps.actions[Int(delivery.signal.number)] == nil
    case shellID: level == 0
    default: delivery.recipient == knownEnvironmentID
    }
  }

  /// Who a shell is that a command of this one starts. Where the command is all that a subshell
  /// runs, it takes that subshell's place: `$(sh -c 'echo $PPID')` names the shell around it, as
  /// where a subshell is a process.
  mutating func identityOfNestedShell() -> ShellIdentity {
    let isAlone = currentCommand?._withUnsafeGuaranteedRef { $0.isAlone } ?? false
    if isAlone && (level > 0 || isSnapshot) {
      let own = environmentID
      let parent = enclosingID(of: Int(level))
      return ShellIdentity(
        id: own, parent: parent, enclosing: environments.filter { $0.id != own })
    }
    let parent = environmentID
    return ShellIdentity(id: host.makeJobID(), parent: parent, enclosing: environments)
  }
}
