// ajv: check files (.jsonl: their lines) against a schema, as one run of a program.
//     node ajv.js SCHEMA FILE...
// ajv-cli takes no JSON Lines; this is what one writes instead.  ajv is found through
// NODE_PATH; it is no part of this project.
const fs = require("fs");
const schema = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const dialect = schema.$schema || "";
const Ajv = require(dialect.includes("draft-04") ? "ajv-draft-04"
  : dialect.includes("2020-12") ? "ajv/dist/2020" : "ajv");
// Some public schemas hold patterns that are none with "u", and their own metaschema.
const ajv = new Ajv({ strict: false, logger: false, unicodeRegExp: false, meta: false,
  validateSchema: false });
require("ajv-formats")(ajv);
const validate = ajv.compile(schema);
let bad = 0;
const check = (text) => {
  if (!validate(JSON.parse(text))) bad++;
};
// The longest string is 512 MB: lines are cut from pieces.
const lines = (name) => {
  const fd = fs.openSync(name), piece = Buffer.alloc(1 << 22);
  let rest = Buffer.alloc(0);
  for (let n; (n = fs.readSync(fd, piece)) > 0;) {
    const text = Buffer.concat([rest, piece.subarray(0, n)]);
    let from = 0;
    for (let end; (end = text.indexOf(10, from)) >= 0; from = end + 1)
      if (end > from) check(text.toString("utf8", from, end));
    rest = text.subarray(from);
  }
  if (rest.length > 0) check(rest.toString("utf8"));
  fs.closeSync(fd);
};
for (const name of process.argv.slice(3))
  if (name.endsWith(".jsonl")) lines(name);
  else check(fs.readFileSync(name, "utf8"));
process.exit(bad > 0 ? 1 : 0);
