import CShellSpawn
import Glibc
import ShellBytes

/// A program to start as a process.
public struct Program {
  /// The file, an absolute path.
  public var path: ByteString
  /// All arguments, the name first.
  public var arguments: [ByteString]
  /// `NAME=value` each.
  public var environment: [ByteString]
  public var directory: ByteString
  public var umask: UInt32
  /// Descriptor i of the child is this kernel descriptor; -1: closed.
  public var descriptors: [Int32]
  /// nil: the process's own; 0: a new group; else that group.
  public var processGroup: Int32?
  /// The terminal that the new group is to own.
  public var terminal: Int32?
  public var limits: [ResourceLimit.Setting]
  /// Signals that the program is to find ignored.
  public var ignoredSignals: [Int32]

  public init(
    path: ByteString, arguments: [ByteString], environment: [ByteString], directory: ByteString,
    umask: UInt32, descriptors: [Int32], processGroup: Int32? = nil, terminal: Int32? = nil,
    limits: [ResourceLimit.Setting] = [], ignoredSignals: [Int32] = []
  ) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
    self.umask = umask
    self.descriptors = descriptors
    self.processGroup = processGroup
    self.terminal = terminal
    self.limits = limits
    self.ignoredSignals = ignoredSignals
  }

  private func withC<Result>(_ body: (inout cshell_program) -> Result) -> Result {
    var bits: UInt64 = 0
    for number in ignoredSignals where number > 0 && number < 64 { bits |= 1 << UInt64(number) }
    let limits = self.limits.map {
      cshell_limit(resource: $0.resource.number, soft: $0.soft, hard: $0.hard)
    }
    let arguments = CStrings(self.arguments)
    let environment = CStrings(self.environment)
    return withExtendedLifetime((arguments, environment)) {
      path.withCString { path in
        directory.withCString { directory in
          descriptors.withUnsafeBufferPointer { descriptors in
            limits.withUnsafeBufferPointer { limits in
              var program = cshell_program(
                path: path, arguments: arguments.pointers, environment: environment.pointers,
                directory: directory, umask: umask, descriptors: descriptors.baseAddress,
                descriptor_count: Int32(descriptors.count), process_group: processGroup ?? -1,
                terminal: terminal ?? -1, limits: limits.baseAddress,
                limit_count: Int32(limits.count), ignored_signals: bits)
              return body(&program)
            }
          }
        }
      }
    }
  }

  /// Starts the program.
  /// - Throws: why it could not be executed, for example `Errno.noEntry`.
  public func spawn() throws(Errno) -> ChildProcess {
    var child: pid_t = 0
    let error = withC { cshell_spawn(&$0, &child) }
    if error != 0 { throw Errno(error) }
    return ChildProcess(id: child)
  }

  /// Replaces this process. Returns only when that failed.
  public func replaceProcess() -> Errno { Errno(withC { cshell_exec(&$0) }) }
}

/// An array of C strings that ends with a null pointer.
private final class CStrings {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int
  init(_ strings: [ByteString]) {
    count = strings.count
    pointers = .allocate(capacity: count + 1)
    for (index, string) in strings.enumerated() {
      pointers[index] = string.withCString { strdup($0) }
    }
    pointers[count] = nil
  }
  deinit {
    for index in 0..<count { free(pointers[index]) }
    pointers.deallocate()
  }
}

/// A child of this process.
public struct ChildProcess: Sendable, Hashable {
  public let id: Int32
  public init(id: Int32) { self.id = id }

  public enum Change: Sendable, Hashable {
    /// The exit status, or 128 + n for signal n.
    case ended(Int32)
    /// Stopped by this signal.
    case stopped(Int32)
  }

  /// Looks whether the child has ended or stopped.
  /// - Throws: `Errno.noChild` when it is not, or no longer, a child.
  public func poll() throws(Errno) -> Change? {
    var status: Int32 = 0
    let found = cshell_wait(id, 1, &status)
    if found < 0 { throw .last }
    if found == 0 { return nil }
    return status < 0 ? .stopped(-status) : .ended(status)
  }

  /// Waits through the gate.
  /// - Throws: `Errno.cancelled` and `Errno.interrupted` as the gate does; the child goes on.
  public func wait(_ gate: Gate) throws(Errno) -> Change {
    gate.willWait()
    let watch = cshell_pidfd(id)
    defer { if watch >= 0 { close(watch) } }
    while true {
      if let change = try poll() { return change }
      // A stopped child does not make its descriptor readable: look again now and then.
      let soon = SystemClock.monotonic + (watch >= 0 ? 100_000_000 : 2_000_000)
      _ = try gate.wait(for: watch, events: Int16(POLLIN), until: soon)
    }
  }
}

/// What identifies this process and its user.
public enum ProcessIdentity {
  public static var id: Int32 { getpid() }
  public static var parent: Int32 { getppid() }
  public static var group: Int32 { getpgrp() }
  public static var user: UInt32 { getuid() }
  public static var effectiveUser: UInt32 { geteuid() }
  public static var realGroup: UInt32 { getgid() }
  public static var effectiveGroup: UInt32 { getegid() }
  public static var groups: [UInt32] {
    var list = [gid_t](repeating: 0, count: 256)
    let count = getgroups(Int32(list.count), &list)
    return count > 0 ? Array(list[0..<Int(count)]) : []
  }
  public static var hostName: ByteString {
    var buffer = [CChar](repeating: 0, count: 256)
    return gethostname(&buffer, 255) == 0 ? ByteString(cString: buffer) : "localhost"
  }
  /// sysname, nodename, release, version, machine.
  public static var system: [ByteString] {
    var name = utsname()
    guard uname(&name) == 0 else { return ["Linux", "localhost", "", "", ""] }
    func text<Field>(_ field: Field) -> ByteString {
      withUnsafeBytes(of: field) { bytes in ByteString(bytes.prefix { $0 != 0 }) }
    }
    return [
      text(name.sysname), text(name.nodename), text(name.release), text(name.version),
      text(name.machine),
    ]
  }

  /// The file mode creation mask of the process.
  public static var umask: UInt32 {
    let old = Glibc.umask(0)
    _ = Glibc.umask(old)
    return old
  }

  /// The words that the process was started with.
  public static var arguments: [ByteString] {
    var list: [ByteString] = []
    guard var at = cshell_arguments() else { return list }
    while let word = at.pointee {
      list.append(ByteString(cString: word))
      at += 1
    }
    return list
  }

  /// Ends the process at once with a status.
  public static func exit(_ status: Int32) -> Never { Glibc.exit(status) }

  /// Takes the process's mask away, so that modes given to `Files` are applied as they are. For a
  /// program that is a shell; one that embeds it keeps its own, which then applies in addition.
  public static func clearUmask() { _ = Glibc.umask(0) }

  /// The environment that the process was started with, `NAME=value` each.
  public static var startEnvironment: [ByteString] {
    var list: [ByteString] = []
    list.reserveCapacity(64)
    var at = environ
    while let entry = at.pointee {
      list.append(ByteString(cString: entry))
      at += 1
    }
    return list
  }
}

/// The user database; loaded by the C library on first use.
public struct User: Sendable, Hashable {
  public var name: ByteString
  public var id: UInt32
  public var group: UInt32
  public var home: ByteString
  public var shell: ByteString

  private init(_ entry: passwd) {
    name = ByteString(cString: entry.pw_name)
    id = entry.pw_uid
    group = entry.pw_gid
    home = ByteString(cString: entry.pw_dir)
    shell = ByteString(cString: entry.pw_shell)
  }

  public init?(named name: ByteString) {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16384)
    let result = name.withCString { getpwnam_r($0, &entry, &buffer, buffer.count, &found) }
    guard result == 0, found != nil else { return nil }
    self.init(entry)
  }

  public init?(id: UInt32) {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16384)
    guard getpwuid_r(id, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
      return nil
    }
    self.init(entry)
  }

  /// The name of a group.
  public static func groupName(_ id: UInt32) -> ByteString? {
    var entry = GroupEntry()
    var found: UnsafeMutablePointer<GroupEntry>?
    var buffer = [CChar](repeating: 0, count: 16384)
    guard getgrgid_r(id, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
      return nil
    }
    return ByteString(cString: entry.gr_name)
  }
  /// The id of a group.
  public static func groupID(_ name: ByteString) -> UInt32? {
    var entry = GroupEntry()
    var found: UnsafeMutablePointer<GroupEntry>?
    var buffer = [CChar](repeating: 0, count: 16384)
    let result = name.withCString { getgrnam_r($0, &entry, &buffer, buffer.count, &found) }
    return result == 0 && found != nil ? entry.gr_gid : nil
  }
}

private typealias GroupEntry = Glibc.group
