"""bash's own tests: scripts `run-NAME` that compare a script's output with a `.right` file.

They are run as tests/run-all does, by /bin/sh, each in a copy of the folder, with a terminal and
not by root, which they ask for. A script passes when its `diff` finds nothing.
"""

import os
import re
import shutil

import running

NAME = "bash"
PACKAGE = "bash"
PARTS = ["tests", "support", "bashansi.h", "y.tab.c"]
HELPERS = ["recho", "zecho", "xcase", "printenv"]
LIMIT = 60
# These run others, or need a build for profiling.
NOT_TESTS = {"run-all", "run-minimal", "run-gprof"}


class Case:
    def __init__(self, suite, identifier):
        self.suite, self.identifier = suite, identifier

    def run(self, folder):
        tests = f"{folder}/tests"
        running.copy(f"{self.suite.build}/tests", tests)
        script = f"{tests}/run-{self.identifier}"
        with open(script, encoding="latin-1") as file:
            text = file.read()
        # Some scripts write to a fixed name below /tmp, which two runs would share.
        os.remove(script)
        with open(script, "w", encoding="latin-1") as file:
            file.write(re.sub(r'"/tmp/', f'"{folder}/', text))
        running.give_away(folder)
        environment = running.environment(
            PATH=f".:{self.suite.helpers}:{running.environment()['PATH']}", TMPDIR=folder,
            HOME=folder, BASH_TSTOUT=f"{folder}/output", BUILD_DIR=self.suite.build,
            THIS_SH=self.suite.shell)
        with open(f"{folder}/difference", "w+b") as output, open(f"{folder}/notes", "wb") as notes:
            status = running.run(["/bin/sh", f"./run-{self.identifier}"], tests, environment,
                                 LIMIT, output, notes, ordinary=True)
            output.seek(0)
            found = output.read().decode("utf-8", "backslashreplace")
        if status is None:
            return running.Outcome(f"took longer than {LIMIT} s\n{found}")
        return running.Outcome(found or (f"status {status}\n" if status != 0 else ""))


class Suite:
    def __init__(self, source, build, shell):
        self.source, self.build, self.helpers = source, build, f"{build}/helpers"
        self.prepare()
        self.shell = f"{build}/bash"
        running.link_shell(shell, self.shell)

    def prepare(self):
        """Makes the folder that bash would have been built in, as far as its tests read it."""
        shutil.copytree(f"{self.source}/tests", f"{self.build}/tests", symlinks=True)
        shutil.copy(f"{self.source}/y.tab.c", self.build)
        for name in ("config.h", "version.h"):
            with open(f"{self.build}/{name}", "w", encoding="utf-8") as file:
                file.write("".join(f"#define LINE_{line} {line}\n" for line in range(200)))
        running.build_helpers(
            HELPERS, f"{self.source}/support", self.helpers,
            [f"-I{self.build}", f"-I{self.source}", "-DHAVE_STRING_H", "-DHAVE_STDLIB_H",
             "-DHAVE_UNISTD_H"])

    def cases(self):
        names = sorted(name for name in os.listdir(f"{self.source}/tests")
                       if name.startswith("run-") and name not in NOT_TESTS)
        return [Case(self, name[len("run-"):]) for name in names]
