// Microsoft's vscode-languageserver-protocol, the client half of Visual Studio Code's.
const { spawn } = require("child_process");
const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");
const rpc = require("vscode-languageserver-protocol/node");
const folder = process.env.FOLDER;
const server = spawn(process.env.PROG, ["lsp", "--stdio"]);
const connection = rpc.createProtocolConnection(
  new rpc.StreamMessageReader(server.stdout), new rpc.StreamMessageWriter(server.stdin));
const check = (name, ok, shown) =>
  console.log((ok ? "ok " : "not ok ") + name + (ok ? "" : ": " + JSON.stringify(shown)));
const file = path.join(folder, "a.json"), uri = String(pathToFileURL(file));
const config = path.join(folder, ".hookvet.json");
let waiting = [], shown;
connection.onNotification(rpc.PublishDiagnosticsNotification.type, (p) => {
  if (p.uri !== uri) return;
  shown = p;
  waiting = waiting.filter((w) => !(w.test(p) && (w.resolve(p), true)));
});
connection.onRequest(rpc.RegistrationRequest.type, () => {});
const findings = (test) => shown && test(shown) ? Promise.resolve(shown)
  : new Promise((resolve, reject) => {
    waiting.push({ test, resolve });
    setTimeout(() => reject(new Error("nothing came: " + JSON.stringify(shown))), 20000).unref();
  });
const codes = (p) => p.diagnostics.map((d) => d.code).join(" ");
async function main() {
  connection.listen();
  const can = await connection.sendRequest(rpc.InitializeRequest.type, {
    processId: process.pid, rootUri: null, workspaceFolders: [{ uri: String(pathToFileURL(folder)), name: "f" }],
    capabilities: { workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
      didChangeWatchedFiles: { dynamicRegistration: true } } } });
  check("it can", can.capabilities.hoverProvider === true, can);
  await connection.sendNotification(rpc.InitializedNotification.type, {});
  const text = fs.readFileSync(file, "utf8");
  connection.sendNotification(rpc.DidOpenTextDocumentNotification.type,
    { textDocument: rpc.TextDocumentItem.create(uri, "json", 1, text) });
  const change = (version, line, from, to, by) => connection.sendNotification(
    rpc.DidChangeTextDocumentNotification.type, { textDocument: { uri, version },
      contentChanges: [{ range: rpc.Range.create(line, from, line, to), text: by }] });
  const position = (line, character) => ({ textDocument: { uri }, position: { line, character } });
  [..."payed"].forEach((letter, i) => change(2 + i, 6, 49 + i, 49 + i, letter));
  let p = await findings((p) => p.version === 6);
  check("a mistake is seen", codes(p) === "misspelt-event-type", p);
  check("at its place", p.diagnostics[0].range.end.character === 55, p);
  const fixes = await connection.sendRequest(rpc.CodeActionRequest.type,
    { textDocument: { uri }, range: p.diagnostics[0].range, context: { diagnostics: p.diagnostics } });
  check("actions are well-formed", fixes.every((f) => rpc.CodeAction.is(f)), fixes);
  const edit = fixes[0].edit.documentChanges[0].edits[0];
  change(7, 6, edit.range.start.character, edit.range.end.character, edit.newText);
  p = await findings((p) => p.version === 7);
  check("the fix mends it", codes(p) === "", p);
  change(8, 6, 54, 54, ', "');
  const list = await connection.sendRequest(rpc.CompletionRequest.type, position(6, 57));
  check("an event is completed", list.items[0].label === "invoicing.customer.invoice.send", list.items[0]);
  check("items are well-formed", list.items.every((i) => rpc.TextEdit.is(i.textEdit)), list.items);
  change(9, 6, 54, 57, "");
  const hover = await connection.sendRequest(rpc.HoverRequest.type, position(11, 8));
  check("the timeline is drawn", rpc.Hover.is(hover) && hover.contents.value.includes("retry 3"), hover);
  const symbols = await connection.sendRequest(rpc.DocumentSymbolRequest.type, { textDocument: { uri } });
  check("symbols are well-formed", symbols.every((s) => rpc.DocumentSymbol.is(s)), symbols);
  const folds = await connection.sendRequest(rpc.FoldingRangeRequest.type, { textDocument: { uri } });
  check("folds are well-formed", folds.length > 0 && folds.every((f) => rpc.FoldingRange.is(f)), folds);
  const selections = await connection.sendRequest(rpc.SelectionRangeRequest.type,
    { textDocument: { uri }, positions: [{ line: 6, character: 30 }] });
  check("selections are well-formed", selections.every((s) => rpc.SelectionRange.is(s)), selections);
  const hints = await connection.sendRequest(rpc.InlayHintRequest.type,
    { textDocument: { uri }, range: rpc.Range.create(0, 0, 20, 0) });
  check("hints are well-formed", hints.length === 1 && hints.every((h) => rpc.InlayHint.is(h)), hints);
  const lenses = await connection.sendRequest(rpc.CodeLensRequest.type, { textDocument: { uri } });
  check("lenses are well-formed", lenses.length === 1 && lenses.every((l) => rpc.CodeLens.is(l)), lenses);
  change(10, 6, 52, 53, "");
  await findings((p) => p.version === 10 && codes(p) !== "");
  fs.writeFileSync(config, '{ "rules": { "misspelt-event-type": "off", "unknown-event-type": "off" } }\n');
  shown = undefined;
  connection.sendNotification(rpc.DidChangeWatchedFilesNotification.type,
    { changes: [{ uri: String(pathToFileURL(config)), type: rpc.FileChangeType.Created }] });
  p = await findings(() => true);
  check("a change of the config is obeyed", codes(p) === "", p);
  await connection.sendRequest(rpc.ShutdownRequest.type);
  const end = new Promise((resolve) => server.on("exit", resolve));
  connection.sendNotification(rpc.ExitNotification.type);
  check("it ends", (await end) === 0);
}
main().then(() => process.exit(0), (error) => { check("the client", false, String(error)); process.exit(0); });
