import CShellSpawn
import Glibc

/// The one door for calls that may wait.
///
/// Each thread that runs shell code has a gate. Before it waits it lets the pipeline stages that
/// were put off begin (`beforeWaiting`); while it waits, a cancellation, the deadline or a caught
/// signal ends the wait.
public final class Gate: @unchecked Sendable {
  /// Why the work behind this gate has to stop.
  public enum Cancellation: Sendable, Hashable {
    /// Ended as by this signal: status 128 + number.
    case signal(Int32)
    /// The deadline has passed.
    case deadline
    /// What a script may have in memory is used up.
    case memory
    /// The embedder asked for it.
    case host
  }

  /// Nonzero when there is something to look at: a signal or a cancellation. Read at each turn of
  /// a loop, so it is a plain word.
  public let attention: UnsafeMutablePointer<UInt32>
  private let ownsSignals: Bool
  private let state = Lock()
  private var wakeDescriptor: Int32 = -1
  private var waitedOn: Condition?
  private var cancellationReason: Cancellation?
  private var delivered: [Delivery] = []
  private var handled: Set<Int32> = []

  /// Monotonic nanoseconds after which the work is cancelled; nil for never.
  public var deadline: UInt64?

  /// Whether caught signals are left for later: they do not end a wait then.
  public var postponesSignals = false

  /// The caught signals that end the work: they end a wait even while others are postponed.
  public var endingSignals: [Signal] = []

  /// Called once, before the next wait, and then forgotten.
  public var beforeWaiting: (() -> Void)?

  /// - Parameter ownsSignals: whether this gate sees the signals that the process catches.
  public init(ownsSignals: Bool = false) {
    self.ownsSignals = ownsSignals
    if ownsSignals {
      attention = cshell_attention_word()
    } else {
      attention = .allocate(capacity: 1)
      attention.initialize(to: 0)
    }
  }

  deinit {
    if !ownsSignals { attention.deallocate() }
    if wakeDescriptor >= 0 && !ownsSignals { close(wakeDescriptor) }
  }

  private static let signalled: UInt32 = 1
  private static let cancelled: UInt32 = 2

  /// Whether anything has to be looked at.
  @inline(__always)
  public var needsAttention: Bool { cshell_load(attention) != 0 }

  /// Why to stop, or nil.
  public var cancellation: Cancellation? { state.withLock { cancellationReason } }

  /// Whether a caught signal may be pending; forgets that it said so.
  public func takeSignalNotice() -> Bool {
    guard cshell_load(attention) & Gate.signalled != 0 else { return false }
    cshell_and(attention, ~Gate.signalled)
    return true
  }

  /// Stops the work behind this gate; may be called from any thread. The first reason stays.
  public func cancel(_ reason: Cancellation) {
    let condition = note(reason)
    if let condition {
      condition.lock()
      condition.broadcast()
      condition.unlock()
    }
  }

  /// A signal that no process got.
  public struct Delivery: Hashable, Sendable {
    public let signal: Signal
    /// The environment that it is for, where several share a gate; 0 for the outermost.
    public let recipient: Int32

    public init(_ signal: Signal, recipient: Int32) {
      self.signal = signal
      self.recipient = recipient
    }
  }

  /// Tells the work behind this gate of a signal that no process got; from any thread.
  public func deliver(_ signal: Signal, to recipient: Int32 = 0) {
    let condition: Condition? = state.withLock {
      delivered.append(Delivery(signal, recipient: recipient))
      cshell_or(attention, Gate.signalled)
      wake()
      return waitedOn
    }
    if let condition {
      condition.lock()
      condition.broadcast()
      condition.unlock()
    }
  }

  /// Says whether the work behind this gate has an action for a signal, or ignores it.
  public func setHandles(_ number: Int32, _ handles: Bool) {
    state.withLock {
      if handles { handled.insert(number) } else { handled.remove(number) }
    }
  }

  /// Whether a signal is to be delivered; it ends the work otherwise.
  public func handles(_ signal: Signal) -> Bool {
    state.withLock { handled.contains(signal.number) }
  }

  /// The signals that were delivered since the last call, each once.
  public func takeDelivered() -> [Delivery] {
    state.withLock {
      defer { delivered = [] }
      return Set(delivered).sorted { $0.signal.number < $1.signal.number }
    }
  }

  /// Has the work look for caught signals again: another one behind this gate has looked.
  public func renewSignalNotice() { cshell_or(attention, Gate.signalled) }

  /// - Returns: the condition that this gate's thread waits on.
  private func note(_ reason: Cancellation) -> Condition? {
    state.withLock {
      if cancellationReason == nil { cancellationReason = reason }
      cshell_or(attention, Gate.cancelled)
      wake()
      return waitedOn
    }
  }

  /// Makes a cancelled gate usable again.
  public func reset() {
    state.withLock {
      cancellationReason = nil
      cshell_and(attention, ~Gate.cancelled)
    }
  }

  private var hasSignal: Bool {
    if cshell_load(attention) & Gate.signalled == 0 { return false }
    return !postponesSignals || endingSignals.contains { cshell_signal_is_pending($0.number) != 0 }
  }

  private func wake() {
    if wakeDescriptor >= 0 {
      var one: UInt64 = 1
      _ = Glibc.write(wakeDescriptor, &one, 8)
    }
  }

  /// Looks whether the work has to stop.
  /// - Throws: `Errno.cancelled`.
  @inline(__always)
  public func check() throws(Errno) {
    if needsAttention || deadline != nil { try checkSlowly() }
  }

  private func checkSlowly() throws(Errno) {
    // This thread looks for itself, perhaps with the lock of what it waits on held: there is nobody
    // to wake.
    if let deadline, SystemClock.monotonic >= deadline { _ = note(.deadline) }
    if cancellation != nil { throw .cancelled }
  }

  /// What each call that may wait does first.
  @inline(__always)
  public func willWait() {
    if let begin = beforeWaiting {
      beforeWaiting = nil
      begin()
    }
  }

  /// Waits until a descriptor is ready.
  /// - Returns: the events that came; 0 when the time (monotonic nanoseconds) passed.
  /// - Throws: `Errno.cancelled`, or `Errno.interrupted` when a caught signal has to be looked at.
  @discardableResult
  public func wait(
    for descriptor: Int32, events: Int16, until time: UInt64? = nil
  ) throws(Errno) -> Int16 {
    willWait()
    state.lock()
    if wakeDescriptor < 0 {
      wakeDescriptor = ownsSignals ? cshell_signal_wake_descriptor() : cshell_eventfd()
    }
    state.unlock()
    while true {
      try check()
      if hasSignal { throw .interrupted }
      let limit = min(time ?? .max, deadline ?? .max)
      var timeout: Int32 = -1
      if limit != .max {
        let now = SystemClock.monotonic
        if let time, now >= time { return 0 }
        timeout = Int32(clamping: (max(limit, now) - now + 999_999) / 1_000_000)
      }
      var polled = [
        pollfd(fd: descriptor, events: events, revents: 0),
        pollfd(fd: wakeDescriptor, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&polled, 2, timeout)
      if polled[1].revents != 0 {
        var drained: UInt64 = 0
        _ = Glibc.read(wakeDescriptor, &drained, 8)
      }
      if ready > 0 && polled[0].revents != 0 { return polled[0].revents }
    }
  }

  /// Waits until a time (monotonic nanoseconds), or for ever.
  /// - Throws: as `wait(for:events:until:)`.
  public func sleep(until time: UInt64?) throws(Errno) {
    _ = try wait(for: -1, events: 0, until: time)
  }

  /// Waits, with the condition's lock held, until `isReady` says so.
  /// - Returns: false when the time (monotonic nanoseconds) passed first.
  /// - Throws: as `wait(for:events:until:)`; the lock is held then, too.
  @discardableResult
  public func wait(
    on condition: Condition, until time: UInt64? = nil, _ isReady: () -> Bool
  ) throws(Errno) -> Bool {
    if isReady() { return true }
    if beforeWaiting != nil {
      condition.unlock()
      willWait()
      condition.lock()
    }
    state.withLock { waitedOn = condition }
    defer { state.withLock { waitedOn = nil } }
    while !isReady() {
      try check()
      if hasSignal { throw .interrupted }
      let now = SystemClock.monotonic
      if let time, now >= time { return false }
      // A signal handler cannot wake a condition: the gate that owns signals looks for itself.
      let look: UInt64 = ownsSignals ? now + 10_000_000 : .max
      let limit = min(time ?? .max, min(deadline ?? .max, look))
      condition.wait(until: limit == .max ? nil : limit)
    }
    return true
  }
}
