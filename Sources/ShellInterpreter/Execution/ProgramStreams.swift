import ShellBytes
import ShellSystem

/// The kernel's side of a program's descriptors: an open file in memory gets a real pipe, and a
/// pump that moves the bytes.
struct ProgramStreams {
  private struct Pump {
    let file: OpenFile
    let descriptor: Int32
    let isInput: Bool
  }
  private var pumps: [Pump] = []
  private var childEnds: [Int32] = []
  private var opened: [ObjectIdentifier: Int32] = [:]
  private var keptAlive: [OpenFile] = []
  private var running: [PumpThread] = []
  /// Read ends of input pipes: what the program left in them goes back.
  private var drains: [(pipe: KernelFile, file: OpenFile)] = []

  init(gate: Gate) {}

  /// Whether this process moves none of the program's bytes.
  var isIdle: Bool { pumps.isEmpty && running.isEmpty && here == nil && drains.isEmpty }

  /// A descriptor that a child can be given for an open file.
  mutating func kernelDescriptor(
    for file: OpenFile, isInput: Bool, number: Int
  ) throws(Errno) -> Int32 {
    if let descriptor = file.descriptor {
      // Bytes read ahead go back, or first through a pipe.
      if !isInput || file.unreadCount == 0 || file.returnUnread() { return descriptor }
    }
    if let known = opened[ObjectIdentifier(file)] { return known }
    if file is NullFile {
      let null = try Files.open("/dev/null", [.read, .write])
      keptAlive.append(null)
      let descriptor = null.descriptor ?? -1
      opened[ObjectIdentifier(file)] = descriptor
      return descriptor
    }
    // Which way the bytes go: standard input is read, and so is what can be read at once.
    let reads = isInput || file is StringFile || file.isReadEnd
    let (reader, writer) = try KernelPipe.make()
    let (child, ours) = reads ? (reader, writer) : (writer, reader)
    if reads { drains.append((KernelFile(child), file)) } else { childEnds.append(child) }
    pumps.append(Pump(file: file, descriptor: ours, isInput: reads))
    opened[ObjectIdentifier(file)] = child
    return child
  }

  /// The child has its own copies now.
  mutating func closeChildEnds() {
    for descriptor in childEnds { _ = KernelFile(descriptor) }
    childEnds = []
  }

  /// Starts the threads that move bytes; the last output is moved by the caller's thread.
  mutating func start(_ gate: Gate) throws(Errno) {
    // From here on each descriptor has an owner that closes it, also where no thread can be had.
    let ends = pumps.map { (pump: $0, pipe: KernelFile($0.descriptor)) }
    pumps = []
    for (pump, pipe) in ends {
      if !pump.isInput && here == nil {
        here = (pipe, pump.file)
        continue
      }
      let thread = PumpThread(
        source: pump.isInput ? pump.file : pipe, target: pump.isInput ? pipe : pump.file,
        givesBack: pump.isInput ? pump.file : nil)
      try thread.start()
      running.append(thread)
    }
  }
  private var here: (source: OpenFile, target: OpenFile)?

  /// Moves what the program writes, on this thread, until it closes its end.
  mutating func pumpHere(_ gate: Gate) {
    guard let (source, target) = here else { return }
    while true {
      do {
        let count = try source.read(gate) { bytes -> (used: Int, result: Int) in
          if !bytes.isEmpty { try target.write(bytes, gate) }
          return (bytes.count, bytes.count)
        }
        if count == 0 { break }
      } catch let error as Errno {
        if error == .interrupted {
          _ = gate.takeSignalNotice()
          continue
        }
        break
      } catch { break }
    }
    here = nil
  }

  /// The program has ended: the pumps of its input stop, those of its output run out.
  mutating func finish() {
    here = nil
    for thread in running { thread.finish() }
    running = []
    let gate = Gate()
    for (pipe, file) in drains {
      var left = ByteString()
      while pipe.canRefill {
        let count =
          (try? pipe.read(gate) { bytes -> (used: Int, result: Int) in
            left.append(contentsOf: bytes)
            return (bytes.count, bytes.count)
          }) ?? 0
        if count == 0 { break }
      }
      if !left.isEmpty { file.prepend(left) }
    }
    drains = []
  }

  /// Nothing was started.
  mutating func abandon() {
    closeChildEnds()
    for pump in pumps { _ = KernelFile(pump.descriptor) }
    pumps = []
    finish()
  }
}

/// Moves bytes from one open file to another on a thread of its own.
private final class PumpThread: @unchecked Sendable {
  private var source: OpenFile?
  private var target: OpenFile?
  private let gate = Gate()
  private let condition = Condition()
  private var isDone = false
  private let isInput: Bool

  init(source: OpenFile, target: OpenFile, givesBack: OpenFile?) {
    self.source = source
    self.target = target
    isInput = givesBack != nil
  }

  func start() throws(Errno) {
    _ = try Thread.start(stackSize: 256 << 10) { self.run() }
  }

  private func run() {
    while let source, let target {
      do {
        let count = try source.read(gate) { bytes -> (used: Int, result: Int) in
          // Up to PIPE_BUF at once is written whole or not at all, so that what a program leaves
          // unread can be given back exactly.
          let part = UnsafeBufferPointer(rebasing: bytes.prefix(isInput ? 4096 : bytes.count))
          if !part.isEmpty { try target.write(part, self.gate) }
          return (part.count, part.count)
        }
        if count == 0 { break }
      } catch { break }
    }
    condition.lock()
    source = nil
    target = nil
    isDone = true
    condition.broadcast()
    condition.unlock()
  }

  func finish() {
    if isInput { gate.cancel(.host) }
    condition.lock()
    let patient = Gate()
    _ = try? patient.wait(on: condition) { self.isDone }
    condition.unlock()
  }
}
