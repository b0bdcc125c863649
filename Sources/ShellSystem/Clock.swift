import Glibc

/// The host's clocks.
public enum SystemClock {
  /// Nanoseconds since an arbitrary start; never goes back.
  public static var monotonic: UInt64 { read(CLOCK_MONOTONIC) }
  /// Nanoseconds since 1970-01-01 UTC.
  public static var wall: UInt64 { read(CLOCK_REALTIME) }

  private static func read(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }

  /// Processor time in nanoseconds: this process's user and system, its ended children's.
  public static var processorTimes:
    (user: UInt64, system: UInt64, childUser: UInt64, childSystem: UInt64)
  {
    var own = rusage()
    var children = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &own)
    getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &children)
    func nanoseconds(_ time: timeval) -> UInt64 {
      UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_usec) &* 1000
    }
    return (
      nanoseconds(own.ru_utime), nanoseconds(own.ru_stime),
      nanoseconds(children.ru_utime), nanoseconds(children.ru_stime)
    )
  }
}
