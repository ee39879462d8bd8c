// differential: random schemas and instances, judged by ajv, as a file in the form of
// the official suite for "hookvet schema test".
//     node differential.js DIALECT SEED GROUPS     (NODE_PATH leads to ajv)
// Left out is what ajv is known to have wrong (clauses below), so that every
// difference is one to look at.
const dialect = process.argv[2], groups = Number(process.argv[4]);
let Ajv;
try {
  Ajv = require(dialect === "2020-12" ? "ajv/dist/2020" : dialect === "2019-09" ? "ajv/dist/2019" : "ajv");
} catch {
  process.exit(77);
}
let state = Number(process.argv[3]) >>> 0 || 1;
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
const old = dialect === "draft7";
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
const uri = {
  draft7: "http://json-schema.org/draft-07/schema#",
  "2019-09": "https://json-schema.org/draft/2019-09/schema",
  "2020-12": "https://json-schema.org/draft/2020-12/schema",
}[dialect];
const out = [];
for (let g = 0; g < groups; g++) {
  const top = old ? { allOf: [schema(3)] } : schema(3);
  if (typeof top === "boolean") continue;
  top.$schema = uri;
  top.definitions = { x: schemaWithoutRef(2), y: schemaWithoutRef(1) };
  let validate;
  try {
    validate = new Ajv({ strict: false, logger: false, unicodeRegExp: true, validateFormats: false }).compile(top);
  } catch {
    continue;
  }
  const tests = [];
  for (let t = 0; t < 12; t++) {
    const data = value(3);
    try {
      tests.push({ description: String(t), data, valid: validate(data) });
    } catch {} // code that ajv made wrong
  }
  out.push({ description: `${dialect} ${process.argv[3]}/${g}`, schema: top, tests });
}
function schemaWithoutRef(depth) {
  const s = schema(depth);
  return JSON.parse(JSON.stringify(s), (k, v) => (v && typeof v === "object" && !Array.isArray(v) && v.$ref ? {} : v));
}
console.log(JSON.stringify(out));
