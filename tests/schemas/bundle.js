// bundle: does a bundle say the same as the documents that it was made of?
//     node bundle.js PROG SCRATCH SUITE
// Each schema of the official suite that refers to a URI is bundled, once with remote
// documents that have URIs, once with the same as files, which nobody else knows.  The
// verdicts of the bundle alone are the suite's: by ours, and by those of ajv and of
// @sourcemeta/jsonschema that are found through NODE_PATH.
const fs = require("fs"), path = require("path"), { spawnSync } = require("child_process");
const [prog, scratch, suite] = process.argv.slice(2);
const remote = "http://localhost:1234/";
const drafts = {
  draft4: { uri: "http://json-schema.org/draft-04/schema#" },
  draft6: { uri: "http://json-schema.org/draft-06/schema#" },
  draft7: { uri: "http://json-schema.org/draft-07/schema#", ajv: "ajv" },
  "draft2019-09": { uri: "https://json-schema.org/draft/2019-09/schema", ajv: "ajv/dist/2019" },
  "draft2020-12": { uri: "https://json-schema.org/draft/2020-12/schema", ajv: "ajv/dist/2020" },
  v1: { uri: "https://json-schema.org/v1", alone: true }, // others do not know it
};
let passed = 0, failed = 0, skipped = 0, looked = 0;
function check(ok, what) {
  if (ok) passed++;
  else failed++, console.log(`not ok: ${what}`);
}
function copy(from, to, change) {
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const target = path.join(to, entry.name), source = path.join(from, entry.name);
    fs.mkdirSync(to, { recursive: true });
    if (entry.isDirectory()) copy(source, target, change);
    else fs.writeFileSync(target, change(fs.readFileSync(source, "utf8")));
  }
}
function find(dir) {
  return fs.readdirSync(dir, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? find(path.join(dir, e.name)) : [path.join(dir, e.name)]);
}
function groups(draft) {
  const out = [];
  for (const file of find(path.join(suite, "tests", draft)).sort()) {
    if (/[/\\](format|proposals)[/\\]|format-/.test(file)) continue;
    for (const group of JSON.parse(fs.readFileSync(file, "utf8")))
      if (/"\$(dynamicRef|ref)":"[^#]/.test(JSON.stringify(group.schema)))
        out.push({ ...group, description: `${path.basename(file, ".json")}: ${group.description}` });
  }
  return out;
}
// The same schemas in files: "here" is the folder's URI.
const forms = {
  uris: { change: (text) => text, resources: (dir) => `${remote.slice(0, -1)}=${dir}` },
  files: { change: (text, here) => text.replaceAll(remote, here), resources: (dir) => dir },
};

function bundle(form, draft, all, dir, here) {
  const out = [];
  all.forEach((group, i) => {
    const text = forms[form].change(JSON.stringify(group.schema), here);
    const main = path.join(dir, `main-${i}.json`);
    fs.writeFileSync(main, text);
    const run = spawnSync(prog, ["schema", "bundle", "--dialect", drafts[draft].uri, "-r", forms[form].resources(dir), main],
      { encoding: "utf8", maxBuffer: 1 << 28 });
    fs.unlinkSync(main);
    const what = `${draft}, ${form}, ${group.description}`;
    check(run.status === 0, `${what}: ${run.stderr}`);
    if (run.status !== 0) return;
    // an identifier beside a $ref is none
    check(/prevents a sibling/.test(what) || !run.stdout.includes(scratch) && (form !== "files" || !run.stdout.includes("file:")), `${what}: a path is in it\n${run.stdout}`);
    out.push({ ...group, schema: JSON.parse(run.stdout), original: group.schema, what });
  });
  return out;
}
function ours(draft, all, file) {
  fs.writeFileSync(file, JSON.stringify(all));
  const run = spawnSync(prog, ["schema", "test", "--no-format-assertion", file], { encoding: "utf8", maxBuffer: 1 << 28 });
  const last = run.stdout.trim().split("\n").pop();
  check(run.status === 0, `${draft}: ${run.stdout.slice(0, 2000)} ${run.stderr}`);
  passed += Number(/^\d+/.exec(last) || 0);
}
function ajv(draft, all) {
  if (!drafts[draft].ajv) return;
  const Ajv = require(drafts[draft].ajv);
  const remotes = find(path.join(suite, "remotes")).map((f) => [remote + path.relative(path.join(suite, "remotes"), f), JSON.parse(fs.readFileSync(f, "utf8"))]);
  const judge = (schema, extra) => {
    const a = new Ajv({ strict: false, validateFormats: false, logger: false, validateSchema: false });
    if (draft === "draft2019-09" || draft === "draft2020-12")
      a.addMetaSchema(require("ajv/lib/refs/json-schema-draft-07.json"));
    for (const [uri, s] of extra)
      try { a.addSchema(s, uri); } catch {}
    try {
      const run = a.compile(schema);
      return (data) => { try { return run(data); } catch { return undefined; } };
    } catch (e) { return () => String(e); }
  };
  for (const g of all) {
    const run = judge(g.schema, []);
    for (const t of g.tests) {
      const is = run(t.data);
      if (is !== t.valid && judge(g.original, remotes)(t.data) !== t.valid) looked++;
      else check(is === t.valid, `${g.what}: ${t.description}: ajv says ${is}`);
    }
  }
}
const cli = (process.env.NODE_PATH || "").split(":").map((d) => path.join(d, ".bin/jsonschema")).find((f) => fs.existsSync(f));
function sourcemeta(draft, all, dir) {
  fs.mkdirSync(dir, { recursive: true });
  all.forEach((g, i) => {
    const tests = g.tests.map(({ data, valid }, n) => ({ description: `${i} ${n}`, data, valid }));
    fs.writeFileSync(path.join(dir, `${i}.schema.json`), JSON.stringify(typeof g.schema === "object" ? { $schema: drafts[draft].uri, ...g.schema } : g.schema));
    fs.writeFileSync(path.join(dir, `${i}.test.json`), JSON.stringify({ target: `./${i}.schema.json`, tests }));
  });
  const answers = new Map();
  ask(all.map((_, i) => path.join(dir, `${i}.test.json`)), draft, answers);
  all.forEach((g, i) => g.tests.forEach((t, n) => {
    const answer = answers.has(`${i} ${n}`) ? `says ${answers.get(`${i} ${n}`)}` : answers.get(i);
    if (answer !== "says true" && refused.some((r) => r.is(g) && r.says.test(answer))) looked++;
    else check(answer === "says true", `${g.what}: ${t.description}: @sourcemeta/jsonschema ${answer}`);
  }));
}
// Schemas that it refuses, bundled or not.
const refused = [
  { says: /A schema with a top-level `\$ref` in JSON Schema Draft 7/, is: (g) => "$ref" in g.original },
  { says: /is not considered to be a valid subschema/, is: (g) => /refOfUnknownKeyword/.test(g.what) },
];
function ask(files, draft, answers) {
  const run = spawnSync(cli, ["test", "--json", "--default-dialect", drafts[draft].uri, ...files], { encoding: "utf8", maxBuffer: 1 << 28 });
  let answer = {};
  try { answer = JSON.parse(run.stdout); } catch {}
  if (answer.results) {
    for (const t of answer.results.tests) answers.set(t.name, t.status === "passed");
  } else if (files.length > 1) {
    const half = files.length >> 1;
    ask(files.slice(0, half), draft, answers);
    ask(files.slice(half), draft, answers);
  } else {
    answers.set(Number(path.basename(files[0], ".test.json")), `has no answer: ${(run.stdout + run.stderr).slice(0, 300)}`);
  }
}

let haveAjv = true;
try { require("ajv"); } catch { haveAjv = false; }
for (const draft of Object.keys(drafts)) {
  if (!fs.existsSync(path.join(suite, "tests", draft))) continue;
  const all = groups(draft);
  for (const form of Object.keys(forms)) {
    const dir = path.join(scratch, `${draft}-${form}`), here = `file://${dir}/`;
    copy(path.join(suite, "remotes"), dir, (text) => forms[form].change(text, here));
    const made = bundle(form, draft, all, dir, here);
    ours(draft, made, path.join(scratch, `${draft}-${form}.json`));
    if (haveAjv) ajv(draft, made);
    if (cli && !drafts[draft].alone) sourcemeta(draft, made, path.join(scratch, `${draft}-${form}-sourcemeta`));
  }
}
if (!haveAjv) skipped++, console.log("skipped: no ajv at hand");
if (!cli) skipped++, console.log("skipped: no @sourcemeta/jsonschema at hand");
console.log(`${looked} verdicts are of what a judge refuses or misjudges before it is a bundle, too`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed !== 0 ? 1 : 0);
