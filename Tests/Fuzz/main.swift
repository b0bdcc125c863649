// fuzz SECONDS SEED FILE FOLDER...
//
// Mutates the scripts of FOLDERs, and parses, prints and runs what comes of it, with no files and no
// programs, until SECONDS have passed. FILE always holds the script that is run, so that after a
// crash or a hang it is the one to look at. Prints how many scripts ran; the status is 1 when
// something was wrong that did not end the process.

import Glibc
import Nacre
import ShellBytes
import ShellCommand
import ShellSyntax
import ShellSystem
import Synchronization

/// How many scripts ended: what the watchdog looks at.
let count = Atomic<Int>(0)

/// A script that takes this long, with a deadline of half a second, hangs, however busy the machine.
let hangSeconds = 30

func fail(_ text: ByteString) {
  let error = KernelFile(2, ending: .stays)
  let line = text + "\n"
  do throws(Errno) {
    try line.withBytes { bytes throws(Errno) in try error.write(bytes, Gate()) }
  } catch {
    // There is nobody to tell.
  }
}

/// What is wrong with how a script is parsed; nil where nothing is.
func checkSyntax(_ script: ByteString, _ dialect: Dialect) -> ByteString? {
  var whole = Parser(script, dialect: dialect)
  var deferred = Parser(script, dialect: dialect, defers: true)
  while true {
    var list: List?
    var again: List?
    var error: SyntaxError?
    var deferredError: SyntaxError?
    do throws(SyntaxError) { list = try whole.nextCompleteCommand() } catch let found {
      error = found
    }
    do throws(SyntaxError) { again = try deferred.nextCompleteCommand() } catch let found {
      deferredError = found
    }
    if error != deferredError { return "a deferred body has another error" }
    if list != again { return "a deferred body is another tree" }
    guard let list else { return nil }
    let program = Program(commands: [list], range: list.range)
    let printed = Printer.print(program, dialect: dialect)
    // A here-document that only the end of the text ends cannot always be written: no line may be its
    // delimiter, or a backslash takes its last newline. The grammar tests write the others.
    if printed.firstRange(of: "<<") != nil { continue }
    guard let parsed = try? Parser.parse(printed, dialect: dialect) else {
      return "what was printed is no script: \(printed)"
    }
    if parsed.commands.flatMap(\.items) != list.items {
      return "what was printed is another script: \(printed)"
    }
  }
}

/// Runs a script; the deadline ends what does not end.
func run(_ script: ByteString, _ name: ByteString, _ utilities: UtilityTable) {
  let sink = CaptureFile(limit: 1 << 20)
  var configuration = Shell.Configuration.host
  configuration.environment = []
  configuration.directory = "/"
  configuration.files = NoFiles()
  configuration.utilities = utilities
  configuration.allowsPrograms = false
  configuration.captureLimit = 1 << 20
  configuration.valueLimit = 1 << 20
  configuration.input = NullFile()
  configuration.output = sink
  configuration.error = sink
  let shell = Shell(configuration)
  _ = shell.invoke(
    Shell.Invocation(
      words: ["eval", script], variables: [], input: NullFile(), output: sink, error: sink,
      deadline: SystemClock.monotonic + 500_000_000))
}

let arguments = ProcessIdentity.arguments.map { String($0) }
guard arguments.count > 4, let seconds = Int(arguments[1]), let seed = UInt64(arguments[2]) else {
  fail("usage: fuzz SECONDS SEED FILE FOLDER...")
  exit(2)
}
let seeds = Seeds.read(arguments[4...].map { ByteString($0) })
var mutator = Mutator(seeds: seeds, seed: seed)
let current = open(arguments[3], O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
let utilities = UtilityTable { StandardUtilities.registry }
let end = SystemClock.monotonic + UInt64(seconds) * 1_000_000_000

try Thread.start {
  var last = -1
  var since = 0
  while true {
    sleep(1)
    let now = count.load(ordering: .relaxed)
    since = now == last ? since + 1 : 0
    last = now
    if since > hangSeconds {
      fail("fuzz: a script hangs")
      abort()
    }
  }
}

var failures = 0
var warm: (scripts: Int, bytes: Int)?
while SystemClock.monotonic < end && failures < 20 {
  let script = mutator.next()
  script.withBytes { bytes in
    _ = pwrite(current, bytes.baseAddress, bytes.count, 0)
    _ = ftruncate(current, bytes.count)
  }
  for dialect in [Dialect.posix, .bash] {
    if let wrong = checkSyntax(script, dialect) {
      failures += 1
      fail("fuzz: \(wrong)\nof the script: \(script)\n")
    }
  }
  // The limits of the process are not the script's to change.
  if script.firstRange(of: "ulimit") == nil { run(script, "fuzz", utilities) }
  let done = count.wrappingAdd(1, ordering: .relaxed).newValue
  // Caches are full by then.
  if done == 20_000 { warm = (done, ProcessMemory.allocated) }
}
let total = count.load(ordering: .relaxed)
fail("fuzz: \(total) scripts of \(seeds.count) seeds, \(failures) wrong")
if let warm, total > 2 * warm.scripts {
  let grown = ProcessMemory.allocated - warm.bytes
  fail("fuzz: \(grown) bytes more allocated than after \(warm.scripts) scripts")
  // A byte for each script would be noise; what each script leaves behind is a leak.
  if grown > 16 << 20 && grown / (total - warm.scripts) > 64 { failures += 1 }
}
exit(failures == 0 ? 0 : 1)
