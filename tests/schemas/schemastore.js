// schemastore: the checks of SchemaStore's cli.js (as of 2026) that concern one entry.
//     node schemastore.js PROG SRC ENTRY
const fs = require("fs"), path = require("path"), { spawnSync } = require("child_process");
const Ajv = require("ajv"), formats = require("ajv-formats");
const [prog, src, entry] = process.argv.slice(2);
let passed = 0, failed = 0;
function check(ok, what) {
  if (ok) passed++;
  else failed++, console.log(`not ok: ${what}`);
}
const read = (file) => JSON.parse(fs.readFileSync(file, "utf8"));
const catalog = read(path.join(entry, "catalog.json")), validation = read(path.join(entry, "schema-validation.json"));
const theirs = ["allowTrailingCommas", "defaultSnippets", "markdownDescription", "enumDescriptions", "markdownEnumDescriptions"];

check(catalog.flatMap((e) => e.fileMatch).join() === "*.webhook.json,**/webhooks/*.json,.hookvet.json", "the files");
for (const e of catalog) {
  const file = path.basename(e.url), name = path.basename(file, ".json");
  for (const text of [e.name, e.description])
    check(!/[,. \t-]$/.test(text) && !/schema|\n/i.test(text), `${file}: '${text}'`);
  for (const glob of e.fileMatch) check(!glob.includes("/") || glob.startsWith("**/"), `${file}: ${glob}`);
  check(e.url === `https://www.schemastore.org/${file}`, `${file}: its URL`);
  const schema = read(path.join(src, "schemas/json", file));
  check(schema.$id === e.url && schema.$schema === "http://json-schema.org/draft-07/schema#", `${file}: its head`);
  check(validation.ajvNotStrictMode.includes(file), `${file}: types are unions, which strict mode refuses`);
  const ajv = new Ajv({ strictTypes: false, strictTuples: false, allowMatchingProperties: true });
  formats(ajv);
  for (const k of theirs.concat(validation.options[file].unknownKeywords)) ajv.addKeyword(k);
  const judge = ajv.compile(schema);
  for (const [folder, wanted] of [["test", true], ["negative_test", false]]) {
    const files = fs.readdirSync(path.join(src, folder, name));
    check(files.length > 0, `${file}: ${folder}`);
    for (const f of files) {
      const where = path.join(src, folder, name, f);
      check(judge(read(where)) === wanted, `${where}: ${JSON.stringify(judge.errors)}`);
      // and hookvet says the same of it
      const run = name === "hookvet" ? spawnSync(prog, ["check", "--no-config", "-q", "-s", "hookvet/config", where])
        : spawnSync(prog, ["check", "--no-config", "-q", "--fail-on", "error", where]);
      check(run.status === (wanted ? 0 : 1), `${where}: ${run.stdout}${run.stderr}`);
    }
  }
}
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exit(failed !== 0 ? 1 : 0);
