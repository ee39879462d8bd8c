// differential: random schemas and instances, judged by others and by ours.
//     node differential.js PROG SCRATCH GROUPS SEED...
// ajv and, where it is installed, @sourcemeta/jsonschema are found through NODE_PATH.
// Our verdicts come from "hookvet schema test", which gets a file in the form of the
// official suite with ajv's.  A difference fails, unless it is of a kind that was
// looked at: then the clause that makes ours right stands in a list below.
const fs = require("fs"), path = require("path"), { spawnSync } = require("child_process");
const [prog, scratch, groups, ...seeds] = process.argv.slice(2);
let dialect, old;
let state = 1;
const random = (n) => {
  state ^= state << 13; state >>>= 0; state ^= state >>> 17; state ^= state << 5; state >>>= 0;
  return state % n;
};
const pick = (list) => list[random(list.length)];
const names = ["a", "b", "ab", "c", "foo", "ba", "é"];
const strings = ["", "a", "ab", "abc", "foo", "FOO", "é", "𝒳", "2020-01-01", "1"];
const numbers = [0, 1, -1, 2, 3, 5, 10, 1.5, 0.5, -2.5, 100, 7, 4];

function value(depth) {
  switch (random(depth > 0 ? 8 : 6)) {
    case 0: return null;
    case 1: return random(2) === 0;
    case 2: case 3: return pick(numbers);
    case 4: case 5: return pick(strings);
    case 6: return Array.from({ length: random(5) }, () => value(depth - 1));
    default: return Object.fromEntries(Array.from({ length: random(5) }, () => [pick(names), value(depth - 1)]));
  }
}
function schema(depth) {
  if (random(14) === 0) return random(3) !== 0;
  const s = {};
  for (let n = random(3) + 1; n > 0; n--) keyword(s, depth - 1);
  return s;
}
function keyword(s, depth) {
  const sub = () => (depth > 0 ? schema(depth) : { type: pick(["string", "integer", "number", "object", "array"]) });
  const list = () => Array.from({ length: random(3) + 1 }, sub);
  const some = (f) => Object.fromEntries(Array.from({ length: random(3) + 1 }, () => [pick(names), f()]));
  const choices = [
    () => (s.type = pick(["string", "integer", "number", "object", "array", "null", "boolean", ["string", "null"], ["integer", "object"]])),
    () => (s.enum = [value(1), value(2), pick(strings)].filter((v, i, all) => all.findIndex((w) => JSON.stringify(w) === JSON.stringify(v)) === i)),
    () => (s.const = value(2)),
    () => (s.minimum = pick(numbers)), () => (s.exclusiveMaximum = pick(numbers)),
    () => (s.multipleOf = pick([1, 2, 0.5, 3])),
    () => (s.maxLength = random(4)), () => (s.minLength = random(3)),
    () => (s.pattern = pick(["^a", "b$", "^(a|b)+$", "[a-f]{2}", "\\p{L}", "^.$", "o{2}"])),
    () => (s.maxItems = random(4)), () => (s.minItems = random(3)), () => (s.uniqueItems = random(2) === 0),
    () => (s.maxProperties = random(4)), () => (s.minProperties = random(3)),
    () => (s.required = [pick(names)]),
    () => (s.properties = some(sub)), () => (s.properties = some(sub)),
    () => (s.patternProperties = { [pick(["^a", "b", "^f"])]: sub() }),
    () => (s.additionalProperties = sub()), () => (s.propertyNames = sub()),
    () => (s.contains = sub()), () => (s.allOf = list()), () => (s.anyOf = list()), () => (s.oneOf = list()),
    () => (s.not = sub()), () => { s.if = sub(); s.then = sub(); if (random(2)) s.else = sub(); },
    () => (s.$ref = pick(["#/definitions/x", "#/definitions/y"])),
  ];
  if (old) {
    choices.push(() => (s.items = random(2) ? sub() : list()), () => (s.dependencies = some(() => (random(2) ? sub() : [pick(names)]))));
    choices.push(() => { s.items = list(); s.additionalItems = sub(); });
  } else {
    choices.push(() => (s.dependentRequired = some(() => [pick(names)])), () => (s.dependentSchemas = some(sub)));
    choices.push(() => { s.contains = sub(); s.minContains = random(3); s.maxContains = random(3) + 1; });
    choices.push(() => (s.unevaluatedProperties = random(2) ? false : sub()), () => (s.unevaluatedItems = random(2) ? false : sub()));
    if (dialect === "2020-12") choices.push(() => (s.prefixItems = list()), () => (s.items = sub()));
    else choices.push(() => (s.items = random(2) ? sub() : list()));
  }
  pick(choices)();
  if (old && s.$ref) for (const k of Object.keys(s)) if (k !== "$ref") delete s[k]; // draft 7 core, 8.3
  return s;
}

function schemaWithoutRef(depth) {
  const s = schema(depth);
  return JSON.parse(JSON.stringify(s), (k, v) => (v && typeof v === "object" && !Array.isArray(v) && v.$ref ? {} : v));
}
const dialects = {
  draft7: { uri: "http://json-schema.org/draft-07/schema#", ajv: "ajv" },
  "2019-09": { uri: "https://json-schema.org/draft/2019-09/schema", ajv: "ajv/dist/2019" },
  "2020-12": { uri: "https://json-schema.org/draft/2020-12/schema", ajv: "ajv/dist/2020" },
};

// ---- differences that were looked at ----

const within = (v, test) => test(v) || (v && typeof v === "object" && Object.values(v).some((w) => within(w, test)));
const has = (schema, keyword) => within(schema, (v) => v && typeof v === "object" && Object.hasOwn(v, keyword));
const unevaluated = (schema) => has(schema, "unevaluatedItems") || has(schema, "unevaluatedProperties");
const known = {
  ajv: [
    { why: "2020-12 core, 10.3.1.3 and 11.2: contains evaluates what it matches (2019-09: nothing); ajv takes all",
      is: (schema) => has(schema, "unevaluatedItems") && has(schema, "contains") },
    { why: "2020-12 core, 7.7.1.2: what failed, or was not asked (then without if), leaves no annotations; ajv keeps some",
      is: (schema) => unevaluated(schema) && (has(schema, "if") || within(schema, (v) => unevaluated((v && (v.anyOf || v.oneOf)) || null))) },
    { why: "2020-12 core, 10.3.1.3 (draft 7 validation, 6.4.6): contains wants an element; ajv forgets it beside tuples",
      is: (schema, data, theirs) => theirs && within(schema, (v) => v && v.contains !== undefined && (v.prefixItems || Array.isArray(v.items))) },
  ],
  sourcemeta: [],
};

// ---- the judges ----

function suite() {
  const out = [];
  const Ajv = require(dialects[dialect].ajv);
  for (let g = 0; g < Number(groups); g++) {
    const top = old ? { allOf: [schema(3)] } : schema(3);
    if (typeof top === "boolean") continue;
    top.$schema = dialects[dialect].uri;
    top.definitions = { x: schemaWithoutRef(2), y: schemaWithoutRef(1) };
    const data = Array.from({ length: 40 }, () => value(3));
    let validate;
    try {
      validate = new Ajv({ strict: false, logger: false, unicodeRegExp: true, validateFormats: false, validateSchema: false }).compile(top);
    } catch {
      continue; // ajv refuses some references that only lead on
    }
    const tests = [];
    data.forEach((d, i) => {
      try {
        tests.push({ description: String(i), data: d, valid: validate(d) });
      } catch {} // code that ajv made wrong
    });
    out.push({ description: String(g), schema: top, tests });
  }
  return out;
}
let passed = 0, failed = 0, looked = 0;
function compare(judge, group, test, ours, theirs) {
  if (ours === theirs) passed++;
  else if (known[judge].some((k) => k.is(group.schema, test.data, theirs))) looked++;
  else {
    failed++;
    console.log(`${dialect}: ours ${ours}, ${judge} ${theirs}\n  ${JSON.stringify(group.schema)}\n  ${JSON.stringify(test.data)}`);
  }
}
/* The tests that a run of our program failed. */
function ours(file) {
  const run = spawnSync(prog, ["schema", "test", "--no-format-assertion", file], { encoding: "utf8", maxBuffer: 1 << 28 });
  const bad = new Set();
  for (const line of run.stdout.split("\n")) {
    const m = line.match(/: failed: (\d+): (\d+): (.*)/);
    if (m) bad.add(`${m[1]} ${m[2]}`);
    if (m && !/should/.test(m[3])) console.log(line);
  }
  if (run.status !== 0 && bad.size === 0) throw new Error(run.stderr + run.stdout);
  return bad;
}
const cli = (process.env.NODE_PATH || "").split(":").map((d) => path.join(d, ".bin/jsonschema")).find((f) => fs.existsSync(f));
/* The second judge's verdicts, by "group test"; one file of tests for each group. */
function sourcemeta(all, dir) {
  fs.mkdirSync(dir, { recursive: true });
  for (const g of all) {
    const target = `./${g.description}.schema.json`;
    fs.writeFileSync(path.join(dir, target), JSON.stringify(g.schema));
    fs.writeFileSync(path.join(dir, `${g.description}.test.json`), JSON.stringify({ target, tests: g.tests.map(({ description, data, valid }) =>
      ({ description: `${g.description} ${description}`, data, valid })) }));
  }
  const verdicts = new Map();
  ask(all.map((g) => path.join(dir, `${g.description}.test.json`)), verdicts);
  return verdicts;
}
/* Some schemas end its run: halves lead to them, and they go without its verdict. */
function ask(files, verdicts) {
  const run = spawnSync(cli, ["test", "--json", ...files], { encoding: "utf8", maxBuffer: 1 << 28 });
  const answer = run.status === null ? {} : JSON.parse(run.stdout);
  if (answer.results) {
    for (const t of answer.results.tests) verdicts.set(t.name, t.status === "passed");
  } else if (files.length > 1) {
    const half = files.length >> 1;
    ask(files.slice(0, half), verdicts);
    ask(files.slice(half), verdicts);
  } else {
    unanswered.push(files[0]);
  }
}
const unanswered = [];
for (const seed of seeds) {
  for (dialect of Object.keys(dialects)) {
    old = dialect === "draft7";
    state = Number(seed) >>> 0 || 1;
    const all = suite(), file = path.join(scratch, `${dialect}-${seed}.json`);
    fs.writeFileSync(file, JSON.stringify(all));
    const bad = ours(file);
    const agree = cli && sourcemeta(all, path.join(scratch, `${dialect}-${seed}`));
    for (const group of all) {
      for (const test of group.tests) {
        const name = `${group.description} ${test.description}`, mine = test.valid !== bad.has(name);
        compare("ajv", group, test, mine, test.valid);
        if (agree && agree.has(name)) compare("sourcemeta", group, test, mine, test.valid === agree.get(name));
      }
    }
  }
}
console.log(`${looked} differences are of kinds that were looked at`);
if (unanswered.length !== 0) console.log(`@sourcemeta/jsonschema had no answer for ${unanswered.length} schemas`);
if (!cli) console.log("skipped: no @sourcemeta/jsonschema at hand");
console.log(`${passed} passed, ${failed} failed, ${cli ? 0 : 1} skipped`);
process.exit(failed !== 0 ? 1 : 0);
