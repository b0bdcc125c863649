import Glibc
import Synchronization

/// Mutual exclusion inside of another object, without memory of its own: a futex word. Not
/// recursive.
struct InlineLock: ~Copyable, @unchecked Sendable {
  private let mutex = Mutex<Void>(())
  @inline(__always) borrowing func lock() { mutex._unsafeLock() }
  @inline(__always) borrowing func unlock() { mutex._unsafeUnlock() }
  @inline(__always)
  borrowing func withLock<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    lock()
    defer { unlock() }
    return try body()
  }
}

/// Mutual exclusion between threads; not recursive.
public final class Lock: @unchecked Sendable {
  fileprivate let mutex: UnsafeMutablePointer<pthread_mutex_t>

  public init() {
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  @inline(__always) public func lock() { pthread_mutex_lock(mutex) }
  @inline(__always) public func unlock() { pthread_mutex_unlock(mutex) }

  @inline(__always)
  public func withLock<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    lock()
    defer { unlock() }
    return try body()
  }
}

/// A lock with a place to wait for another thread's change; waiting goes through `Gate`.
public final class Condition: @unchecked Sendable {
  public let guarding = Lock()
  private let variable: UnsafeMutablePointer<pthread_cond_t>

  public init() {
    variable = .allocate(capacity: 1)
    variable.initialize(to: pthread_cond_t())
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(variable, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(variable)
    variable.deallocate()
  }

  public func lock() { guarding.lock() }
  public func unlock() { guarding.unlock() }
  /// Wakes every waiting thread.
  public func broadcast() { pthread_cond_broadcast(variable) }

  /// Waits with the lock held, until a broadcast or the time (monotonic nanoseconds).
  func wait(until time: UInt64?) {
    guard let time else {
      pthread_cond_wait(variable, guarding.mutex)
      return
    }
    var limit = timespec(
      tv_sec: Int(time / 1_000_000_000), tv_nsec: Int(time % 1_000_000_000))
    pthread_cond_timedwait(variable, guarding.mutex, &limit)
  }
}
