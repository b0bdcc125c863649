"""mksh's tests: one file of cases, whose format mksh's check.pl describes.

Those that need a terminal, or a build of mksh that Debian has not, are left out as check.pl does
with the categories below.
"""

import os
import re
import shutil
import stat
import subprocess

import running

NAME = "mksh"
PACKAGE = "mksh"
PARTS = ["check.t"]
LIMIT = 30
CATEGORIES = {"os:linux", "shell:ascii-yes", "shell:ebcdic-no", "shell:legacy-no",
              "shell:textmode-no", "int:64", "regress:no-ctty"}
# Fields whose value is lines that begin with a tab, and those that are a list.
LINES = {"description", "script", "stdin", "perl-setup", "perl-cleanup", "file-setup",
         "file-result", "expected-stdout", "expected-stdout-pattern", "expected-stderr",
         "expected-stderr-pattern", "category"}
LISTS = {"arguments", "env-setup"}
WITH_PARAMETERS = {"file-setup", "file-result"}


def parse(text):
    """The cases of a test file, each a dictionary; fields that may come again hold lists."""
    case, lines = {}, text.split(b"\n")
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if re.fullmatch(rb"\s*---\s*", line):
            yield case
            case = {}
            continue
        if not line.strip() or re.match(rb" *#", line):
            continue
        match = re.fullmatch(rb"([-\w]+):\s*(|\S|\S.*\S)\s*", line)
        if not match:
            raise ValueError(f"check.t:{at}: {line!r}")
        field, value = match[1].decode(), match[2]
        if field in LINES | LISTS and (value in (b"", b"!") or field in WITH_PARAMETERS):
            without_newline = value.startswith(b"!") or field in LISTS
            value = value.lstrip(b"!") if field in WITH_PARAMETERS else b""
            if field in WITH_PARAMETERS:
                value += b"\n"
            while at < len(lines) and lines[at].startswith(b"\t"):
                value += lines[at][1:] + b"\n"
                at += 1
            if without_newline:
                value = value[:-1]
        elif field in LINES:
            value += b"\n"
        if field in WITH_PARAMETERS:
            case.setdefault(field, []).append(value)
        else:
            case[field] = value


def counts(case):
    """Whether the case is for a program of CATEGORIES."""
    if case.get("need-ctty") == b"yes":
        return False
    if "category" not in case:
        return True
    found = False
    for name in case["category"].decode().split(","):
        name = name.strip()
        if name.startswith("!"):
            if name[1:] in CATEGORIES:
                return False
            found = True
        elif name in CATEGORIES:
            found = True
    return found


def split_name(parameters):
    """A quoted name at the start of PARAMETERS, and what follows its line."""
    quote = parameters[:1]
    name, _, rest = parameters[1:].partition(quote)
    return name, rest[1:] if rest.startswith(b"\n") else rest


def matches(pattern, text):
    """Whether TEXT matches a Perl expression `/…/` or `!/…/`."""
    pattern = pattern.strip()
    negated = pattern.startswith(b"!")
    expression = pattern.lstrip(b"!").strip()
    if not (expression.startswith(b"/") and expression.endswith(b"/")):
        raise ValueError(f"pattern {pattern!r}")
    return (re.search(expression[1:-1], text) is None) == negated


def status_matches(expected, status):
    """Whether STATUS, negative for a signal, is what EXPECTED says: a number or `e OP number`."""
    if re.fullmatch(r"\d+", expected):
        return status == int(expected)
    match = re.fullmatch(r"e (==|!=|>) (\d+)", expected)
    if not match:
        raise ValueError(f"expected-exit {expected!r}")
    code, number = status if status >= 0 else -1000, int(match[2])
    return {"==": code == number, "!=": code != number, ">": code > number}[match[1]]


class Case:
    def __init__(self, suite, fields):
        self.suite, self.fields = suite, fields
        self.identifier = fields["name"].decode()

    def prepare(self, folder):
        for value in self.fields.get("file-setup", []):
            kind, mode, rest = value.split(None, 2)
            name, content = split_name(rest)
            path = os.path.join(os.fsencode(folder), name)
            if kind == b"file":
                with open(path, "wb") as file:
                    file.write(content)
            elif kind == b"dir":
                os.mkdir(path)
            else:
                os.symlink(content.rstrip(b"\n"), path)
                continue
            os.chmod(path, int(mode, 8))
        if "perl-setup" in self.fields:
            subprocess.run(["perl", "-e", self.fields["perl-setup"]], cwd=folder, check=True)

    def environment(self):
        # As check.pl, which passes on little and sets these.
        environment = {os.fsencode(name): os.fsencode(value)
                       for name, value in running.environment().items()}
        environment.update({b"CYGWIN": b"nodosfilewarning", b"ENV": b"/nonexistant",
                            b"__perlname": os.fsencode(shutil.which("perl") or "perl"),
                            b"__progname": os.fsencode(self.suite.shell)})
        setup = self.fields.get("env-setup", b"")
        for item in setup.split(setup[:1]) if setup else []:
            name, equals, value = item.partition(b"=")
            if equals and name:
                environment[name] = value.replace(b"@utflocale@", b"C.UTF-8")
            elif name:
                environment.pop(name, None)
        return environment

    def command(self, folder):
        command = [os.fsencode(self.suite.shell)]
        arguments = self.fields.get("arguments", b"")
        if arguments:
            command += arguments[1:-1].split(arguments[:1])
        if "script" in self.fields:
            path = f"{folder}/script"
            with open(path, "wb") as file:
                file.write(self.fields["script"])
            command.append(os.fsencode(path))
        return command

    def run(self, folder):
        tests, fields = f"{folder}/tests", self.fields
        os.mkdir(tests)
        self.prepare(tests)
        with open(f"{folder}/stdin", "w+b") as stdin, open(f"{folder}/stdout", "w+b") as output, \
                open(f"{folder}/stderr", "w+b") as errors:
            stdin.write(fields.get("stdin", b""))
            stdin.seek(0)
            status = running.run(self.command(folder), tests, self.environment(),
                                 int(fields.get("time-limit", LIMIT)), output, errors, stdin)
            output.seek(0)
            errors.seek(0)
            got = {"stdout": output.read(), "stderr": errors.read()}
        found = self.wrong(status, got, tests)
        return running.Outcome(found)

    def wrong(self, status, got, tests):
        found = []
        if status is None:
            return "took too long\n"
        expected = self.fields.get("expected-exit", b"0").decode()
        if not status_matches(expected, status):
            found.append(f"status {status}, expected {expected}\n")
        for stream, text in got.items():
            pattern = self.fields.get(f"expected-{stream}-pattern")
            if pattern is None:
                wrong = running.difference(self.fields.get(f"expected-{stream}", b""), text)
            elif matches(pattern, text):
                wrong = ""
            else:
                wrong = (f"expected {pattern.decode('utf-8', 'backslashreplace')}"
                         f"got {text.decode('utf-8', 'backslashreplace')}\n")
            if wrong:
                found.append(f"{stream}:\n{wrong}")
        for value in self.fields.get("file-result", []):
            found += self.wrong_file(value, tests)
        return "".join(found)

    def wrong_file(self, value, tests):
        kind, mode, _, _, how, rest = value.split(None, 5)
        name, content = split_name(rest)
        path = os.path.join(os.fsencode(tests), name)
        if kind != b"file" or not os.path.isfile(path):
            return [f"{name!r} is not a {kind.decode()}\n"]
        if mode != b"*" and stat.S_IMODE(os.stat(path).st_mode) != int(mode, 8):
            return [f"{name!r}: mode\n"]
        with open(path, "rb") as file:
            text = file.read()
        good = matches(content, text) if how == b"pattern" else text == content
        return [] if good else [f"{name!r}:\n{running.difference(content, text)}"]


class Suite:
    def __init__(self, source, build, shell):
        os.makedirs(build, exist_ok=True)
        self.shell = f"{build}/{os.path.basename(shell[0])}"
        running.link_shell(shell, self.shell)
        with open(f"{source}/check.t", "rb") as file:
            self.all = [fields for fields in parse(file.read()) if counts(fields)]

    def cases(self):
        cases, seen = [], set()
        for fields in self.all:
            if fields["name"] not in seen:
                seen.add(fields["name"])
                cases.append(Case(self, fields))
        return sorted(cases, key=lambda case: case.identifier)
