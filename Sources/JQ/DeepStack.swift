import ShellBytes
import ShellSystem

/// Lets recursion go on when the native stack is nearly used up.
enum DeepStack {
  /// How much a larger stack has: enough for a million calls, but not more than a quarter of the
  /// memory there is. It is taken only as it is used.
  static let size = Swift.min(512 << 20, Swift.max(64 << 20, ProcessMemory.available / 4))

  /// Calls `body`, at some levels after a look at the room that is left.
  @inline(__always)
  static func descend<Result>(
    _ depth: Int, _ body: () throws(JQError) -> Result
  ) throws(JQError) -> Result {
    if depth % 50 == 49 { return try checked(body) }
    return try body()
  }

  private static func checked<Result>(
    _ body: () throws(JQError) -> Result
  ) throws(JQError) -> Result {
    // The levels between two looks take less than this, also in a debug build.
    if NativeStack.position > NativeStack.limit(reserve: 512 << 10) { return try body() }
    return try extend(body)
  }

  /// Calls `body` on a thread with a large stack and waits for it.
  static func extend<Result>(
    _ body: () throws(JQError) -> Result
  ) throws(JQError) -> Result {
    var result: Result?
    var failure: JQError?
    let isDone = NativeStack.runExtended(size: size) {
      do throws(JQError) {
        result = try body()
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    guard isDone, let result else { throw JQError("Stack overflow") }
    return result
  }
}
