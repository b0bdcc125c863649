import CShellSpawn
import Glibc
import ShellBytes

/// A signal, by its number on Linux.
public struct Signal: Hashable, Sendable {
  public let number: Int32
  public init(number: Int32) { self.number = number }

  public static let hangup = Signal(number: SIGHUP)
  public static let interrupt = Signal(number: SIGINT)
  public static let quit = Signal(number: SIGQUIT)
  public static let kill = Signal(number: SIGKILL)
  public static let pipe = Signal(number: SIGPIPE)
  public static let alarm = Signal(number: SIGALRM)
  public static let terminate = Signal(number: SIGTERM)
  public static let child = Signal(number: SIGCHLD)
  public static let `continue` = Signal(number: SIGCONT)
  public static let stop = Signal(number: SIGSTOP)

  /// Names without `SIG`, by number, of the 31 classic signals.
  public static let names: [ByteString] = [
    "EXIT", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV",
    "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU",
    "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
  ]

  /// What strsignal(3) says: `Terminated`.
  public var message: ByteString {
    guard let text = strsignal(number) else { return "Unknown signal" }
    return ByteString(cString: text)
  }

  /// The name without `SIG`; `RTMIN+n` and `RTMAX-n` for real-time signals.
  public var name: ByteString? {
    if number >= 0 && number < Int32(Signal.names.count) { return Signal.names[Int(number)] }
    switch number {
    case 34: return "RTMIN"
    case 35...49: return "RTMIN+\(number - 34)"
    case 50...63: return "RTMAX-\(64 - number)"
    case 64: return "RTMAX"
    default: return nil
    }
  }

  /// A number or a name, with or without `SIG`, in any case; 0 and EXIT are the pseudo signal.
  public init?(_ text: ByteString) {
    if let number = text.decimalInteger {
      guard (0...64).contains(number) else { return nil }
      self.init(number: Int32(number))
      return
    }
    var name = text.asciiUppercased
    if name.hasPrefix("SIG") { name = name.dropFirst(3) }
    for number in 0...64 {
      let signal = Signal(number: Int32(number))
      if signal.name == name {
        self = signal
        return
      }
    }
    switch name {
    case "IOT": self.init(number: SIGABRT)
    case "POLL": self.init(number: SIGIO)
    case "CLD": self.init(number: SIGCHLD)
    default: return nil
    }
  }

  /// Sends a signal to a process, a group (negative) or, with number 0, looks whether it exists.
  public func send(to process: Int32) throws(Errno) {
    if Glibc.kill(process, number) != 0 { throw .last }
  }

  /// What this process does with a signal; handlers only set flags, which a `Gate` reports.
  public enum Disposition: Sendable, Hashable { case standard, ignored, flagged }

  public func setDisposition(_ disposition: Disposition) {
    switch disposition {
    case .standard: _ = cshell_signal_default(number)
    case .ignored: _ = cshell_signal_ignore(number)
    case .flagged: _ = cshell_signal_catch(number)
    }
  }

  /// Whether the process ignores it now.
  public var isIgnored: Bool { cshell_signal_is_ignored(number) != 0 }

  /// The signals that the process ignores now.
  public static var ignoredAtStart: Set<Int32> {
    var ignored: Set<Int32> = []
    for number: Int32 in 1...31
    where number != SIGKILL && number != SIGSTOP && cshell_signal_is_ignored(number) != 0 {
      ignored.insert(number)
    }
    return ignored
  }

  /// Whether it came since the last call; forgets it.
  public func take() -> Bool { cshell_signal_take(number) != 0 }

  /// Ends this process as the signal does by default.
  public func raiseByDefault() { cshell_signal_raise(number) }
}
