import Glibc
import ShellBytes

/// A bounded pipe in memory. Its ends are open files; each closes with its last reference.
public enum MemoryPipe {
  /// The capacity of a kernel pipe on Linux.
  public static let capacity = 65536

  /// Makes a pipe.
  public static func make() -> (reader: OpenFile, writer: OpenFile) {
    let channel = Channel()
    return (PipeReader(channel), PipeWriter(channel))
  }
}

/// What the two ends share.
private final class Channel: @unchecked Sendable {
  let condition = Condition()
  var bytes = ByteBuffer()
  var hasReader = true
  var hasWriter = true

  func close(_ end: ReferenceWritableKeyPath<Channel, Bool>) {
    condition.lock()
    self[keyPath: end] = false
    condition.broadcast()
    condition.unlock()
  }
}

private final class PipeReader: OpenFile, @unchecked Sendable {
  let channel: Channel
  init(_ channel: Channel) { self.channel = channel }
  deinit { channel.close(\.hasReader) }

  override func refill(_ buffer: inout ByteBuffer, _ gate: Gate) throws(Errno) {
    let channel = self.channel
    channel.condition.lock()
    defer { channel.condition.unlock() }
    try gate.wait(on: channel.condition) { !channel.bytes.isEmpty || !channel.hasWriter }
    // The buffers change places: the reader works on its own without the lock.
    swap(&buffer, &channel.bytes)
    channel.condition.broadcast()
  }

  override var isReadEnd: Bool { true }

  override var canRefill: Bool {
    channel.condition.withLock { !channel.bytes.isEmpty || !channel.hasWriter }
  }
}

private final class PipeWriter: OpenFile, @unchecked Sendable {
  let channel: Channel
  init(_ channel: Channel) { self.channel = channel }
  deinit { channel.close(\.hasWriter) }

  override func write(_ bytes: UnsafeBufferPointer<UInt8>, _ gate: Gate) throws(Errno) {
    let channel = self.channel
    var done = 0
    channel.condition.lock()
    defer { channel.condition.unlock() }
    while done < bytes.count {
      try gate.wait(on: channel.condition) {
        !channel.hasReader || channel.bytes.count < MemoryPipe.capacity
      }
      if !channel.hasReader { throw .brokenPipe }
      let wasEmpty = channel.bytes.isEmpty
      let size = min(bytes.count - done, MemoryPipe.capacity - channel.bytes.count)
      channel.bytes.append(bytes.baseAddress! + done, count: size)
      done += size
      if wasEmpty { channel.condition.broadcast() }
    }
  }

  override func canWrite(_ count: Int) -> Bool {
    channel.condition.withLock {
      !channel.hasReader || channel.bytes.count + count <= MemoryPipe.capacity
    }
  }
}
