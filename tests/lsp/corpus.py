"""The server says of each file of a folder what a run of `check` says, byte for byte."""
import json
import os
import re
import subprocess
import sys

from client import ALL, PROG, Client, applied, uri

SEVERITY = {"error": 1, "warning": 2, "info": 3}
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def lines_of(text):
    return LINE.findall(text)


def position(lines, line, column, utf8):
    """A place of the report, which counts characters from 1, as the protocol counts."""
    text = lines[line - 1] if line <= len(lines) else ""
    if line == 1 and text.startswith("\ufeff"):
        column += 1  # it counts as nothing there
    before = text[: column - 1]
    units = len(before.encode()) if utf8 else len(before.encode("utf-16-le")) // 2
    return {"line": line - 1, "character": units + max(0, column - 1 - len(text))}


def span(lines, place, utf8):
    return {"start": position(lines, place["line"], place["column"], utf8),
            "end": position(lines, place["endLine"], place["endColumn"], utf8)}


def at_offset(lines, offset, utf8):
    """The same of a place that is counted in bytes."""
    before = lines_of("".join(lines).encode()[:offset].decode(errors="ignore"))
    before.pop()  # findall() ends with an empty match
    line = len(before) - 1 if before and before[-1][-1] not in "\r\n" else len(before)
    text = before[-1] if len(before) > line else ""
    return {"line": line, "character": len(text.encode()) if utf8 else len(text.encode("utf-16-le")) // 2}


def expected(finding, texts, utf8):
    message = finding["message"]
    message += "".join("\nnote: " + n for n in finding["notes"])
    message += "\nhelp: " + finding["help"] if finding["help"] else ""
    related = [(r["message"], os.path.abspath(r["file"]), span(texts(r["file"]), r, utf8))
               for r in finding["related"]]
    lines = texts(finding["file"])
    place = {"start": at_offset(lines, finding["offset"], utf8),
             "end": at_offset(lines, finding["endOffset"], utf8)}
    return (place, SEVERITY[finding["severity"]],
            finding["rule"], message, finding["pointer"], related)


def said(finding):
    from urllib.parse import unquote
    related = [(r["message"], unquote(r["location"]["uri"])[7:], r["location"]["range"])
               for r in finding.get("relatedInformation", [])]
    return (finding["range"], finding["severity"], finding["code"], finding["message"],
            finding["data"]["pointer"], related)


def wanted_fixes(findings, lines, utf8):
    """Of each finding what a quick fix makes: its words and its edits."""
    for f in findings:
        for fix in f["fixes"]:
            if fix["edits"]:
                yield (f["rule"], fix["description"], [
                    ({"start": at_offset(lines, e["offset"], utf8),
                      "end": at_offset(lines, e["endOffset"], utf8)}, e["text"])
                    for e in fix["edits"]])


def edits_of(action):
    """The edits of an action that changes one document."""
    return action["edit"]["documentChanges"][-1]["edits"]


def offered_fixes(client, name, lines):
    end = {"line": len(lines), "character": 0}
    actions = client.ask("textDocument/codeAction", {
        "textDocument": {"uri": name}, "range": {"start": {"line": 0, "character": 0}, "end": end},
        "context": {"diagnostics": []}})
    fixes = [(a["diagnostics"][0]["code"], a["title"], [(e["range"], e["newText"]) for e in edits_of(a)])
             for a in actions if a["kind"] == "quickfix" and "edit" in a]
    return fixes, [a for a in actions if a["kind"] == "source.fixAll.hookvet"]


def compare_fixes(client, name, findings, lines, utf8):
    """What is wrong with the repairs that are offered, or None."""
    got, whole = offered_fixes(client, uri(name), lines)
    if len(got) < 150:  # more are not offered at once
        for fix in wanted_fixes(findings, lines, utf8):
            if fix not in got:
                return "no such fix", fix
    if not whole or utf8:
        return None
    text = "".join(lines)
    edits = edits_of(client.ask("codeAction/resolve", whole[0])) if whole else []
    run = subprocess.run([PROG, "check", "--fix", "-q", "--stdin-filename", name, "-"],
                         capture_output=True, input=text.encode())
    after = applied(text, edits).encode()
    return None if after == run.stdout else ("--fix makes something else", after, run.stdout)


def compare(folder, utf8):
    """How many files are the same, and which are not."""
    os.chdir(folder)
    run = subprocess.run([PROG, "check", "-f", "json", "--no-error-on-unmatched", "."],
                         capture_output=True)
    report = json.loads(run.stdout)["findings"] if run.stdout else []
    can = dict(ALL, general={"positionEncodings": ["utf-8" if utf8 else "utf-16"]})
    client = Client(folders=["."], can=can)
    known = {}

    def texts(name):
        if name not in known:
            with open(name, encoding="utf-8", errors="replace", newline="") as f:
                known[name] = lines_of(f.read())
        return known[name]

    same, other, left = 0, [], 0
    for name in sorted(os.listdir(".")):
        if not re.search(r"[.](jsonc?|json5|jsonl|ndjson|ya?ml|md|sh|http|har)$", name) or name[0] == "." or not os.path.isfile(name):
            continue
        text = "".join(texts(name))
        with open(name, "rb") as f:
            if f.read() != text.encode():
                left += 1  # no editor can open it as it is
                continue
        client.open(uri(name), text)
        got = [said(f) for f in client.findings(uri(name))]
        want = []
        for f in report:
            if f["file"] == name and not f["suppressed"]:
                want.append(expected(f, texts, utf8))
        wrong = compare_fixes(client, name, [f for f in report if f["file"] == name and not f["suppressed"]],
                              texts(name), utf8)
        if wrong:
            other.append((name, wrong, ""))
        elif got == want:
            same += 1
        else:
            other.append((name, [g for g in got if g not in want], [w for w in want if w not in got]))
        client.tell("textDocument/didClose", {"textDocument": {"uri": uri(name)}})
        client.shown.clear()
    if client.end() != 0:
        other.append((folder, "exit status", ""))
    return same, other, left


def main():
    top, total, bad, left = os.getcwd(), 0, 0, 0
    for i, folder in enumerate(sorted(sys.argv[1:])):
        same, other, skipped = compare(folder, i % 4 == 3)
        os.chdir(top)
        total += same
        left += skipped
        for name, got, want in other:
            bad += 1
            print("not ok: %s/%s\n    got  %s\n    want %s" % (folder, name, str(got)[:600], str(want)[:600]))
    print("%d passed, %d failed, %d skipped" % (total, bad, left))
    return bad != 0


if __name__ == "__main__":
    sys.exit(main())
