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
  private struct State {
    var mutex = pthread_mutex_t()
    var variable = pthread_cond_t()
  }
  private let state: UnsafeMutablePointer<State>

  public init() {
    state = .allocate(capacity: 1)
    state.initialize(to: State())
    pthread_mutex_init(&state.pointee.mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(&state.pointee.variable, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(&state.pointee.variable)
    pthread_mutex_destroy(&state.pointee.mutex)
    state.deallocate()
  }

  public func lock() { pthread_mutex_lock(&state.pointee.mutex) }
  public func unlock() { pthread_mutex_unlock(&state.pointee.mutex) }
  /// Wakes every waiting thread.
  public func broadcast() { pthread_cond_broadcast(&state.pointee.variable) }

  public func withLock<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    lock()
    defer { unlock() }
    return try body()
  }

  /// Waits with the lock held, until a broadcast or the time (monotonic nanoseconds).
  func wait(until time: UInt64?) {
    guard let time else {
      pthread_cond_wait(&state.pointee.variable, &state.pointee.mutex)
      return
    }
    var limit = timespec(
      tv_sec: Int(time / 1_000_000_000), tv_nsec: Int(time % 1_000_000_000))
    pthread_cond_timedwait(&state.pointee.variable, &state.pointee.mutex, &limit)
  }
}
