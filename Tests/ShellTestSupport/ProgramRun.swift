import Glibc
import ShellBytes
import ShellSystem

/// A program of the host run to its end, with all that it wrote: the oracle of table tests.
public struct ProgramRun: Sendable, Hashable {
  public var output: ByteString
  public var error: ByteString
  /// 128 + n when signal n ended it.
  public var status: Int

  /// Runs a program.
  /// - Parameters:
  ///   - words: its name, looked up in `PATH` of the environment unless it has a slash, and its
  ///     arguments.
  ///   - environment: all of it.
  /// - Throws: `Errno`; `noEntry` when there is no such program.
  public init(
    _ words: [ByteString], input: ByteString = "",
    environment: [(name: ByteString, value: ByteString)], directory: ByteString,
    umask: UInt32 = 0o022
  ) throws {
    let search = environment.last { $0.name == "PATH" }?.value ?? "/usr/bin:/bin"
    let path = try ProgramRun.find(words.first ?? "", in: search, directory)
    let scratch = try TemporaryDirectory()
    try scratch.make("input", input)
    let streams = [
      try ProgramRun.inputDescriptor(input, scratch),
      try ProgramRun.outputDescriptor(scratch.path("output")),
      try ProgramRun.outputDescriptor(scratch.path("error")),
    ]
    defer { for stream in streams { close(stream) } }
    let program = Program(
      path: path, arguments: words, environment: environment.map { "\($0.name)=\($0.value)" },
      directory: directory, umask: umask, descriptors: streams)
    let gate = Gate()
    switch try program.spawn().wait(gate) {
    case .ended(let code): status = Int(code)
    case .stopped(let signal): status = 128 + Int(signal)
    }
    output = try Files.open(scratch.path("output"), .read).readAll(gate)
    error = try Files.open(scratch.path("error"), .read).readAll(gate)
  }

  private static func find(
    _ name: ByteString, in search: ByteString, _ directory: ByteString
  ) throws(Errno) -> ByteString {
    if name.contains(UInt8(ascii: "/")) { return Path.join(directory, name) }
    for folder in search.split(at: UInt8(ascii: ":")) {
      let path = Path.join(folder, name)
      if Files.isAccessible(path, .execute),
        (try? Files.status(path))?.kind == .regular
      {
        return path
      }
    }
    throw .noEntry
  }

  /// What fits a pipe comes through one, as in a pipeline; more comes from a file.
  private static func inputDescriptor(
    _ input: ByteString, _ scratch: TemporaryDirectory
  ) throws(Errno) -> Int32 {
    if input.count <= 65536 {
      let ends = try KernelPipe.make()
      defer { close(ends.writer) }
      let count = input.withBytes { write(ends.writer, $0.baseAddress, $0.count) }
      if count < 0 { throw .last }
      return ends.reader
    }
    let descriptor = scratch.path("input").withCString { open($0, O_RDONLY | O_CLOEXEC) }
    if descriptor < 0 { throw .last }
    return descriptor
  }

  private static func outputDescriptor(_ path: ByteString) throws(Errno) -> Int32 {
    let descriptor = path.withCString { open($0, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600) }
    if descriptor < 0 { throw .last }
    return descriptor
  }
}
