import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.6.1 Tilde expansion")
struct TildeExpansionTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      #"HOME=/h; echo ~ ~/a a~ "~" '~' \~ ~"/a" ~'/a' "~/a" a=~ a=~:~/b"#,
      dialect: .sh,
      output: "/h /h/a a~ ~ ~ ~ ~/a ~/a ~/a a=~ a=~:~/b\n"),
    ScriptCase(
      "HOME=/h; x=~ y=~/a:~/b:~ z=a~:~; echo $x $y $z",
      dialect: .sh,
      output: "/h /h/a:/h/b:/h a~:/h\n"),
    ScriptCase(
      #"""
      HOME=/h; x=a:"~":~; echo $x; x=:~; echo $x; x=~"/a"; echo "$x"; x=\~; echo $x; x=~:; \#
      echo $x; x="~:~"; echo $x
      """#,
      dialect: .sh,
      output: """
        a:~:/h
        :/h
        ~/a
        ~
        /h:
        ~:~

        """),
    ScriptCase(
      """
      HOME=/h; y=/a; echo ~$y ~${y}; x=~$y; echo $x; z='~'; echo $z $z/a; x=$z; echo $x
      """,
      dialect: .sh,
      output: """
        ~/a ~/a
        ~/a
        ~ ~/a
        ~

        """),
    ScriptCase(
      "HOME=/h; export x=~; echo $x; export y=~/a:~/b; echo $y; readonly z=~:~; echo $z",
      dialect: .sh,
      output: "/h\n/h/a:/h/b\n/h:/h\n"),
    ScriptCase(
      #"HOME=/h; echo ${u-~} "${u-~}" ${u-~/a} ${u:=~}; echo $u; echo ${u#~}"#,
      dialect: .sh,
      output: "/h ~ /h/a /h\n/h\n\n"),
    ScriptCase(
      #"HOME=/h; echo ${u-a:~} ${u-"~"}"#,
      dialect: .sh,
      output: "a:~ ~\n"),
    ScriptCase(
      """
      HOME=/h; case /h in ~) echo y; esac; case /h/x in ~/x) echo z;; esac; case '~' in \
      "~") echo q; esac
      """,
      dialect: .sh,
      output: "y\nz\nq\n"),
    ScriptCase(
      "echo ~root ~root/x; x=~root:~root; echo $x",
      dialect: .sh,
      output: "/root /root/x\n/root:/root\n"),
    ScriptCase(
      "echo ~nosuchuser_x ~nosuchuser_x/a",
      dialect: .sh,
      output: "~nosuchuser_x ~nosuchuser_x/a\n"),
    ScriptCase(
      """
      HOME=/h; cat <<EOF
      ~ ${u-~}
      EOF
      """,
      dialect: .sh,
      output: "~ ~\n"),
    ScriptCase(
      "HOME=$PWD; echo hi > ~/f; cat < ~/f; cat f",
      dialect: .sh,
      output: "hi\nhi\n"),
    ScriptCase(
      "HOME=$PWD; cat 0<~/nosuch 2>/dev/null || echo no",
      dialect: .sh,
      output: "no\n",
      error: nil),
    ScriptCase(
      "HOME=/h; for i in ~ ~/x; do echo $i; done",
      dialect: .sh,
      output: "/h\n/h/x\n"),
    ScriptCase(
      "HOME=/h; set -- ~ x=~; echo $@; echo -I~ --x=~ ",
      dialect: .sh,
      output: "/h x=~\n-I~ --x=~\n"),
    ScriptCase(
      #"HOME='/a b'; printf '[%s]' ~ ~/x; x=~; printf '[%s]' "$x""#,
      dialect: .sh,
      output: "[/a b][/a b/x][/a b]"),
    ScriptCase(
      "HOME='/*'; printf '[%s]' ~ ",
      dialect: .sh,
      output: "[/*]"),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
