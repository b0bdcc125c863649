import ShellBytes
import ShellCommand
import ShellSystem

/// Naming jobs (XBD 3.182; bash 5.2 manual 7.1).
extension Interpreter {
  /// The jobs that have numbers: process substitutions have none.
  var listedJobs: [Job] { (jobs.inherited + jobs.jobs).filter { $0.number > 0 } }

  /// `%+`: the last one started that is still known.
  var currentJob: Job? { listedJobs.max { $0.number < $1.number } }

  /// `%-`
  var previousJob: Job? {
    let current = currentJob
    return listedJobs.filter { $0 !== current }.max { $0.number < $1.number } ?? current
  }

  /// The job that `%n`, `%%`, `%+`, `%-`, `%text` or `%?text` means.
  /// - Throws: when none does, or when several do.
  func job(_ spec: ByteString, _ command: ByteString) throws(ShellError) -> Job {
    let text = spec.dropFirst()
    var found: [Job] = []
    switch text {
    case "", "%", "+": found = currentJob.map { [$0] } ?? []
    case "-": found = previousJob.map { [$0] } ?? []
    default:
      if let number = text.decimalInteger {
        found = listedJobs.filter { $0.number == number }
      } else if text.first == UInt8(ascii: "?") {
        let part = text.dropFirst()
        found = listedJobs.filter { $0.command.firstRange(of: part) != nil }
      } else {
        found = listedJobs.filter { $0.command.hasPrefix(text) }
      }
    }
    if found.count > 1 { throw ShellError("\(command): \(text): ambiguous job spec") }
    guard let job = found.first else {
      let shown: ByteString = spec.isEmpty ? "current" : spec
      throw ShellError("\(command): \(shown): no such job", status: 1)
    }
    return job
  }

  /// A job as `jobs` prints it.
  func jobLine(_ job: Job, withID: Bool) -> ByteString {
    let mark: ByteString = job === currentJob ? "+" : job === previousJob ? "-" : " "
    var state: ByteString = "Running"
    var ending: ByteString = " &"
    if let status = job.status {
      ending = ""
      let code = Int(status.code)
      if code == 0 {
        state = "Done"
      } else if case .signal(let number)? = job.gate.cancellation, code == 128 + Int(number) {
        state = Signal(number: number).message
      } else {
        state = "Exit \(code)"
      }
    }
    let id: ByteString = withID ? " \(Int(job.id)) " : "  "
    return "[\(job.number)]\(mark)\(id)\(state.padded(to: 24))\(job.command)\(ending)\n"
  }
}

extension Job {
  /// The text of its command, without the `&`.
  var command: ByteString {
    let text = self.text()
    return text.hasSuffix(" &") ? text.dropLast(2) : text
  }
}
