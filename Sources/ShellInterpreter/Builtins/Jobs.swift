import ShellBytes
import ShellCommand
import ShellSystem

extension Builtin {
  /// `jobs` prints the jobs of the shell; one that has ended is then forgotten.
  ///
  /// - Output: number, state and text; with `-l` also, with `-p` only, the id.
  /// - Status: 1 when a job is none.
  /// - Source: POSIX.1-2024 XCU `jobs`; `-n`, `-r`, `-s` and `-x` as in bash 5.2.
  static let jobs = Builtin("jobs", usage: "[-lnprs] [jobspec ...] or jobs -x command [args]") {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("lnprsx", words)
    if options.contains("x") {
      return try shell.runWithJobIDs(words, from: options.firstOperand)
    }
    shell.status = .success
    var chosen = shell.listedJobs
    let operands = shell.operands(words, from: options.firstOperand)
    if !operands.isEmpty {
      chosen = []
      for operand in operands {
        do throws(ShellError) {
          chosen.append(
            try shell.job(operand.first == UInt8(ascii: "%") ? operand : "%" + operand, "jobs"))
        } catch {
          shell.complain("jobs: \(operand): no such job")
          shell.status = .failure
        }
      }
    }
    if options.contains("s") { chosen = [] }
    if options.contains("r") { chosen = chosen.filter { $0.status == nil } }
    if options.contains("n") { chosen = chosen.filter { $0.status != nil } }
    var output = ByteString()
    var ended: [(Job, ExitStatus)] = []
    for job in chosen {
      if options.contains("p") {
        output.append("\(Int(job.id))\n")
      } else {
        let status = job.status
        output.append(shell.jobLine(job, withID: options.contains("l")))
        if let status { ended.append((job, status)) }
      }
    }
    for (job, status) in ended { shell.jobs.forget(job, status) }
    return output.isEmpty ? .normal : shell.write(output)
  }

  /// `fg` waits for a job, as in the foreground.
  ///
  /// - Output: the job's text.
  /// - Status: the job's; 1 without job control.
  /// - Source: POSIX.1-2024 XCU `fg`.
  static let fg = Builtin("fg", usage: "[job_spec]") {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("", words)
    guard shell.options.contains(.monitor) else { throw ShellError("fg: no job control") }
    let spec = options.firstOperand < words.count ? shell[words, options.firstOperand] : ""
    let job = try shell.job(spec.first == UInt8(ascii: "%") ? spec : "%" + spec, "fg")
    let flow = shell.write(job.command + "\n")
    if flow != .normal { return flow }
    return shell.wait(for: job)
  }

  /// `bg` lets a job go on in the background, where it is already.
  ///
  /// - Status: 1 without job control or such a job.
  /// - Source: POSIX.1-2024 XCU `bg`. Jobs are threads, so none is ever stopped.
  static let bg = Builtin("bg", usage: "[job_spec ...]") {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("", words)
    guard shell.options.contains(.monitor) else { throw ShellError("bg: no job control") }
    var specs = shell.operands(words, from: options.firstOperand)
    if specs.isEmpty { specs = ["%"] }
    shell.status = .success
    for spec in specs {
      let job = try shell.job(spec.first == UInt8(ascii: "%") ? spec : "%" + spec, "bg")
      shell.complain("bg: job \(job.number) already in background")
    }
    return .normal
  }

  /// `disown` forgets jobs; they go on.
  ///
  /// - Status: 1 when a job is none.
  /// - Source: bash 5.2 manual 7.2.
  static let disown = Builtin("disown", usage: "[-h] [-ar] [jobspec ... | pid ...]") {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("ahr", words)
    let operands = shell.operands(words, from: options.firstOperand)
    var chosen: [Job] = []
    shell.status = .success
    if operands.isEmpty {
      if options.contains("a") || options.contains("r") {
        chosen = shell.listedJobs.filter { !options.contains("r") || $0.status == nil }
      } else {
        guard let job = shell.currentJob else {
          throw ShellError("disown: current: no such job")
        }
        chosen = [job]
      }
    }
    for operand in operands {
      if let id = operand.decimalInteger, let job = shell.jobs[Int32(clamping: id)] {
        chosen.append(job)
      } else if operand.first == UInt8(ascii: "%"), let job = try? shell.job(operand, "disown") {
        chosen.append(job)
      } else {
        shell.complain("disown: \(operand): no such job")
        shell.status = .failure
      }
    }
    if options.contains("h") { return .normal }
    for job in chosen { shell.jobs.disown(job) }
    return .normal
  }

  /// `suspend` tells that this shell cannot be stopped: it is part of a process.
  ///
  /// - Status: 1.
  /// - Source: bash 5.2 manual 7.2.
  static let suspend = Builtin("suspend", usage: "[-f]") {
    (shell, words) throws(ShellError) -> Flow in
    _ = try shell.parseOptions("f", words)
    throw ShellError("suspend: cannot suspend: no job control")
  }
}

extension Interpreter {
  /// `jobs -x`: runs a command whose job specs became ids.
  fileprivate mutating func runWithJobIDs(
    _ words: Words, from first: Int
  ) throws(ShellError) -> Flow {
    guard first < words.count else { return done() }
    let mark = stackCount
    for word in operands(words, from: first) {
      if word.first == UInt8(ascii: "%"), let job = try? job(word, "jobs") {
        push(ByteString(Int(job.id)))
      } else {
        push(word)
      }
    }
    let flow = execute(Words(base: mark, count: stackCount - mark))
    pop(to: mark)
    return flow
  }
}
