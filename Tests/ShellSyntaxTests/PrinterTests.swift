import ShellBytes
import ShellSyntax
import Testing

@Suite("Printing trees as shell text")
struct PrinterTests {
  /// Functions, and what `declare -f` of bash 5.2 shows of them.
  static let functions: [(source: String, shown: String)] = [
    (
      #"""
      f1() { a; b & c && d || e; ! f | g |& h; }
      """#,
      #"""
      f1 () 
      { 
          a;
          b & c && d || e;
          ! f | g 2>&1 | h
      }
      """#
    ),
    (
      #"""
      f2() { if a; then b; elif c; then d; e; else g; fi; }
      """#,
      #"""
      f2 () 
      { 
          if a; then
              b;
          else
              if c; then
                  d;
                  e;
              else
                  g;
              fi;
          fi
      }
      """#
    ),
    (
      #"""
      f3() { while a; do b; done; until c; d; do e; done >f 2>&1; }
      """#,
      #"""
      f3 () 
      { 
          while a; do
              b;
          done;
          until c;
          d; do
              e;
          done > f 2>&1
      }
      """#
    ),
    (
      #"""
      f4() { for x in a "b c" $d; do e; done; for y; do z; done; for y in; do z; done; }
      """#,
      #"""
      f4 () 
      { 
          for x in a "b c" $d;
          do
              e;
          done;
          for y in "$@";
          do
              z;
          done;
          for y in ;
          do
              z;
          done
      }
      """#
    ),
    (
      #"""
      f5() { for ((i=0;i<3;i++)); do a; done; for ((;;)); do b; done; }
      """#,
      #"""
      f5 () 
      { 
          for ((i=0; i<3; i++))
          do
              a;
          done;
          for ((1; 1; 1))
          do
              b;
          done
      }
      """#
    ),
    (
      #"""
      f6() { select x in a b; do c; done; select x; do c; done; }
      """#,
      #"""
      f6 () 
      { 
          select x in a b;
          do
              c;
          done;
          select x in "$@";
          do
              c;
          done
      }
      """#
    ),
    (
      #"""
      f7() { case $x in a|b) c;; (d) ;; e) f;& g) h;;& i) j; k & esac; }
      """#,
      #"""
      f7 () 
      { 
          case $x in 
              a | b)
                  c
              ;;
              d)

              ;;
              e)
                  f
              ;&
              g)
                  h
              ;;&
              i)
                  j;
                  k &
              ;;
          esac
      }
      """#
    ),
    (
      #"""
      f8() { (a; b) >f; ( c ) & { d; e; } | { f; } ; }
      """#,
      #"""
      f8 () 
      { 
          ( a;
          b ) > f;
          ( c ) & { 
              d;
              e
          } | { 
              f
          }
      }
      """#
    ),
    (
      #"""
      f9() { [[ -f a && ! ( b == c || d =~ e ) ]]; (( x = 1 )); [[ a ]]; [[ -z $x || $y -lt 3 ]]; }
      """#,
      #"""
      f9 () 
      { 
          [[ -f a && ! ( b == c || d =~ e ) ]];
          (( x = 1 ));
          [[ -n a ]];
          [[ -z $x || $y -lt 3 ]]
      }
      """#
    ),
    (
      #"""
      f10() { a=1 b=2 c "d $e" 'f' $'g\n' >h <i 2>&1 >>j 3<&- >|k <>l &>m &>>n <<<o >&p; }
      """#,
      #"""
      f10 () 
      { 
          a=1 b=2 c "d $e" 'f' 'g
      ' > h < i 2>&1 >> j 3>&- >| k 0<> l &> m &>> n <<< o >&p
      }
      """#
    ),
    (
      #"""
      f11() { cat <<E; b
      x $y
      E
      c; }
      """#,
      #"""
      f11 () 
      { 
          cat <<E
      x $y
      E

          b
          c
      }
      """#
    ),
    (
      #"""
      f12() { cat <<-'E' | b
      	x $y
      	E
      }
      """#,
      #"""
      f12 () 
      { 
          cat <<-'E' |
      x $y
      E
        b
      }
      """#
    ),
    (
      #"""
      f13() { g() { h; }; function i { j; } >k; }
      """#,
      #"""
      f13 () 
      { 
          function g () 
          { 
              h
          };
          function i () 
          { 
              j
          } > k
      }
      """#
    ),
    (
      #"""
      f14() { time a; time -p b; coproc c; coproc X { d; }; }
      """#,
      #"""
      f14 () 
      { 
          time a;
          time -p b;
          coproc COPROC c;
          coproc X { 
              d
          }
      }
      """#
    ),
    (
      #"""
      f15() { a=(1 2 [3]=4); declare -a x=(1 "2"); local y=$z; a[1]=2; a+=(3); }
      """#,
      #"""
      f15 () 
      { 
          a=(1 2 [3]=4);
          declare -a x=(1 "2");
          local y=$z;
          a[1]=2;
          a+=(3)
      }
      """#
    ),
    (
      #"""
      f16() { echo $(a; b) `c` $((1+2)) <(d) ${e:-f} "${g}"; }
      """#,
      #"""
      f16 () 
      { 
          echo $(a; b) `c` $((1+2)) <(d) ${e:-f} "${g}"
      }
      """#
    ),
    (
      #"""
      f17() { a & b; c &
      d; }
      """#,
      #"""
      f17 () 
      { 
          a & b;
          c & d
      }
      """#
    ),
    (
      #"""
      f18() { :; }
      """#,
      #"""
      f18 () 
      { 
          :
      }
      """#
    ),
    (
      #"""
      f19() ( a; b )
      """#,
      #"""
      f19 () 
      { 
          ( a;
          b )
      }
      """#
    ),
    (
      #"""
      f20() { a; } >x 2>&1
      """#,
      #"""
      f20 () 
      { 
          a
      } > x 2>&1
      """#
    ),
    (
      #"""
      f21() for x in a; do b; done
      """#,
      #"""
      f21 () 
      { 
          for x in a;
          do
              b;
          done
      }
      """#
    ),
    (
      #"""
      f22() [[ a ]]
      """#,
      #"""
      f22 () 
      { 
          [[ -n a ]]
      }
      """#
    ),
    (
      #"""
      f23() { if a; then b; fi | c && d; { a; } & ( b ) & if c; then d; fi & e; }
      """#,
      #"""
      f23 () 
      { 
          if a; then
              b;
          fi | c && d;
          { 
              a
          } & ( b ) & if c; then
              d;
          fi & e
      }
      """#
    ),
    (
      #"""
      f24() { while read x; do cat <<A; done <<B
      x
      A
      y
      B
      }
      """#,
      #"""
      f24 () 
      { 
          while read x; do
              cat <<A
      x
      A

          done <<B
      y
      B

      }
      """#
    ),
    (
      #"""
      f26() { a | b <<E | c
      x
      E
      d; }
      """#,
      #"""
      f26 () 
      { 
          a | b <<E |
      x
      E
        c
          d
      }
      """#
    ),
    (
      #"""
      f27() { if a; then b & fi; while c & do d & done; (e &); { f & }; case x in a) b & ;; esac; }
      """#,
      #"""
      f27 () 
      { 
          if a; then
              b &
          fi;
          while c & do
              d &
          done;
          ( e & );
          { 
              f &
          };
          case x in 
              a)
                  b &
              ;;
          esac
      }
      """#
    ),
    (
      #"""
      f28() { a {fd}>b 10<c; {fd}<&-; 2>&1 b; >&2 c; exec 3<<<x; }
      """#,
      #"""
      f28 () 
      { 
          a {fd}> b 10< c;
          {fd}>&-;
          b 2>&1;
          c 1>&2;
          exec 3<<< x
      }
      """#
    ),
    (
      #"""
      f29() { ! a; ! ! b; time; !; }
      """#,
      #"""
      f29 () 
      { 
          ! a;
          b;
          time ;
          ! 
      }
      """#
    ),
    (
      #"""
      f30() { cat <<E &
      x
      E
      b; }
      """#,
      #"""
      f30 () 
      { 
          cat <<E &
      x
      E
        b
      }
      """#
    ),
    (
      #"""
      f32() { cat <<E
      x
      E
      }
      """#,
      #"""
      f32 () 
      { 
          cat <<E
      x
      E

      }
      """#
    ),
    (
      #"""
      f34() { $(cat <<E
      x
      E
      ); b; }
      """#,
      #"""
      f34 () 
      { 
          $(cat <<E
      x
      E
      );
          b
      }
      """#
    ),
    (
      #"""
      f35() { a
      b


      c # d
      }
      """#,
      #"""
      f35 () 
      { 
          a;
          b;
          c
      }
      """#
    ),
    (
      #"""
      function a-b { c; }
      """#,
      #"""
      a-b () 
      { 
          c
      }
      """#
    ),
    (
      #"""
      f37() { for x in a; do for y in b; do c; done; done; case a in b) case c in d) e;; esac;; esac; }
      """#,
      #"""
      f37 () 
      { 
          for x in a;
          do
              for y in b;
              do
                  c;
              done;
          done;
          case a in 
              b)
                  case c in 
                      d)
                          e
                      ;;
                  esac
              ;;
          esac
      }
      """#
    ),
    (
      #"""
      f38() { a() ( b ); c() if d; then e; fi; }
      """#,
      #"""
      f38 () 
      { 
          function a () 
          { 
              ( b )
          };
          function c () 
          { 
              if d; then
                  e;
              fi
          }
      }
      """#
    ),
    (
      #"""
      f40() { ((a)) && ((b)) || (( c )); ((x)) >f; }
      """#,
      #"""
      f40 () 
      { 
          ((a)) && ((b)) || (( c ));
          ((x)) > f
      }
      """#
    ),
  ]

  @Test func functionsLookAsInBash() throws {
    for row in Self.functions {
      let program = try Parser.parse(ByteString(row.source + "\n"))
      guard let command = program.commands.first?.items.first?.andOr.first.commands.first,
        case .functionDefinition(let function) = command
      else {
        Issue.record("no function: \(row.source)")
        continue
      }
      let shown = Printer.print(function: function)
      #expect(shown == ByteString(row.shown), "\(shown)")
      #expect(throws: Never.self) { try Parser.parse(shown) }
    }
  }

  static let lines: [(source: String, line: String)] = [
    ("for i in 1 2\ndo\n  echo $i\ndone", "for i in 1 2; do echo $i; done"),
    ("if a\nthen b\nelif c\nthen d\nelse e\nfi", "if a; then b; elif c; then d; else e; fi"),
    ("while a; do b & done", "while a; do b & done"),
    ("while echo \\&; do b; done", "while echo \\&; do b; done"),
    ("case $x in\n(a|b) c;;\nd) ;&\nesac", "case $x in a | b) c ;; d) ;& esac"),
    ("case esac in (esac) a;; esac", "case esac in (esac) a ;; esac"),
    ("{ a\nb\n} >f 2>&1", "{ a; b; } > f 2>&1"), ("( a\nb )", "( a; b )"),
    ("f()\n{\na\n}", "f () { a; }"), ("function if { a; }", "function if () { a; }"),
    ("[[ -f a && ! ( b == c || d ) ]]", "[[ -f a && ! ( b == c || d ) ]]"),
    ("((x = 1)) && a | b |& c || ! d", "((x = 1)) && a | b |& c || ! d"),
    ("for ((i = 0; ; i++)) do a; done", "for ((i = 0; ; i++)); do a; done"),
    (
      "a=(1\n[2]=3) b+=4 c $'x\\ny\\x01' \"$d\" >|e", "a=(1 [2]=3) b+=4 c $'x\\ny\\001' \"$d\" >| e"
    ),
    ("echo $( (a); b ) `c \\`d\\`` <(e)", "echo $( ( a ); b) `c \\`d\\`` <(e)"),
    ("cat <<E | b\nx $y\nE", "cat <<E | b\nx $y\nE\n"),
    ("cat <<-'E F'; a\n\tx\n\tE F", "cat <<-'E F'; a\nx\nE F\n"),
    ("coproc a b", "coproc a b"), ("coproc X { a; }", "coproc X { a; }"),
    ("time -p a", "time -p a"), ("select x do a; done", "select x; do a; done"),
    // What follows a redirection is no reserved word.
    (">f [[ a", "> f [[ a"), (">f if", "> f if"), ("! !", "! ! "), ("a b\\", "a b\\\\"),
    ("a=([1\n]=2 3)", "a=([1\n]=2 3)"),
    // A bare `!` needs its end to be one.
    ("( ! ;)", "( ! ; )"), ("a $(! ;)", "a $(! ;)"), ("{ time; }", "{ time ; }"),
    ("time -- -- a", "time -- -- a"), ("time -p -- -p", "time -p -- -p"),
    ("a $[1+2))]", "a $[1+2))]"), ("a $[(1)]", "a $(((1)))"),
  ]

  @Test func inPOSIXNoWordIntroducesAFunction() throws {
    let program = try Parser.parse("function () { a; }", dialect: .posix)
    let printed = Printer.print(program, dialect: .posix)
    #expect(try Parser.parse(printed, dialect: .posix) == program)
  }

  @Test func commandsFitOnOneLine() throws {
    for row in Self.lines {
      let program = try Parser.parse(ByteString(row.source))
      #expect(Printer.line(program.commands[0]) == ByteString(row.line), "\(row.source)")
      #expect(try Parser.parse(ByteString(row.line)) == program, "\(row.source)")
    }
  }

  @Test func partsArePrintedAlone() throws {
    let program = try Parser.parse("if a; then b; fi; c \"$d\"\n")
    let items = program.commands[0].items
    #expect(Printer.print(items[0].andOr.first.commands[0]) == "if a; then\n    b;\nfi")
    #expect(Printer.line(items[0].andOr) == "if a; then b; fi")
    #expect(Printer.line(items[0].andOr.first) == "if a; then b; fi")
    #expect(Printer.print(program.commands[0]) == "if a; then\n    b;\nfi; c \"$d\"")
    guard case .simple(let command) = items[1].andOr.first.commands[0],
      case .word(let word) = command.words[1]
    else { return }
    #expect(Printer.print(word) == "\"$d\"")
  }
}
