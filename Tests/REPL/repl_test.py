#!/usr/bin/env python3
"""Drives `nacre repl` through a pseudo terminal.

Usage: [NACRE=program] repl_test.py [-v] [REPLTest.test_name ...]

Without NACRE it is .build/debug/nacre.

Needs pexpect (pip install pexpect); without it the tests are skipped.
"""
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import time
import unittest

try:
    import pexpect
except ImportError:
    print("repl_test.py: skipped: no module pexpect")
    sys.exit(0)

NACRE = os.path.abspath(os.environ.get("NACRE", ".build/debug/nacre"))
PROMPT = "nacre> "
CONTROL_C = "\x03"
CONTROL_D = "\x04"
UP = "\x1b[A"

HANDLER = """\
greeting=hello
handler() {
  echo "got $1" >&2
  echo '{"greeting":"'"$greeting"'","n":[1,2]}'
}
other() {
  cat
}
failing() {
  echo "about to fail" >&2
  false
  return 3
}
slow() {
  sleep 100
}
"""


class REPLTest(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="nacre-repl.")
        self.addCleanup(shutil.rmtree, self.home)
        self.children = []
        self.addCleanup(self.close_all)

    def close_all(self):
        for child in self.children:
            child.close(force=True)

    def write(self, name, text):
        path = os.path.join(self.home, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def environment(self, **more):
        return dict(HOME=self.home, PATH=os.environ["PATH"], TERM="dumb", INPUTRC="/dev/null",
                    LC_ALL="C.UTF-8", **more)

    def start(self, *arguments, **more):
        child = pexpect.spawn(NACRE, ["repl", *arguments], env=self.environment(**more),
                              cwd=self.home, encoding="utf-8", timeout=10, dimensions=(24, 200))
        child.delaybeforesend = None
        self.children.append(child)
        child.expect_exact(PROMPT)
        return child

    def command(self, child, text):
        """Types a line; returns what is printed up to the next prompt."""
        child.sendline(text)
        child.expect_exact("\r\n")
        child.expect_exact(PROMPT)
        return child.before.replace("\r\n", "\n")

    def finish(self, child):
        child.expect(pexpect.EOF)
        child.wait()
        return child.exitstatus

    # Running

    def test_runs_commands_and_keeps_what_they_set(self):
        child = self.start()
        self.assertEqual(self.command(child, "echo one; x=2"), "one\n")
        self.assertEqual(self.command(child, "echo $x"), "2\n")
        self.assertEqual(self.command(child, "false"), "")
        self.assertEqual(self.command(child, "echo $?"), "1\n")
        self.assertEqual(self.command(child, "cd /usr; pwd"), "/usr\n")
        self.assertEqual(self.command(child, ": $((x += 3)); echo $x"), "5\n")

    def test_constructs_over_several_lines(self):
        child = self.start()
        child.sendline("for i in 1 2; do")
        child.expect_exact("\r\n> ")
        child.sendline("echo n$i")
        child.expect_exact("\r\n> ")
        self.assertEqual(self.command(child, "done"), "n1\nn2\n")
        child.sendline("cat <<END")
        child.expect_exact("\r\n> ")
        child.sendline("in $((1+1))")
        child.expect_exact("\r\n> ")
        self.assertEqual(self.command(child, "END"), "in 2\n")
        child.sendline("echo 'a")
        child.expect_exact("\r\n> ")
        self.assertEqual(self.command(child, "b'"), "a\nb\n")
        child.sendline("echo c\\")
        child.expect_exact("\r\n> ")
        self.assertEqual(self.command(child, "d"), "cd\n")

    def test_errors_do_not_end_it(self):
        child = self.start()
        self.assertIn("unexpected", self.command(child, "echo )"))
        self.assertIn("not found", self.command(child, "no-such-command"))
        self.assertNotEqual(self.command(child, "echo ${unset?missing}"), "")
        self.assertEqual(self.command(child, "echo still here"), "still here\n")

    def test_end_and_exit(self):
        child = self.start()
        self.command(child, "false")
        child.send(CONTROL_D)
        self.assertEqual(self.finish(child), 1)
        child = self.start()
        child.sendline("trap 'echo bye' EXIT; exit 3")
        child.expect_exact("bye\r\n")
        self.assertEqual(self.finish(child), 3)
        child = self.start()
        child.sendline(":quit")
        self.assertEqual(self.finish(child), 0)

    def test_plain_input_has_no_prompt(self):
        run = subprocess.run([NACRE, "repl"], input="echo one\nif true; then\necho two\nfi\n:x\n",
                             capture_output=True, text=True, env=self.environment(),
                             timeout=20, check=False)
        self.assertEqual(run.stdout, "one\ntwo\n")
        self.assertEqual(run.stderr, ":x: no such command; see :help\n")
        self.assertFalse(os.path.exists(os.path.join(self.home, ".nacre_history")))

    def test_commands_read_the_lines_behind_them(self):
        path = self.write("script", "cat\nrest\n")
        for kind in ("pipe", "file"):
            with self.subTest(kind), open(path, encoding="utf-8") as file:
                source = dict(stdin=file) if kind == "file" else dict(input=file.read())
                run = subprocess.run([NACRE, "repl"], capture_output=True, text=True, check=False,
                                     env=self.environment(), timeout=20, **source)
                self.assertEqual((run.stdout, run.stderr), ("rest\n", ""))

    # Ctrl-C

    def interrupted(self, child):
        child.send(CONTROL_C)
        child.expect_exact(PROMPT, timeout=5)
        self.assertEqual(self.command(child, "echo $?"), "130\n")

    def test_interrupts_a_loop(self):
        child = self.start()
        child.sendline("while :; do :; done")
        time.sleep(0.5)
        self.interrupted(child)

    def test_interrupts_a_wait(self):
        for text in ("sleep 100", "read line", "cat", "/bin/sleep 100", "sleep 100 | cat",
                     "sleep 100 | sleep 100", "/bin/sleep 100 | cat", "x=$(sleep 100)",
                     "while sleep 100; do :; done", "(sleep 100)"):
            with self.subTest(text):
                child = self.start()
                child.sendline(text)
                time.sleep(0.5)
                self.interrupted(child)

    def test_interrupts_a_half_typed_line(self):
        child = self.start()
        child.send("echo never")
        child.expect_exact("echo never")
        child.send(CONTROL_C)
        child.expect_exact("^C")
        child.expect_exact(PROMPT)
        self.assertEqual(self.command(child, "echo next"), "next\n")
        child.sendline("if true")
        child.expect_exact("\r\n> ")
        child.send("echo nev")
        child.send(CONTROL_C)
        child.expect_exact(PROMPT)
        self.assertEqual(self.command(child, "echo after"), "after\n")
        # In the middle of a search through the history, and behind an escape.
        for keys in ("\x12ech", "\x1b"):
            child.send(keys)
            time.sleep(0.2)
            child.send(CONTROL_C)
            child.expect_exact(PROMPT)
            self.assertEqual(self.command(child, "echo on"), "on\n")

    def test_traps_of_the_user_are_kept(self):
        child = self.start()
        self.command(child, "trap 'echo trapped' INT")
        child.sendline("sleep 100; echo behind")
        time.sleep(0.5)
        child.send(CONTROL_C)
        child.expect_exact("trapped\r\n")
        child.expect_exact(PROMPT)

    # History

    def test_history_is_kept(self):
        child = self.start()
        for text in ("echo first", "echo second", "echo second"):
            self.command(child, text)
        child.sendline("echo 'two")
        child.expect_exact("\r\n> ")
        self.command(child, "lines'")
        child.send(CONTROL_D)
        self.finish(child)
        path = os.path.join(self.home, ".nacre_history")
        with open(path, encoding="utf-8") as file:
            self.assertEqual(file.read(), "echo first\necho second\necho 'two\\nlines'\n")
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
        child = self.start()
        child.send(UP + UP + UP + "\r")
        child.expect_exact("\r\nfirst\r\n" + PROMPT)
        self.assertIn("echo second\n", self.command(child, ":history"))

    def test_history_is_bounded_and_named(self):
        path = self.write("log", "".join("echo %d\n" % n for n in range(1500)))
        child = self.start(HISTFILE=path)
        child.send(CONTROL_D)
        self.finish(child)
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
        self.assertEqual((len(lines), lines[0], lines[-1]), (1000, "echo 500", "echo 1499"))

    # Completion

    def completed(self, child, typed, expected):
        child.send(typed + "\t")
        child.expect_exact(expected)
        child.send(CONTROL_C)
        child.expect_exact(PROMPT)

    def test_completes_files(self):
        self.write("folder/inner file.txt", "")
        self.write("single", "")
        child = self.start()
        self.completed(child, "cat fol", "cat folder/")
        self.completed(child, "cat folder/in", "cat folder/inner\\ file.txt ")
        self.completed(child, "cat 'folder/in", "cat 'folder/inner file.txt'")
        self.completed(child, "echo x >sin", "echo x >single ")
        self.completed(child, "cat ~/sin", "cat ~/single ")
        self.completed(child, ":load sin", ":load single ")
        self.command(child, "cd folder")
        self.completed(child, "cat in", "cat inner\\ file.txt ")

    def test_completes_names(self):
        self.write("bin/zz-program", "#!/bin/sh\n")
        os.chmod(os.path.join(self.home, "bin/zz-program"), 0o755)
        child = self.start()
        self.command(child, "my_function() { :; }; my_variable=1; PATH=$PATH:" + self.home + "/bin")
        self.completed(child, "my_f", "my_function ")
        self.completed(child, "true; my_f", "true; my_function ")
        self.completed(child, "if my_f", "if my_function ")
        self.completed(child, "echo $my_v", "echo $my_variable ")
        self.completed(child, "echo ${my_v", "echo ${my_variable}")
        self.completed(child, 'echo "$my_v', 'echo "$my_variable')
        self.completed(child, "zz-", "zz-program ")
        self.completed(child, "unali", "unalias ")
        self.completed(child, "basena", "basename ")
        self.completed(child, ":templ", ":templates ")
        self.completed(child, ":event apigateway-v1", ":event apigateway-v1 ")
        self.completed(child, ":event cloudw", ":event cloudwatch-logs ")

    # Handlers

    def test_invokes_a_handler(self):
        self.write("function.sh", HANDLER)
        self.write("event.json", '{"from": "file"}')
        child = self.start("function.sh")
        text = self.command(child, ':invoke {"a": 1}')
        self.assertIn('log| got {"a": 1}\n', text)
        self.assertIn('{\n  "greeting": "hello",\n  "n": [\n    1,\n    2\n  ]\n}\n', text)
        self.assertRegex(text, r"status 0, \d+\.\d ms, billed \d+ ms, \d+ bytes\n")
        self.assertIn('log| got {"a": 1}\n', self.command(child, ":invoke"))
        self.assertIn('log| got {"from": "file"}\n', self.command(child, ":invoke event.json"))
        self.assertIn('"Records": [\n', self.command(child, ":invoke -h other sqs"))
        self.assertIn('"Records": [\n', self.command(child, ":invoke"))
        self.assertEqual(self.command(child, ":handler"), "other\n")
        self.assertIn("no such file", self.command(child, ":invoke missing.json").lower())

    def test_reloads(self):
        self.write("function.sh", HANDLER)
        child = self.start("function.sh")
        self.write("function.sh", HANDLER.replace("greeting=hello", "greeting=changed"))
        self.assertIn('"hello"', self.command(child, ":invoke {}"))
        self.command(child, ":reload")
        self.assertIn('"changed"', self.command(child, ":invoke {}"))

    def test_what_an_invocation_sets_is_undone(self):
        self.write("function.sh", "n=1\nhandler() { n=$((n + 1)); echo $n; }\n")
        child = self.start("function.sh")
        for _ in range(2):
            self.assertIn("2\n", self.command(child, ":invoke {}"))
        self.assertEqual(self.command(child, "echo $n"), "1\n")

    def test_a_failing_handler_is_explained(self):
        self.write("function.sh", HANDLER)
        child = self.start("function.sh")
        text = self.command(child, ":invoke -h failing {}")
        self.assertIn("log| about to fail\n", text)
        self.assertRegex(text, r"status [13], ")
        self.assertIn("function.sh", text)
        self.write("broken.sh", "if true; then\n")
        self.assertRegex(self.command(child, ":load broken.sh"), r"broken\.sh:\d+")

    def test_an_invocation_can_be_ended(self):
        self.write("function.sh", HANDLER)
        child = self.start("function.sh")
        child.sendline(":invoke -h slow {}")
        time.sleep(0.5)
        child.send(CONTROL_C)
        child.expect_exact(PROMPT, timeout=5)
        self.command(child, ":timeout 0.2")
        start = time.time()
        text = self.command(child, ":invoke -h slow {}")
        self.assertLess(time.time() - start, 5)
        self.assertNotIn("status 0", text)
        self.assertEqual(self.command(child, "echo usable"), "usable\n")

    def test_templates_are_json(self):
        child = self.start()
        listed = self.command(child, ":templates")
        names = [line.split(":")[0] for line in listed.splitlines()]
        self.assertGreaterEqual(len(names), 14)
        for name in names:
            json.loads(self.command(child, ":event " + name))
        self.assertIn("no template", self.command(child, ":event none"))

    def test_help(self):
        child = self.start()
        text = self.command(child, ":help")
        for name in (":load", ":invoke", ":reload", ":templates", ":event", ":quit"):
            self.assertIn(name, text)


if __name__ == "__main__":
    unittest.main()
