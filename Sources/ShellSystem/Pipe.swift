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

  func closeReader() {
    condition.withLock {
      hasReader = false
      condition.broadcast()
    }
  }

  func closeWriter() {
    condition.withLock {
      hasWriter = false
      condition.broadcast()
    }
  }
}

/// A pipe in memory that is made once and used for pipeline after pipeline, as long as nobody else
/// keeps one of its ends.
public struct ReusablePipe {
  private let channel: Channel
  private var readEnd: PipeReader?
  private var writeEnd: PipeWriter?

  public init() {
    channel = Channel()
    readEnd = PipeReader(channel)
    writeEnd = PipeWriter(channel)
  }

  /// The end to read from; nil once it was given away.
  public var reader: OpenFile? { readEnd }
  /// The end to write to; nil once it was given away.
  public var writer: OpenFile? { writeEnd }

  /// Gives the read end away: it closes with the last reference elsewhere.
  public mutating func takeReader() -> OpenFile? {
    defer { readEnd = nil }
    return readEnd
  }

  /// Closes the write end, unless others keep it: then it closes with their last reference.
  public mutating func closeWriter() {
    // Where the read end is here, no thread waits on it.
    if readEnd != nil, writeEnd != nil, isKnownUniquelyReferenced(&writeEnd) {
      channel.hasWriter = false
    } else {
      writeEnd = nil
    }
  }

  /// Makes the pipe as new, where both ends are only here.
  /// - Returns: whether it can be used again.
  public mutating func reset() -> Bool {
    guard readEnd != nil, writeEnd != nil, isKnownUniquelyReferenced(&readEnd),
      isKnownUniquelyReferenced(&writeEnd)
    else { return false }
    readEnd?.forgetUnread()
    channel.bytes.removeAll()
    channel.hasReader = true
    channel.hasWriter = true
    return true
  }
}

private final class PipeReader: OpenFile, @unchecked Sendable {
  let channel: Channel
  init(_ channel: Channel) { self.channel = channel }
  deinit { channel.closeReader() }

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
  deinit { channel.closeWriter() }

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
