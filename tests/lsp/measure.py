"""Figures of the server: first findings, a keystroke in a large file, memory.

measure.py [EDITS]: each figure, a line; exits with 1 if one is beyond what is promised.
"""
import os
import sys
import tempfile
import time

from client import Client, edit, uri

GOOD = open("tests/cli/good.json", encoding="utf-8").read()


def resident(client):
    with open("/proc/%d/status" % client.process.pid, encoding="ascii") as f:
        return int(f.read().split("VmRSS:")[1].split()[0])


def median(numbers):
    return sorted(numbers)[len(numbers) // 2]


def large(size):
    """A list of subscriptions, about as long as that."""
    one = GOOD.rstrip()
    return "[\n" + ",\n".join([one] * (size // len(one) + 1)) + "\n]\n"


def first(folder):
    """Milliseconds from the start of the process to the first findings, and kilobytes."""
    times = []
    for _ in range(15):
        start = time.perf_counter()
        client = Client(folders=[folder])
        client.open(uri(folder + "/a.json"), GOOD)
        client.findings(uri(folder + "/a.json"))
        times.append((time.perf_counter() - start) * 1000)
        size = resident(client)
        client.kill()
    return median(times), size


def keystrokes(folder, text, edits):
    client, name = Client(folders=[folder]), uri(folder + "/a.json")
    client.open(name, text)
    client.findings(name)
    times, sizes = [], []
    line = text.count("\n") // 2
    for i in range(edits):
        start = time.perf_counter()
        change = edit(line, 0, line, 0, " ") if i % 2 == 0 else edit(line, 0, line, 1, "")
        client.change(name, [change], i + 2)
        client.findings(name)
        times.append((time.perf_counter() - start) * 1000)
        if i in (9, edits - 1):
            sizes.append(resident(client))
    client.kill()
    return median(times), sizes


def main():
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 10000
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(folder + "/.git")
        start, size = first(folder)
        stroke, sizes = keystrokes(folder, large(1 << 20), edits)
    print("first findings %.1f ms, resident %d kB" % (start, size))
    print("a keystroke in 1 MB %.1f ms" % stroke)
    print("resident after 10 edits %d kB, after %d %d kB" % (sizes[0], edits, sizes[-1]))
    return start > 10 or size > 15000 or stroke > 30 or sizes[-1] > sizes[0] * 1.02 + 256


if __name__ == "__main__":
    sys.exit(main())
