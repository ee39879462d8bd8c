// The extension for Visual Studio Code, with that and its client library played by us: it
// starts the server that the settings name, and stops it.
const Module = require("module");
const path = require("path");
const { spawnSync } = require("child_process");
const folder = path.join(__dirname, "../../../.github/vscode");
const settings = require(path.join(folder, "package.json")).contributes.configuration.properties;
const check = (name, ok, shown) =>
  console.log((ok ? "ok " : "not ok ") + name + (ok ? "" : ": " + JSON.stringify(shown)));
const seen = {};
class LanguageClient {
  constructor(id, name, server, options) { Object.assign(seen, { id, server, options }); }
  start() { seen.started = true; return Promise.resolve(); }
  stop() { seen.stopped = true; return Promise.resolve(); }
}
const played = {
  vscode: { workspace: { getConfiguration: (section) => ({
    get: (name) => name === "path" ? process.env.PROG : settings[section + "." + name].default }) } },
  "vscode-languageclient/node": { LanguageClient, TransportKind: { stdio: 0 } },
};
const load = Module._load;
Module._load = (name, ...more) => played[name] || load(name, ...more);
const extension = require(folder);
extension.activate().then(() => extension.deactivate()).then(() => {
  check("it starts the server", seen.started && seen.server.command === process.env.PROG, seen);
  check("for JSON", seen.options.documentSelector.some((s) => s.language === "json"), seen.options);
  const run = spawnSync(seen.server.command, [...seen.server.args, "--stdio"], { input: "" });
  check("as the program wants", run.status === 1 && run.stderr.length === 0, String(run.stderr));
  check("it ends", seen.stopped === true);
});
