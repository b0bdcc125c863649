import Glibc

/// A resource that a process may use up to a limit, getrlimit(2) and setrlimit(2).
public struct ResourceLimit: Sendable, Hashable {
  public var number: Int32
  public init(number: Int32) { self.number = number }

  public static let processorTime = ResourceLimit(number: 0)
  public static let fileSize = ResourceLimit(number: 1)
  public static let data = ResourceLimit(number: 2)
  public static let stack = ResourceLimit(number: 3)
  public static let core = ResourceLimit(number: 4)
  public static let residentSize = ResourceLimit(number: 5)
  public static let processes = ResourceLimit(number: 6)
  public static let openFiles = ResourceLimit(number: 7)
  public static let lockedMemory = ResourceLimit(number: 8)
  public static let addressSpace = ResourceLimit(number: 9)
  public static let fileLocks = ResourceLimit(number: 10)
  public static let pendingSignals = ResourceLimit(number: 11)
  public static let messageQueues = ResourceLimit(number: 12)
  public static let nice = ResourceLimit(number: 13)
  public static let realTimePriority = ResourceLimit(number: 14)
  public static let realTimeDuration = ResourceLimit(number: 15)

  /// No limit.
  public static let unlimited = UInt64.max

  /// How much of a resource may be used.
  public struct Setting: Sendable {
    public let resource: ResourceLimit
    public var soft: UInt64
    public var hard: UInt64

    /// Limits this whole process.
    public func apply() throws(Errno) {
      var limit = rlimit(rlim_cur: rlim_t(soft), rlim_max: rlim_t(hard))
      if setrlimit(__rlimit_resource_t(UInt32(resource.number)), &limit) != 0 { throw .last }
    }

    /// Refuses what setrlimit(2) would refuse a process with the limits `current`.
    public func check(against current: Setting) throws(Errno) {
      if soft > hard { throw .invalid }
      if hard > current.hard && geteuid() != 0 { throw .notPermitted }
    }
  }

  /// This process's limits.
  public func get() throws(Errno) -> Setting {
    var limit = rlimit()
    if getrlimit(__rlimit_resource_t(UInt32(number)), &limit) != 0 { throw .last }
    return Setting(resource: self, soft: UInt64(limit.rlim_cur), hard: UInt64(limit.rlim_max))
  }
}
