import ShellBytes
import ShellTestSupport
import Testing

@Suite("stat")
struct StatTests {
  static let rows: [UtilityCase] = [
    UtilityCase(
      "stat -c %s f", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"], output: "1\n"),
    UtilityCase(
      "stat -c %a,%A f d l", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"], output: "640,-rw-r-----\n1777,drwxrwxrwt\n777,lrwxrwxrwx\n"),
    UtilityCase(
      "stat -c %Y,%X f", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"], output: "1700000000,1700000000\n"),
    UtilityCase(
      "stat -c %y f", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"], output: "2023-11-14 22:13:20.123456789 +0000\n"),
    UtilityCase(
      "stat -c %n,%N f l", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"], output: "f,'f'\nl,'l' -> 'f'\n"),
    UtilityCase(
      "stat -c %F f l d /dev/null", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"],
      output: "regular file\nsymbolic link\ndirectory\ncharacter special file\n"),
    UtilityCase(
      "stat -L -c %F l", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"], output: "regular file\n"),
    UtilityCase(
      "stat -c '[%5s][%-5s][%05s][%.3Y][%.9X]' f", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"],
      output: "[    1][1    ][00001][1700000000.123][1700000000.123456789]\n"),
    UtilityCase(
      "stat --printf %s\\n\\t%n\\x41\\101 f", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"], output: "1\n\tfAA"),
    UtilityCase(
      "stat nofile", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"],
      error: "stat: cannot statx 'nofile': No such file or directory\n", status: 1),
    UtilityCase(
      "stat", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"],
      error: "stat: missing operand\nTry 'stat --help' for more information.\n", status: 1),
    UtilityCase(
      "stat -c %U:%G:%u:%g f", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"], output: "root:root:0:0\n"),
    UtilityCase(
      "stat -c %h%%%B f", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"], output: "1%512\n"),
    UtilityCase(
      "stat -c %f f d l", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"], output: "81a0\n43ff\na1ff\n"),
    UtilityCase(
      "stat -c %t,%T,%Hr,%Lr /dev/null", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"], output: "1,3,1,3\n"),
    UtilityCase(
      "stat --format=%n f nofile l", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"], output: "f\nl\n",
      error: "stat: cannot statx 'nofile': No such file or directory\n", status: 1),
    UtilityCase(
      "stat -c %q f", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"], output: "?\n"),
    UtilityCase(
      "stat -Q", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"], usageError: "invalid option -- 'Q'"),
    UtilityCase(
      "stat --printf \\q f", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"], output: "q", error: "stat: warning: unrecognized escape '\\q'\n"),
    UtilityCase(
      "stat -c %b,%o f", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"], output: "8,4096\n"),
    UtilityCase(
      "stat -c %#a f", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"], output: "0640\n"),
    UtilityCase(
      "stat -c 'a\\nb' f", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"], output: "a\\nb\n"),
    UtilityCase(
      "stat -c %y f", files: ["f": "x"],
      setup: "touch -d @1700000000.123456789 f; chmod 640 f; ln -s f l; mkdir d; chmod 1777 d",
      environment: ["TZ": "UTC0"], output: "2023-11-14 22:13:20.123456789 +0000\n"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
