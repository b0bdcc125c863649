import CShellSpawn
import Glibc

/// A thread with a stack of a chosen size.
public final class Thread: @unchecked Sendable {
  private var handle = pthread_t()
  private let body: @Sendable () -> Void

  private init(_ body: @escaping @Sendable () -> Void) { self.body = body }

  /// Starts a thread.
  /// - Throws: `EAGAIN` when the system has no room for one more.
  /// - Parameter stackSize: in bytes; memory is taken only as it is used.
  @discardableResult
  public static func start(
    stackSize: Int = 64 << 20, _ body: @escaping @Sendable () -> Void
  ) throws(Errno) -> Thread {
    let thread = Thread(body)
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let retained = Unmanaged.passRetained(thread)
    let error = pthread_create(
      &thread.handle, &attributes,
      { argument in
        // Signals are for the thread that runs the script.
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, nil)
        Unmanaged<Thread>.fromOpaque(argument!).takeRetainedValue().body()
        return nil
      }, retained.toOpaque())
    if error != 0 {
      retained.release()
      throw Errno(error)
    }
    return thread
  }
}

/// The native stack of the calling thread.
public enum NativeStack {
  /// The lowest address that a frame may have, `reserve` bytes above the end.
  public static func limit(reserve: UInt = 256 << 10) -> UInt { cshell_stack_limit(reserve) }
  /// About where the calling frame is.
  @inline(__always) public static var position: UInt { cshell_frame() }
}
