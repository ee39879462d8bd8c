"""What an editor gets of the server, step by step, in one folder of an empty repository."""
import json
import os
import sys
import tempfile

from client import ALL, Client, Gone, applied, edit, frame, uri, whole

passed = failed = 0


def check(name, ok, shown=""):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print("not ok: %s\n    %s" % (name, str(shown)[:800]))


PRODUCT, EVENT = "customerInvoicing", "invoicing.customer.invoice.paid"
TEXT = open("tests/lsp/clients/a.json", encoding="utf-8").read()
EVENT_LINE = 6


def client_column(text):
    return TEXT.replace('"firstRetry": 10', '"firstRetry": "10"').splitlines()[11].index(text) + 1


def codes(findings):
    return [f["code"] for f in findings]


def labels(client, name, line, character):
    return [i["label"] for i in client.at("completion", name, line, character)["items"]]


def item(client, name, line, character, label):
    for i in client.at("completion", name, line, character)["items"]:
        if i["label"] == label:
            return i
    return {}


def hover(client, name, line, character):
    got = client.at("hover", name, line, character)
    return got["contents"]["value"] if got else ""


def actions(client, name, line, character, **context):
    at = {"line": line, "character": character}
    return client.ask("textDocument/codeAction", {
        "textDocument": {"uri": name}, "range": {"start": at, "end": at},
        "context": dict(context, diagnostics=[])})


def action(client, name, line, character, title):
    for a in actions(client, name, line, character):
        if title in a["title"]:
            return a
    return {}


def typing(client, name):
    """A mistake letter by letter, its repair, and events that are completed."""
    client.open(name, TEXT)
    check("a sound text has no finding", client.findings(name) == [], client.shown)
    column = TEXT.splitlines()[EVENT_LINE].index("paid")
    client.change(name, [edit(EVENT_LINE, column, EVENT_LINE, column + 4, "")], 2)
    client.findings(name)
    for i, letter in enumerate("payed"):
        client.change(name, [edit(EVENT_LINE, column + i, EVENT_LINE, column + i, letter)], 3 + i)
        found = client.findings(name)
    check("each letter is judged", client.shown[name]["version"] == 7)
    check("a slip is found", codes(found) == ["misspelt-event-type"], found)
    check("it is where it stands", found and found[0]["range"] == {
        "start": {"line": EVENT_LINE, "character": 21}, "end": {"line": EVENT_LINE, "character": 55}}, found)
    fix = action(client, name, EVENT_LINE, 30, "replace it by")
    check("one that may be wrong is not preferred", "isPreferred" not in fix, fix)
    check("only what was asked for", actions(client, name, EVENT_LINE, 30, only=["source.organizeImports"]) == [])
    client.change(name, [{"range": e["range"], "text": e["newText"]}
                         for e in fix["edit"]["documentChanges"][0]["edits"]], 8)
    check("it mends the slip", client.findings(name) == [], client.shown)
    client.change(name, whole(TEXT.replace('"firstRetry": 10', '"firstRetry": "10"')), 9)
    check("a number in quotes", codes(client.findings(name)) == ["number-as-string"], client.shown)
    fix = actions(client, name, 11, client_column('"10"'))[0]
    check("a safe fix is preferred", fix.get("isPreferred") is True, fix)
    check("all safe fixes at once", [a["title"] for a in actions(client, name, 0, 0, only=["source.fixAll"])]
          == ["make all safe fixes"])
    client.change(name, whole(TEXT), 9)
    client.findings(name)
    client.change(name, [edit(EVENT_LINE, 53, EVENT_LINE, 54, '", "')], 9)
    got = labels(client, name, EVENT_LINE, 57)
    check("events of the product come in broken text", "invoicing.customer.invoice.send" in got, got)
    check("those that are listed do not", EVENT not in got, got)
    i = item(client, name, EVENT_LINE, 57, "invoicing.customer.invoice.reminder")
    check("a completion replaces what is typed", i["textEdit"]["range"]["start"]["character"] == 56, i)
    client.change(name, whole(TEXT), 10)
    check("a whole text is taken, too", client.findings(name) == [])


def knowledge(client, name):
    text = hover(client, name, 11, 8)
    check("the retries are drawn", "retry 3" in text and "1 h 10 min" in text, text)
    check("what a member means", "Its" in text or "retry policy" in text, text)
    check("unit and default", "Unit: minutes" in hover(client, name, 11, 50), hover(client, name, 11, 50))
    check("an event", "Event type of customerInvoicing, current" in hover(client, name, EVENT_LINE, 30))
    check("a product", "11 event types" in hover(client, name, 5, 25), hover(client, name, 5, 25))
    hints = client.ask("textDocument/inlayHint", {"textDocument": {"uri": name}, "range": {
        "start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}})
    check("the last retry", [h["label"] for h in hints] == ["last retry after 1 h 10 min"], hints)
    lens = client.ask("textDocument/codeLens", {"textDocument": {"uri": name}})
    check("what it is about", [c["command"]["title"] for c in lens] == ["1 event of 1 product, create-request"], lens)
    symbols = client.ask("textDocument/documentSymbol", {"textDocument": {"uri": name}})
    check("an outline", [s["name"] for s in symbols][:4] == ["name", "description", "organizationId", "products"])
    client.open("untitled:s", '{"name": "x", "client_secret": "s3cr3t", "webhookUrl": "https://u:s3cr3t@x.com"}')
    shown = client.ask("textDocument/documentSymbol", {"textDocument": {"uri": "untitled:s"}})
    check("without secrets", [s["detail"] for s in shown] == [
        '"x"', '"[REDACTED]"', '"https://[REDACTED]@x.com"'], shown)
    check("in units of UTF-16", symbols[0]["range"]["end"]["character"] == 32, symbols[0])
    folds = client.ask("textDocument/foldingRange", {"textDocument": {"uri": name}})
    check("folds", {"startLine": 0, "endLine": 14} in folds and len(folds) == 3, folds)
    chain, sizes = client.ask("textDocument/selectionRange", {
        "textDocument": {"uri": name}, "positions": [{"line": EVENT_LINE, "character": 30}]})[0], []
    while chain:
        sizes.append((chain["range"]["end"]["line"] - chain["range"]["start"]["line"],
                      chain["range"]["end"]["character"] - chain["range"]["start"]["character"]))
        chain = chain.get("parent")
    check("selections grow", sizes[0] == (0, 33) and sizes[-1][0] == 15 and len(sizes) == 7, sizes)
    check("names that are there are not offered", "name" not in labels(client, name, 1, 2))
    client.change(name, whole('{ "organizationId": "a", '), 20)
    got = item(client, name, 0, 25, "webhookUrl")
    check("names that are missing are", got.get("textEdit", {}).get("newText") == '"webhookUrl": "$1"', got)
    check("misplaced names are not", "firstRetry" not in labels(client, name, 0, 25))
    client.change(name, whole('{ "notificationScope": '), 21)
    check("words", labels(client, name, 0, 23)[:2] == ["SELF", "DESCENDANTS"], labels(client, name, 0, 23))
    client.change(name, whole('{ "name": "a"\n  '), 22)
    got = item(client, name, 1, 2, "webhookUrl")
    check("a comma that is missing", got["additionalTextEdits"][0]["newText"] == ",", got)
    client.change(name, whole('{"name": "a", "description": "b", "organizationId": "c", "prod"}'), 22)
    check("while nothing says yet what it is", "products" in labels(client, name, 0, 62))
    client.change(name, whole('{"products": [{"productId": '), 22)
    check("a value that is not begun", "customerInvoicing" in labels(client, name, 0, 28))
    client.change(name, whole(""), 23)
    got = item(client, name, 0, 0, "subscription to customerInvoicing")
    check("a whole request", "${1:<YOUR ORGANIZATION ID>}" in got["textEdit"]["newText"], got)
    client.change(name, whole('{"compilerOptions": {"a": 1}, '), 24)
    check("nothing for files of others", labels(client, name, 0, 30) == [] and client.findings(name) == [])
    client.change(name, whole(TEXT), 25)
    client.findings(name)


def several(client, folder, name):
    """A second file of the folder asks for the same."""
    other = os.path.join(folder, "b ä.json")
    with open(other, "w", encoding="utf-8") as f:
        f.write(TEXT)
    client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri(other), "type": 1}]})
    check("the earlier file stays as it is", client.findings(name) == [])
    while uri(other) not in client.shown:
        client.receive()
    found = client.shown[uri(other)]["diagnostics"]
    check("the other one is shown, too", codes(found) == ["duplicate-subscription"], found)
    check("and where the first is", found[0]["relatedInformation"][0]["location"]["uri"] == name, found)
    client.open(uri(other), TEXT)
    check("open, it has the same", codes(client.findings(uri(other))) == ["duplicate-subscription"])
    client.shown.pop(uri(other))
    client.change(name, [edit(3, 22, 3, 23, "b")], 30)
    check("an edit of the first ends it", client.findings(uri(other)) == [], client.shown)
    client.tell("textDocument/didClose", {"textDocument": {"uri": uri(other)}})
    client.change(name, whole(TEXT), 31)
    client.findings(name)
    os.remove(other)
    client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri(other), "type": 3}]})
    client.shown.clear()
    check("without it nothing is left", client.findings(name) == [])


def config(client, folder, name):
    path = os.path.join(folder, ".hookvet.json")
    bad = TEXT.replace("invoice.paid", "invoice.payed")
    client.change(name, whole(bad), 40)
    check("before", codes(client.findings(name)) == ["misspelt-event-type"], client.shown)
    off = action(client, name, EVENT_LINE, 30, "set the rule misspelt-event-type to 'info'")
    changes = off["edit"]["documentChanges"]
    check("without a config one is made", changes[0] == {"kind": "create", "uri": uri(path)}, changes)
    with open(path, "w", encoding="utf-8") as f:
        f.write(changes[1]["edits"][0]["newText"])
    client.shown.clear()
    client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri(path), "type": 1}]})
    check("a change of the config is obeyed", [f["severity"] for f in client.findings(name)] == [3], client.shown)
    with open(path, encoding="utf-8") as f:
        text = f.read()
    hide = action(client, name, EVENT_LINE, 30, "suppress it here")
    after = applied(text, hide["edit"]["documentChanges"][0]["edits"])
    entry = json.loads(after)["suppress"][0]
    check("a suppression names its place", entry["pointer"] == "/products/0/eventTypes/0"
          and entry["file"] == "a.json" and entry["reason"], after)
    with open(path, "w", encoding="utf-8") as f:
        f.write(after)
    client.shown.clear()
    client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri(path), "type": 2}]})
    check("and hides it", client.findings(name) == [], client.shown)
    level = action(client, name, 0, 0, "set the rule")
    check("what is hidden needs no repair", level == {}, level)
    client.open(uri(path), after)
    check("the config is sound", client.findings(uri(path)) == [], client.shown)
    broken = '{\n "rules": { "misspelt-event-typ": "off" },\n "failOn": ""\n}\n'
    client.change(uri(path), whole(broken), 2)
    found = client.findings(uri(path))
    check("a config is checked as it is typed", codes(found) == ["config"], found)
    check("names of rules", "retry-too-late" in labels(client, uri(path), 1, 14))
    check("words of the config", labels(client, uri(path), 2, 12)[:2] == ["error", "warning"])
    client.change(uri(path), whole('{ "rules": { "retry-too-late": "off" },\n "suppress": [{ "rule": "v1-shape" }] }'), 3)
    check("a rule that is named", "# retry-too-late" in hover(client, uri(path), 0, 16))
    check("in a suppression, too", "# v1-shape" in hover(client, uri(path), 1, 27), hover(client, uri(path), 1, 27))
    client.change(uri(path), whole(broken), 4)
    check("what its members mean", "level of failure" in hover(client, uri(path), 2, 4))
    client.shown.pop(name, None)
    check("but nothing obeys it yet", hover(client, name, 0, 0) != "" and name not in client.shown, client.shown)
    with open(path, "w", encoding="utf-8") as f:
        f.write(broken)
    client.shown.clear()
    client.tell("textDocument/didSave", {"textDocument": {"uri": uri(path)}})
    check("saved, it judges nothing", client.findings(name) == [], client.shown)
    with open(os.path.join(folder, "p.json"), "w", encoding="utf-8") as f:
        f.write('{ "required": ["x"] }')
    client.change(uri(path), whole('{ "policies": [ { "name": "p", "schema": "p.json" } ] }'), 5)
    links = client.ask("textDocument/documentLink", {"textDocument": {"uri": uri(path)}})
    check("a schema is a link", [k["target"] for k in links] == [uri(os.path.join(folder, "p.json"))], links)
    with open(path, "w", encoding="utf-8") as f:
        f.write('{ "policies": [ { "name": "p", "schema": "p.json" } ], "exclude": ["x.json"] }')
    client.tell("textDocument/didClose", {"textDocument": {"uri": uri(path)}})
    client.shown.clear()
    client.tell("workspace/didChangeWatchedFiles", {"changes": []})
    check("a policy is obeyed", "p" in codes(client.findings(name)), client.shown)
    x = uri(os.path.join(folder, "x.json"))
    client.open(x, bad)
    check("what is excluded is passed over", client.findings(x) == [])
    os.remove(path)
    client.tell("workspace/didChangeWatchedFiles", {"changes": []})


def within(client, folder):
    """A definition in a block of Markdown."""
    text = "# Invoices 😀\n\n```json\n" + TEXT.replace("invoice.paid", "invoice.payed").replace("acme_webshop", "acme_docs") + "```\n"
    name = uri(os.path.join(folder, "a.md"))
    client.open(name, text)
    found = client.findings(name)
    check("in Markdown, too", codes(found) == ["misspelt-event-type"], found)
    check("at its place there", found[0]["range"]["start"] == {"line": EVENT_LINE + 3, "character": 21}, found)
    fix = action(client, name, EVENT_LINE + 3, 30, "replace it by")
    after = applied(text, fix["edit"]["documentChanges"][0]["edits"])
    check("mended there", after == text.replace("payed", "paid"), after)
    lens = client.ask("textDocument/codeLens", {"textDocument": {"uri": name}})
    check("what it is about", [c["range"]["start"]["line"] for c in lens] == [3], lens)
    check("Markdown is not completed", labels(client, name, 0, 0) == [])
    check("the rule at a finding", hover(client, name, EVENT_LINE + 3, 30).startswith("# misspelt-event-type"))
    check("nowhere else", hover(client, name, EVENT_LINE + 4, 30) == "")
    client.tell("textDocument/didClose", {"textDocument": {"uri": name}})
    for language, want in ("markdown", ["misspelt-event-type"]), ("plaintext", []), ("python", []):
        client.open("untitled:u", text, language=language)
        check("what is no file yet, in " + language, codes(client.findings("untitled:u")) == want, client.shown)
        client.tell("textDocument/didClose", {"textDocument": {"uri": "untitled:u"}})
    for file in "a.py", "README":
        client.open(uri(os.path.join(folder, file)), text, language="markdown")
        check("no run takes " + file, client.findings(uri(os.path.join(folder, file))) == [], client.shown)
        client.tell("textDocument/didClose", {"textDocument": {"uri": uri(os.path.join(folder, file))}})
    watched = [w["globPattern"] for n in client.notes if n["method"] == "client/registerCapability"
               for w in n["params"]["registrations"][0]["registerOptions"]["watchers"]]
    check("files with documents are watched", all(e in " ".join(watched) for e in ("md", "yaml", "sh", "http")), watched)


def pulled(folder):
    can = json.loads(json.dumps(ALL))
    can["textDocument"]["diagnostic"] = {"dynamicRegistration": False}
    client = Client(folders=[folder], can=can)
    check("pulling is offered", "diagnosticProvider" in client.can["capabilities"])
    name = "untitled:Untitled-1"
    client.open(name, TEXT.replace("invoice.paid", "invoice.payed"))
    got = client.ask("textDocument/diagnostic", {"textDocument": {"uri": name}})
    check("pulled", codes(got["items"]) == ["misspelt-event-type"] and got["kind"] == "full", got)
    again = client.ask("textDocument/diagnostic", {
        "textDocument": {"uri": name}, "previousResultId": got["resultId"]})
    check("unchanged", again == {"kind": "unchanged", "resultId": got["resultId"]}, again)
    check("then not pushed", name not in client.shown)
    check("an orderly end", client.end() == 0)


def plain(folder):
    """A client that can next to nothing, in UTF-8, without a folder."""
    client = Client(can={"general": {"positionEncodings": ["utf-8", "utf-16"]}})
    name = uri(os.path.join(folder, "sub", "c.json"))
    client.open(name, TEXT.replace("invoice.paid", "invoice.payed"))
    found = client.findings(name)
    check("without anything", codes(found) == ["misspelt-event-type"], found)
    check("nothing that it does not know", "relatedInformation" not in found[0] and "tags" not in found[0])
    fix = action(client, name, EVENT_LINE, 30, "replace it by")
    check("edits without versions", list(fix["edit"]) == ["changes"], fix)
    symbols = client.ask("textDocument/documentSymbol", {"textDocument": {"uri": name}})
    check("in bytes", symbols[0]["range"]["end"]["character"] == 34, symbols[0])
    name = "file:///no%20such%20folder/d.json"
    client.open(name, TEXT.replace("invoice.paid", "invoice.payed"))
    check("in a folder that is to be made", codes(client.findings(name)) == ["misspelt-event-type"])
    client.open("untitled:h", TEXT.replace("invoice.paid", "invoice.payed\ud83d"))
    check("half of a pair", codes(client.findings("untitled:h")) != [])
    client.open("untitled:x", TEXT + "\u2028{")
    check("what has no folder", codes(client.findings("untitled:x")) != [])
    client.process.stdin.close()
    check("a client that dies", client.process.wait(30) == 1)


def rough():
    client = Client(start=False)
    check("nothing before initialize", client.refused("textDocument/hover", {}) == -32002)
    client.ask("initialize", {"capabilities": {}})
    check("no such request", client.refused("x/y", {}) == -32601)
    check("params are needed", client.refused("textDocument/hover", {}) == -32602)
    check("unknown documents are nothing", client.at("hover", "file:///no", 0, 0) is None)
    os.write(client.process.stdin.fileno(), b"Content-Length: 3\r\n\r\n{]}")
    check("no JSON", client.receive()["error"]["code"] == -32700)
    os.write(client.process.stdin.fileno(), b"Content-Lines: 3\r\n\r\n")
    check("a broken header", client.receive()["error"]["code"] == -32700)
    try:
        client.receive()
    except Gone:
        pass
    check("ends it", client.process.wait(30) == 1)
    both = Client()
    number = both.request("textDocument/hover", {"textDocument": {"uri": "file:///x"}, "position": {}})
    both.answer(number)
    data = frame({"jsonrpc": "2.0", "id": 77, "method": "textDocument/hover", "params": {}})
    data += frame({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 77}})
    os.write(both.process.stdin.fileno(), data)
    check("what is taken back", both.answer(77)["error"]["code"] == -32800)
    both.tell("exit", None)
    check("exit alone is no good end", both.process.wait(30) == 1)


def options(folder):
    client = Client("--stdio", "--no-config", "--rule", "misspelt-event-type=info", folders=[folder])
    name = uri(os.path.join(folder, "a.json"))
    client.open(name, TEXT.replace("invoice.paid", "invoice.payed"))
    check("options say how to judge", [f["severity"] for f in client.findings(name)] == [3], client.shown)
    check("an end", client.end() == 0)


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, ".git"))
        folder = os.path.realpath(folder)
        client = Client(folders=[folder])
        name = uri(os.path.join(folder, "a.json"))
        with open("/proc/%d/status" % client.process.pid, encoding="ascii") as f:
            status = f.read()
        check("it may write nothing", "Seccomp:\t2" in status or "build-" in os.environ.get("B", ""), status)
        typing(client, name)
        knowledge(client, name)
        several(client, folder, name)
        config(client, folder, name)
        within(client, folder)
        check("a good end", client.end() == 0)
        said = client.process.stderr.read()
        check("nothing was said on standard error", said == b"", said)
        pulled(folder)
        plain(folder)
        rough()
        options(folder)
        left = [f for f in os.listdir(folder) if f not in (".git", "p.json")]
        check("nothing was written", left == [], left)
    print("%d passed, %d failed, 0 skipped" % (passed, failed))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
