import ShellBytes
import ShellTestSupport
import Testing

/// Commands that a subshell needs no copy of the shell for, and those that only look like them.
@Suite("XCU 2.13 Subshells of commands that change nothing")
struct ContainedCommandsTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      "echo() { x=1; command echo f; }; y=$(echo a); command echo $y ${x-unset}",
      output: "f unset\n"),
    ScriptCase(
      """
      trap 'echo end' EXIT; x=$(echo a); echo $x; echo b | cat; x=$(trap 'echo inner' EXIT; echo c)
      echo $x
      """, output: "a\nb\nc inner\nend\n"),
    ScriptCase(
      """
      f() { echo "$(echo $LINENO) $LINENO"; }
      f; x=$(echo $BASH_SUBSHELL $(echo $BASH_SUBSHELL)); echo $x $BASH_SUBSHELL
      """, output: "1 1\n1 2 0\n"),
    ScriptCase(
      """
      x=$(printf -v y %s 1; echo $y); echo "$x ${y-unset}"; v=-v; x=$(printf $v z 1); echo ${z-unset}
      x=$(echo ${w:=1}); echo ${w-unset}; x=$(echo $((k=5))); echo ${k-unset}
      a='b[c=1]'; x=$(echo $(($a))); echo ${c-unset}
      """, output: "1 unset\nunset\nunset\nunset\nunset\n"),
    ScriptCase(
      """
      RANDOM=5; a=$RANDOM; RANDOM=5; x=$(echo $RANDOM); b=$RANDOM; [ $a = $b ] && echo same
      declare -n r=RANDOM; RANDOM=5; x=$(echo $r); [ $a = $RANDOM ] && echo same
      """, output: "same\nsame\n"),
    ScriptCase(
      """
      set -u; x=$(echo $nothing; echo more); echo "$? [$x]"; x=$(echo $nothing) || echo "status $?"
      """, output: "1 []\nstatus 1\n", error: nil),
    ScriptCase(
      """
      x=$(echo $BASHPID); y=$(echo $BASHPID); echo $((x != y)) $((x != $$)) $((BASHPID == $$))
      set -e; x=$(echo a; false) || echo failed; x=$(false || echo ok); echo $x
      x=$(cut -c9 /nosuch 2>/dev/null); echo never
      """, output: "1 1 1\nfailed\nok\n", status: 1),
    ScriptCase(
      "enable -n echo; echo() { y=2; builtin printf '%s\\n' own; }; x=$(echo a); printf '%s\\n' $x ${y-unset}",
      output: "own\nunset\n"),
    ScriptCase(
      "x=5; echo $(echo $x | cat) $(printf '%s ' \"$x\" 2 | tr 52 ab); echo $?; true | false; echo $?",
      output: "5 a b\n0\n1\n"),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
