// editor: are the schemas for editors what editors need?
//     node editor.js PROG SCRATCH
// What is judged without packages: the form of each schema.  With ajv: each document of
// the corpus, taken for each kind, is refused only if hookvet has an error there, and
// if the built-in schema has one.  With vscode-json-languageservice and with
// yaml-language-server: validation, completion, hover, snippets.
const fs = require("fs"), path = require("path"), { spawnSync } = require("child_process");
const [prog, scratch] = process.argv.slice(2);
let passed = 0, failed = 0, skipped = 0;
function check(ok, what) {
  if (ok) passed++;
  else failed++, console.log(`not ok: ${what}`);
}
function hookvet(...args) {
  return spawnSync(prog, args, { encoding: "utf8", maxBuffer: 1 << 28 });
}
function find(dir) {
  return fs.readdirSync(dir, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? find(path.join(dir, e.name)) : [path.join(dir, e.name)]).sort();
}
const list = JSON.parse(hookvet("schema", "list", "-f", "json").stdout).map((s) => s.name);
const names = list.filter((n) => !n.startsWith("json-schema/"));
const schemas = new Map();
const kinds = hookvet("check", "--kind", "x").stderr.match(/[a-z]+(-[a-z]+)+|subscription|notification/g);

// ---- the form ----

function each(value, f, where = "") {
  if (value === null || typeof value !== "object") return;
  f(value, where);
  for (const [k, v] of Object.entries(value)) each(v, f, `${where}/${k}`);
}
for (const name of names) {
  const run = hookvet("schema", "show", "--editor", name);
  check(run.status === 0 && run.stderr === "", `${name}: ${run.stderr}`);
  const schema = JSON.parse(run.stdout), file = path.join(scratch, `${path.basename(name)}.json`);
  schemas.set(path.basename(name), schema);
  check(schema.$schema === "http://json-schema.org/draft-07/schema#" && /^https:/.test(schema.$id), `${name}: its head`);
  each(schema, (v, where) => {
    if (typeof v.$ref === "string" && !/(properties|patternProperties)$/.test(where)) {
      const m = v.$ref.match(/^#\/\$defs\/([^/]+)$/);
      if (!m || !schema.$defs[m[1]]) check(false, `${name}: ${where}: ${v.$ref}`);
      if (Object.keys(v).length !== 1) check(false, `${name}: ${where}: beside $ref nothing counts in draft 7`);
    }
    if (where !== "" && typeof v.$id === "string") check(false, `${name}: ${where} has an $id`);
    if ("x-hookvet" in v || "$comment" in v) check(false, `${name}: ${where}: words for hookvet alone`);
    if (v.deprecationMessage && !(v.doNotSuggest && /^[^{]*$/.test(v.deprecationMessage))) check(false, `${name}: ${where}: ${v.deprecationMessage}`);
    if (v.description && !v.markdownDescription?.startsWith(v.description) && v.type !== undefined) check(false, `${name}: ${where}: no markdownDescription`);
  });
  for (const d of Object.keys(schema.$defs || {}))
    if (!run.stdout.includes(`"#/$defs/${d}"`)) check(false, `${name}: nothing refers to ${d}`);
  fs.writeFileSync(file, run.stdout);
  const sound = hookvet("schema", "check", file);
  check(sound.status === 0 && sound.stdout === "", `${name}: ${sound.stdout}`);
}
check(hookvet("schema", "show", "--editor", "json-schema/draft-07/schema").status === 2, "a meta-schema is none");
const note = hookvet("schema", "show", "create-request");
check(note.status === 0 && note.stderr.includes("schema show --editor"), "what refers to others is said");
check(hookvet("schema", "show", "report").stderr === "", "what does not is not");
check(hookvet("schema", "show", "-q", "create-request").stderr === "", "nor with -q");

// ---- snippets, as they come out ----

function expand(body) {
  if (typeof body === "string") {
    const text = body.replace(/\$\{\d+[:|]([^,|}]*)[^}]*\}/g, "$1").replace(/\$\d+/g, "x");
    return text.startsWith("^") ? JSON.parse(text.slice(1)) : text;
  }
  if (Array.isArray(body)) return body.map(expand);
  return body !== null && typeof body === "object" ? Object.fromEntries(Object.entries(body).map(([k, v]) => [k, expand(v)])) : body;
}
for (const [kind, where] of [["create-request", "newSubscription"], ["update-request", ""]])
  for (const snippet of (schemas.get(kind).$defs[where] || schemas.get(kind)).defaultSnippets) {
    const file = path.join(scratch, "snippet.json");
    fs.writeFileSync(file, JSON.stringify(expand(snippet.body)));
    const run = hookvet("check", "--no-config", "-q", "-k", kind, "-f", "compact", file);
    check(!/: (error|warning): /.test(run.stdout), `snippet '${snippet.label}': ${run.stdout}`);
  }

// ---- the corpus ----

function optional(name) {
  try {
    return require(name);
  } catch {
    skipped++;
    console.log(`skipped: no ${name} at hand`);
    return null;
  }
}
function corpus() {
  const files = find("corpus/valid").concat(find("corpus/invalid"), find("corpus/examples")).filter((f) => f.endsWith(".json"));
  return files.flatMap((f) => {
    try {
      return [[f, JSON.parse(fs.readFileSync(f, "utf8").replace(/^\ufeff/, ""))]];
    } catch {
      return [];
    }
  });
}
// Where hookvet has no error, and the schema has.
const passedOver = [
  { why: "a template stands for anything; to editors it is text", is: (file, data) => /\$\{|\{\{|<%/.test(JSON.stringify(data)) },
  { why: "a link is not followed", is: (file) => fs.lstatSync(file).isSymbolicLink() },
  { why: "that it must not be set is said, and not what it may be", is: (file, data, name) => name === "update-request" && data.products && data.status },
];
// What a schema finds, and is always an error.
const asserted = /^(empty-event-types|malformed-event-type|missing-field|oauth-config-missing|out-of-range|pattern-mismatch|value-not-allowed|wrong-length|wrong-type)$/;
const Ajv = optional("ajv");
if (Ajv) {
  const documents = corpus();
  let refused = 0;
  for (const [name, schema] of schemas) {
    const ajv = new Ajv({ strict: false, formats: { "date-time": true, date: true, uri: true, "json-pointer": true } });
    const judge = ajv.compile(schema);
    if (!kinds.includes(name)) continue;
    const run = hookvet("check", "--no-config", "-q", "-k", name, "--max-problems", "0", "-f", "json", "--no-ignore", ...documents.map(([f]) => f));
    const errors = new Map();
    for (const f of JSON.parse(run.stdout).findings)
      if (f.severity === "error") errors.set(f.file ?? f.path, [...(errors.get(f.file ?? f.path) || []), f.rule]);
    for (const [file, data] of documents) {
      if (passedOver.some((p) => p.is(file, data, name))) continue;
      const ok = judge(data), found = errors.get(file) || [];
      refused += !ok;
      check(!ok || !found.some((r) => asserted.test(r)), `${name} for editors takes ${file}: ${found}`);
      check(ok || found.length !== 0, `${name} for editors refuses ${file}: ${JSON.stringify(judge.errors?.slice(0, 2))}`);
    }
  }
  check(refused > 100, "it refuses something");
  // what a file is of these two, an editor finds by its members
  const definition = new Ajv({ strict: false }).compile(schemas.get("definition"));
  for (const [file, data] of documents.filter(([f, d]) => /^corpus\/valid\/(create|update)/.test(f) && !passedOver[0].is(f, d)))
    check(definition(data), `definition for editors refuses ${file}: ${JSON.stringify(definition.errors)}`);
}

// ---- language servers ----

const create = (more) => ({ organizationId: "acme", webhookUrl: "https://hooks.acme-store.com/x", products: [{ productId: "customerInvoicing", eventTypes: ["invoicing.customer.invoice.paid"] }],
  securityPolicy: { securityType: "KEY" }, ...more });
// The place of "|", which is taken out.
function marked(text) {
  return [text.replace("|", ""), text.indexOf("|")];
}
/*
 * What a service must do, however it is called.  text(document) is the document in its
 * syntax; open(text, schema) gives validate, complete(offset) and hover(offset).
 */
async function serve(what, open, text) {
  const complete = async (name, source) => {
    const [plain, at] = marked(source);
    return (await open(plain, schemas.get(name)).complete(at)).items;
  };
  const labels = async (name, source) => (await complete(name, source)).map((i) => i.label.replaceAll('"', "")).sort();
  const hover = async (name, source) => {
    const [plain, at] = marked(source);
    return JSON.stringify((await open(plain, schemas.get(name)).hover(at))?.contents ?? "");
  };
  const problems = async (name, document) => (await open(text(document), schemas.get(name)).validate());

  check((await problems("create-request", create())).length === 0, `${what}: what is sound has a problem`);
  const wrong = await problems("create-request", create({ webhookUrl: 1 }));
  check(wrong.length === 1 && wrong[0].severity !== 4, `${what}: a wrong type: ${JSON.stringify(wrong)}`);
  const shape = await problems("create-request", create({ products: [{ productId: "x", eventTypes: "a.b.c" }] }));
  check(shape.length === 1 && (what !== "json" || /not one string/.test(JSON.stringify(shape))), `${what}: our words: ${JSON.stringify(shape)}`);
  const unknown = await problems("create-request", create({ products: [{ productId: "new", eventTypes: ["new.thing.done"] }], color: 1 }));
  check(unknown.length === 0, `${what}: what is less than an error: ${JSON.stringify(unknown)}`);
  const deprecated = await problems("create-request", create({ webhookId: "x" }));
  check(/set by the service/.test(JSON.stringify(deprecated)) && deprecated.every((p) => p.severity !== 1), `${what}: what is not to be written: ${JSON.stringify(deprecated)}`);

  const place = text(create({ products: [{ productId: "decisionManager", eventTypes: ["@"] }] }));
  const events = await labels("create-request", place.replace(/"?@"?/, what === "yaml" ? "|" : '"|"'));
  check(events.includes("risk.casemanagement.decision.accept") && !events.some((e) => e.startsWith("invoicing")), `${what}: events of the product: ${events}`);
  const ids = await labels("create-request", text(create({ products: [{ productId: "@", eventTypes: ["a.b.c"] }] })).replace(/"?@"?/, what === "yaml" ? "|" : '"|"'));
  check(ids.includes("tokenManagement") && ids.includes("customerInvoicing"), `${what}: products: ${ids}`);
  const types = await labels("create-request", text(create({ securityPolicy: { securityType: "@" } })).replace(/"?@"?/, what === "yaml" ? "|" : '"|"'));
  check(types.includes("oAuth_JWT") && !types.includes("kEY"), `${what}: no aliases: ${types}`);
  const members = await labels("create-request", what === "yaml" ? "organizationId: x\n|" : '{"organizationId": "x", |}');
  check(members.includes("healthCheckUrl") && !members.includes("webhookId") && !members.includes("clientSecret"), `${what}: members: ${members}`);
  const whole = await complete("create-request", "|");
  check(whole.some((i) => i.label === "subscription" && /customerInvoicing/.test(i.insertText ?? i.textEdit.newText)), `${what}: the snippet: ${whole.map((i) => i.label)}`);
  const about = await hover("create-request", text(create()).replace("webhookUrl", "webh|ookUrl"));
  check(/delivers notifications to/.test(about) && /Example/.test(about), `${what}: hover: ${about}`);
  const event = await hover("create-request", text(create()).replace("invoicing.customer", "invoicing.cust|omer"));
  check(/Invoices sent/.test(event), `${what}: hover over an event: ${event}`);

  const rules = await labels("config", what === "yaml" ? "rules:\n  |" : '{"rules": {|}}');
  check(rules.includes("retry-too-late") && rules.length > 50, `${what}: rules: ${rules}`);
  const rule = await hover("config", what === "yaml" ? "rules:\n  retry-too|-late: error" : '{"rules": {"retry-too|-late": "error"}}');
  check(rule.length > 30, `${what}: hover over a rule: ${rule}`);
}

async function vscode() {
  const ls = optional("vscode-json-languageservice");
  if (!ls) return;
  await serve("json", (text, schema) => {
    const service = ls.getLanguageService({ clientCapabilities: ls.ClientCapabilities.LATEST, schemaRequestService: (uri) => Promise.reject(`asked for ${uri}`) });
    service.configure({ validate: true, allowComments: false, schemas: [{ uri: schema.$id, fileMatch: ["*.json"], schema }] });
    const doc = ls.TextDocument.create("file:///x.json", "json", 1, text), parsed = service.parseJSONDocument(doc);
    return {
      validate: () => service.doValidation(doc, parsed),
      complete: (at) => service.doComplete(doc, doc.positionAt(at), parsed),
      hover: (at) => service.doHover(doc, doc.positionAt(at), parsed),
    };
  }, (document) => JSON.stringify(document, null, 2));
}
async function redhat() {
  const ls = optional("yaml-language-server"), types = optional("vscode-languageserver-textdocument");
  const setup = ls && require("yaml-language-server/out/server/src/yamlSettings");
  if (!ls || !types) return;
  let opened = 0;
  const lines = (v, indent) => Object.entries(v).map(([k, x]) => {
    const pad = "  ".repeat(indent), head = Array.isArray(v) ? `${pad}- ` : `${pad}${k}: `;
    if (x === null || typeof x !== "object") return `${head}${JSON.stringify(x).replace(/^"(.*)"$/, "$1")}\n`;
    return Array.isArray(v) ? `${pad}- ${lines(x, indent + 1).trimStart()}` : `${head.trimEnd()}\n${lines(x, indent + 1)}`;
  }).join("");
  await serve("yaml", (text, schema) => {
    const settings = new setup.SettingsState();
    const service = ls.getLanguageService({ schemaRequestService: (uri) => Promise.reject(`asked for ${uri}`), workspaceContext: { resolveRelativePath: (p) => p }, yamlSettings: settings });
    service.configure({ validate: true, hover: true, completion: true, customTags: [], schemas: [{ uri: schema.$id, fileMatch: ["*.yaml"], schema }] });
    const doc = types.TextDocument.create(`file:///${++opened}.yaml`, "yaml", 1, text); // it keeps what it read of a name
    settings.documents = { get: () => doc };
    return {
      validate: () => service.doValidation(doc, false),
      complete: (at) => service.doComplete(doc, doc.positionAt(at), false),
      hover: (at) => service.doHover(doc, doc.positionAt(at)),
    };
  }, (document) => lines(document, 0));
}
(async () => {
  await vscode();
  await redhat();
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exit(failed !== 0 ? 1 : 0);
})().catch((e) => {
  console.log(e);
  process.exit(1);
});
