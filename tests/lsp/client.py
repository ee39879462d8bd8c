"""client: a language client for the tests, which talks to the server as an editor does."""
import json
import os
import select
import subprocess

PROG = os.environ.get("PROG", "build/hookvet")
ALL = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    },
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "tagSupport": {"valueSet": [1, 2]}},
        "completion": {"completionItem": {"snippetSupport": True}},
        "hover": {"contentFormat": ["markdown"]},
        "codeAction": {"dataSupport": True, "resolveSupport": {"properties": ["edit"]}},
    },
}


def frame(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def take_frame(data):
    """The first whole message of the bytes, and what is behind it; or None."""
    end = data.find(b"\r\n\r\n")
    if end < 0:
        return None
    length = int(data[:end].split(b":")[1])
    if len(data) < end + 4 + length:
        return None
    body = data[end + 4 : end + 4 + length]
    assert all(0x20 <= b < 0x7F for b in body), "raw control character: %r" % body
    return json.loads(body), data[end + 4 + length :]


class Gone(Exception):
    pass


class Client:
    def __init__(self, *options, cwd=None, folders=(), can=ALL, start=True, prog=PROG):
        self.process = subprocess.Popen(
            [prog, "lsp", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, cwd=cwd, bufsize=0)
        self.data = b""
        self.number = 0
        self.notes = []  # what came and was not asked for
        self.shown = {}  # by URI: what was pushed last
        self.versions = {}
        if start:
            self.can = self.ask("initialize", {
                "processId": None, "rootUri": None, "capabilities": can,
                "workspaceFolders": [{"uri": uri(f), "name": "f"} for f in folders]})
            self.tell("initialized", {})

    def send(self, message):
        data = frame(message)
        while data:
            data = data[os.write(self.process.stdin.fileno(), data) :]

    def receive(self, seconds=60):
        while True:
            got = take_frame(self.data)
            if got:
                message, self.data = got
                if message.get("method") == "textDocument/publishDiagnostics":
                    self.shown[message["params"]["uri"]] = message["params"]
                if "method" in message:
                    self.notes.append(message)
                return message
            if not select.select([self.process.stdout], [], [], seconds)[0]:
                raise TimeoutError
            more = os.read(self.process.stdout.fileno(), 1 << 16)
            if not more:
                raise Gone(self.process.stderr.read().decode(errors="replace")[:3000])
            self.data += more

    def request(self, method, params):
        self.number += 1
        self.send({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params})
        return self.number

    def answer(self, number):
        while True:
            message = self.receive()
            if message.get("id") == number and "method" not in message:
                return message

    def ask(self, method, params):
        message = self.answer(self.request(method, params))
        if "error" in message:
            raise RuntimeError(message["error"])
        return message["result"]

    def refused(self, method, params):
        """The code of the error that is the answer."""
        return self.answer(self.request(method, params)).get("error", {}).get("code")

    def tell(self, method, params):
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def open(self, name, text, version=1, language="json"):
        self.shown.pop(name, None)
        self.versions[name] = version
        self.tell("textDocument/didOpen", {"textDocument": {
            "uri": name, "languageId": language, "version": version, "text": text}})

    def change(self, name, changes, version):
        self.shown.pop(name, None)
        self.versions[name] = version
        self.tell("textDocument/didChange", {
            "textDocument": {"uri": name, "version": version}, "contentChanges": changes})

    def findings(self, name):
        """What is pushed of the open document next, or was already."""
        while self.shown.get(name, {}).get("version") != self.versions[name]:
            self.receive()
        return self.shown[name]["diagnostics"]

    def at(self, method, name, line, character, **more):
        return self.ask("textDocument/" + method, dict(more, **{
            "textDocument": {"uri": name},
            "position": {"line": line, "character": character}}))

    def end(self):
        """Shuts down; the exit status."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        return self.process.wait(60)

    def kill(self):
        self.process.kill()
        self.process.wait()


def uri(path):
    from urllib.request import pathname2url
    return "file://" + pathname2url(os.path.abspath(path))


def whole(text):
    """The change of a whole document."""
    return [{"text": text}]


def edit(line, character, end_line, end_character, text):
    return {"range": {"start": {"line": line, "character": character},
                      "end": {"line": end_line, "character": end_character}}, "text": text}


def offset_of(text, position):
    """Bytes before a position of UTF-16 in a text."""
    import re
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n|$)", text)
    before = "".join(lines[: position["line"]])
    line = lines[position["line"]] if position["line"] < len(lines) else ""
    units = line.encode("utf-16-le")[: position["character"] * 2].decode("utf-16-le")
    return len((before + units).encode())


def applied(text, edits):
    """The text with the edits of the protocol made."""
    data = text.encode()
    for e in sorted(edits, key=lambda e: offset_of(text, e["range"]["start"]), reverse=True):
        start, end = (offset_of(text, e["range"][k]) for k in ("start", "end"))
        data = data[:start] + e["newText"].encode() + data[end:]
    return data.decode()
