"""Runs one case of a suite: a command with a time limit that leaves no process behind."""

import difflib
import fcntl
import os
import pty
import shutil
import signal
import subprocess
import termios


class Outcome:
    """What a case came to; `difference` says what is wrong, and is empty when nothing is."""

    def __init__(self, difference):
        self.difference = difference

    @property
    def passed(self):
        return not self.difference


def kill_session(session):
    """Ends every process of a session, also those that have a process group of their own."""
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat", "rb") as file:
                    fields = file.read().rpartition(b")")[2].split()
                if int(fields[3]) == session:
                    os.kill(int(entry), signal.SIGKILL)
            except (OSError, IndexError):
                pass


# Who runs tests that are not for root, where this is root.
NOBODY = 65534


def give_away(folder):
    """Makes a folder, and what it holds, that of the user who runs as `run` with ordinary=True."""
    if os.getuid() == 0:
        for path, names, _ in os.walk(folder):
            for name in names + ["."]:
                os.chown(os.path.join(path, name), NOBODY, NOBODY)
        os.chmod(folder, 0o755)


def run(command, folder, environment, limit, output, errors=subprocess.STDOUT,
        stdin=subprocess.DEVNULL, ordinary=False):
    """The status of COMMAND, negative for a signal; None when it took longer than LIMIT seconds.

    OUTPUT and ERRORS are files, since a process that is left behind would keep a pipe open.
    With ORDINARY it runs as a person would run it: not as root, and with a terminal.
    """
    more = {}
    ends = pty.openpty() if ordinary else ()
    if ordinary and os.getuid() == 0:
        more = {"user": NOBODY, "group": NOBODY, "extra_groups": []}

    def take_terminal():
        os.setsid()
        fcntl.ioctl(ends[1], termios.TIOCSCTTY, 0)

    if ordinary:
        more["preexec_fn"] = take_terminal
        more["pass_fds"] = ()
    else:
        more["start_new_session"] = True
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=stdin, stdout=output,
                               stderr=errors, **more)
    try:
        return process.wait(limit)
    except subprocess.TimeoutExpired:
        return None
    finally:
        kill_session(process.pid)
        process.wait()
        for end in ends:
            os.close(end)


def difference(expected, got):
    """A unified difference of two byte strings."""
    def lines(data):
        return data.decode("utf-8", "backslashreplace").splitlines(keepends=True)
    text = []
    for line in difflib.unified_diff(lines(expected), lines(got), "expected", "got"):
        text.append(line if line.endswith("\n") else line + "\n\\ no newline at the end\n")
    if not text and expected != got:
        text.append("differs in its bytes\n")
    return "".join(text)


def build_helpers(names, source, folder, options=()):
    """Compiles SOURCE/NAME.c into FOLDER/NAME."""
    os.makedirs(folder, exist_ok=True)
    for name in names:
        if not os.path.exists(f"{folder}/{name}"):
            # They were written before C99.
            subprocess.run(["gcc", "-w", "-std=gnu89", *options, "-o", f"{folder}/{name}",
                            f"{source}/{name}.c"], check=True)


def copy(source, folder):
    """A copy of the folder SOURCE whose files are links, made in no time.

    A script makes new files and removes them; none writes into one that it finds.
    """
    shutil.copytree(source, folder, symlinks=True, copy_function=os.link)


def link_shell(command, path):
    """Makes PATH run the shell COMMAND, a list of words."""
    if os.path.lexists(path):
        os.remove(path)
    if len(command) == 1:
        os.symlink(command[0], path)
    else:
        with open(path, "w", encoding="utf-8") as file:
            words = " ".join("'" + word.replace("'", "'\\''") + "'" for word in command)
            file.write(f'#!/bin/sh\nexec {words} "$@"\n')
        os.chmod(path, 0o755)


def environment(**more):
    """What every suite starts from: nothing of the caller's but where programs and files are."""
    kept = {name: os.environ[name] for name in ("HOME", "USER", "LOGNAME") if name in os.environ}
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": "/", **kept, **more}
