#!/usr/bin/env python3
"""Looks at `nacre` from the outside, as a process: what it leaves running, what it inherits.

Usage: [NACRE=program] process_test.py [-v] [ProcessTest.test_name ...]

Without NACRE it is .build/debug/nacre.
"""
import os
import signal
import subprocess
import tempfile
import time
import unittest

NACRE = os.path.abspath(os.environ.get("NACRE", ".build/debug/nacre"))


class ProcessTest(unittest.TestCase):
    def run_script(self, script, **more):
        """What a script wrote to standard output and error, its status, and how long it took."""
        start = time.monotonic()
        # Files, since a program that is left behind would keep a pipe open.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run([NACRE, "-c", script], stdin=subprocess.DEVNULL, stdout=output,
                                  stderr=subprocess.STDOUT, timeout=30, check=False, **more)
            output.seek(0)
            return output.read().decode(), done.returncode, time.monotonic() - start

    def check(self, script, output, status=0, **more):
        found = self.run_script(script, **more)
        self.assertEqual(found[:2], (output, status))
        return found[2]

    def test_output_of_a_job_is_not_lost(self):
        for _ in range(20):
            self.check("echo 3 &", "3\n")

    def test_jobs_end_after_the_shell(self):
        self.check("(sleep 0.3; echo late) & echo now; exit 3", "now\nlate\n", 3)
        self.check("trap 'echo bye' EXIT; { sleep 0.3; echo late; } & :", "bye\nlate\n")
        self.check("sh -c '(sleep 0.3; echo deep) & echo inner'; echo outer",
                   "inner\nouter\ndeep\n")
        self.check("echo text > >(sleep 0.3; cat)", "text\n")
        self.check("coproc cat; echo done", "done\n")

    def test_programs_are_not_waited_for(self):
        for job in ("/bin/sleep 3", "(cd / && exec /bin/sleep 3)", "nohup /bin/sleep 3",
                    "{ true; /bin/sleep 3; }", "env A=1 /bin/sleep 3"):
            self.assertLess(self.check(f"{job} & echo on", "on\n"), 2, job)
        self.check("(trap 'echo bye' EXIT; /bin/sleep 0.3) & echo on", "on\nbye\n")

    def test_reader_sees_the_end(self):
        process = subprocess.Popen([NACRE, "-c", "(sleep 2) >/dev/null 2>&1 & echo on"],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        start = time.monotonic()
        self.assertEqual(process.stdout.read(), b"on\n")
        self.assertLess(time.monotonic() - start, 1.5)
        process.stdout.close()
        self.assertEqual(process.wait(), 0)

    def test_redirected_streams_are_closed(self):
        process = subprocess.Popen([NACRE, "-c", "exec >/dev/null 2>&1; sleep 2"],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        start = time.monotonic()
        self.assertEqual(process.stdout.read(), b"")
        self.assertLess(time.monotonic() - start, 1.5)
        process.stdout.close()
        self.assertEqual(process.wait(), 0)

    def test_exec_keeps_jobs(self):
        self.check("(sleep 0.3; echo late) & exec /bin/echo on", "on\nlate\n")
        self.check("(sleep 0.3; kill -TERM $$) & exec /bin/sh -c 'trap \"exit 5\" TERM; sleep 3'",
                   "", 5)

    def test_signal_ends_shell_and_jobs(self):
        took = self.check("(sleep 5; echo late) & kill -TERM $$", "", -signal.SIGTERM)
        self.assertLess(took, 3)

    def test_job_does_not_reach_the_shell_that_ended(self):
        output, status, _ = self.run_script("(sleep 0.3; kill -KILL $$; echo $?) & exit 4")
        self.assertEqual(status, 4)
        self.assertIn("No such process", output)

    def test_descriptors_are_inherited(self):
        reader, writer = os.pipe()
        os.write(writer, b"first\nsecond\n")
        os.close(writer)
        script = f"read x <&{reader}; echo $x; /bin/cat <&{reader}; exec {reader}<&-; echo $?"
        self.check(script, "first\nsecond\n0\n", pass_fds=[reader])
        os.close(reader)
        reader, writer = os.pipe()
        script = f"/bin/sh -c 'echo to >&{writer}'; /bin/sh -c 'echo no 2>&- >&{writer}' {writer}>&-"
        self.check(script + "; echo $?", "2\n", pass_fds=[writer])
        os.close(writer)
        self.assertEqual(os.read(reader, 100), b"to\n")
        os.close(reader)


if __name__ == "__main__":
    unittest.main()
