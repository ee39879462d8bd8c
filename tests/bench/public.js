// public: what tests/bench/public.c measures, of ajv (NODE_PATH): node public.js DIR
const fs = require("fs"), path = require("path");
const drafts = { "https://json-schema.org/draft/2020-12/schema": "ajv/dist/2020", "https://json-schema.org/draft/2019-09/schema": "ajv/dist/2019",
  "http://json-schema.org/draft-04/schema": "ajv-draft-04" };
const read = (name) => fs.readFileSync(path.join(process.argv[2], name), "utf8");
const schema = JSON.parse(read("schema.json"));
const documents = read("instances.jsonl").split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
const Ajv = require(drafts[(schema.$schema || "").replace(/#$/, "")] || "ajv");
const ajv = new (Ajv.default || Ajv)({ strict: false, validateFormats: false, logger: false });
const now = () => Number(process.hrtime.bigint());
let compile = now();
const validate = ajv.compile(schema);
compile = now() - compile;
function all() {
  const start = now();
  for (const document of documents) if (!validate(document)) process.exit(1);
  return now() - start;
}
const cold = all();
for (let i = 0; i < 100 && i < 1e10 / cold; i++) all();
console.log(`${cold},${all()},${compile}`);
