"""busybox's tests of its shells ash and hush: scripts with their expected output in `.right` files.

A script that both folders hold counts once: one of the same name whose expected output is the same
but for lines that begin with a shell's name. Where the output differs, both count.

Lines that are a shell's own messages are dropped on both sides, since each shell words its own.
"""

import glob
import os
import re
import shutil

import running

NAME = "busybox"
PACKAGE = "busybox"
PARTS = ["shell/ash_test", "shell/hush_test"]
HELPERS = ["recho", "zecho", "printenv"]
LIMIT = 60
SHELL_LINE = re.compile(rb"(?m)^(hush|ash|sh): .*\n?")
MESSAGE = re.compile(
    rb"(?m)^((\./|/\S*/)?(hush|ash|dash|sh|bash|mksh|nacre|SHELL|[^\s:/]+\.(tests|sh))(\[\d+\])?: .*"
    # What getopts says, and what became of a process.
    rb"|Illegal option -.|Killed|Hangup|Terminated|User defined signal \d)(\n|\Z)")


def read(path):
    with open(path, "rb") as file:
        return file.read()


class Case:
    def __init__(self, suite, identifier, script, shell):
        self.suite, self.identifier, self.script, self.shell = suite, identifier, script, shell

    def run(self, folder):
        # The whole folder: some scripts source or run another one.
        tests = f"{folder}/tests"
        running.copy(os.path.dirname(self.script), tests)
        shell = f"{self.suite.folder}/{self.shell}"
        environment = running.environment(
            PATH=f"{self.suite.folder}:{running.environment()['PATH']}", TMPDIR=folder,
            THIS_SH=shell, **self.suite.settings)
        with open(f"{folder}/output", "w+b") as output:
            status = running.run([shell, f"./{os.path.basename(self.script)}"], tests, environment,
                                 LIMIT, output)
            output.seek(0)
            got = output.read()
        # As the suite's own runner: the C libraries quote an option differently.
        got = re.sub(rb"(?m)^.*: invalid option .*$", lambda m: m[0].replace(b"'", b""), got)
        got = MESSAGE.sub(b"", got)
        expected = MESSAGE.sub(b"", read(self.script[:-len(".tests")] + ".right"))
        found = running.difference(expected, got)
        if status is None:
            found = f"took longer than {LIMIT} s\n{found}"
        return running.Outcome(found)


class Suite:
    def __init__(self, source, build, shell):
        self.source, self.folder = f"{build}/shell", build
        shutil.copytree(f"{source}/shell", self.source, symlinks=True)
        running.build_helpers(HELPERS, f"{self.source}/ash_test", build)
        for name in ("ash", "hush"):
            running.link_shell(shell, f"{build}/{name}")
        # What a build with everything in it has; the scripts ask for some of them.
        names = set()
        for path in glob.glob(f"{self.source}/*_test/*/*.tests"):
            names |= set(re.findall(rb"CONFIG_\w+", read(path)))
        self.settings = {name.decode(): "y" for name in names}

    def cases(self):
        cases, outputs = [], {}
        for shell in ("ash", "hush"):
            for script in sorted(glob.glob(f"{self.source}/{shell}_test/{shell}-*/*.tests")):
                right = script[:-len(".tests")] + ".right"
                if not os.path.exists(right):
                    continue
                output = SHELL_LINE.sub(b"", read(right))
                folder, name = script[:-len(".tests")].split("/")[-2:]
                identifier = f"{folder.split('-', 1)[1]}/{name}"
                if identifier not in outputs:
                    outputs[identifier] = output
                    cases.append(Case(self, identifier, script, shell))
                elif outputs[identifier] != output:
                    cases.append(Case(self, f"{identifier}@{shell}", script, shell))
        return sorted(cases, key=lambda case: case.identifier)
