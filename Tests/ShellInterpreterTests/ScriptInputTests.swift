import ShellBytes
import ShellTestSupport
import Testing

/// What other shells' suites found in reading scripts and in the order of expansions.
@Suite("XCU sh STDIN, XCU 2.7.4 Here-Document, XCU 2.9.1 order")
struct ScriptInputTests {
  /// A script that comes on standard input is read no further than a command needs.
  static let standardInput: [ScriptCase] = [
    ScriptCase("bash < f", files: ["f": "cat <<E\nhi\nE\necho end\n"], output: "hi\nend\n"),
    ScriptCase(
      "sh < f", files: ["f": "cat <<A <<-B\n1\nA\n\t2\n\tB\necho end\n"], dialect: .sh,
      output: "2\nend\n"),
    ScriptCase("sh < f", files: ["f": "cat <<E\nhi\nE"], dialect: .sh, output: "hi\n"),
    ScriptCase(
      "sh < f", files: ["f": "f() {\ncat <<E\nin $1\nE\n}\nf a; f b\n"], dialect: .sh,
      output: "in a\nin b\n"),
    ScriptCase(
      "bash < f", files: ["f": "echo $(cat <<E\nin\nE\n) out\nread x\nline\necho \"<$x>\"\n"],
      output: "in out\n<line>\n"),
    ScriptCase(
      "sh < f", files: ["f": "read x; printf '%s\\n' 1\\\\\\\\\nline\necho \"<$x>\"\n"],
      output: "1\\\\\n<line>\n"),
    ScriptCase("sh < f", files: ["f": "echo a \\\nb\n"], dialect: .sh, output: "a b\n"),
  ]

  /// A backslash and a newline are taken away before the delimiter is sought.
  static let hereDocuments: [ScriptCase] = [
    ScriptCase(
      "cat <<EOF\nOk\nEO\\\nF\necho end", dialect: .sh, output: "Ok\nend\n",
      differs: [.dash: "does not end the document there"]),
    ScriptCase(
      "cat <<EOF\nOk\nE\\\nO\\\nF\necho end", dialect: .sh, output: "Ok\nend\n",
      differs: [.dash: "does not end the document there"]),
    ScriptCase("cat <<-EOF\n\tOk\n\tEO\\\nF\necho end", output: "Ok\nend\n"),
    ScriptCase(
      "cat <<'EOF'\nOk\nEO\\\nF\nEOF\necho end", dialect: .sh, output: "Ok\nEO\\\nF\nend\n"),
    ScriptCase("cat <<EOF\nx\\\nEOF\nEOF\necho end", dialect: .sh, output: "xEOF\nend\n"),
    ScriptCase("cat << \"EO\\\nF\"\n$a\nEOF\necho end", dialect: .sh, output: "$a\nend\n"),
  ]

  static let expansions: [ScriptCase] = [
    // XCU 2.9.1.1 leaves the order open without a command name; bash assigns first.
    ScriptCase(
      "v=old; v=$(echo new; echo first >&2) 2>/none/f; echo $? $v", output: "1 new\n", error: nil),
    // The parts of an operand that are quoted on their own are neither split nor a pattern.
    ScriptCase(
      "f() { printf '<%s>' \"$@\"; echo; }; x=1; f a${x:+ b \"$(echo C  D)\" \"$((-1))\" e}",
      dialect: .sh, output: "<a><b><C D><-1><e>\n"),
    ScriptCase(
      "touch t0 t1 t9; echo t[0\"$((-9))\"] t[0$((-9))] t[0\"$(echo -9)\"]", dialect: .sh,
      output: "t0 t9 t0 t1 t9 t0 t9\n"),
    ScriptCase("unset v; echo \"[${v/*/w}]\"; v=; echo \"[${v/*/w}]\"", output: "[]\n[w]\n"),
    ScriptCase("v=1; echo ${v:}; echo after", error: nil, status: 1),
    ScriptCase("v=123; echo ${v::2} ${v:1:}.", output: "12 .\n"),
    ScriptCase(
      "f() { echo $#; }; set a; f \"${@:+}\"; f \"${1:+}\"; f ${1:+}", output: "1\n1\n0\n"),
    ScriptCase(
      "IFS=; set '' ''; echo \"X${*:+ }X\"; set a ''; echo \"X${*:+ }X\"", output: "XX\nX X\n"),
  ]

  static let builtins: [ScriptCase] = [
    // The first command of a text sees the `$?` of the one before; none at all succeeds.
    ScriptCase(
      "(exit 3); eval 'echo $?'; (exit 3); eval ' '; echo $?", dialect: .sh, output: "3\n0\n"),
    ScriptCase(
      "(exit 3); . ./f; (exit 3); . ./g; echo $?; for i in 1 2; do (exit 4); . ./g; echo $?; done",
      files: ["f": "echo $?\n", "g": "# none\n"], dialect: .sh, output: "3\n0\n0\n0\n"),
    ScriptCase(
      "trap 'echo T' NONE TERM 2>&-; echo $?; kill $$; echo went on",
      output: "1\nT\nwent on\n"),
    ScriptCase(
      "set -o posix; trap 'echo T' NONE TERM 2>&-; echo $?; kill $$; echo went on",
      output: "1\nT\nwent on\n"),
    // A job that ended is no longer there.
    ScriptCase(
      "sleep 0.05 & while kill -0 $! 2>&-; do :; done; echo ended", dialect: .sh,
      output: "ended\n"),
    ScriptCase(
      "echo a > f; exec 5< f; cat /proc/self/fd/5; exec 5<&-; echo b | cat /proc/self/fd/0",
      output: "a\nb\n"),
  ]

  @Test(arguments: standardInput + hereDocuments + expansions + builtins)
  func runs(_ row: ScriptCase) throws { try row.check() }
}
