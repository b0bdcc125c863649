import ShellBytes
import ShellCommand
import ShellSystem

/// What a script may have in memory (docs/architecture.md, decision 9).
package struct Limits: Sendable {
  /// How many bytes one value may have: a variable, a word, a line, the text of a file that is run.
  package var value: Int
  /// How many bytes a command substitution may collect.
  package var capture: Int
  /// How many bytes the process may have resident when a script asks for more.
  package var process: Int
  /// How many threads a shell and its copies may have: jobs, and stages of pipelines that wait.
  package var threads = 1000

  package init(value: Int = 1 << 30, capture: Int = 1 << 30, process: Int = 4 << 30) {
    self.value = value
    self.capture = capture
    self.process = process
  }
}

/// Only what is big is looked at, where it grows: a small value costs one comparison.
extension Interpreter {
  /// Looks at the size of a value that is made.
  /// - Throws: when it is more than a value may have, or than the process has left.
  @inline(__always)
  mutating func checkSize(_ count: Int) throws(ShellError) {
    if count > 4096 { try checkLargeSize(count) }
  }

  @inline(never)
  private mutating func checkLargeSize(_ count: Int) throws(ShellError) {
    if count > host.limits.value { throw sizeError("value", host.limits.value) }
    unmeasured = unmeasured.addingClamped(count)
    if unmeasured >= 4 << 20 {
      unmeasured = 0
      if isShortOfMemory(adding: count) { throw sizeError("memory", host.limits.process) }
    }
  }

  /// Looks at the size of an array that has got one more element.
  @inline(__always)
  mutating func checkElements(_ count: Int) throws(ShellError) {
    if count & 4095 == 4095 { try checkLargeArray(count) }
  }

  @inline(never)
  private func checkLargeArray(_ count: Int) throws(ShellError) {
    if count &* MemoryLayout<ByteString>.stride > host.limits.value {
      throw sizeError("array: value", host.limits.value)
    }
    if isShortOfMemory(adding: 0) { throw sizeError("memory", host.limits.process) }
  }

  func isShortOfMemory(adding count: Int) -> Bool {
    ProcessMemory.resident.addingClamped(count) > host.limits.process
  }

  /// The same where no error can be thrown: what runs is ended at its next command.
  @inline(never)
  func endWhenShortOfMemory(adding count: Int) {
    if isShortOfMemory(adding: count) { gate.cancel(.memory) }
  }

  func sizeError(_ what: ByteString, _ limit: Int) -> ShellError {
    ShellError("\(what) limit exceeded: \(limit) bytes", status: 2, reach: .shell)
  }
}
