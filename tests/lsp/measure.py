"""Figures of the server: first findings, a keystroke in a large file, memory.

measure.py [EDITS]: each figure, a line; exits with 1 if one is beyond what is promised.
measure.py memory: only that 10,000 edits leave no more behind than 10, at once where
nobody looks at the findings in between.
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


def processor(client):
    """Milliseconds of processor time that the server has taken."""
    with open("/proc/%d/stat" % client.process.pid, encoding="ascii") as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


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
    line, spent = text.count("\n") // 2, processor(client)
    for i in range(edits):
        start = time.perf_counter()
        change = edit(line, 0, line, 0, " ") if i % 2 == 0 else edit(line, 0, line, 1, "")
        client.change(name, [change], i + 2)
        client.findings(name)
        times.append((time.perf_counter() - start) * 1000)
        if i in (9, edits - 1):
            sizes.append(resident(client))
    spent = (processor(client) - spent) / edits
    client.kill()
    return median(times), spent, sizes


def memory(folder, text):
    """Resident kilobytes after 10 edits, and after 10,000."""
    client, name = Client(folders=[folder]), uri(folder + "/a.json")
    client.open(name, text)
    client.findings(name)
    line, version, sizes = text.count("\n") // 2, 1, []
    for batch in [1] * 10 + [111] * 90:
        for _ in range(batch):
            version += 1
            change = edit(line, 0, line, 0, " ") if version % 2 == 0 else edit(line, 0, line, 1, "")
            client.change(name, [change], version)
        client.findings(name)
        if version in (11, 10001):
            sizes.append(resident(client))
    client.kill()
    return sizes


def main():
    if sys.argv[1:] == ["memory"]:
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(folder + "/.git")
            sizes = memory(folder, large(1 << 20))
        print("resident after 10 edits %d kB, after 10,000 %d kB" % (sizes[0], sizes[1]))
        return sizes[1] > sizes[0] * 1.05 + 512
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 10000
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(folder + "/.git")
        start, size = first(folder)
        stroke, spent, sizes = keystrokes(folder, large(1 << 20), edits)
    print("first findings %.1f ms, resident %d kB" % (start, size))
    print("a keystroke in 1 MB %.1f ms, of the processor %.1f" % (stroke, spent))
    print("resident after 10 edits %d kB, after %d %d kB" % (sizes[0], edits, sizes[-1]))
    return start > 10 or size > 15000 or stroke > 30 or sizes[-1] > sizes[0] * 1.02 + 256


if __name__ == "__main__":
    sys.exit(main())
