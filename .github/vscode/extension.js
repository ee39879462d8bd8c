// Starts `hookvet lsp` for JSON; everything else is the server's (hookvet-lsp(1)).
const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const config = vscode.workspace.getConfiguration("hookvet");
  const server = {
    command: config.get("path"),
    args: ["lsp", ...config.get("options")],
    transport: TransportKind.stdio,
  };
  client = new LanguageClient("hookvet", "hookvet", server, {
    documentSelector: [{ language: "json" }, { language: "jsonl" }],
  });
  return client.start();
};

exports.deactivate = () => client && client.stop();
