import ShellBytes
import ShellCommand
import ShellSystem

/// Where the body of a transfer goes: standard output, or a file that is made by its first bytes.
final class OutputFile {
  private let session: Session
  private let options: Options
  /// nil for standard output.
  private(set) var name: ByteString?
  /// Whether a header named the file: it then overwrites nothing.
  private var isNamedByHeader = false
  private var stream: OpenFile?
  private var wasMade = false
  /// How many bytes were written.
  private(set) var byteCount = 0
  /// The size of the file that `-C` goes on with.
  private var initialSize = 0
  /// Whether binary data may go to a terminal, because the user named `-o -`.
  private let allowsBinary: Bool

  init(_ session: Session, _ options: Options, name: ByteString?, allowsBinary: Bool) {
    self.session = session
    self.options = options
    self.name = name
    self.allowsBinary = allowsBinary
  }

  private var context: CommandContext { session.context }

  /// Opens the file to go on at its end.
  /// - Returns: false after a message.
  func resume(at offset: Int) -> Bool {
    guard let name else { return true }
    do {
      stream = try context.open(name, [.write, .create, .append])
      wasMade = true
      initialSize = offset
      return true
    } catch {
      session.report("Can't open '\(name)'!")
      return false
    }
  }

  /// Takes the name that the response gives.
  /// - Returns: false when the file cannot be made, after a warning.
  func rename(_ newName: ByteString) -> Bool {
    name = newName
    isNamedByHeader = true
    return create()
  }

  /// Makes the file, if that was not done.
  /// - Returns: false after a warning.
  func create() -> Bool {
    guard let name, stream == nil else { return true }
    let mayOverwrite = options.overwrites ?? !isNamedByHeader
    do {
      if mayOverwrite {
        stream = try context.open(name, [.write, .create, .truncate])
      } else {
        stream = try createAnew(name)
      }
      wasMade = true
      return true
    } catch let error {
      session.warn("Failed to open the file \(self.name ?? name): \(error.message)")
      return false
    }
  }

  /// Makes a file that did not exist; `--no-clobber` tries `name.1` to `name.100`, too.
  private func createAnew(_ name: ByteString) throws(Errno) -> OpenFile {
    let flags: OpenOptions = [.write, .create, .exclusive]
    var error: Errno
    do {
      return try context.open(name, flags)
    } catch let first {
      error = first
    }
    guard options.overwrites == false, error == .exists else { throw error }
    for number in 1...100 {
      let other: ByteString = "\(name).\(number)"
      do {
        let file = try context.open(other, flags)
        self.name = other
        return file
      } catch let next {
        error = next
        if error != .exists { break }
      }
    }
    throw error
  }

  /// Writes bytes of the body, or of a header.
  /// - Returns: false when the transfer has to end with a write error.
  func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(Errno) -> Bool {
    if name != nil {
      guard create(), let stream else { return false }
      try stream.write(bytes, context.gate)
    } else {
      let output = context.output
      if byteCount == 0 && !allowsBinary && output.file.isTerminal && bytes.contains(0) {
        session.warn(
          "Binary output can mess up your terminal. Use \"--output -\" to tell "
            + "curl to output it to your terminal anyway, or consider \"--output <FILE>\" to "
            + "save to a file.")
        return false
      }
      try output.write(bytes)
      if options.isUnbuffered { try output.flush() }
    }
    byteCount += bytes.count
    return true
  }

  /// Forgets what was written, before another try.
  func restart() {
    guard byteCount > 0, let name, let stream else { return }
    try? context.files.truncate(context.path(name), size: initialSize)
    _ = try? stream.seek(initialSize, 0)
    byteCount = 0
  }

  /// Whether the transfer made no file yet.
  var isMissing: Bool { name != nil && !wasMade }

  /// Hands on what was collected, and closes the file.
  func finish() throws(Errno) {
    stream = nil
    if name == nil { try context.output.flush() }
  }

  /// Removes the file, if this transfer made it.
  func remove() {
    guard let name, wasMade else { return }
    let path = context.path(name)
    guard (try? context.files.status(path, followLinks: true))?.kind == .regular else { return }
    try? context.files.remove(path)
  }

  /// Gives the file the time of the remote one, in seconds.
  func setTime(_ seconds: Int) {
    guard let name, seconds >= 0, seconds < 9_000_000_000 else { return }
    let time = seconds * 1_000_000_000
    try? context.files.setTimes(
      context.path(name), accessed: time, modified: time, followLinks: true)
  }

  /// A directory that cannot be made.
  struct DirectoryFailure: Error {
    var path: ByteString
  }

  /// Makes the directories that lead to a file, those above it first.
  static func makeDirectories(of name: ByteString, _ context: CommandContext)
    throws(DirectoryFailure)
  {
    let path = context.path(name)
    var at = 0
    while let slash = path.firstIndex(of: UInt8(ascii: "/"), from: at + 1) {
      at = slash
      let directory = path.prefix(slash)
      do {
        try context.files.makeDirectory(directory, mode: 0o750 & ~context.umask)
      } catch {
        if !context.files.isDirectory(directory) { throw DirectoryFailure(path: directory) }
      }
    }
  }
}
