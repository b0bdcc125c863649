import Nacre
import ShellBytes
import ShellTestSupport
import Testing

/// What asks for too much fails with one error, and the shell around it goes on.
@Suite("Limits")
struct LimitsTests {
  /// Scripts, and what they are told.
  static let rows: [(script: ByteString, message: ByteString)] = [
    ("x=a; while :; do x=$x$x; done", value),
    ("x=a; while :; do x+=$x; done", value),
    (#"x=a; while :; do x="$x $x"; done"#, value),
    ("x=a; while :; do x=${x}b$x; done", value),
    ("x=a; while :; do x=${x:-1}${x:-2}; done", value),
    ("x=aa; while :; do x=${x//a/$x}; done", value),
    ("a=(x); while :; do a[0]+=${a[0]}; done", value),
    ("declare -A a; a[k]=x; while :; do a[k]+=${a[k]}; done", value),
    ("x=a; while :; do set -- $x$x; x=$1; done", value),
    ("x=a; while :; do x=$(echo $x$x); done", capture),
    (#"x=$(printf %9999s); for i in {1..999}; do a[i]=$x; done; y="${a[*]}""#, value),
    ("x=$(printf %999999s); cat <<E\n$x$x\nE", value),
    ("x=$(printf %999999s); cat <<< $x$x", value),
    ("printf %1000000000s", "printf: " + value),
    ("printf -v x %1000000000s", "printf: " + value),
    ("printf '%*d' 2000000000 1", "printf: " + value),
    ("printf %.2000000000f 1", "printf: " + value),
    ("printf %0999999d 1 2", "printf: " + value),
    ("a=({1..100000000})", braces),
    (": {1..999999999}", braces),
    (": {1..2000}{1..2000}", braces),
    (": {1..20}{1..20}{1..20}{1..20}{1..20}", braces),
    ("x=$(yes)", capture),
    ("x=$(cat /dev/zero)", capture),
    ("x=$(/usr/bin/yes)", capture),
    ("x=$(< /dev/zero)", capture),
    ("read x < /dev/zero", "read: " + value),
    ("read -n 9999999 x < /dev/zero", "read: " + value),
    ("tr '\\0' a < /dev/zero | read x", "read: " + value),
    ("mapfile < /dev/zero", value),
    ("mapfile -t a < <(yes)", "array: " + value),
    ("while :; do a[i++]=x; done", "array: " + value),
    ("declare -A a; while :; do a[$((i++))]=x; done", "array: " + value),
    (". /dev/zero", "/dev/zero: File too large"),
  ]
  static let capture: ByteString = "command substitution limit exceeded: 1048576 bytes"
  static let value: ByteString = "value limit exceeded: 1048576 bytes"
  static let braces: ByteString = "brace expansion: limit exceeded: 1048576 words"

  @Test(arguments: rows)
  func isReached(_ script: ByteString, _ message: ByteString) throws {
    let run = try run("(\(script)\n); echo $((! $?)) alive")
    #expect(run.output == "0 alive\n")
    let lines = run.error.split(at: 10).filter { !$0.isEmpty }
    #expect(lines.count == 1)
    #expect(lines.first?.hasSuffix(": " + message) == true, "\(run.error)")
  }

  /// Too many words end all that runs.
  @Test(arguments: [
    #"set -- a; while :; do set -- "$@" "$@"; done"#,
    "x=$(printf 'a %.0s' {1..99999}); for i in $x; do :; done; echo no",
  ])
  func endsWhatHasTooManyWords(_ script: ByteString) throws {
    let run = try run(script)
    #expect(run.status == 137)
    #expect(run.output.isEmpty)
    #expect(run.error.hasSuffix(": memory limit exceeded\n"))
  }

  private func run(_ script: ByteString) throws -> ScriptRun {
    let directory = try TemporaryDirectory()
    return ScriptRun(
      name: "bash", script: script, environment: [("PATH", "/usr/bin:/bin"), ("LC_ALL", "C")],
      directory: directory.path
    ) {
      $0.valueLimit = 1 << 20
      $0.captureLimit = 1 << 20
    }
  }

  /// What calls itself ends with one error, too: the stack has an end.
  static let recursions: [ByteString] = [
    "f() { f; }; f", "f() { f | cat; }; f", "f() { (f); }; f", "f() { x=$(f); }; f",
    "f() { eval f; }; f", #"x='eval "$x"'; eval "$x""#, "echo '. ./s' > s; . ./s",
    "trap f USR1; f() { kill -USR1 $BASHPID; }; f",
    "command_not_found_handle() { nosuch; }; nosuch", "f() { time f; }; f",
    "x='x'; : $((x))", "x='y+1' y='x+1'; : $((x))", "f() { env bash -c f; }; export -f f; f",
    "f() { case x in $(f)) ;; esac; }; f", "f() { [[ $(f) ]]; }; f", "f() { ${x-$(f)}; }; f",
    "f() { : > $(f); }; f", "f() { for i in $(f); do :; done; }; f", "f() { f & wait; }; f",
    "f() { yes | f; }; f",
  ]

  @Test(arguments: recursions)
  func endsRecursion(_ script: ByteString) throws {
    let run = try run("(\(script)\n); echo alive")
    #expect(run.output.hasSuffix("alive\n"))
    #expect(!run.error.isEmpty)
  }

  /// What is nested: before, what opens it, the inside, what closes it, after.
  static let nests: [(ByteString, ByteString, ByteString, ByteString, ByteString)] = [
    ("echo ", "$(echo ", "x", ")", ""), ("", "( ", ":", " )", ""), ("", "{ ", ":; ", "}; ", ""),
    (": ", "$((", "1", "))", ""), (": $((", "(", "1", ")", "))"), ("((", "(", "1", ")", "))"),
    ("[[ ", "( ", "x", " )", " ]]"), ("[[ ", "! ", "x", "", " ]]"), ("", "! ", ":", "", ""),
    ("shopt -s extglob\ncase x in ", "+(", "x", ")", ") ;; esac"),
    (": ", "${x:-", "y", "}", ""), (": ", "\"${x:-", "y", "}\"", ""),
    (": $((", "a[", "1", "]", "))"),
    (": $((", "-", "1", "", "))"), (": $((", "1?", "1", ":1", "))"), (": $((", "1,", "1", "", "))"),
    ("", "if :; then ", ":", "; fi", ""), ("", "while ! ", "true", "; do :; done", ""),
    ("", "case x in x) ", ":", ";; esac", ""), ("", "f() { ", ":", "; }", ""),
    (": ", "{a,", "b", "}", ""), ("", "for i in 1; do ", ":", "; done", ""),
    ("[[ x =~ ", "(", "x", ")", " ]]"), ("test ", "! ", "x", "", ""),
    ("test ", "\\( ", "x", " \\)", ""), (": ", "<(", ":", ")", ""),
  ]

  @Test(arguments: nests.indices)
  func endsNesting(_ index: Int) throws {
    let (before, open, inside, close, after) = Self.nests[index]
    for depth in [900, 2100] {
      var text = before
      for _ in 0..<depth { text.append(open) }
      text.append(inside)
      for _ in 0..<depth { text.append(close) }
      text.append(after)
      let directory = try TemporaryDirectory()
      try directory.make("text", text)
      let run = ScriptRun(
        name: "bash", script: "(. ./text) 2> err; echo alive", environment: [("PATH", "/bin")],
        directory: directory.path)
      #expect(run.output.hasSuffix("alive\n"), "\(open) \(depth)")
    }
  }
}
