import ShellBytes
import ShellTestSupport
import Testing

@Suite("cp")
struct CpTests {
  static let rows: [UtilityCase] = [
    UtilityCase(
      "cp a c", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "c": "one\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "one\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp a b d", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: [
        "a": "one\n", "b": "two\n", "d/": "", "d/a": "one\n", "d/b": "two\n", "e/": "", "e/f": "F",
      ]),
    UtilityCase(
      "cp a d/", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "d/a": "one\n", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp a nodir/x", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "cp: cannot create regular file 'nodir/x': No such file or directory\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp nofile x", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "cp: cannot stat 'nofile': No such file or directory\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp a b c", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "cp: target 'c': No such file or directory\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp e g", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "cp: -r not specified; omitting directory 'e'\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -r e g", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F", "g/": "", "g/f": "F"]),
    UtilityCase(
      "cp -r e d", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: [
        "a": "one\n", "b": "two\n", "d/": "", "d/e/": "", "d/e/f": "F", "e/": "", "e/f": "F",
      ]),
    UtilityCase(
      "cp -R t u",
      files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep", "t/x*": "run"],
      leaves: [
        "t/": "", "t/a": "1", "t/b/": "", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "t/x*": "run",
        "u/": "", "u/a": "1", "u/b/": "", "u/b/c": "2", "u/b/d/": "", "u/l@": "../x", "u/x*": "run",
        "x": "keep",
      ]),
    UtilityCase(
      "cp -a t u",
      files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep", "t/x*": "run"],
      leaves: [
        "t/": "", "t/a": "1", "t/b/": "", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "t/x*": "run",
        "u/": "", "u/a": "1", "u/b/": "", "u/b/c": "2", "u/b/d/": "", "u/l@": "../x", "u/x*": "run",
        "x": "keep",
      ]),
    UtilityCase(
      "cp -rL t u",
      files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep", "t/x*": "run"],
      leaves: [
        "t/": "", "t/a": "1", "t/b/": "", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "t/x*": "run",
        "u/": "", "u/a": "1", "u/b/": "", "u/b/c": "2", "u/b/d/": "", "u/l": "keep", "u/x*": "run",
        "x": "keep",
      ]),
    UtilityCase(
      "cp -r t u",
      files: [
        "t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep", "t/x*": "run",
        "u/": "",
      ],
      leaves: [
        "t/": "", "t/a": "1", "t/b/": "", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "t/x*": "run",
        "u/": "", "u/t/": "", "u/t/a": "1", "u/t/b/": "", "u/t/b/c": "2", "u/t/b/d/": "",
        "u/t/l@": "../x", "u/t/x*": "run", "x": "keep",
      ]),
    UtilityCase(
      "cp -v a c", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      output: "'a' -> 'c'\n",
      leaves: ["a": "one\n", "b": "two\n", "c": "one\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -rv e g", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      output: "'e' -> 'g'\n'e/f' -> 'g/f'\n",
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F", "g/": "", "g/f": "F"]),
    UtilityCase(
      "cp -n a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -i a b", input: "n\n", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "cp: overwrite 'b'? ",
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -i a b", input: "y\n", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "cp: overwrite 'b'? ",
      leaves: ["a": "one\n", "b": "one\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp a a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "cp: 'a' and 'a' are the same file\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -t d a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: [
        "a": "one\n", "b": "two\n", "d/": "", "d/a": "one\n", "d/b": "two\n", "e/": "", "e/f": "F",
      ]),
    UtilityCase(
      "cp -T e g", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "cp: -r not specified; omitting directory 'e'\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -rT e d", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "d/f": "F", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "cp: missing file operand\nTry 'cp --help' for more information.\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error:
        "cp: missing destination file operand after 'a'\nTry 'cp --help' for more information.\n",
      status: 1, leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -t nodir a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "cp: target directory 'nodir': No such file or directory\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -r e e/g", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "cp: cannot copy a directory, 'e', into itself, 'e/g'\n", status: 1),
    UtilityCase(
      "cp e a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "cp: -r not specified; omitting directory 'e'\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -r e a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "cp: cannot overwrite non-directory 'a' with directory 'e'\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp a e/f d", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: [
        "a": "one\n", "b": "two\n", "d/": "", "d/a": "one\n", "d/f": "F", "e/": "", "e/f": "F",
      ]),
    UtilityCase(
      "cp --parents e/f d", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: [
        "a": "one\n", "b": "two\n", "d/": "", "d/e/": "", "d/e/f": "F", "e/": "", "e/f": "F",
      ]),
    UtilityCase(
      "cp -l a c", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "c": "one\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -s a c", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "c@": "a", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -b a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "one\n", "b~": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -b --suffix=.old a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "one\n", "b.old": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp --backup=numbered a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "one\n", "b.~1~": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp t/x y",
      files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep", "t/x*": "run"],
      leaves: [
        "t/": "", "t/a": "1", "t/b/": "", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "t/x*": "run",
        "x": "keep", "y*": "run",
      ]),
    UtilityCase(
      "cp t/l y",
      files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep", "t/x*": "run"],
      leaves: [
        "t/": "", "t/a": "1", "t/b/": "", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "t/x*": "run",
        "x": "keep", "y": "keep",
      ]),
    UtilityCase(
      "cp -P t/l y",
      files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep", "t/x*": "run"],
      leaves: [
        "t/": "", "t/a": "1", "t/b/": "", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "t/x*": "run",
        "x": "keep", "y@": "../x",
      ]),
    UtilityCase(
      "cp -d t/l y",
      files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep", "t/x*": "run"],
      leaves: [
        "t/": "", "t/a": "1", "t/b/": "", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "t/x*": "run",
        "x": "keep", "y@": "../x",
      ]),
    UtilityCase(
      "cp -u a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      setup: "touch -d 2001-01-01 a",
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -u a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      setup: "touch -d 2001-01-01 b",
      leaves: ["a": "one\n", "b": "one\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp a d/a e/a d", files: ["a": "1", "d/": "", "e/a": "2"],
      error:
        "cp: 'd/a' and 'd/a' are the same file\ncp: will not overwrite just-created 'd/a' with 'e/a'\n",
      status: 1, leaves: ["a": "1", "d/": "", "d/a": "1", "e/": "", "e/a": "2"]),
    UtilityCase(
      "cp a/ c", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "cp: cannot stat 'a/': Not a directory\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp '' c", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "cp: cannot stat '': No such file or directory\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -r 'e/.' d", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "d/f": "F", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -f a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "one\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -Q a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      usageError: "invalid option -- 'Q'",
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp --attributes-only a c", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "c": "", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -T a d", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "cp: cannot overwrite directory 'd' with non-directory\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -r a e d", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: [
        "a": "one\n", "b": "two\n", "d/": "", "d/a": "one\n", "d/e/": "", "d/e/f": "F", "e/": "",
        "e/f": "F",
      ]),
    UtilityCase(
      "cp --no-clobber a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp a c", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"], umask: 0o77,
      leaves: ["a": "one\n", "b": "two\n", "c": "one\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp - c", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "cp: cannot stat '-': No such file or directory\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -p a c", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "c": "one\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "cp -L t/l y", files: ["x": "X", "t/l@": "../x"],
      leaves: ["t/": "", "t/l@": "../x", "x": "X", "y": "X"]),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
