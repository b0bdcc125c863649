import ShellBytes
import ShellSyntax
import Testing

@Suite("The trees of scripts")
struct TreeTests {
  /// Scripts and what `Dump` shows of their trees.
  static let rows: [(script: String, tree: String)] = [
    (
      "a b c",
      "(a b c)"
    ),
    (
      "a=1 b=2 c d=3",
      "(a=1 b=2 c d=3)"
    ),
    (
      "a 2>&1 >f <g >>h >|i <>j <&3 >&-",
      "(a 2<duplicateOutput>1 <output>f <input>g <append>h <clobber>i <readWrite>j <duplicateInput>3 <duplicateOutput>-)"
    ),
    (
      "a &>b &>>c <<<d",
      "(a <outputAndError>b <appendOutputAndError>c <hereString>d)"
    ),
    (
      "a 10>b {fd}<c",
      "(a 10<output>b {fd}<input>c)"
    ),
    (
      "a | b |& c",
      "(a)|(b)|&(c)"
    ),
    (
      "! a && b || c",
      "!(a) && (b) || (c)"
    ),
    (
      "a; b & c",
      "(a) (b)& (c)"
    ),
    (
      "a && b; c || d &",
      "(a) && (b) (c) || (d)&"
    ),
    (
      "time -p a | b",
      "time-p (a)|(b)"
    ),
    (
      "time -- a",
      "time (a)"
    ),
    (
      "! ! a",
      "(a)"
    ),
    (
      "if a; then b; elif c; then d; else e; fi",
      "(if [(a) then (b)][(c) then (d)] else (e))"
    ),
    (
      "while a; b; do c; done",
      "(while (a) (b) do (c))"
    ),
    (
      "until a; do b; done <f",
      "(until (a) do (b)) <input>f"
    ),
    (
      #"for x in a "b c" $d; do e; done"#,
      #"(for x (a "b c" $d) (e))"#
    ),
    (
      "for x; do a; done",
      "(for x nil (a))"
    ),
    (
      "for x in; do a; done",
      "(for x () (a))"
    ),
    (
      "for ((i=0; i < 3; i++)); do a; done",
      "(for ((set i 0); (less i 3); (post 1 i)) (a))"
    ),
    (
      "for ((;;)); do a; done",
      "(for (nil; nil; nil) (a))"
    ),
    (
      "select x in a; do b; done",
      "(select x (a) (b))"
    ),
    (
      "case $x in a|b) c;; (d) ;& e) f;;& *) g; esac",
      "(case $x a|b) (c);; d) nil;& e) (f);;& *) (g);;)"
    ),
    (
      "(a; b) >f",
      "(sub (a) (b)) <output>f"
    ),
    (
      "{ a; b; } 2>f",
      "{(a) (b)} 2<output>f"
    ),
    (
      "f() { a; } >g",
      "(def f {(a)} <output>g)"
    ),
    (
      "function f-g { a; }",
      "(def f-g {(a)})"
    ),
    (
      "function f() (a)",
      "(def f (sub (a)))"
    ),
    (
      "coproc a b",
      "(coproc COPROC (a b))"
    ),
    (
      "coproc X { a; }",
      "(coproc X {(a)})"
    ),
    (
      "[[ -f a && ! b == c* || d =~ ^(e|f)$ ]]",
      "[[((-f a and !(b equal c*)) or d matches ^(e|f)$)]]"
    ),
    (
      "[[ ! (a && (b || c)) && d ]]",
      "[[(!((a and (b or c))) and d)]]"
    ),
    (
      "[[ a < b || c -lt d ]]",
      "[[(a before b or c numericLess d)]]"
    ),
    (
      "((x = 1 + 2 * 3))",
      "((set x (add 1 (multiply 2 3))))"
    ),
    (
      "(( $a $b $c ))",
      "(nil:  ·$a· ·$b· ·$c· )"
    ),
    (
      #"echo a$b"c$d"'e'\f"#,
      #"(echo a·$b·"c·$d"·'e'·\f)"#
    ),
    (
      #"echo "a\$b\"c\d\\e`f`""#,
      #"(echo "a·\$·b·\"·c\d·\\·e·`((f))")"#
    ),
    (
      #"echo $'a\tb\x41\u00e9\'\\\e\0z'"#,
      #"(echo $'a⇥bAé'\␛')"#
    ),
    (
      #"echo $"a b""#,
      #"(echo "a b")"#
    ),
    (
      #"echo "a'b" 'c"d'"#,
      #"(echo "a'b" 'c"d')"#
    ),
    (
      "echo ${a} ${10} $10 $1 $@ $# ${#} ${##} ${#a} ${#-} ${#@}",
      "(echo ${a} ${10} $1·0 $1 $@ $# ${#} ${# length} ${a length} ${- length} ${@ length})"
    ),
    (
      "echo ${a-b} ${a:-b c} ${a=b} ${a:=b} ${a?} ${a:?b} ${a+b} ${a:+b}",
      "(echo ${a default b} ${a default: b c} ${a assign b} ${a assign: b} ${a error nil} ${a error: b} ${a alternative b} ${a alternative: b})"
    ),
    (
      "echo ${a#b} ${a##*/} ${a%b} ${a%%.*}",
      "(echo ${a # b} ${a ## */} ${a % b} ${a %% .*})"
    ),
    (
      #"echo ${a#"}"} ${a%'}'} ${a#\}}"#,
      #"(echo ${a # "}"} ${a % '}'} ${a # \}})"#
    ),
    (
      "echo ${a/b/c} ${a//b/c} ${a/#b/c} ${a/%b/c} ${a/b} ${a////_}",
      "(echo ${a replace first b by c} ${a replace all b by c} ${a replace prefix b by c} ${a replace suffix b by c} ${a replace first b by nil} ${a replace all / by _})"
    ),
    (
      "echo ${a:1} ${a:1:2} ${a: -1} ${a:(-1):b+1} ${a:b?1:2:3}",
      "(echo ${a from 1 length nil} ${a from 1 length 2} ${a from (minus 1) length nil} ${a from (minus 1) length (add b 1)} ${a from (if b 1 2) length 3})"
    ),
    (
      "echo ${a^} ${a^^b} ${a,} ${a,,} ${a~} ${a~~}",
      "(echo ${a upperFirst nil} ${a upperAll b} ${a lowerFirst nil} ${a lowerAll nil} ${a toggleFirst nil} ${a toggleAll nil})"
    ),
    (
      "echo ${a@Q} ${!a} ${!a*} ${!a@} ${!a[@]} ${!a[*]} ${!a[1]} ${!#} ${!a:-b}",
      "(echo ${a @Q} ${!a} ${a names *} ${a names @} ${a[@] keys} ${a[*] keys} ${!a[1:1]} ${!#} ${!a default: b})"
    ),
    (
      #"echo ${a[1]} ${a[@]} ${a[*]} ${a[i+1]} ${a["k"]} ${#a[@]} ${a[@]:1:2} ${a[$i]}"#,
      #"(echo ${a[1:1]} ${a[@]} ${a[*]} ${a[i+1:(add i 1)]} ${a["k":k]} ${a[@] length} ${a[@] from 1 length 2} ${a[$i:$i]})"#
    ),
    (
      "echo ${a!b} ${} ${a.b} ${a@Z}",
      "(echo ${ bad a!b} ${ bad } ${ bad a.b} ${ bad a@Z})"
    ),
    (
      #"echo "${a-'b'}" "${a-"b}"}" "${a-\}}" "${a#'}'}" "${a:-$b c}""#,
      #"(echo "${a default 'b'}" "${a default "b}"}" "${a default \}}" "${a # '}'}" "${a default: $b· c}")"#
    ),
    (
      #"echo ${a-'}'} ${a-"}"} ${a-$(echo })} ${a-${b-c}}"#,
      #"(echo ${a default '}'} ${a default "}"} ${a default $((echo }))} ${a default ${b default c}})"#
    ),
    (
      #"echo $(a; b) $(a | b) `a \`b\`` "$(c "d")""#,
      #"(echo $((a) (b)) $((a)|(b)) `((a `((b)))) "$((c "d"))")"#
    ),
    (
      "echo $((1 + 2)) $(( a = $b )) $((a)) $( (a) ) $((a); b)",
      "(echo $(((add 1 2))) $(((set a $b))) $((a)) $((sub (a))) $((sub (a)) (b)))"
    ),
    (
      "echo $[1+2]",
      "(echo $(((add 1 2))))"
    ),
    (
      "cat <(a) >(b) x<(c)",
      "(cat <((a)) >((b)) x·<((c)))"
    ),
    (
      "echo @(a|b) !(c d)* +([0-9])",
      "(echo @(a|b) !(c d)* +([0-9]))"
    ),
    (
      "echo {a,b} {1..3} ~ ~a/b a=~",
      "(echo {a,b} {1..3} ~ ~a/b a=~)"
    ),
    (
      #"echo $ $% a$ "$" "a$""#,
      #"(echo $ $% a$ "$" "a$")"#
    ),
    (
      #"""
      echo \
      a a\
      b "c\
      d" 'e\
      f'
      """#,
      #"(echo a ab "cd" 'e\⏎f')"#
    ),
    (
      #"a=(1 "2 3" [4]=5 [k]+=6 $(b))"#,
      #"(a=(1 "2 3" [4:4]=5 [k:k]+=6 $((b))))"#
    ),
    (
      #"a+=(1) b[1]=2 c[i+1]+=3 d["x y"]=4"#,
      #"(a+=(1) b[1:1]=2 c[i+1:(add i 1)]+=3 d["x y":nil]=4)"#
    ),
    (
      "a[1 + 2]=3",
      "(a[1 + 2:(add 1 2)]=3)"
    ),
    (
      "declare -a a=(1 2) b c=d",
      "(declare -a @a=(1 2) b @c=d)"
    ),
    (
      "export a=$b c",
      "(export @a=$b c)"
    ),
    (
      "command export -p a=(1)",
      "(command export -p @a=(1))"
    ),
    (
      "echo a=b c=",
      "(echo a=b c=)"
    ),
    (
      "a= b=; c=",
      "(a=ε b=ε) (c=ε)"
    ),
    (
      #"""
      a <<E b
      x $y \$z \a "q" `c`
      E
      """#,
      #"(a b <hereDocument>[E]x ·$y· ·\$·z \a "q" ·`((c))·⏎)"#
    ),
    (
      #"""
      a <<'E' <<-F
      $x
      E
      	y
      		z
      	F
      """#,
      "(a <hereDocument>q[E]$x⏎ <hereDocument>t[F]y⏎z⏎)"
    ),
    (
      #"""
      { a <<E; b; } | c
      x
      E
      """#,
      "{(a <hereDocument>[E]x⏎) (b)}|(c)"
    ),
    (
      #"""
      echo $(a <<E
      x
      E
      )
      """#,
      "(echo $((a <hereDocument>[E]x⏎)))"
    ),
    (
      #"""
      a # b
      c
      """#,
      "(a) / (c)"
    ),
    (
      #"a\ b 'c'\''d' """#,
      #"(a·\ ·b 'c'·\'·'d' "")"#
    ),
    (
      #"echo a$'b'c"d"`e`"#,
      #"(echo a·$'b'·c·"d"·`((e)))"#
    ),
    (
      #"a "'${b?'c d'}'" "${b-'}'}" "${b-it's}""#,
      #"(a "'·${b error 'c d'}·'" "${b default '}'}" "${b default it's}")"#
    ),
  ]

  @Test func treesAreAsShown() throws {
    for row in Self.rows {
      let program = try Parser.parse(ByteString(row.script + "\n"))
      #expect(Dump.text(program) == row.tree, "\(row.script)")
      #expect(try Parser.parse(Printer.print(program)) == program, "\(row.script)")
    }
  }
}
