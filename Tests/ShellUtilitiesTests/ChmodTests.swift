import ShellBytes
import ShellTestSupport
import Testing

@Suite("chmod")
struct ChmodTests {
  static let rows: [UtilityCase] = [
    UtilityCase(
      "chmod -v 600 a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 'a' changed from 0644 (rw-r--r--) to 0600 (rw-------)\n"),
    UtilityCase(
      "chmod -v u+x a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 'a' changed from 0644 (rw-r--r--) to 0744 (rwxr--r--)\n"),
    UtilityCase(
      "chmod -v g=u a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 'a' changed from 0644 (rw-r--r--) to 0664 (rw-rw-r--)\n"),
    UtilityCase(
      "chmod -v o-r,u+w a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 'a' changed from 0644 (rw-r--r--) to 0640 (rw-r-----)\n"),
    UtilityCase(
      "chmod -v a=r a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 'a' changed from 0644 (rw-r--r--) to 0444 (r--r--r--)\n"),
    UtilityCase(
      "chmod -v +x a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 'a' changed from 0644 (rw-r--r--) to 0755 (rwxr-xr-x)\n"),
    UtilityCase(
      "chmod -v -w a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 'a' changed from 0644 (rw-r--r--) to 0444 (r--r--r--)\n"),
    UtilityCase(
      "chmod -v =rw a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 'a' retained as 0644 (rw-r--r--)\n"),
    UtilityCase(
      "chmod -v 755 d", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 'd' retained as 0755 (rwxr-xr-x)\n"),
    UtilityCase(
      "chmod -v u=rwX,go=rX d a",
      files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 'd' retained as 0755 (rwxr-xr-x)\nmode of 'a' retained as 0644 (rw-r--r--)\n"
    ),
    UtilityCase(
      "chmod -v ug+s s", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 's' changed from 0755 (rwxr-xr-x) to 6755 (rwsr-sr-x)\n"),
    UtilityCase(
      "chmod -v +t d", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 'd' changed from 0755 (rwxr-xr-x) to 1755 (rwxr-xr-t)\n"),
    UtilityCase(
      "chmod -v 1777 d", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 'd' changed from 0755 (rwxr-xr-x) to 1777 (rwxrwxrwt)\n"),
    UtilityCase(
      "chmod -v go= a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 'a' changed from 0644 (rw-r--r--) to 0600 (rw-------)\n"),
    UtilityCase(
      "chmod -v u-rwx,g+w a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 'a' changed from 0644 (rw-r--r--) to 0064 (---rw-r--)\n"),
    UtilityCase(
      "chmod -v a+X s a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 's' retained as 0755 (rwxr-xr-x)\nmode of 'a' retained as 0644 (rw-r--r--)\n"
    ),
    UtilityCase(
      "chmod -v -R 700 e", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output:
        "mode of 'e' changed from 0755 (rwxr-xr-x) to 0700 (rwx------)\nmode of 'e/f' changed from 0644 (rw-r--r--) to 0700 (rwx------)\n"
    ),
    UtilityCase(
      "chmod -v u=g a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 'a' changed from 0644 (rw-r--r--) to 0444 (r--r--r--)\n"),
    UtilityCase(
      "chmod -v 0 a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 'a' changed from 0644 (rw-r--r--) to 0000 (---------)\n"),
    UtilityCase(
      "chmod -v +w a b d", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output:
        "mode of 'a' retained as 0644 (rw-r--r--)\nmode of 'b' retained as 0644 (rw-r--r--)\nmode of 'd' retained as 0755 (rwxr-xr-x)\n"
    ),
    UtilityCase(
      "chmod 9 a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      error: "chmod: invalid mode: '9'\nTry 'chmod --help' for more information.\n", status: 1),
    UtilityCase(
      "chmod q a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      error: "chmod: invalid mode: 'q'\nTry 'chmod --help' for more information.\n", status: 1),
    UtilityCase(
      "chmod u+q a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      error: "chmod: invalid mode: 'u+q'\nTry 'chmod --help' for more information.\n", status: 1),
    UtilityCase(
      "chmod 600 nofile", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      error: "chmod: cannot access 'nofile': No such file or directory\n", status: 1),
    UtilityCase(
      "chmod", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      error: "chmod: missing operand\nTry 'chmod --help' for more information.\n", status: 1),
    UtilityCase(
      "chmod 600", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      error: "chmod: missing operand after '600'\nTry 'chmod --help' for more information.\n",
      status: 1),
    UtilityCase(
      "chmod -c 644 a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"]),
    UtilityCase(
      "chmod -c 640 a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 'a' changed from 0644 (rw-r--r--) to 0640 (rw-r-----)\n"),
    UtilityCase(
      "chmod --reference=s -v a",
      files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      output: "mode of 'a' changed from 0644 (rw-r--r--) to 0755 (rwxr-xr-x)\n"),
    UtilityCase(
      "chmod --reference=no a",
      files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      error: "chmod: failed to get attributes of 'no': No such file or directory\n", status: 1),
    UtilityCase(
      "chmod -f 600 nofile", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      status: 1),
    UtilityCase(
      "chmod -R u+r nofile a",
      files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      error: "chmod: cannot access 'nofile': No such file or directory\n", status: 1),
    UtilityCase(
      "chmod -v +w a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      umask: 0o77, output: "mode of 'a' retained as 0644 (rw-r--r--)\n"),
    UtilityCase(
      "chmod -v -x s", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "s*": "x"],
      umask: 0o2, output: "mode of 's' changed from 0755 (rwxr-xr-x) to 0644 (rw-r--r--)\n"),
    UtilityCase(
      "chmod +x a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a*": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "chmod 755 a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a*": "one\n", "b*": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase("chmod -x s", files: ["s*": ""], leaves: ["s": ""]),
    UtilityCase(
      "chmod -R a+x e", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f*": "F"]),
    UtilityCase(
      "chmod -v 10000 a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "chmod: invalid mode: '10000'\nTry 'chmod --help' for more information.\n", status: 1),
    UtilityCase(
      "chmod 644 dang", files: ["dang@": "no"],
      error: "chmod: cannot operate on dangling symlink 'dang'\n", status: 1),
    UtilityCase("chmod -Q", usageError: "invalid option -- 'Q'"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
