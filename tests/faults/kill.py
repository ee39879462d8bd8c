#!/usr/bin/env python3
"""Kills hookvet at random moments: kill.py PROG fix|baseline|report TIMES.

In the folder: old/ and new/, the inputs before and after --fix.  Each time the folder
work/ is made anew, the program is started in it and killed after a time between nothing
and somewhat more than it takes.  Every file there must then be whole: of its old text or
its new one; another name may be there only if it is that of a temporary file, and
another run must do all as if nothing had been.  Goes on until it was killed in time so
often.
"""

import os
import pathlib
import random
import shutil
import subprocess
import sys
import time

TEMPORARY = (".hookvet-", ".tmp")
OPTIONS = {
    "fix": ["--fix"],
    "baseline": ["--baseline", "kept", "--write-baseline", "kept"],
    "report": ["-f", "json:kept"],
}
# Findings of others, which a new baseline forgets and a new report replaces.
BEFORE = {"baseline": b'{ "version": 1, "findings": [] }\n', "report": b"old\n"}


def texts(folder):
    return {p.name: p.read_bytes() for p in pathlib.Path(folder).iterdir()}


def prepare(what, inputs):
    shutil.rmtree("work", ignore_errors=True)
    os.mkdir("work")
    for name, text in inputs.items():
        pathlib.Path("work", name).write_bytes(text)
    if what in BEFORE:
        pathlib.Path("work", "kept").write_bytes(BEFORE[what])


def start(prog, what):
    return subprocess.Popen(
        [prog, "check", "--no-config", *OPTIONS[what], "."],
        cwd="work",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def main():
    prog, what, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
    random.seed(times)
    old = texts("old")
    longest = 60
    for _ in range(3):
        prepare(what, old)
        before, began = texts("work"), time.monotonic()
        usual = start(prog, what).wait()
        longest = min(longest, time.monotonic() - began)
    after = texts("work")
    if before.keys() != after.keys() or usual > 1:
        sys.exit(f"without a kill: status {usual}, {sorted(after)}")
    if what == "fix" and after != texts("new"):
        sys.exit("without a kill: not all of it is fixed")
    killed = between = left = n = 0
    while killed < times and n < 20 * times:
        n += 1
        prepare(what, old)
        run = start(prog, what)
        time.sleep(random.uniform(0, longest))
        run.kill()
        killed += run.wait() < 0
        now = texts("work")
        others = [name for name in now if name not in before]
        for name in others:
            if not (name.startswith(TEMPORARY[0]) and name.endswith(TEMPORARY[1])):
                sys.exit(f"kill {n}: '{name}' is left")
        left += bool(others)
        for name, text in before.items():
            if now.get(name) not in (text, after[name]):
                sys.exit(f"kill {n}: '{name}' is neither old nor new")
        between += any(now[name] != text for name, text in before.items())
        if n % 10 == 0:
            status = start(prog, what).wait()
            again = {k: v for k, v in texts("work").items() if k not in others}
            if status != usual or again != after:
                sys.exit(f"kill {n}: another run does not do it: status {status}")
    print(f"{what}: {killed} of {n} runs killed, {left} left a temporary file;", end=" ")
    print(f"something was written in {between}")
    if killed < times:
        sys.exit("too few were killed in time")


main()
