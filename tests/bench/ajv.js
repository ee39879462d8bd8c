// ajv: the time to check the lines of a file against a schema, without the time to start.
//     node ajv.js SCHEMA FILE
// Prints milliseconds.  ajv is found through NODE_PATH; it is no part of this project.
const fs = require("fs");
let Ajv;
try {
  Ajv = require("ajv/dist/2020");
} catch {
  process.exit(77);
}
const validate = new Ajv({ strict: false, logger: false, validateFormats: false })
  .compile(JSON.parse(fs.readFileSync(process.argv[2], "utf8")));
const start = process.hrtime.bigint();
for (const line of fs.readFileSync(process.argv[3], "utf8").split("\n"))
  if (line !== "") validate(JSON.parse(line));
console.log(Number(process.hrtime.bigint() - start) / 1e6);
