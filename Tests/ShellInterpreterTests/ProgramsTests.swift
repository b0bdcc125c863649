import ShellBytes
import ShellTestSupport
import Testing

@Suite("Whole programs")
struct ProgramsTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      """
      fib() { if (($1 < 2)); then echo $1
      else echo $(( $(fib $(($1-1))) + $(fib $(($1-2))) )); fi; }; fib 10
      """,
      output: "55\n"),
    ScriptCase(
      #"""
      declare -A seen; for w in the cat the dog a cat; do ((seen[$w]++)); done
      for k in $(printf '%s\n' "${!seen[@]}" | sort); do echo "$k ${seen[$k]}"; done
      """#,
      output: "a 1\ncat 2\ndog 1\nthe 2\n"),
    ScriptCase(
      """
      bubble() { local -a a=("$@"); local n=${#a[@]} i j t; for ((i=0;i<n;i++))
      do for ((j=0;j<n-1-i;j++)); do if ((a[j]>a[j+1])); then t=${a[j]}
      a[j]=${a[j+1]}; a[j+1]=$t; fi; done; done; echo "${a[*]}"; }; bubble 5 3 9 1 7
      """,
      output: "1 3 5 7 9\n"),
    ScriptCase(
      """
      join() { local IFS=$1; shift; echo "$*"; }; join , a b c; join - 1 2
      split() { local IFS=$1; set -f; set -- $2; set +f; printf '<%s>' "$@"; echo; }
      split , 'a,b,,c'
      """,
      output: "a,b,c\n1-2\n<a><b><><c>\n"),
    ScriptCase(
      #"""
      log() { printf '%s: %s\n' "$1" "${*:2}"; }; log info some words
      die() { echo "$*" >&2; exit 1; }; (die oops) 2>&1; echo $?
      trap 'echo cleanup' EXIT; tmp=$(mktemp); [ -f "$tmp" ] && rm "$tmp"
      """#,
      output: "info: some words\noops\n1\ncleanup\n"),
    ScriptCase(
      """
      while IFS=, read -r name age; do [ \"$name\" = name ] && continue; printf '%-6\
      s|%3d\\n' \"$name\" \"$age\"; done <<'E'\nname,age\nann,30\nbob,4\nE
      """,
      output: "ann   | 30\nbob   |  4\n"),
    ScriptCase(
      """
      stack=(); push() { stack+=("$1"); }; pop() { local n=${#stack[@]}
      ret=${stack[n-1]}; unset "stack[n-1]"; }; push 1; push 2; push 3; pop
      echo $ret ${#stack[@]}; pop; echo $ret ${stack[@]}
      """,
      output: "3 2\n2 1\n"),
    ScriptCase(
      """
      usage() { cat <<E\nUsage: ${0##*/} [-v] file\nE\n}; verbose=0; set -- -v x; wh\
      ile [ $# -gt 0 ]; do case $1 in -v) verbose=1; shift;; -h) usage; exit;; *) br\
      eak;; esac; done; echo $verbose $1; usage
      """,
      output: "1 x\nUsage: bash [-v] file\n"),
    ScriptCase(
      """
      gcd() { local a=$1 b=$2; while ((b)); do ((t=a%b, a=b, b=t)); done; echo $a; }
      gcd 48 36; isprime() { local n=$1 i; for ((i=2;i*i<=n;i++))
      do ((n%i)) || return 1; done; }; for i in {2..20}
      do isprime $i && printf '%d ' $i; done; echo
      """,
      output: "12\n2 3 5 7 11 13 17 19 \n"),
    ScriptCase(
      """
      rev() { local s=$1 r= i; for ((i=${#s}-1;i>=0;i--)); do r+=${s:i:1}; done
      echo $r; }; rev hello; upper=${1^^}; s=' x y '; s="${s#"${s%%[![:space:]]*}"}"
      s="${s%"${s##*[![:space:]]}"}"; echo "[$s]"
      """,
      output: "olleh\n[x y]\n"),
    ScriptCase(
      """
      retry() { local n=0; until "$@"; do ((++n >= 3)) && return 1; done; }; c=0
      flaky() { ((++c == 3)); }; retry flaky; echo $? $c; retry false; echo $?
      """,
      output: "1 3\n1\n"),
    ScriptCase(
      """
      set -euo pipefail; main() { local -r n=${1:-5}; local sum=0 i
      for i in $(seq "$n"); do sum=$((sum + i)); done; echo "$sum"; }; main "$@"
      main 10; trap 'echo "line $LINENO status $?" >&2' ERR; grep -q x <<< y; echo no
      """,
      output: "15\n55\n",
      error: "line 3 status 1\n",
      status: 1),
    ScriptCase(
      """
      exec 3>&1; capture=$(echo visible >&3; echo captured); exec 3>&-
      echo "$capture"; { out=$(echo o; echo e >&4); } 4>&1; echo $out
      """,
      output: "visible\ncaptured\ne\no\n"),
    ScriptCase(
      #"""
      json() { local sep=; printf '{'; while (($#))
      do printf '%s"%s":"%s"' "$sep" "$1" "$2"; sep=,; shift 2; done; printf '}\n'; }
      json a 1 b 2; echo '{"a":[1,2]}' | sed 's/[][{}"]//g' | tr : ' '
      """#,
      output: "{\"a\":\"1\",\"b\":\"2\"}\na 1,2\n"),
    ScriptCase(
      #"""
      counter() { local n=0; eval "$1() { ((n_$1++)); echo \$n_$1; }"; }; counter c1
      counter c2; c1; c1; c2; declare -F | sed 's/declare -f //' | sort | tr '\n' ' '
      echo
      """#,
      output: "1\n2\n1\nc1 c2 counter \n"),
    ScriptCase(
      """
      i=0; while :; do case $((i++)) in 0) continue;; 3) break;; esac; echo $i; done
      until [ $i -eq 0 ]; do ((i--)) || :; [ $i = 2 ] && break; done; echo $i
      for x in a b; do for y in 1 2; do echo $x$y; [ $x$y = a2 ] && continue 2; done
      done
      """,
      output: "2\n3\n2\na1\na2\nb1\nb2\n",
      status: 1),
    ScriptCase(
      """
      deep() { [ $1 -gt 0 ] && deep $(($1 - 1)) || echo bottom; }; deep 500; x=0
      f() { ((x++ < 300)) && f; }; f; echo $x; e='eval "$e2"'; e2='echo evald'
      eval "$e"
      """,
      output: "bottom\n301\nevald\n"),
    ScriptCase(
      """
      f() { f; }; (f); echo "status $?"; g() { $(g); }; (g); echo $?; h() { (h); }
      (h); echo $?; e='eval "$e"'; (eval "$e"); echo $?
      """,
      output: "status 1\n1\n1\n1\n",
      error: nil,
      differs: [.bash: "bash overflows its stack"]),
  ]

  @Test(arguments: rows)
  func runs(_ row: ScriptCase) throws { try row.check() }
}
