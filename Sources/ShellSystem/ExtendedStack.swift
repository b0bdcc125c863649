import CShellSpawn
import Glibc

extension NativeStack {
  /// Calls `body` on a thread whose stack has so many bytes, and waits until it returns.
  /// - Returns: false when there is no room for such a thread; `body` was not called then.
  public static func runExtended(size: Int, _ body: () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    guard pthread_attr_setstacksize(&attributes, size) == 0 else { return false }
    return withoutActuallyEscaping(body) { body in
      let retained = Unmanaged.passRetained(Work(body))
      var handle = pthread_t()
      let error = pthread_create(
        &handle, &attributes,
        { argument in
          // Signals are for the thread that runs the script.
          var all = sigset_t()
          sigfillset(&all)
          pthread_sigmask(SIG_SETMASK, &all, nil)
          if let argument {
            Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
          }
          return nil
        }, retained.toOpaque())
      if error != 0 {
        retained.release()
        return false
      }
      pthread_join(handle, nil)
      return true
    }
  }

  /// The caller waits, so only one thread at a time touches what the function holds.
  private final class Work: @unchecked Sendable {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }
}
