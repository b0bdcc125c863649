import ShellBytes
import ShellCommand
import ShellSystem

/// `<( … )` and `>( … )` (bash 5.2 manual 3.5.6): the command runs on a thread of its own; the
/// word is `/dev/fd/N`, which the shell and its utilities answer without a device.
final class ProcessSubstitutionWord: WordCode, @unchecked Sendable {
  private let body: Code
  private let isInput: Bool
  init(_ body: Code, isInput: Bool) {
    self.body = body
    self.isInput = isInput
  }
  override func expand(_ shell: inout Interpreter) throws(ShellError) -> ByteString {
    try shell.startProcessSubstitution(body, isInput: isInput)
  }
  override func pushFields(_ shell: inout Interpreter) throws(ShellError) {
    shell.push(try expand(&shell))
  }
  override func build(
    _ builder: inout FieldBuilder, _ shell: inout Interpreter, isQuoted: Bool
  ) throws(ShellError) {
    builder.append(try expand(&shell), FieldBuilder.Origin.quoted)
  }
}

extension Interpreter {
  mutating func startProcessSubstitution(
    _ body: Code, isInput: Bool
  ) throws(ShellError) -> ByteString {
    let (reader, writer) = MemoryPipe.make()
    let job = Job(id: host.makeJobID(), number: 0, text: { "" })
    var copy = copy(for: job)
    copy.jobs = JobTable()
    copy.descriptors[isInput ? 1 : 0] = isInput ? writer : reader
    var number = 63
    while number > 10 && descriptors[number] != nil { number -= 1 }
    redirect(number, to: isInput ? reader : writer)
    do throws(Errno) {
      try start(job, InterpreterBox(copy), body)
    } catch {
      throw ShellError("cannot start a thread: \(error.message)")
    }
    lastJob = job.id
    jobs.add(job)
    return "/dev/fd/\(number)"
  }
}

/// `coproc` (bash 5.2 manual 3.2.6).
final class CoprocessCode: Code, @unchecked Sendable {
  private let name: ByteString
  private let slot: Int
  private let pidSlot: Int
  private let body: Code
  private let text: CommandText
  init(name: ByteString, slot: Int, pidSlot: Int, body: Code, text: CommandText) {
    self.name = name
    self.slot = slot
    self.pidSlot = pidSlot
    self.body = body
    self.text = text
  }
  override func run(_ shell: inout Interpreter) -> Flow {
    let (fromJob, jobOutput) = MemoryPipe.make()
    let (jobInput, toJob) = MemoryPipe.make()
    let text = self.text
    shell.startJob(body, text: { text.text }, input: jobInput, output: jobOutput)
    guard shell.status.isSuccess, let id = shell.lastJob else { return .normal }
    var reader = 63
    while reader > 11 && (shell.descriptors[reader] != nil || shell.descriptors[reader - 3] != nil)
    {
      reader -= 1
    }
    shell.redirectPermanently(reader, to: fromJob)
    shell.redirectPermanently(reader - 3, to: toJob)
    do throws(ShellError) {
      try shell.setArray(slot, [ByteString(reader), ByteString(reader - 3)])
      try shell.set(pidSlot, ByteString(Int(id)))
      shell.coprocess = Coprocess(
        id: id, slot: slot, pidSlot: pidSlot, reader: reader, writer: reader - 3)
    } catch {
      return shell.report(error)
    }
    return .normal
  }
}

/// The coprocess that runs, and the descriptors that lead to it.
struct Coprocess {
  let id: Int32
  let slot: Int
  let pidSlot: Int
  var reader: Int
  var writer: Int
}

extension Interpreter {
  /// What follows when a coprocess was waited for: its descriptors are closed, its variables unset
  /// (bash 5.2 manual 6.5).
  mutating func forgetCoprocess(_ id: Int32) {
    guard let ended = coprocess, ended.id == id else { return }
    coprocess = nil
    for number in [ended.reader, ended.writer] where number >= 0 {
      redirectPermanently(number, to: nil)
    }
    try? unset(ended.slot)
    try? unset(ended.pidSlot)
  }

  /// Notes that a descriptor was closed or moved: where it led to the coprocess, its variable says
  /// -1 from then on.
  mutating func coprocessDescriptorClosed(_ number: Int) {
    guard var current = coprocess, number == current.reader || number == current.writer else {
      return
    }
    let isReader = number == current.reader
    if isReader { current.reader = -1 } else { current.writer = -1 }
    coprocess = current
    try? setElement(current.slot, isReader ? "0" : "1", "-1")
  }
}
