"""valid: a document (or each line) against a JSON Schema: valid.py SCHEMA FILE [--json-lines]"""
import json
import sys

import jsonschema

schema = json.load(open(sys.argv[1]))
text = open(sys.argv[2], encoding="utf-8").read()
documents = text.splitlines() if "--json-lines" in sys.argv else [text]
validator = jsonschema.validators.validator_for(schema)(schema)
bad = [e for d in documents if d for e in validator.iter_errors(json.loads(d))]
for error in bad[:5]:
    print(list(error.absolute_path), error.message[:200])
sys.exit(len(bad) != 0)
