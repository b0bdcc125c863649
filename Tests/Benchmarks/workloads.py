"""What scripts/bench and scripts/bench-count share: the workloads, their data, the programs."""

import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HERE = os.path.join(ROOT, "Tests", "Benchmarks")
BUILD = os.path.join(ROOT, ".build", "bench")
DATA = os.path.join(BUILD, "data")


class Workload:
    """A script that does its work `$1` times and prints what came of it.

    Comments at its head say what it measures and, if not any shell can run it, `shells: NAME...`.
    """

    def __init__(self, path):
        self.path = path
        self.name = os.path.basename(path)[:-3]
        with open(path) as file:
            head = re.match(r"(?:#.*\n)*", file.read()).group(0)
        shells = re.search(r"^# shells: (.*)\n", head, re.M)
        self.shells = shells.group(1).split() if shells else None
        text = re.sub(r"^# shells:.*\n", "", head, flags=re.M)
        self.title = " ".join(line[2:] for line in text.splitlines())
        # A script with a list of 1,000 words counts words: its lengths are multiples.
        self.step = 1000 if "one iteration is one word" in text else 1

    def runs_on(self, shell):
        return self.shells is None or shell == "nacre" or shell in self.shells


def workloads(pattern=""):
    folder = os.path.join(HERE, "Scripts")
    found = [Workload(os.path.join(folder, name)) for name in sorted(os.listdir(folder))]
    return [w for w in found if re.search(pattern, w.name)]


def nacre():
    """The command line of the shell that is measured: `NACRE`, or bin/nacre."""
    command = os.environ.get("NACRE", os.path.join(ROOT, "bin", "nacre")).split()
    if not shutil.which(command[0]):
        sys.exit(f"{sys.argv[0]}: there is no {command[0]}: run `make release` first")
    return [os.path.abspath(shutil.which(command[0]))] + command[1:]


def bootstrap():
    return os.path.abspath(os.environ.get("BOOTSTRAP", os.path.join(ROOT, "bin", "bootstrap")))


def environment():
    """A small environment, the same wherever the measurement runs."""
    kept = {k: os.environ[k] for k in ("PATH", "HOME", "TMPDIR") if k in os.environ}
    return dict(kept, LC_ALL="C.UTF-8", TZ="UTC", BENCH_DATA=DATA)


def prepare():
    """Makes the files that workloads read."""
    os.makedirs(DATA, exist_ok=True)
    marker = os.path.join(DATA, "made")
    if os.path.exists(marker):
        return
    with open(os.path.join(DATA, "lines.txt"), "w") as file:
        file.writelines(f"name{i} and the rest of line {i}\n" for i in range(100_000))
    names = os.path.join(DATA, "names")
    os.makedirs(names, exist_ok=True)
    for i in range(10_000):
        open(os.path.join(names, f"file-{i:05}.txt"), "w").close()
    with open(os.path.join(DATA, "long.sh"), "w") as file:
        for i in range(5_000):
            file.write(
                f"if [ -z x ]; then\n"
                f"  local_{i}=${{1:-{i}}}\n"
                f'  if [ "$local_{i}" -gt {i} ] && [ -n "$2" ]; then\n'
                f'    echo "more than {i}: $(echo "$2" | cut -d, -f1)" >&2\n'
                f"  else\n"
                f"    case $2 in a*|b*) return 1 ;; *) : ;; esac\n"
                f"  fi\n"
                f"  for word in one two three; do x=$word-$((local_{i} + {i})); done\n"
                f"fi\n"
                f"last={i}\n"
            )
    open(marker, "w").close()


def compiled(name):
    """Compiles Tests/Benchmarks/NAME.c when it has changed; returns the program's path."""
    source, program = os.path.join(HERE, name + ".c"), os.path.join(BUILD, name)
    if not os.path.exists(program) or os.path.getmtime(program) < os.path.getmtime(source):
        os.makedirs(BUILD, exist_ok=True)
        subprocess.run([os.environ.get("CC", "gcc"), "-O2", "-o", program, source], check=True)
    return program


def invoke(runtime, handler, invocations, warm_up=0, log=os.devnull):
    """Runs RUNTIME against the Runtime API of the bench with one of Tests/Benchmarks/handlers.

    Returns the measured numbers by name; raises RuntimeError when an answer is wrong.
    """
    folder = os.path.join(HERE, "handlers", handler)
    event, expected = os.path.join(folder, "event.json"), os.path.join(folder, "expected")
    command = [compiled("runtime_api"), "-n", str(invocations), "-w", str(warm_up), "-l", log]
    command += ["-e", event] if os.path.exists(event) else []
    command += ["-x", expected, "--"] + runtime
    variables = dict(environment(), LAMBDA_TASK_ROOT=folder, _HANDLER="function.handler")
    done = subprocess.run(command, env=variables, cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(runtime)}, handler {handler}: {done.stderr.strip()}")
    return {k: float(v) for k, v in (line.split() for line in done.stdout.splitlines())}
